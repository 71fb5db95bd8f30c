// The tables of docs/language.md are written by the code: between `<!-- generated: NAME -->` and `<!-- end -->` stands
// what the tables of the compiler and the sandbox hold. AUTORULES_UPDATE_GOLDENS=1 writes them anew.

#include <fmt/format.h>

#include <lua.hpp>
#include <set>

#include "dsl/compile.h"
#include "dsl/keywords.h"
#include "engine/ruleset/words.h"
#include "engine/script/script_state.h"
#include "tests/support/catch.h"
#include "tests/support/enumerators.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

using namespace autorules::testing;

std::string_view NameOf(KeywordPlace place) {
  switch (place) {
    case KeywordPlace::kDeclaration: return "beginning of a declaration";
    case KeywordPlace::kAnywhere: return "everywhere";
    case KeywordPlace::kMunicipalityBody: return "municipality";
    case KeywordPlace::kProcedureBody: return "procedure";
    case KeywordPlace::kClock: return "clock";
    case KeywordPlace::kEscalationBody: return "escalation";
    case KeywordPlace::kChannelBody: return "channel";
    case KeywordPlace::kUnitHead: return "head of a unit";
    case KeywordPlace::kUnitBody: return "body of a unit";
    case KeywordPlace::kTopicHead: return "head of a topic";
    case KeywordPlace::kTopicBody: return "body of a topic, threshold";
    case KeywordPlace::kFieldHead: return "field";
    case KeywordPlace::kTemplateBody: return "template";
    case KeywordPlace::kScriptHead: return "script";
    case KeywordPlace::kRuleHead: return "rule";
    case KeywordPlace::kEvent: return "rule, after `при`";
    case KeywordPlace::kTableHead: return "head of a table";
    case KeywordPlace::kTableBody: return "body of a table";
    case KeywordPlace::kExampleBody: return "example";
    case KeywordPlace::kCondition: return "condition";
    case KeywordPlace::kWindow: return "window";
    case KeywordPlace::kAction: return "action";
  }
  return "";
}

std::string_view NameOf(Words words) {
  switch (words) {
    case Words::kHolders: return "holders";
    case Words::kImportances: return "importances";
    case Words::kRoleKinds: return "kinds of roles";
    case Words::kActors: return "people in procedures and escalations";
    case Words::kFlags: return "flags";
    case Words::kOutcomes: return "outcomes in a condition";
    case Words::kTypes: return "types of fields and script functions";
    case Words::kWeekdays: return "days of the week";
  }
  return "";
}

std::string_view NameOf(Origin origin) {
  switch (origin) {
    case Origin::kIntake: return "message";
    case Origin::kComputed: return "text of the message";
    case Origin::kDecided: return "rules";
    case Origin::kEvent: return "event";
  }
  return "";
}

// `а|б` of the keyword table as code: `а`, `б`.
std::string Forms(std::string_view row) {
  std::string forms;
  while (true) {
    const std::size_t bar = row.find('|');
    forms += fmt::format("{}`{}`", forms.empty() ? "" : ", ", row.substr(0, bar));
    if (bar == std::string_view::npos) return forms;
    row.remove_prefix(bar + 1);
  }
}

std::string Keywords() {
  std::string table = "| where | Russian | English |\n|---|---|---|\n";
  for (const KeywordRow& row : kKeywords) {
    table += fmt::format("| {} | {} | {} |\n", NameOf(row.place), Forms(row.ru), Forms(row.en));
  }
  return table;
}

std::string AttributeTable() {
  std::string table = "| attribute | English | holds | comes from | may be absent |\n|---|---|---|---|---|\n";
  for (const AttributeInfo& info : Attributes()) {
    table += fmt::format("| `{}` | `{}` | {} | {} | {} |\n", info.ru, info.en, NameOf(info.type).en,
                         NameOf(info.origin), info.optional ? "yes" : "no");
  }
  return table;
}

std::string Actions() {
  std::string table = "| action | English | sets | values |\n|---|---|---|---|\n";
  for (const AttributeInfo& info : Attributes()) {
    if (info.action_ru.empty()) continue;
    table += fmt::format("| `{}` | `{}` | `{}` | {} |\n", info.action_ru, info.action_en, info.ru,
                         IsList(info.type) ? "collects" : "one");
  }
  return table;
}

std::string WordTable() {
  std::string table = "| words | Russian | English |\n|---|---|---|\n";
  for (const Words words : All<Words>()) {
    std::string ru;
    std::string en;
    for (const ValueWord& word : WordsOf(words)) {
      ru += fmt::format("{}`{}`", ru.empty() ? "" : ", ", word.ru);
      en += fmt::format("{}`{}`", en.empty() ? "" : ", ", word.en);
    }
    table += fmt::format("| {} | {} | {} |\n", NameOf(words), ru, en);
  }
  return table;
}

std::string Calendars() {
  std::string list;
  for (const StandardCalendar& calendar : StandardCalendars()) {
    list += fmt::format("* `{}` ([{}](../{}))\n", calendar.name, calendar.file, calendar.file);
  }
  return list;
}

// What Lua itself has, and what we add to it.
std::set<std::string> ScriptNames() {
  std::set<std::string> names{"define", "rule", "text.contains", "text.fold", "text.words"};
  lua_State* state = luaL_newstate();
  luaL_openlibs(state);
  const auto collect = [&](const std::string& prefix) {
    for (lua_pushnil(state); lua_next(state, -2) != 0; lua_pop(state, 1)) {
      if (lua_type(state, -2) == LUA_TSTRING) names.insert(prefix + lua_tostring(state, -2));
    }
  };
  lua_pushglobaltable(state);
  collect("");
  for (const char* library : {"string", "table", "math", "utf8"}) {
    lua_getfield(state, -1, library);
    collect(std::string(library) + ".");
    lua_pop(state, 1);
    names.erase(library);
  }
  lua_close(state);
  return names;
}

std::string ScriptFunctions() {
  std::map<std::string, std::string> by_library;
  for (const std::string& name : ScriptNames()) {
    const ScriptState script({"x", "x.lua", "assert(" + name + " ~= nil)"});
    if (script.load_failure()) continue;
    const std::size_t dot = name.find('.');
    std::string& row = by_library[dot == std::string::npos ? "" : name.substr(0, dot)];
    row += fmt::format("{}`{}`", row.empty() ? "" : ", ", name);
  }
  std::string list;
  for (const auto& [library, row] : by_library) {
    list += fmt::format("* {}: {}\n", library.empty() ? "by themselves" : "`" + library + "`", row);
  }
  return list;
}

void Replace(std::string* document, const std::string& name, const std::string& content) {
  const std::string begin = fmt::format("<!-- generated: {} -->\n", name);
  const std::string end = "<!-- end -->";
  const std::size_t at = document->find(begin);
  INFO("no place for " << begin);
  REQUIRE(at != std::string::npos);
  REQUIRE(document->find(begin, at + 1) == std::string::npos);
  const std::size_t to = document->find(end, at);
  REQUIRE(to != std::string::npos);
  document->replace(at + begin.size(), to - at - begin.size(), "\n" + content + "\n");
}

TEST_CASE("the tables of the reference are those of the code") {
  const std::filesystem::path path = SourceRoot() / "docs" / "language.md";
  std::string document = ReadFile(path);
  Replace(&document, "calendars", Calendars());
  Replace(&document, "keywords", Keywords());
  Replace(&document, "attributes", AttributeTable());
  Replace(&document, "actions", Actions());
  Replace(&document, "words", WordTable());
  Replace(&document, "functions of scripts", ScriptFunctions());
  CheckGolden(path, document);
}

}  // namespace
}  // namespace autorules
