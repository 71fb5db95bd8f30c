#include "engine/script/script_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <new>

#include "engine/script/sandbox.h"
#include "engine/script/script_values.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

/// Lua shows 59 bytes of the name of a chunk. "=" makes it show them as they are.
std::string ChunkName(std::string_view path) {
  constexpr std::size_t kShown = LUA_IDSIZE - 1;
  constexpr std::string_view kCut = "…";
  const std::string file = RepairUtf8(path);
  if (file.size() <= kShown) return "=" + file;
  std::size_t begin = file.size() - (kShown - kCut.size());
  while (begin < file.size() && (static_cast<unsigned char>(file[begin]) & 0xC0U) == 0x80U) ++begin;
  return fmt::format("={}{}", kCut, file.substr(begin));
}

/// The N of a reason "file:N: …".
std::uint32_t LineIn(std::string_view reason, std::string_view file) {
  std::uint32_t line = 0;
  if (!reason.starts_with(file) || reason.substr(file.size(), 1) != ":") return 0;
  reason.remove_prefix(file.size() + 1);
  std::from_chars(reason.data(), reason.data() + reason.size(), line);
  return line;
}

}  // namespace

struct ScriptState::Impl {
  /// What runs inside a protected call. It may raise, so it leaves nothing half done.
  using Body = std::function<void(lua_State*)>;

  Impl(const ScriptSource& source, const ScriptLimits& limits);
  ~Impl() { lua_close(state); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  std::optional<ScriptFailure> Load(const ScriptSource& source, const std::string& chunk);
  std::optional<ScriptFailure> Protected(const Body& body);
  std::optional<ScriptFailure> RunMain();
  std::optional<ScriptFailure> Run(const Body& body);
  void CollectFunctions();

  Sandbox sandbox;
  lua_State* state = nullptr;
  bool has_environment = false;
  bool used = false;  ///< something ran in the environment since its main function
  std::optional<ScriptFailure> load_failure;
  std::uint32_t load_failure_line = 0;
  std::vector<ScriptRule> rules;
  std::vector<std::string> functions;
};

ScriptState::Impl::Impl(const ScriptSource& source, const ScriptLimits& limits) : sandbox(limits) {
  state = lua_newstate(&Meter::Allocate, &sandbox.meter);
  if (state == nullptr) throw std::bad_alloc();
  *static_cast<Sandbox**>(lua_getextraspace(state)) = &sandbox;
  sandbox.meter.Attach(state);
  BuildBase(state);
  BuildMessageMetatable(state);
  const std::string chunk = ChunkName(source.file);
  load_failure = Load(source, chunk);
  if (load_failure) {
    load_failure_line = LineIn(load_failure->reason, std::string_view(chunk).substr(1));
    rules.clear();
    functions.clear();
  }
}

std::optional<ScriptFailure> ScriptState::Impl::Load(const ScriptSource& source, const std::string& chunk) {
  const std::size_t most = sandbox.meter.limits().source_bytes;
  std::string_view text = source.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string file = chunk.substr(1);
  if (text.size() > most) {
    return ScriptFailure{ScriptFailureKind::kError, fmt::format("{}: скрипт длиннее {} КиБ", file, most / 1024)};
  }
  std::size_t bad = 0;
  if (!IsValidUtf8(text, &bad)) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    return ScriptFailure{ScriptFailureKind::kError, fmt::format("{}:{}: скрипт не в UTF-8", file, line)};
  }
  sandbox.meter.StartEnvironment();
  auto failure = Protected([&](lua_State* L) {
    // Text only: Lua trusts compiled code blindly.
    if (luaL_loadbufferx(L, text.data(), text.size(), chunk.c_str(), "t") != LUA_OK) lua_error(L);
    SetSlot(L, Slot::kMain);
  });
  if (failure) return failure;
  sandbox.meter.SetLoaded();
  failure = RunMain();
  if (failure) return failure;
  rules = sandbox.rules;
  CollectFunctions();
  return std::nullopt;
}

/// Runs the body under a budget of its own. The failure's reason is made without running anything of the script's.
std::optional<ScriptFailure> ScriptState::Impl::Protected(const Body& body) {
  sandbox.meter.StartCall();
  lua_pushcfunction(state, [](lua_State* L) {
    const auto* const run = static_cast<const Body*>(lua_touserdata(L, 1));
    lua_settop(L, 0);
    (*run)(L);
    return 0;
  });
  lua_pushlightuserdata(state, const_cast<Body*>(&body));
  const int status = lua_pcall(state, 1, 0, 0);
  sandbox.meter.EndCall();
  std::optional<ScriptFailure> failure = sandbox.meter.stopped();
  if (!failure && status != LUA_OK) failure = ScriptFailure{ScriptFailureKind::kError, DescribeError(state, -1)};
  lua_settop(state, 0);
  return failure;
}

/// Makes a new environment and runs the script in it.
std::optional<ScriptFailure> ScriptState::Impl::RunMain() {
  BuildEnvironment(state);
  sandbox.meter.StartEnvironment();
  sandbox.words.Forget();
  sandbox.rules.clear();
  sandbox.declaring = true;
  auto failure = Protected([](lua_State* L) {
    GetSlot(L, Slot::kMain);
    GetSlot(L, Slot::kEnvironment);
    // Functions of earlier environments share this upvalue; nothing can call them any more.
    if (lua_setupvalue(L, -2, 1) == nullptr) luaL_error(L, "скрипт без глобальных переменных");
    lua_call(L, 0, 0);
  });
  sandbox.declaring = false;
  has_environment = !failure;
  used = false;
  return failure;
}

std::optional<ScriptFailure> ScriptState::Impl::Run(const Body& body) {
  if (load_failure) return load_failure;
  if (!has_environment) {
    if (auto failure = RunMain()) return failure;
  }
  used = true;
  auto failure = Protected(body);
  if (failure && failure->kind != ScriptFailureKind::kError) has_environment = false;
  return failure;
}

/// What the main function has left in the environment.
void ScriptState::Impl::CollectFunctions() {
  for (const Slot slot : {Slot::kFunctions, Slot::kEnvironment}) {
    GetSlot(state, slot);
    for (lua_pushnil(state); lua_next(state, -2) != 0; lua_pop(state, 1)) {
      if (lua_type(state, -2) == LUA_TSTRING && lua_isfunction(state, -1)) functions.emplace_back(TextAt(state, -2));
    }
    lua_pop(state, 1);
  }
  std::sort(functions.begin(), functions.end());
  functions.erase(std::unique(functions.begin(), functions.end()), functions.end());
}

ScriptState::ScriptState(const ScriptSource& source, ScriptLimits limits)
    : impl_(std::make_unique<Impl>(source, limits)) {}
ScriptState::~ScriptState() = default;
ScriptState::ScriptState(ScriptState&&) noexcept = default;
ScriptState& ScriptState::operator=(ScriptState&&) noexcept = default;

const std::optional<ScriptFailure>& ScriptState::load_failure() const { return impl_->load_failure; }
std::uint32_t ScriptState::load_failure_line() const { return impl_->load_failure_line; }
const std::vector<ScriptRule>& ScriptState::rules() const { return impl_->rules; }
const std::vector<std::string>& ScriptState::functions() const { return impl_->functions; }

bool ScriptState::HasFunction(std::string_view name) const {
  return std::binary_search(impl_->functions.begin(), impl_->functions.end(), name);
}

void ScriptState::BeginMessage() {
  if (impl_->used) impl_->has_environment = false;
}

ScriptResult<ScriptValue> ScriptState::Call(std::string_view function, std::span<const ScriptValue> arguments) {
  if (!impl_->load_failure && !HasFunction(function)) {
    return tl::unexpected(
        ScriptFailure{ScriptFailureKind::kError, fmt::format("в скрипте нет функции «{}»", function)});
  }
  ScriptValue result;
  auto failure = impl_->Run([&](lua_State* L) {
    GetSlot(L, Slot::kFunctions);
    GetSlot(L, Slot::kEnvironment);
    Push(L, function);
    if (lua_rawget(L, 1) == LUA_TNIL) {
      Push(L, function);
      lua_rawget(L, 2);
    }
    for (const ScriptValue& argument : arguments) PushValue(L, argument);
    lua_call(L, static_cast<int>(arguments.size()), 1);
    std::size_t room = MeterOf(L).limits().string_bytes;
    result = ReadValue(L, -1, std::string(function), room);
  });
  if (failure) return tl::unexpected(std::move(*failure));
  return result;
}

ScriptResult<std::optional<ScriptWrites>> ScriptState::RunRule(std::size_t rule, const ScriptReader& read) {
  std::optional<ScriptWrites> result;
  impl_->sandbox.reader = &read;
  auto failure = impl_->Run([&](lua_State* L) {
    const auto first = 2 * static_cast<lua_Integer>(rule) + 1;
    GetSlot(L, Slot::kRules);
    PushMessage(L);
    lua_rawgeti(L, 1, first);
    lua_pushvalue(L, 2);
    lua_call(L, 1, 1);
    if (!lua_isnil(L, -1) && !lua_isboolean(L, -1)) {
      luaL_error(L, "when: нужно true, false или nil, а не %s", luaL_typename(L, -1));
    }
    if (lua_toboolean(L, -1) == 0) return;
    lua_rawgeti(L, 1, first + 1);
    lua_pushvalue(L, 2);
    lua_call(L, 1, 1);
    std::size_t room = MeterOf(L).limits().string_bytes;
    result = ReadWrites(L, -1, room);
  });
  impl_->sandbox.reader = nullptr;
  if (failure) return tl::unexpected(std::move(*failure));
  return result;
}

}  // namespace autorules
