#include "tests/support/script_attempts.h"

#include <fmt/format.h>

namespace autorules::testing {
namespace {

constexpr const char* kProbe = R"lua(
local calls = 0
total = 0
define("проба", function(s)
  calls, total = calls + 1, total + 1
  local keys = {}
  for k, v in pairs({b = 2, a = 1, s}) do table.insert(keys, tostring(k) .. "=" .. tostring(v)) end
  table.sort(keys, function(a, b) return a > b end)
  return table.concat(keys, ",") .. calls .. total .. ("x"):rep(2) .. string.format("%4.1f", 2.25) ..
         tostring(text.contains(s, "яма")) .. math.floor(2.5) .. tostring(left_behind) .. select("#", s:byte(1, -1)) ..
         s:gsub("я", "Я") .. utf8.len(s) .. tostring(getmetatable("")) .. tostring(pcall(error, "e"))
end)
)lua";

std::vector<ScriptAttempt> MakeAttempts() {
  using enum ScriptAttempt::Where;
  constexpr auto kError = ScriptFailureKind::kError;
  constexpr auto kMemory = ScriptFailureKind::kMemory;
  constexpr auto kInstructions = ScriptFailureKind::kInstructions;
  constexpr auto kBlocked = ScriptFailureKind::kBlocked;
  constexpr const char* kSpent = "исчерпан запас";
  constexpr const char* kDeep = "глубже";
  constexpr const char* kLong = "строка длиннее";
  constexpr const char* kFull = "памяти";
  return {
      // Loops
      {"loop", kCall, "while true do end", kInstructions, kSpent},
      {"goto loop", kCall, "::a:: goto a", kInstructions, kSpent},
      {"numeric loop", kCall, "for i = 1, math.huge do end", kInstructions, kSpent},
      {"loop in pcall", kCall, "pcall(function() while true do end end) return 1", kInstructions, kSpent},
      {"loop in nested pcall", kCall,
       "local function f(n) if n == 0 then while true do end end while true do pcall(f, n - 1) end end f(50)",
       kInstructions, kSpent},
      {"pcall in a loop", kCall, "while true do pcall(pcall, error) end", kInstructions, kSpent},
      {"loop after a caught loop", kCall,
       "local ok = pcall(function() while true do end end) while true do ok = pcall(error) end", kInstructions, kSpent},
      {"handler of xpcall", kCall, "xpcall(error, function() while true do end end)", kBlocked, "xpcall"},
      {"loop in __index", kCall, "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
       kInstructions, kSpent},
      {"loop in __newindex", kCall, "setmetatable({}, {__newindex = function() while true do end end}).x = 1",
       kInstructions, kSpent},
      {"loop in __eq", kCall,
       "local m = {__eq = function() while true do end end} return setmetatable({}, m) == setmetatable({}, m)",
       kInstructions, kSpent},
      {"loop in __lt", kCall,
       "local m = {__lt = function() while true do end end} return setmetatable({}, m) < setmetatable({}, m)",
       kInstructions, kSpent},
      {"loop in __concat", kCall, "return setmetatable({}, {__concat = function() while true do end end}) .. 'a'",
       kInstructions, kSpent},
      {"loop in __call", kCall, "setmetatable({}, {__call = function() while true do end end})()", kInstructions,
       kSpent},
      {"loop in __tostring", kCall, "tostring(setmetatable({}, {__tostring = function() while true do end end}))",
       kInstructions, kSpent},
      {"loop in __pairs", kCall,
       "for k in pairs(setmetatable({}, {__pairs = function() while true do end end})) do end", kInstructions, kSpent},
      {"loop in __len", kCall, "return #setmetatable({}, {__len = function() while true do end end})", kInstructions,
       kSpent},
      {"loop in an iterator", kCall, "for x in function() return 1 end do end", kInstructions, kSpent},
      {"__close", kCall, "local x <close> = setmetatable({}, {__close = function() while true do end end})", kBlocked,
       "__close"},
      {"to-be-closed variable", kCall,
       "local m = {} local o = setmetatable({}, m) m.__close = function() while true do end end "
       "pcall(function() local x <close> = o end) return 'open'",
       std::nullopt, "open"},
      {"to-be-closed loop variable", kCall, "for k in function() end, nil, nil, {} do end", kError, "non-closable"},
      {"circle of __index", kCall,
       "local t = {} setmetatable(t, {__index = t}) while true do pcall(function() return t.x end) end", kInstructions,
       kSpent},
      {"chain of __index", kCall,
       "local t = {} for i = 1, 60 do t = setmetatable({}, {__index = t}) end "
       "while true do local a, b, c, d = t.x, t.x, t.x, t.x end",
       kInstructions, kSpent},
      {"many metatables", kCall, "for i = 1, 1000 do setmetatable({}, {}) end", kError, "64"},
      {"circle of __call", kCall, "local m = {} local t = setmetatable({}, m) m.__call = t t()", kError, "call"},
      {"__call that is a table", kCall, "setmetatable({}, {__call = {}})", kError, "'__call' must be a function"},
      {"recursion through __index", kCall,
       "setmetatable({}, {__index = function(t, k) return t[k] end}).x = nil "
       "local t = setmetatable({}, {__index = function(t, k) return t[k] end}) return t.x",
       kError, "overflow"},

      // Long strings
      {"rep", kCall, "return ('x'):rep(1e9)", kMemory, kLong},
      {"rep of nothing", kCall, "return (''):rep(1 << 60)", std::nullopt, ""},
      {"rep with a separator", kCall, "return (''):rep(1 << 62, 'ab')", kMemory, kLong},
      {"rep in a loop", kCall, "while true do local s = ('x'):rep(250000) end", kInstructions, kSpent},
      {"doubling", kCall, "local s = 'x' while true do s = s .. s end", kMemory, kLong},
      {"doubling in pcall", kCall, "local s = 'x' while true do pcall(function() s = s .. s end) end", kMemory, kLong},
      {"long concatenation", kCall, "local s = ('x'):rep(250000) return s .. s .. s .. s", kMemory, kLong},
      {"wide number", kCall, "return string.format('%99999d', 1)", kError, "invalid conversion"},
      {"long precision", kCall, "return #string.format('%.99f', 1e308)", std::nullopt, "409"},
      {"format with many strings", kCall, "local s = ('x'):rep(200000) return string.format('%s%s%s', s, s, s)",
       kMemory, kLong},
      {"format %p", kCall, "return string.format('%p', {})", kError, "%p"},
      {"address by tostring", kCall, "return tostring({}) .. tostring(print_ or tostring) .. string.format('%s', {})",
       std::nullopt, "tablefunctiontable"},
      {"concat of much", kCall, "local t = {} for i = 1, 9 do t[i] = ('x'):rep(60000) end return table.concat(t)",
       kMemory, kLong},
      {"concat of a billion", kCall, "return table.concat({}, 'x', 1, 1e9)", kInstructions, kSpent},
      {"gsub that grows", kCall, "return ('x'):rep(200000):gsub('x', 'yy')", kMemory, kLong},
      {"gsub in a loop", kCall, "local s = ('x'):rep(100000) while true do s:gsub('x', 'y') end", kInstructions,
       kSpent},
      {"equal long strings", kCall,
       "local a, b = ('x'):rep(250000) .. 'a', ('x'):rep(250000) .. 'a' while true do local c, d = a == b, b == a end",
       kInstructions, kSpent},
      {"ordered long strings", kCall,
       "local a, b = ('x'):rep(250000) .. 'a', ('x'):rep(250000) .. 'b' while true do local c, d = a < b, b < a end",
       kInstructions, kSpent},
      {"long strings as keys", kCall, "local t, s = {}, ('x'):rep(100000) for i = 1, 1e6 do t[s .. i % 10] = i end",
       kMemory, kFull},
      {"sort of long strings", kCall,
       "local t, s = {}, ('x'):rep(100000) for i = 1, 70 do t[i] = s .. i end while true do table.sort(t) end",
       kInstructions, kSpent},
      {"numbers made text", kCall,
       "local a, b, c = 1e300 / 3, 1e-300 / 3, 1e200 / 7 while true do local s = a .. b .. c .. a .. b .. c .. a .. b "
       "end",
       kMemory, kFull},
      {"floating remainder", kCall,
       "local a, b = 1.7e308, 3.3e-308 while true do local c, d, e = a % b, a % b, a % b end", kInstructions, kSpent},

      // Large tables
      {"move", kCall, "table.move({}, 1, 1 << 40, 2)", kInstructions, kSpent},
      {"move over the edge", kCall, "table.move({}, math.mininteger, math.maxinteger, 2)", kInstructions, kSpent},
      {"unpack", kCall, "return table.unpack({}, 1, 1e7)", kError, "too many results"},
      {"unpack everything", kCall, "return table.unpack({}, math.mininteger, math.maxinteger)", kError,
       "too many results"},
      {"byte", kCall, "return ('x'):rep(100000):byte(1, -1)", kError, "too many values"},
      {"codepoint", kCall, "return utf8.codepoint(('x'):rep(100000), 1, -1)", kError, "too many values"},
      {"insert with __len", kCall,
       "local t = setmetatable({}, {__len = function() return 1 << 50 end}) table.insert(t, 1, 'x') return rawlen(t)",
       std::nullopt, "1"},
      {"remove with __len", kCall,
       "local t = setmetatable({}, {__len = function() return 1 << 50 end}) return table.remove(t, 1)", std::nullopt,
       "nil"},
      {"table that grows", kCall, "local t = {} for i = 1, math.huge do t[i] = i end", kMemory, kFull},
      {"tables in tables", kCall, "local t = {} while true do t = {t} end", kMemory, kFull},
      {"closures", kCall, "local t = {} while true do local x = #t t[x + 1] = function() return x end end", kMemory,
       kFull},
      {"short strings", kCall, "local t = {} for i = 1, math.huge do t[i] = 'string' .. i end", kMemory, kFull},
      {"garbage", kCall, "while true do local t = {{}, {}, {}} end", kMemory, kFull},
      {"large constructor", kCall,
       "while true do local t = {" + std::string(4000, '0') + "}" + " local u = {" +
           [] {
             std::string items;
             for (int i = 0; i < 10000; ++i) items += "1,";
             return items;
           }() +
           "} end",
       kInstructions, kSpent},
      {"table that is rehashed", kCall,
       "local t = {} for i = 1, 50000 do t[i] = i end "
       "while true do t.a, t.b, t.c = 1, 1, 1 t.a, t.b, t.c = nil, nil, nil t.d, t.e, t.f = 1, 1, 1 "
       "t.d, t.e, t.f = nil, nil, nil end",
       kInstructions, kSpent},
      {"colliding keys", kCall,
       "local t, step = {}, (1 << 11) - 1 for i = 1, 1800 do t[i * step] = i end local k = 2 * step "
       "while true do local a, b, c, d, e, f, g, h = t[k], t[k], t[k], t[k], t[k], t[k], t[k], t[k] end",
       kInstructions, kSpent},
      {"pairs of an emptied table", kCall,
       "local t = {} for i = 1, 60000 do t['k' .. i] = 1 end for i = 1, 60000 do t['k' .. i] = nil end "
       "while true do for k in pairs(t) do end end",
       kInstructions, kSpent},
      {"sort by a liar", kCall,
       "local t = {} for i = 1, 1000 do t[i] = i end table.sort(t, function() return true end) return #t", std::nullopt,
       "1000"},
      {"sort by an error", kCall, "table.sort({3, 2, 1}, function() error('no') end)", kError, "no"},
      {"sort that sorts", kCall,
       "local t = {5, 3, 4, 1, 2} local function less(a, b) table.sort(t, less) return a < b end "
       "local function f(a, b) t[1] = nil return a < b end table.sort(t, f) return table.concat(t)",
       std::nullopt, "12345"},
      {"sort by a loop", kCall, "table.sort({2, 1}, function() while true do end end)", kInstructions, kSpent},
      {"sort of everything", kCall, "local t = {} for i = 1, 20000 do t[i] = -i end while true do table.sort(t) end",
       kInstructions, kSpent},
      {"long argument lists", kCall,
       "local function f(...) return 1, 1, 1, 1, 1, 1, 1, 1, ... end "
       "local function g(n, ...) if n == 0 then while true do select('#', ...) select('#', ...) end end "
       "return g(n - 1, f(f(f(f(f(f(f(f(f(f(f(f(...))))))))))))) end g(100)",
       kInstructions, kSpent},
      {"endless argument list", kCall, "local function f(...) return f(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ...) end f()",
       kInstructions, kSpent},

      // Patterns
      {"catastrophic pattern", kCall, "return ('a'):rep(100):find('a*a*a*a*a*a*a*a*b')", kInstructions, kSpent},
      {"catastrophic captures", kCall, "return ('a'):rep(100):match('(a*)(a*)(a*)(a*)(a*)(a*)b')", kInstructions,
       kSpent},
      {"lazy pattern on a long text", kCall, "return ('x'):rep(100000):find('.-.-.-.-y')", kInstructions, kSpent},
      {"frontier on a long text", kCall, "while true do (' '):rep(100000):find('%f[%w]%w') end", kInstructions, kSpent},
      {"balance on a long text", kCall, "return ('('):rep(100000):find('%b()')", kInstructions, kSpent},
      {"deep captures", kCall, "return ('a'):find(('('):rep(33) .. 'a' .. (')'):rep(33))", kError, "too many captures"},
      {"long pattern", kCall, "return ('a'):find(('a?'):rep(5000))", kError, "too complex"},
      {"plain search", kCall, "local s = ('a'):rep(200000) while true do s:find(('a'):rep(100000) .. 'b', 1, true) end",
       kInstructions, kSpent},
      {"malformed pattern", kCall, "return ('a'):find('[a')", kError, "malformed pattern"},
      {"gmatch without end", kCall, "while true do for w in ('ab '):rep(10000):gmatch('%a*') do end end", kInstructions,
       kSpent},
      {"word patterns", kCall,
       "local s = ('яма '):rep(20000) local i = 0 while true do i = i + 1 text.contains(s, 'слово' .. i) end",
       kInstructions, kSpent},
      {"words of new texts", kCall,
       "local s, i = ('яма '):rep(10000), 0 while true do i = i + 1 text.words(s .. i) end", kInstructions, kSpent},
      {"fold", kCall, "local s = ('Ж'):rep(50000) while true do text.fold(s) end", kInstructions, kSpent},
      {"fold that grows", kCall, "return text.fold(('\\xff'):rep(200000))", kMemory, kLong},

      // Depth
      {"recursion", kCall, "local function f() return 1 + f() end f()", kInstructions, kDeep},
      {"tail calls", kCall, "local function f() return f() end f()", kInstructions, kSpent},
      {"recursion through pcall", kCall, "local function f() pcall(f) return 1 end return f()", std::nullopt, "1"},
      {"recursion through pcall, again and again", kCall, "local function f() pcall(f) end while true do f() end",
       kInstructions, kDeep},
      {"recursion through metamethods", kCall,
       "local t t = setmetatable({}, {__add = function(a, b) return a + b end}) return t + 1", kError, "overflow"},
      {"recursion through metamethods, caught", kCall,
       "local t t = setmetatable({}, {__add = function(a, b) return a + b end}) "
       "while true do pcall(function() return t + 1 end) end",
       kInstructions, kSpent},
      {"recursion through gsub", kCall, "local function f() return (('x'):gsub('x', f)) end return f()", kError,
       "overflow"},
      {"recursion through sort", kCall, "local function f() table.sort({1, 2}, f) end f()", kInstructions, kDeep},
      {"recursion through tostring", kCall,
       "local t t = setmetatable({}, {__tostring = function() return tostring(t) end}) return tostring(t)", kError,
       "overflow"},
      {"wide and deep recursion", kCall,
       "local function f(n) local a, b, c, d, e, g, h = n, n, n, n, n, n, n if n > 0 then f(n - 1) f(n - 1) end end "
       "f(150)",
       kInstructions, kSpent},

      // Errors
      {"error with a table", kCall, "error({})", kError, "table"},
      {"error with nil", kCall, "error(nil)", kError, "без описания"},
      {"error without end", kCall, "error(('x'):rep(100000))", kError, "xxx"},
      {"error in many lines", kCall, "error('a\\nb\\0c', 0)", kError, "a b c"},
      {"error in no encoding", kCall, "error('\\xff\\xfe', 0)", kError, "\xEF\xBF\xBD"},
      {"error with a looping __tostring", kCall,
       "error(setmetatable({}, {__tostring = function() while true do end end}))", kError, "table"},
      {"error with an __tostring that fails", kCall, "error(setmetatable({}, {__tostring = error}))", kError, "table"},
      {"error in an error", kCall, "pcall(error, setmetatable({}, {__index = error})) return 'on'", std::nullopt, "on"},

      // Ways out
      {"os", kCall, "return os.time()", kBlocked, "os"},
      {"io", kCall, "return io.open('/etc/passwd')", kBlocked, "io"},
      {"debug", kCall, "return debug.getregistry()", kBlocked, "debug"},
      {"package", kCall, "return package.loaded", kBlocked, "package"},
      {"require", kCall, "return require('os')", kBlocked, "require"},
      {"coroutine", kCall, "return coroutine.wrap(function() while true do end end)()", kBlocked, "coroutine"},
      {"load", kCall, "return load('return 1')", kBlocked, "load"},
      {"load of compiled code", kCall, "return load('\\27Lua')", kBlocked, "load"},
      {"loadstring", kCall, "return loadstring('return 1')", kBlocked, "loadstring"},
      {"dofile", kCall, "return dofile('/etc/passwd')", kBlocked, "dofile"},
      {"loadfile", kCall, "return loadfile('/etc/passwd')", kBlocked, "loadfile"},
      {"collectgarbage", kCall, "return collectgarbage('count')", kBlocked, "collectgarbage"},
      {"print", kCall, "print('x')", kBlocked, "print"},
      {"warn", kCall, "warn('@on')", kBlocked, "warn"},
      {"next", kCall, "return next({})", kBlocked, "next"},
      {"rawset", kCall, "rawset(string, 'rep', nil)", kBlocked, "rawset"},
      {"string.dump", kCall, "return string.dump(function() end)", kBlocked, "string.dump"},
      {"string.dump of a string", kCall, "return (''):dump()", kBlocked, "string.dump"},
      {"string.pack", kCall, "return string.pack('s', 'x')", kBlocked, "string.pack"},
      {"math.random", kCall, "return math.random()", kBlocked, "math.random"},
      {"blocked in pcall", kCall, "pcall(function() return os.time() end) return 1", kBlocked, "os"},
      {"_G", kCall, "return _G.os", kError, "_G"},
      {"_ENV", kCall, "return _ENV.os", kBlocked, "os"},
      {"_ENV replaced", kCall, "local _ENV = {} return os", std::nullopt, "nil"},
      {"_ENV assigned", kCall, "_ENV = {} return left_behind", std::nullopt, "nil"},
      {"metatable of _ENV", kCall, "return getmetatable(_ENV)", std::nullopt, "false"},
      {"new metatable for _ENV", kCall, "setmetatable(_ENV, {})", kError, "protected"},
      {"unknown global", kCall, "return type(unknown)", std::nullopt, "nil"},
      {"bytecode", kLoad, "\x1BLuaT", kError, "binary chunk"},

      // Metatables
      {"__gc", kCall, "setmetatable({}, {__gc = function() while true do end end})", kBlocked, "__gc"},
      {"__gc added later", kCall,
       "local m = {} local t = setmetatable({}, m) m.__gc = error t = nil setmetatable({}, m) return 'no'",
       std::nullopt, "no"},
      {"__gc inherited", kCall,
       "setmetatable({}, setmetatable({}, {__index = {__gc = function() while true do end end}})) return 'no'",
       std::nullopt, "no"},
      {"__mode", kCall, "setmetatable({}, {__mode = 'k'})", kBlocked, "__mode"},
      {"__metatable", kCall, "return getmetatable(setmetatable({}, {__metatable = 'mine'}))", std::nullopt, "mine"},
      {"protected metatable", kCall, "setmetatable(setmetatable({}, {__metatable = 1}), {})", kError, "protected"},
      {"own metatable", kCall, "local m = {} return getmetatable(setmetatable({}, m)) == m", std::nullopt, "true"},
      {"metatable of strings", kCall, "return getmetatable('')", std::nullopt, "false"},
      {"__index of strings", kCall, "getmetatable('').__index.rep = 1", kError, "index"},
      {"__name", kCall, "return #setmetatable({}, {__name = ('x'):rep(100000)}) + {}", kError, "arithmetic"},

      // What must not be left behind
      {"global left behind", kCall, "left_behind = 1 total = 100 return total", std::nullopt, "100"},
      {"upvalue left behind", kCall, "calls = 100 return 1", std::nullopt, "1"},
      {"function replaced", kCall, "tostring = nil pairs = nil select = error return 1", std::nullopt, "1"},
      {"library replaced", kCall, "string = nil table = {} math = 1 return 1", std::nullopt, "1"},
      {"string changed", kCall, "string.rep = error", kError, "только читать"},
      {"table changed", kCall, "table.sort = error", kError, "только читать"},
      {"math changed", kCall, "math.floor = error", kError, "только читать"},
      {"math changed by insert", kCall, "table.insert(math, 1)", kError, "только читать"},
      {"text changed by move", kCall, "table.move({1}, 1, 1, 1, text)", kError, "только читать"},
      {"library sorted", kCall, "table.sort(string)", kError, "только читать"},
      {"metatable of a library", kCall, "setmetatable(string, {__index = error})", kError, "protected"},
      {"library iterated", kCall, "for k in pairs(string) do end", kError, "только читать"},
      {"base reached through rawget", kCall, "return rawget(_ENV, 'string')", std::nullopt, "nil"},
      {"define in a call", kCall, "define('проба', error)", kError, "верхнем уровне"},
      {"rule in a call", kCall, "rule{}", kError, "верхнем уровне"},

      // Results
      {"function as result", kCall, "return error", kError, "function"},
      {"cyclic table as result", kCall, "local t = {} t[1] = t return t", kError, "список"},
      {"table with names as result", kCall, "return {a = 'b'}", kError, "список"},
      {"table with metatable as result", kCall, "return setmetatable({'a'}, {__index = error})", kError, "метатаблиц"},
      {"library as result", kCall, "return string", kError, "метатаблиц"},
      {"list with a hole as result", kCall, "return {[1] = 'a', [3] = 'c'}", kError, "список"},
      {"NaN as result", kCall, "return 0/0", kError, "не конечно"},
      {"infinity as result", kCall, "return -math.huge", kError, "не конечно"},
      {"no UTF-8 as result", kCall, "return ('яма'):sub(1, 1)", kError, "UTF-8"},
      {"no UTF-8 in a list", kCall, "return {'a', '\\xff'}", kError, "UTF-8"},
      {"list of one long text", kCall, "local s, t = ('x'):rep(200000), {} for i = 1, 900 do t[i] = s end return t",
       kError, "КиБ текста"},
      {"long list as result", kCall, "local t = {} for i = 1, 5000 do t[i] = 'x' end return t", kError, "больше 1000"},

      // The message
      {"undeclared attribute", kWhen, "return m['автор']", kError, "«автор» не объявлен"},
      {"m written", kWhen, "m['текст'] = 'x'", kError, "только читать"},
      {"m iterated", kWhen, "for k in pairs(m) do end", kError, "только читать"},
      {"m iterated as list", kWhen, "for i in ipairs(m) do end", kError, "имя атрибута"},
      {"metatable of m", kWhen, "return getmetatable(m)", std::nullopt, "-"},
      {"new metatable for m", kWhen, "setmetatable(m, {})", kError, "protected"},
      {"m filled by insert", kWhen, "table.insert(m, 'x')", kError, "только читать"},
      {"when gives a number", kWhen, "return 1", kError, "when"},
      {"when gives the text", kWhen, "return m['текст']", kError, "when"},
      {"loop in when", kWhen, "while true do local x = m['текст'] end", kInstructions, kSpent},
      {"lists of the message without end", kWhen, "while true do local x = m['теги'] end", kInstructions, kSpent},
      {"act gives nothing", kAct, "", kError, "act: нужна таблица"},
      {"act gives a list", kAct, "return {'x'}", kError, "имя атрибута"},
      {"act gives m", kAct, "return m", kError, "метатаблиц"},
      {"act gives a function", kAct, "return {x = error}", kError, "«x»"},
      {"act gives NaN", kAct, "return {x = 0/0}", kError, "не конечно"},
      {"act gives bad names", kAct, "return {['\\xff'] = 1}", kError, "UTF-8"},
      {"act gives a cycle", kAct, "local t = {} t.x = t return t", kError, "список"},
      {"act gives what it read", kAct, "return {x = m['текст'], y = m['теги']}", std::nullopt, "x=яма y=[а,б] "},

      // Sources
      {"syntax error", kLoad, "local x = 1\nlocal = 2\n", kError, ":2:"},
      {"deeply nested source", kLoad, "return " + std::string(50000, '(') + "1" + std::string(50000, ')'), kError,
       "overflow"},
      {"deeply nested tables", kLoad, "return " + std::string(50000, '{') + std::string(50000, '}'), kError,
       "overflow"},
      {"deeply nested blocks", kLoad,
       [] {
         std::string source;
         for (int i = 0; i < 10000; ++i) source += "do ";
         return source;
       }(),
       kError, "overflow"},
      {"very long source", kLoad, std::string(200000, ' '), kError, "длиннее"},
      {"many locals", kLoad,
       [] {
         std::string source;
         for (int i = 0; i < 300; ++i) source += "local a" + std::to_string(i) + "\n";
         return source;
       }(),
       kError, "too many local variables"},
      {"many labels", kLoad,
       [] {
         std::string source;
         for (int i = 0; i < 6000; ++i) source += "::a" + std::to_string(i) + "::goto b ";
         return source + "::b::";
       }(),
       std::nullopt, "loaded"},
      {"colliding constants", kLoad,
       [] {
         std::string source = "local t = {";
         for (int i = 1; i < 9000; ++i) source += std::to_string(65535LL * i) + ",";
         return source + "}";
       }(),
       std::nullopt, "loaded"},
      {"loop while loading", kLoad, "while true do end", kInstructions, ":1:"},
      {"memory while loading", kLoad, "local t = {}\nfor i = 1, math.huge do t[i] = i end", kMemory, ":2:"},
      {"os while loading", kLoad, "local t = os.time()", kBlocked, "os"},
      {"source in no encoding", kLoad, "local x\nlocal y = '\xFF'", kError, ":2:"},
      {"chunk closed early", kLoad, "end os.exit() do", kError, "<eof>"},
  };
}

}  // namespace

const std::vector<ScriptAttempt>& ScriptAttempts() {
  static const std::vector<ScriptAttempt> attempts = MakeAttempts();
  return attempts;
}

ScriptSource SourceOf(const ScriptAttempt& attempt) {
  using enum ScriptAttempt::Where;
  const std::string& code = attempt.code;
  const auto rule = [](const std::string& when, const std::string& act) {
    return fmt::format(
        "{}rule{{name = 'попытка', reads = {{'текст', 'теги'}}, when = function(m) {} end, act = "
        "function(m) {} end}}\n",
        kProbe, when, act);
  };
  std::string text;
  switch (attempt.where) {
    case kCall: text = fmt::format("{}function attempt() {} end\n", kProbe, code); break;
    case kWhen: text = rule(code, "return {}"); break;
    case kAct: text = rule("return true", code); break;
    case kLoad: text = code; break;
  }
  return {"попытка", "scripts/попытка.lua", text};
}

ScriptResult<std::string> Try(ScriptState& state, const ScriptAttempt& attempt) {
  if (state.load_failure()) return tl::unexpected(*state.load_failure());
  if (attempt.where == ScriptAttempt::Where::kLoad) return "loaded";
  if (attempt.where == ScriptAttempt::Where::kCall) return state.Call("attempt", {}).map(Show);
  const auto read = [](std::string_view name) -> std::optional<ScriptValue> {
    if (name == "текст") return ScriptValue("яма");
    if (name == "теги") return ScriptValue(std::vector<std::string>{"а", "б"});
    return std::nullopt;
  };
  return state.RunRule(0, read).map([](const std::optional<ScriptWrites>& writes) -> std::string {
    if (!writes) return "-";
    std::string shown;
    for (const auto& [name, value] : *writes) shown += name + "=" + Show(value) + " ";
    return shown;
  });
}

std::string Probe(ScriptState& state) {
  const ScriptValue text = "дом, яма и я";
  const auto result = state.Call("проба", std::span(&text, 1));
  return result ? Show(*result) : "failed: " + result.error().reason;
}

std::string Show(const ScriptValue& value) {
  struct Visitor {
    std::string operator()(std::monostate) const { return "nil"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& list) const {
      return fmt::format("[{}]", fmt::join(list, ","));
    }
  };
  return std::visit(Visitor{}, value);
}

}  // namespace autorules::testing
