#include "engine/script/meter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace autorules {
namespace {

constexpr int kTickInstructions = 1000;
/// An allocation of so many bytes takes about as long as an instruction.
constexpr std::size_t kBytesPerUnit = 32;
/// A stack of this size costs no weight; a larger one is made small again before the next call.
constexpr std::size_t kStackBytes = 8U << 10U;
/// A string block has a header; what is shorter costs nothing to compare.
constexpr std::size_t kStringHeader = 64;
/// Classes of objects, not objects: each table given to setmetatable counts once.
constexpr std::size_t kMetatables = 64;

Meter& Of(lua_State* state) {
  void* self = nullptr;
  lua_getallocf(state, &self);
  return *static_cast<Meter*>(self);
}

}  // namespace

void* Meter::Allocate(void* self, void* block, std::size_t old_size, std::size_t new_size) {
  return static_cast<Meter*>(self)->Resize(block, old_size, new_size);
}

void* Meter::Resize(void* block, std::size_t old_size, std::size_t new_size) {
  const bool is_stack = block != nullptr && block == stack_;
  // Without a block the old size says what kind of object is made.
  const bool is_new = block == nullptr;
  const bool string = is_new && old_size == LUA_TSTRING;
  const bool vector = is_new && old_size == 0;
  const std::size_t held = is_new ? 0 : old_size;
  if (new_size == 0) {
    std::free(block);
    used_ -= held;
    if (is_stack) {  // a larger or smaller one was made just before
      stack_ = last_vector_;
      stack_bytes_ = last_vector_bytes_;
    }
    return nullptr;
  }
  // Lua relies on blocks becoming smaller without fail.
  if (new_size > held && active_ && Refuses(string, new_size - held, new_size)) return nullptr;
  void* const result = std::realloc(block, new_size);
  if (result == nullptr) return nullptr;
  used_ += new_size;
  used_ -= held;
  if (is_stack) {
    stack_ = result;
    stack_bytes_ = new_size;
  }
  if (vector) {
    last_vector_ = result;
    last_vector_bytes_ = new_size;
  }
  if (active_) {
    // Lua asks for the same size again when it rehashes a table: that walk is paid for here as well.
    left_ -= static_cast<std::int64_t>(std::max(held, new_size) / kBytesPerUnit);
    if (string || vector || is_stack) NoteSize(string, new_size);
  }
  return result;
}

bool Meter::Refuses(bool string, std::size_t grown, std::size_t new_size) {
  if (stopped_) return true;
  if (string && new_size > limits_.string_bytes + kStringHeader) {
    Stop(ScriptFailureKind::kMemory, fmt::format("строка длиннее {} КиБ", limits_.string_bytes / 1024));
  } else if (used_ + grown > base_ + limits_.memory_bytes) {
    Stop(ScriptFailureKind::kMemory, fmt::format("занято больше {} КиБ памяти", limits_.memory_bytes / 1024));
  } else if (left_ < 0) {
    Stop(ScriptFailureKind::kInstructions, fmt::format("исчерпан запас в {} инструкций", limits_.instructions));
  }
  return stopped_.has_value();
}

void Meter::NoteSize(bool string, std::size_t bytes) {
  if (!string) {
    largest_vector_ = std::max(largest_vector_, bytes);
  } else if (bytes > longest_string_) {
    second_string_ = longest_string_;
    longest_string_ = bytes;
  } else {
    second_string_ = std::max(second_string_, bytes);
  }
}

void Meter::Attach(lua_State* state) {
  state_ = state;
  lua_gc(state, LUA_GCSTOP);
  lua_checkstack(state, 5 * LUA_MINSTACK);  // more than it begins with
  stack_ = last_vector_;
  stack_bytes_ = last_vector_bytes_;
}

void Meter::Collect() {
  active_ = false;
  lua_gc(state_, LUA_GCCOLLECT);
}

void Meter::SetLoaded() {
  Collect();
  loaded_ = base_ = used_;
  loaded_longest_ = longest_string_;
  loaded_second_ = second_string_;
}

void Meter::StartEnvironment() {
  if (used_ > loaded_ + limits_.memory_bytes / 4 || stack_bytes_ > kStackBytes) Collect();
  base_ = used_;
  longest_string_ = loaded_longest_;
  second_string_ = loaded_second_;
  largest_vector_ = 0;
  metatables_ = 0;
}

void Meter::StartCall() {
  stopped_.reset();
  if (used_ > base_ + limits_.memory_bytes / 4 || stack_bytes_ > kStackBytes) {
    Collect();
    base_ = loaded_;  // no garbage of earlier messages is left
  }
  left_ = static_cast<std::int64_t>(limits_.instructions);
  lua_sethook(state_, &Meter::Tick, LUA_MASKCOUNT, kTickInstructions);
  active_ = true;
}

void Meter::Tick(lua_State* state, lua_Debug*) {
  Meter& meter = Of(state);
  if (meter.stopped_) meter.RaiseAgain();
  lua_Debug frame;
  if (lua_getstack(state, static_cast<int>(meter.limits_.depth), &frame) != 0) {
    meter.Stop(ScriptFailureKind::kInstructions, fmt::format("вызовы вложены глубже {} уровней", meter.limits_.depth));
    meter.RaiseAgain();
  }
  meter.Charge(kTickInstructions * meter.weight());
}

void Meter::Charge(std::size_t units) {
  if (stopped_) RaiseAgain();
  if (units > left()) StopBudget();
  left_ -= static_cast<std::int64_t>(units);
}

void Meter::CountMetatable() {
  if (++metatables_ > kMetatables) {
    luaL_error(state_, "setmetatable: больше %d разных метатаблиц", static_cast<int>(kMetatables));
  }
}

void Meter::StopBudget() {
  left_ = 0;
  Stop(ScriptFailureKind::kInstructions, fmt::format("исчерпан запас в {} инструкций", limits_.instructions));
  RaiseAgain();
}

void Meter::StopString() {
  Stop(ScriptFailureKind::kMemory, fmt::format("строка длиннее {} КиБ", limits_.string_bytes / 1024));
  RaiseAgain();
}

void Meter::StopBlocked(const std::string& name) {
  Stop(ScriptFailureKind::kBlocked, fmt::format("{} скриптам не разрешено", name));
  RaiseAgain();
}

void Meter::Stop(ScriptFailureKind kind, const std::string& reason) {
  if (stopped_) return;
  stopped_ = ScriptFailure{kind, Place() + reason};
  lua_sethook(state_, &Meter::Tick, LUA_MASKCOUNT, 1);
}

/// Raises nil: a message would need memory.
void Meter::RaiseAgain() {
  lua_pushnil(state_);
  lua_error(state_);
  std::abort();  // lua_error does not return
}

/// "file:line: " of the innermost Lua function, or "".
std::string Meter::Place() const {
  lua_Debug frame;
  for (int level = 0; level < 8 && lua_getstack(state_, level, &frame) != 0; ++level) {
    lua_getinfo(state_, "Sl", &frame);
    if (frame.currentline > 0) return fmt::format("{}:{}: ", frame.short_src, frame.currentline);
  }
  return {};
}

}  // namespace autorules
