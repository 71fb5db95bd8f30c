#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace autorules {

struct ScriptSource {
  std::string name;  ///< of the module, "адрес"
  std::string file;  ///< "scripts/адрес.lua", for error messages
  std::string text;
};

/// Why a script gave no value. After the last three the script cannot go on: its own `pcall` does not catch them.
enum class ScriptFailureKind : std::uint8_t {
  kError,         ///< an ordinary Lua error, or a value that may not go out
  kMemory,        ///< more memory, or a longer string, than ScriptLimits give
  kInstructions,  ///< more work, or more calls inside calls, than ScriptLimits give
  kBlocked        ///< a function that scripts may not use; the reason names it
};

struct ScriptFailure {
  ScriptFailureKind kind = ScriptFailureKind::kError;
  std::string reason;  ///< one line of at most 200 characters, valid UTF-8, begins with file:line where Lua knows it
  bool operator==(const ScriptFailure&) const = default;
};

template <typename T>
using ScriptResult = tl::expected<T, ScriptFailure>;

/// nil, boolean, number, string, list of strings
using ScriptValue = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>>;

/// A rule as `rule{…}` declares it. Names stand as written; whether they exist is not the script's to know.
struct ScriptRule {
  std::string name, set, basis;
  std::int32_t priority = 0;
  std::vector<std::string> reads, writes;
  std::uint32_t line = 0;
  bool operator==(const ScriptRule&) const = default;
};

/// What one script may use up. The memory is counted from the loaded script, the instructions anew in every call.
struct ScriptLimits {
  std::size_t memory_bytes = 8U << 20U;
  /// VM instructions; library functions, allocations and long strings count as instructions by what they cost.
  /// A hundred thousand take about a millisecond, 60 ms when they are the slowest there are.
  std::size_t instructions = 100'000;
  std::size_t depth = 200;  ///< Lua functions inside each other, looked at every thousand instructions
  /// One string; also all strings of one result together. A letter runs to some 100 KiB.
  std::size_t string_bytes = 256U << 10U;
  std::size_t source_bytes = 128U << 10U;
};

/// The value of an attribute by its name; nullopt when the name is not among the declared reads.
using ScriptReader = std::function<std::optional<ScriptValue>(std::string_view name)>;

/// The attributes that a rule sets, in the order of their names.
using ScriptWrites = std::vector<std::pair<std::string, ScriptValue>>;

/// One script in its sandbox: Lua 5.4 without files, clock, chance or anything that outlives a message. The same
/// calls in the same order of one message give the same results in every state and process. One state per script
/// and worker; not thread-safe.
class ScriptState {
 public:
  /// Compiles the script and runs it once to learn what it declares. Never fails on any bytes: see load_failure().
  explicit ScriptState(const ScriptSource& source, ScriptLimits limits = {});
  ~ScriptState();
  ScriptState(ScriptState&&) noexcept;
  ScriptState& operator=(ScriptState&&) noexcept;

  const std::optional<ScriptFailure>& load_failure() const;
  /// The line that load_failure() speaks of, or 0.
  std::uint32_t load_failure_line() const;

  /// In the order of the file. Empty when loading failed, as are the functions.
  const std::vector<ScriptRule>& rules() const;
  /// Names that Call() takes, ascending: those of `define` and of global functions.
  const std::vector<std::string>& functions() const;
  bool HasFunction(std::string_view name) const;

  /// Forgets everything that earlier messages left behind; cheap when nothing ran since. A failure other than kError
  /// forgets as well, so that what a stopped function left half done is never seen.
  void BeginMessage();

  ScriptResult<ScriptValue> Call(std::string_view function, std::span<const ScriptValue> arguments);

  /// nullopt: `when` was not true. `read` is not kept.
  ScriptResult<std::optional<ScriptWrites>> RunRule(std::size_t rule, const ScriptReader& read);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
