#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/keywords.h"

/// The pieces of which the grammar for editors is built: rules of a TextMate grammar as JSON.
namespace autorules::testing::editor {

using Json = nlohmann::ordered_json;
using Rules = std::vector<Json>;

/// An expression and the scope of what it finds; "" leaves that plain.
struct Part {
  std::string expression;
  std::string scope;
};

Rules operator+(Rules a, const Rules& b);

Json Include(std::string_view name);
Json Match(const Part& part);
/// What stands between two parts, white space and comments aside, has `patterns`; the parts belong to it. Each end is
/// tried in turn, before the patterns; words that none of these knows are passed over whole. "word" must stand in the
/// repository.
Json Region(const Part& begin, const std::vector<Part>& ends, const Rules& patterns);
/// The same after two words of one line, the second of which may be missing.
Json Region(const Part& begin, const Part& perhaps, const std::vector<Part>& ends, const Rules& patterns);
/// After `begin` the next token is one of `next` if it can be one, even on a later line: a
/// name at its place is a name, whatever it is called. "comment" must stand in the repository.
Json Then(const Part& begin, const std::vector<Part>& next);
/// The next token, white space and comments aside.
Part NextToken();
/// String literals in both kinds of quotes, with `inside` in them and a second scope if wanted.
Json Strings(const Rules& inside, const std::string& scope = "");

/// Keywords that are coloured alike.
Part Key(const std::vector<Keyword>& keywords);
/// Each keyword as its scope says, the longest form first: `не больше` before `не`.
Rules KeywordRules(const std::vector<Keyword>& keywords);
std::vector<Keyword> KeywordsAt(std::initializer_list<KeywordPlace> places);
/// Before one of the keywords.
Part Before(const std::vector<Keyword>& keywords);
/// `конец`.
Part End();
/// Before a declaration in the first column, which ends what was left open as it does for the parser. Words that may
/// stand in a body too count when a name and then a text or a colon follow them; `inside` never counts.
Part Recovery(const std::vector<Keyword>& inside = {});

}  // namespace autorules::testing::editor
