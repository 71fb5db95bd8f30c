#include "engine/script/script_state.h"

#include <limits>

#include "tests/support/catch.h"
#include "tests/support/script_attempts.h"

namespace autorules {
namespace {

using testing::Show;

ScriptState Load(const std::string& text, ScriptLimits limits = {.instructions = 1'000'000}) {
  return ScriptState({"проба", "scripts/проба.lua", text}, limits);
}

/// What the expression gives, or "! " and why it does not.
std::string Evaluate(const std::string& expression) {
  ScriptState state = Load("function f() return " + expression + " end");
  if (state.load_failure()) return "! " + state.load_failure()->reason;
  const auto result = state.Call("f", {});
  return result ? Show(*result) : "! " + result.error().reason;
}

ScriptResult<ScriptValue> Call(ScriptState& state, std::string_view function, std::vector<ScriptValue> arguments) {
  return state.Call(function, arguments);
}

TEST_CASE("a parameter called text does not hide the functions of text") {
  ScriptState state = Load("function f(text) return text.contains(text, 'выбоин*') end");
  CHECK(Call(state, "f", {std::string("глубокие выбоины")}) == ScriptValue(true));
  CHECK(Call(state, "f", {std::string("яма")}) == ScriptValue(false));
}

TEST_CASE("functions are called by the names of define and of globals") {
  ScriptState state = Load(
      "define('район', function(text) return 'р-н ' .. text end)\n"
      "function twice(n) return 2 * n end\n"
      "local function hidden() end\n"
      "number = 5\n");
  REQUIRE_FALSE(state.load_failure());
  CHECK(state.functions() == std::vector<std::string>{"twice", "район"});
  CHECK(state.HasFunction("район"));
  CHECK_FALSE(state.HasFunction("hidden"));
  CHECK_FALSE(state.HasFunction("number"));
  CHECK(Call(state, "район", {std::string("Центральный")}) == ScriptValue(std::string("р-н Центральный")));
  CHECK(Call(state, "twice", {2.5}) == ScriptValue(5.0));
  const auto missing = Call(state, "hidden", {});
  CHECK(missing.error() == ScriptFailure{ScriptFailureKind::kError, "в скрипте нет функции «hidden»"});
}

TEST_CASE("values go in and come out") {
  ScriptState state = Load("function same(x) return x end function kind(x) return math.type(x) or type(x) end");
  const std::vector<ScriptValue> values = {std::monostate{},
                                           true,
                                           false,
                                           0.0,
                                           -2.5,
                                           1e300,
                                           std::string(),
                                           std::string("я\0б", 5),
                                           std::vector<std::string>{},
                                           std::vector<std::string>{"а", "", "б"}};
  for (const ScriptValue& value : values) {
    INFO(Show(value));
    CHECK(Call(state, "same", {value}) == value);
  }
  CHECK(Call(state, "kind", {5.0}) == ScriptValue(std::string("integer")));
  CHECK(Call(state, "kind", {5.5}) == ScriptValue(std::string("float")));
  CHECK(Call(state, "kind", {std::vector<std::string>{}}) == ScriptValue(std::string("table")));
  CHECK(Call(state, "same", {std::string(300 << 10, 'x')}).error().kind == ScriptFailureKind::kMemory);
}

TEST_CASE("the library does what Lua's does") {
  const std::pair<const char*, const char*> cases[] = {
      {"#'abc'", "3"},
      {"('abc'):sub(-2)", "bc"},
      {"('aBя'):upper() .. ('ABя'):lower()", "ABяabя"},
      {"('abc'):reverse():rep(2, '-')", "cba-cba"},
      {"string.char(('abc'):byte(1, -1))", "abc"},
      {"('abc'):byte(-10, 1)", "97"},
      {"string.format('%5d|%-5s|%05.1f|%x|%c|%%|%.2s', 42, 'я', 2.25, 255, 65, 'abc')", "   42|я   |002.2|ff|A|%|ab"},
      {"string.format('%s %s %s', nil, true, 1.5)", "nil true 1.5"},
      {"string.format('%d', 1.5)",
       "! scripts/проба.lua:1: bad argument #2 to 'format' (number has no integer "
       "representation)"},
      {"string.format('%d')", "! scripts/проба.lua:1: bad argument #2 to 'format' (number expected, got no value)"},
      {"('улица Мира, 5'):match('(%d+)')", "5"},
      {"('a,b'):find(',', 1, true)", "2"},
      {"('hello world'):gsub('o', '0')", "hell0 w0rld"},
      {"('abc'):gsub('%w', '%0%0', 2)", "aabbc"},
      {"('abc'):gsub('', '-')", "-a-b-c-"},
      {"('$name'):gsub('%$(%w+)', {name = 'x'})", "x"},
      {"('a1b2'):gsub('%d', function(d) return d + 1 end)",
       "! scripts/проба.lua:1: attempt to perform arithmetic on "
       "a string value (local 'd')"},
      {"('a1b2'):gsub('%d', function(d) return tonumber(d) + 1 end)", "a2b3"},
      {"('abc'):gsub('b', function() return false end)", "abc"},
      {"(function() local t = {} for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do t[#t + 1] = k .. v end "
       "return t end)()",
       "[a1,b2]"},
      {"(function() local n = 0 for _ in ('aXbX'):gmatch('%l*') do n = n + 1 end return n end)()", "3"},
      {"table.concat({1, 2, 'x'}, '-', 2)", "2-x"},
      {"(function() local t = {3, 1, 2} table.sort(t) table.insert(t, 9) table.insert(t, 1, 0) "
       "return table.concat(t) .. table.remove(t) .. table.remove(t, 1) .. #t end)()",
       "01239903"},
      {"table.concat(table.move({1, 2, 3}, 1, 3, 2))", "1123"},
      {"table.pack(1, nil, 3).n .. select('#', table.unpack({1, 2}))", "32"},
      {"(function() local s = '' for k, v in pairs({z = 1, a = 2, 7, [-1] = 8, [true] = 9, [0.5] = 6}) do "
       "s = s .. tostring(k) .. '=' .. v .. ' ' end return s end)()",
       "true=9 -1=8 0.5=6 1=7 a=2 z=1 "},
      {"(function() local t, n = {a = 1, b = 2, c = 3}, 0 for k in pairs(t) do n = n + 1 t.b = nil end return n end)()",
       "2"},
      {"(function() for k in pairs({[{}] = 1}) do end end)()",
       "! scripts/проба.lua:1: pairs: a key is a table, which "
       "has no order"},
      {"utf8.len('яма') .. utf8.char(1103, 33) .. utf8.codepoint('я')", "3я!1103"},
      {"(function() local s = '' for p, c in utf8.codes('яb') do s = s .. p .. ':' .. c .. ' ' end return s end)()",
       "1:1103 3:98 "},
      {"math.floor(2.7) + math.max(1, 5) + math.tointeger(3.0)", "10"},
      {"math.fmod(7, 3)", "1"},
      {"tonumber('0x10') + tonumber('z', 36)", "51"},
      {"tostring(nil) .. tostring(1e15) .. tostring(2^53) .. tostring(setmetatable({}, {__tostring = function() "
       "return 'o' end}))",
       "nil1e+159.007199254741e+15o"},
      {"select(-1, 1, 2, 3)", "3"},
      {"select(2, pcall(error, 'why'))", "why"},
      {"(function() local C = {} C.__index = C function C.get(o) return o.x end "
       "return setmetatable({x = 5}, C):get() end)()",
       "5"},
      {"setmetatable({}, {__call = function(_, a) return a end})(4)", "4"},
      {"assert(false, 'not so')", "! scripts/проба.lua:1: not so"},
      {"nothing()", "! scripts/проба.lua:1: attempt to call a nil value (global 'nothing')"},
      {"text.fold('  Ёлка  ЁЛКА ')", "елка елка"},
      {"text.words('Нет воды, 5 дней')", "3"},
      {"text.contains('Яма на ДОРОГАХ города', 'дорога')", "true"},
      {"text.contains('Нет горячей воды', 'нет ... воды')", "true"},
      {"text.contains('Нет воды', 'свет')", "false"},
      {"text.contains('Нет воды', 'во*да')",
       "! scripts/проба.lua:1: text.contains: «во*да»: звёздочка может стоять "
       "только в конце слова"},
  };
  for (const auto& [expression, expected] : cases) {
    INFO(expression);
    CHECK(Evaluate(expression) == expected);
  }
}

TEST_CASE("a message begins without anything of the one before") {
  ScriptState state = Load(
      "local calls = 0\n"
      "seen = {}\n"
      "function count() calls = calls + 1 seen[#seen + 1] = calls return calls * 10 + #seen end");
  CHECK(Call(state, "count", {}) == ScriptValue(11.0));
  CHECK(Call(state, "count", {}) == ScriptValue(22.0));
  state.BeginMessage();
  CHECK(Call(state, "count", {}) == ScriptValue(11.0));
  state.BeginMessage();
  state.BeginMessage();
  CHECK(Call(state, "count", {}) == ScriptValue(11.0));
}

TEST_CASE("a state may be moved") {
  ScriptState first = Load("function f() return 1 end");
  ScriptState second(std::move(first));
  CHECK(Call(second, "f", {}) == ScriptValue(1.0));
  first = Load("function f() return 2 end");
  CHECK(Call(first, "f", {}) == ScriptValue(2.0));
}

constexpr const char* kRules = R"lua(
rule{
  name = "длинный текст", set = "объём", priority = -5, basis = "п. 4.1",
  reads = {"текст", "теги"}, writes = {"метка"},
  when = function(m) return #m["текст"] > 4 end,
  act = function(m)
    local tags = m["теги"]
    tags[#tags + 1] = "длинный"
    return {["метка"] = tags, ["важность"] = 2, ["адрес"] = m["адрес"]}
  end,
}
rule{ name = "пусто",
      when = function(m) end, act = function(m) error("сюда не заходят") end }
)lua";

TEST_CASE("rules are declared in the order of the file") {
  ScriptState state = Load(kRules);
  REQUIRE_FALSE(state.load_failure());
  const std::vector<ScriptRule> expected = {{"длинный текст", "объём", "п. 4.1", -5, {"текст", "теги"}, {"метка"}, 2},
                                            {"пусто", "", "", 0, {}, {}, 12}};
  CHECK(state.rules() == expected);
}

TEST_CASE("rules run by their condition and give what they write in the order of names") {
  ScriptState state = Load(kRules);
  std::string text = "ям";
  std::vector<std::string> asked;
  const ScriptReader read = [&](std::string_view name) -> std::optional<ScriptValue> {
    asked.emplace_back(name);
    if (name == "текст") return ScriptValue(text);
    if (name == "теги") return ScriptValue(std::vector<std::string>{"яма"});
    if (name == "адрес") return ScriptValue();
    return std::nullopt;
  };
  CHECK(state.RunRule(0, read).value() == std::nullopt);
  text = "яма на дороге";
  const ScriptWrites expected = {
      {"адрес", ScriptValue()}, {"важность", 2.0}, {"метка", std::vector<std::string>{"яма", "длинный"}}};
  ScriptWrites named = expected;
  named.erase(named.begin());  // nil in a table is no entry
  CHECK(state.RunRule(0, read).value() == named);
  CHECK(asked == std::vector<std::string>{"текст", "текст", "теги", "адрес"});
  CHECK(state.RunRule(1, read).value() == std::nullopt);
}

TEST_CASE("m of one run is dead in the next") {
  ScriptState state = Load(
      "rule{name = 'а', when = function(m) if kept then return kept['x'] end kept = m return true end,\n"
      "     act = function(m) return {x = kept['x']} end}\n"
      "function outside() return kept['x'] end");
  const ScriptReader read = [](std::string_view) { return ScriptValue(1.0); };
  CHECK(state.RunRule(0, read).value() == ScriptWrites{{"x", 1.0}});
  CHECK(state.RunRule(0, read).error().reason.find("m действует только внутри") != std::string::npos);
  CHECK(Call(state, "outside", {}).error().reason.find("m действует только внутри") != std::string::npos);
}

TEST_CASE("a declaration that is wrong says what is wrong and where") {
  const std::string good = "when = function() end, act = function() end";
  const std::pair<std::string, const char*> cases[] = {
      {"rule{" + good + "}", "name: нужен текст, а не nil"},
      {"rule{name = '', " + good + "}", "name: пустой текст"},
      {"rule{name = 5, " + good + "}", "name: нужен текст, а не number"},
      {"rule{name = '\\xff', " + good + "}", "name: текст не в UTF-8"},
      {"rule{name = ('x'):rep(256), " + good + "}", "name: текст длиннее 255 байт"},
      {"rule{name = 'x', priority = 1.5, " + good + "}", "priority: нужно целое число"},
      {"rule{name = 'x', priority = '1', " + good + "}", "priority: нужно целое число"},
      {"rule{name = 'x', priority = 1 << 40, " + good + "}", "priority: нужно целое число"},
      {"rule{name = 'x', reads = 'y', " + good + "}", "reads: нужен список имён"},
      {"rule{name = 'x', reads = {1}, " + good + "}", "reads: нужен текст, а не number"},
      {"rule{name = 'x', writes = {y = 'z'}, " + good + "}", "writes: нужен текст, а не nil"},
      {"rule{name = 'x', when = function() end}", "act: нужна функция, а не nil"},
      {"rule{name = 'x', when = true, act = function() end}", "when: нужна функция, а не boolean"},
      {"rule{name = 'x', prioritet = 1, " + good + "}", "неизвестное поле «prioritet»"},
      {"rule{'x', " + good + "}", "rule: у поля нет имени"},
      {"rule('x')", "table expected, got string"},
      {"for i = 1, 2000 do rule{name = 'x', " + good + "} end", "больше 1000 правил"},
      {"define('x', 5)", "function expected, got number"},
      {"define('', function() end)", "define: пустой текст"},
      {"define('x', error) define('x', error)", "функция «x» уже есть"},
      {"error('сам')", "сам"},
  };
  for (const auto& [code, reason] : cases) {
    INFO(code);
    const ScriptState state = Load("\n\n" + code);
    REQUIRE(state.load_failure());
    INFO(state.load_failure()->reason);
    CHECK(state.load_failure()->kind == ScriptFailureKind::kError);
    CHECK(state.load_failure()->reason.find(reason) != std::string::npos);
    CHECK(state.load_failure_line() == 3);
    CHECK(state.rules().empty());
    CHECK(state.functions().empty());
  }
}

TEST_CASE("a script that did not load fails in every call with its reason") {
  ScriptState state = Load("local x = = 1");
  REQUIRE(state.load_failure());
  CHECK(state.load_failure_line() == 1);
  CHECK(Call(state, "f", {}).error() == *state.load_failure());
  CHECK(state.RunRule(0, [](std::string_view) { return std::nullopt; }).error() == *state.load_failure());
}

TEST_CASE("long file names are cut at a character, a byte order mark is skipped") {
  std::string folder;
  for (int i = 0; i < 40; ++i) folder += "ё";
  const ScriptState state({"x", "scripts/" + folder + ".lua", "\xEF\xBB\xBFlocal x\nlocal = 1"});
  REQUIRE(state.load_failure());
  CHECK(state.load_failure_line() == 2);
  CHECK(state.load_failure()->reason.starts_with("…ё"));
  CHECK(state.load_failure()->reason.find(".lua:2:") != std::string::npos);
}

TEST_CASE("limits are those that were given") {
  const std::string spin = "function f(n) local s = 0 for i = 1, n do s = s + i end return s end";
  ScriptState tight = Load(spin, {.instructions = 20'000});
  CHECK(Call(tight, "f", {1000.0}));
  CHECK(Call(tight, "f", {100'000.0}).error().kind == ScriptFailureKind::kInstructions);
  ScriptState wide = Load(spin);
  CHECK(Call(wide, "f", {100'000.0}));

  const std::string grow = "function f(n) local t = {} for i = 1, n do t[i] = {} end return #t end";
  ScriptState small = Load(grow, {.memory_bytes = 1U << 20U, .instructions = 1'000'000});
  CHECK(Call(small, "f", {1000.0}));
  CHECK(Call(small, "f", {20'000.0}).error().kind == ScriptFailureKind::kMemory);
  ScriptState large = Load(grow);
  CHECK(Call(large, "f", {20'000.0}));

  const std::string dive =
      "local function g(n) if n > 0 then for i = 1, 500 do end return 1 + g(n - 1) end return 0 end "
      "function f(n) return g(n) end";
  ScriptState shallow = Load(dive, {.instructions = 1'000'000, .depth = 20});
  CHECK(Call(shallow, "f", {10.0}) == ScriptValue(10.0));
  CHECK(Call(shallow, "f", {50.0}).error().kind == ScriptFailureKind::kInstructions);
  ScriptState deep = Load(dive);
  CHECK(Call(deep, "f", {50.0}) == ScriptValue(50.0));
}

TEST_CASE("memory that calls of one message leave behind is collected between them") {
  ScriptState state = Load("function f() local t = {} for i = 1, 30000 do t[i] = {} end return #t end");
  for (int i = 0; i < 20; ++i) CHECK(Call(state, "f", {}) == ScriptValue(30000.0));
}

}  // namespace
}  // namespace autorules
