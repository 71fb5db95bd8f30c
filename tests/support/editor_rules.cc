#include "tests/support/editor_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/support/catch.h"
#include "tests/support/editor_words.h"

namespace autorules::testing::editor {
namespace {

Json Captures(const std::vector<Part>& parts) {
  Json captures = Json::object();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].scope.empty()) captures[std::to_string(i + 1)] = {{"name", parts[i].scope}};
  }
  return captures;
}

// One of the parts, each a group.
std::string Groups(const std::vector<Part>& parts) {
  std::string groups;
  for (const Part& part : parts) groups += fmt::format("{}({})", groups.empty() ? "" : "|", part.expression);
  return groups;
}

Json RegionFrom(const std::string& begin, const std::vector<Part>& captured, const std::vector<Part>& ends,
                const Rules& patterns) {
  return {{"begin", begin},
          {"beginCaptures", Captures(captured)},
          {"end", Groups(ends)},
          {"endCaptures", Captures(ends)},
          {"patterns", patterns}};
}

std::set<std::string> FormsInBodies() {
  std::set<std::string> forms;
  const auto add = [&](const std::vector<std::string>& some) { forms.insert(some.begin(), some.end()); };
  for (const KeywordRow& row : kKeywords) {
    if (row.place != KeywordPlace::kDeclaration) add(FormsOf(row.id));
  }
  add(AttributeForms());
  add(ActionForms());
  add(FormsOf(Words::kRoleKinds));
  add(FormsOf(Words::kTypes));
  return forms;
}

}  // namespace

Rules operator+(Rules a, const Rules& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Json Include(std::string_view name) { return {{"include", fmt::format("#{}", name)}}; }

Json Match(const Part& part) {
  if (part.scope.empty()) return {{"match", part.expression}};
  return {{"name", part.scope}, {"match", part.expression}};
}

Json Region(const Part& begin, const std::vector<Part>& ends, const Rules& patterns) {
  return RegionFrom(Groups({begin}), {begin}, ends, patterns + Rules{Include("word")});
}

Json Region(const Part& begin, const Part& perhaps, const std::vector<Part>& ends, const Rules& patterns) {
  return RegionFrom(fmt::format(R"(({})(?:\s+({}))?)", begin.expression, perhaps.expression), {begin, perhaps}, ends,
                    patterns + Rules{Include("word")});
}

Json Then(const Part& begin, const std::vector<Part>& next) {
  std::vector<Part> ends{Recovery()};
  ends.insert(ends.end(), next.begin(), next.end());
  ends.push_back(NextToken());
  return RegionFrom(Groups({begin}), {begin}, ends, {Include("comment")});
}

Part NextToken() { return {R"((?=[^\s/]|/(?!/)))", ""}; }

Json Strings(const Rules& inside, const std::string& scope) {
  struct Quotes {
    std::string_view open, close, kind;
  };
  Rules kinds;
  for (const Quotes& quotes : {Quotes{"\"", "\"", "double"}, Quotes{"«", "»", "other"}}) {
    const Part doubled{fmt::format("{}{}", quotes.close, quotes.close), Scope("constant.character.escape")};
    // A string ends on its line: one that is not closed yet must not colour the rest of the file.
    const std::vector<Part> ends{{fmt::format("{}(?!{})", quotes.close, quotes.close),  //
                                  Scope("punctuation.definition.string.end")},
                                 {"$", ""}};
    Json region = {{"name", Scope(fmt::format("string.quoted.{}", quotes.kind)) + (scope.empty() ? "" : " " + scope)}};
    const Part open{std::string(quotes.open), Scope("punctuation.definition.string.begin")};
    region.update(RegionFrom(Groups({open}), {open}, ends, Rules{Match(doubled)} + inside));
    kinds.push_back(std::move(region));
  }
  return {{"patterns", kinds}};
}

Part Key(const std::vector<Keyword>& keywords) {
  const std::string scope = ScopeOf(keywords.front());
  for (const Keyword keyword : keywords) REQUIRE(ScopeOf(keyword) == scope);
  return {Keywords(FormsOf(keywords)), scope};
}

Rules KeywordRules(const std::vector<Keyword>& keywords) {
  std::vector<Part> forms;
  for (const Keyword keyword : keywords) {
    for (std::string& form : FormsOf(keyword)) forms.push_back({std::move(form), ScopeOf(keyword)});
  }
  std::stable_sort(forms.begin(), forms.end(),
                   [](const Part& a, const Part& b) { return a.expression.size() > b.expression.size(); });
  Rules rules;
  for (std::size_t i = 0; i < forms.size();) {
    const std::string& scope = forms[i].scope;
    std::vector<std::string> alike;
    for (; i < forms.size() && forms[i].scope == scope; ++i) alike.push_back(forms[i].expression);
    rules.push_back(Match({Keywords(std::move(alike)), scope}));
  }
  return rules;
}

std::vector<Keyword> KeywordsAt(std::initializer_list<KeywordPlace> places) {
  std::vector<Keyword> keywords;
  for (const KeywordRow& row : kKeywords) {
    if (std::find(places.begin(), places.end(), row.place) != places.end()) keywords.push_back(row.id);
  }
  return keywords;
}

Part Before(const std::vector<Keyword>& keywords) { return {fmt::format("(?={})", Keywords(FormsOf(keywords))), ""}; }

Part End() { return Key({Keyword::kEnd}); }

Part Recovery(const std::vector<Keyword>& inside) {
  const std::set<std::string> in_bodies = FormsInBodies();
  std::vector<std::string> sure;
  std::vector<std::string> doubtful;
  for (const Keyword keyword : KeywordsAt({KeywordPlace::kDeclaration})) {
    if (std::find(inside.begin(), inside.end(), keyword) != inside.end()) continue;
    for (std::string& form : FormsOf(keyword)) (in_bodies.contains(form) ? doubtful : sure).push_back(std::move(form));
  }
  return {fmt::format(R"(^(?={}|{}\s+{}\s*["«:]))", Keywords(sure), Keywords(doubtful), AnyWord()), ""};
}

}  // namespace autorules::testing::editor
