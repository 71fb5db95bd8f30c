#pragma once

#include <cstddef>
#include <cstdint>
#include <lua.hpp>
#include <optional>
#include <string>

#include "engine/script/script_state.h"

namespace autorules {

/// Counts what one Lua state uses up and stops it at the limits. One budget pays for everything: VM instructions
/// through a hook, memory through the allocator, library functions through Charge. Once stopped, nothing but unwinding
/// goes on until the next StartCall: the hook raises at every instruction, the allocator refuses, our `pcall` raises
/// again.
///
/// A VM instruction costs more the larger the things are that one instruction can walk through; `weight` says how many
/// times more. What counts are the sizes seen in the present environment, so that charges do not depend on earlier
/// messages.
class Meter {
 public:
  explicit Meter(const ScriptLimits& limits) : limits_(limits) {}
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

  /// The lua_Alloc; `self` is the meter.
  static void* Allocate(void* self, void* block, std::size_t old_size, std::size_t new_size);
  /// Takes over a new state: stops its collector (Collect runs between calls, so that what a message may use does
  /// not depend on where a collection stood) and finds its stack.
  void Attach(lua_State* state);

  /// What is in use and how large it is now belongs to the script itself, not to a message.
  void SetLoaded();
  /// The environment of the message before is gone: sizes start anew.
  void StartEnvironment();
  void StartCall();
  /// Nothing is refused or charged outside of calls.
  void EndCall() { active_ = false; }

  /// Pays for work that is about to be done. Raises when the budget does not suffice, as does everything below.
  void Charge(std::size_t units);
  /// Pays for steps through tables or comparisons, each as dear as a VM instruction.
  void ChargeSteps(std::size_t steps) { Charge(steps > left() ? steps : steps * weight()); }
  /// Pays for a walk through all slots of a table, which may be many more than it has entries.
  void ChargeWalk() { Charge(16 + largest_vector_ / 512); }
  /// Counts a metatable; raises an ordinary error when there are too many.
  void CountMetatable();
  [[noreturn]] void StopBudget();
  [[noreturn]] void StopString();
  [[noreturn]] void StopBlocked(const std::string& name);
  [[noreturn]] void RaiseAgain();

  std::size_t left() const { return left_ > 0 ? static_cast<std::size_t>(left_) : 0; }
  const ScriptLimits& limits() const { return limits_; }
  const std::optional<ScriptFailure>& stopped() const { return stopped_; }

 private:
  static void Tick(lua_State* state, lua_Debug* event);
  void* Resize(void* block, std::size_t old_size, std::size_t new_size);
  void Stop(ScriptFailureKind kind, const std::string& reason);
  bool Refuses(bool string, std::size_t grown, std::size_t new_size);
  void NoteSize(bool string, std::size_t bytes);
  void Collect();
  std::string Place() const;
  std::size_t weight() const { return 1 + second_string_ / 1024 + largest_vector_ / 4096 + metatables_ / 4; }

  const ScriptLimits limits_;
  lua_State* state_ = nullptr;
  bool active_ = false;
  std::int64_t left_ = 0;
  std::optional<ScriptFailure> stopped_;

  std::size_t used_ = 0;    ///< bytes
  std::size_t base_ = 0;    ///< of them not this message's
  std::size_t loaded_ = 0;  ///< of them the loaded script's

  /// Comparing two strings costs by the shorter one, hence the second longest.
  std::size_t longest_string_ = 0, second_string_ = 0;
  std::size_t loaded_longest_ = 0, loaded_second_ = 0;
  /// Hash parts (all keys may collide: hashes of numbers are no secret) and the stack (its values may all be the
  /// `...` of one function), in bytes. Lists grow in place and do not count.
  std::size_t largest_vector_ = 0;
  std::size_t metatables_ = 0;  ///< each a possible step of an `__index` chain

  /// Lua does not tell where its stack lies: the block is followed from its first growth on.
  void* stack_ = nullptr;
  std::size_t stack_bytes_ = 0;
  void* last_vector_ = nullptr;
  std::size_t last_vector_bytes_ = 0;
};

}  // namespace autorules
