#include "tests/support/editor_grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "tests/support/editor_rules.h"
#include "tests/support/editor_words.h"

namespace autorules::testing {
namespace {

using namespace editor;
using K = Keyword;
using P = KeywordPlace;

// ---- words and marks

Part Comma() { return {",", Scope("punctuation.separator")}; }
Part Semicolon() { return {";", Scope("punctuation.separator")}; }
Part Colon() { return {":", Scope("punctuation.section.body")}; }
Part Equals() { return {"=", Scope("keyword.operator.comparison")}; }
Part Open() { return {R"(\()", Scope("punctuation.section.parens")}; }
Part Close() { return {R"(\))", Scope("punctuation.section.parens")}; }

Part AName(const std::string& scope = "") { return {Name(), scope}; }
Part ADotted(const std::string& scope = "") { return {Dotted(), scope}; }
Part OwnAttribute() { return ADotted(Scope(kOwnAttributeScope)); }
Part BuiltInAttribute() { return {Names(AttributeForms()), Scope(kAttributeScope)}; }
Part BuiltInAction() { return {Keywords(ActionForms()), Scope(kActionScope)}; }
Part AType() { return {Names(FormsOf(Words::kTypes)), Scope(kTypeScope)}; }

// One of the words, else a name.
std::vector<Part> Values(const std::vector<std::string>& words) {
  if (words.empty()) return {ADotted()};
  return {{Names(words), Scope(kValueScope)}, ADotted()};
}

std::vector<Part> Actors() { return Values(ActorForms()); }

// The words that some attribute may have as its value.
std::vector<std::string> AllValueWords() {
  std::vector<std::string> all;
  for (const AttributeInfo& info : Attributes()) {
    for (std::string& word : ValueWordsOf(info.type)) all.push_back(std::move(word));
  }
  return all;
}

Json NamesAfter(const std::vector<Keyword>& keywords) { return Then(Key(keywords), {AName()}); }
Json NameAfterComma() { return Then(Comma(), {AName()}); }

// Attributes in parentheses.
Json AttributesFrom(const Part& begin, const std::vector<Part>& ends) {
  return Region(begin, ends,
                {Include("comment"), Match(Open()), Match(Close()), Match(Comma()), Match(BuiltInAttribute()),
                 Match(OwnAttribute())});
}

// An attribute and its first value, or an action and its; subjects whose values are the same words together.
Rules Pairs(bool acting) {
  std::map<std::vector<std::string>, std::vector<std::string>> subjects;
  for (const AttributeInfo& info : Attributes()) {
    const bool plain = info.type != ValueType::kOutcome && info.type != ValueType::kKeyList;
    const std::string_view ru = acting ? info.action_ru : info.ru;
    if (ru.empty() || !plain) continue;
    const bool told = acting && info.id == Attribute::kNotice;
    std::vector<std::string>& forms = subjects[told ? ActorForms() : ValueWordsOf(info.type)];
    forms.emplace_back(ru);
    forms.emplace_back(acting ? info.action_en : info.en);
  }
  Rules rules;
  for (const auto& [words, forms] : subjects) {
    const Part subject =
        acting ? Part{Keywords(forms), Scope(kActionScope)} : Part{Names(forms), Scope(kAttributeScope)};
    rules.push_back(Then(subject, Values(words)));
  }
  return rules;
}

Json OwnPair() { return Then(OwnAttribute(), Values(AllValueWords())); }

// ---- what stands in the repository, one function an entry

Rules Number() {
  return {Match({"[0-9]{4}-[0-9]{2}-[0-9]{2}", Scope("constant.numeric.date")}),
          Match({"[0-9]{1,2}:[0-9]{2}", Scope("constant.numeric.time")}),
          Match({R"(-?[0-9]+(?:\.[0-9]+)?)", Scope("constant.numeric")})};
}

// `=МУП`, `выбоин*`, `нет ... воды`: marks count at the ends of words only.
Rules PatternMarks() {
  return {Match({R"((?<=["«\s.])=|\*(?=["»\s]|\.\.\.)|\.{3,})", Scope("constant.character.pattern")})};
}

Rules TemplatePlaces() {
  return {Match({"%%", Scope("constant.character.escape")}),
          Match({fmt::format("%{}%", Dotted()), Scope("constant.other.placeholder")})};
}

Json Basis() {
  const Part other{fmt::format(R"((?=(?!{})[^\s/"«]))", Key({K::kAssumption}).expression), ""};
  return Region(Key({K::kBasis}), {other}, {Include("comment"), Match(Key({K::kAssumption})), Include("string")});
}

// `есть метка "…"`: a value comes after the attribute, and no attribute after the value.
Json Has() {
  const Part over{fmt::format("(?!{}){}", BuiltInAttribute().expression, NextToken().expression), ""};
  return Region(Key({K::kHas}), {over}, {Include("comment"), Then(BuiltInAttribute(), Values(AllValueWords()))});
}

// `срок ответ истёк`; `срок` alone is a field.
Json ClockTest() {
  const Part clock = Key({K::kClockRef});
  const std::string state = Keywords(FormsOf({K::kPresent, K::kAbsent}));
  return Then({fmt::format(R"({}(?=\s*(?://|$)|\s+(?!{}){}))", clock.expression, state, Name()), clock.scope},
              {AName()});
}

Rules Condition() {
  const Part dictionary{fmt::format(R"((?={}\s+{}))", Key({K::kDictionaryRef}).expression, Name()), ""};
  const std::vector<Part> values = Values(AllValueWords());
  std::vector<Part> after_comma{dictionary};
  after_comma.insert(after_comma.end(), values.begin(), values.end());
  const Rules parts{Include("comment"),
                    Include("pattern"),
                    Include("duration"),
                    Include("number"),
                    Match(Key({K::kInWorkingTime, K::kOnDayOff})),
                    NamesAfter({K::kWithin}),
                    NamesAfter({K::kDictionaryRef}),
                    ClockTest(),
                    Then(Equals(), values),
                    Then(Key({K::kAmong, K::kNotAmong}), values),
                    Then(Comma(), after_comma),
                    Has(),
                    AttributesFrom(Key({K::kSimilar}),
                                   {Key({K::kSimilarFor}), Before({K::kAnd, K::kOr, K::kThen, K::kEnd}), Recovery()})};
  std::vector<Keyword> words = KeywordsAt({P::kCondition, P::kWindow});
  std::erase(words, K::kClockRef);
  return parts + KeywordRules(words) +
         Rules{Match(BuiltInAttribute()), Match(OwnAttribute()), Match(Open()), Match(Close())};
}

Rules Actions() {
  const Rules parts{Include("comment"), Include("basis"), Include("string"), Include("number")};
  const Rules lists{Then(Comma(), Actors()), NamesAfter({K::kNotifyTemplate}),
                    AttributesFrom(Key({K::kMerge}), {Close(), Before({K::kEnd}), Recovery()})};
  return parts + Pairs(true) + lists + KeywordRules(KeywordsAt({P::kAction})) + Rules{OwnPair()};
}

// A line of a table that is none of its other items; a cell may be called like one.
Json Row() {
  const std::vector<std::string> other{
      Keywords(FormsOf({K::kIf, K::kThen, K::kEnd})), fmt::format(R"({}\s*["«])", Keywords(FormsOf(K::kRowsFrom))),
      fmt::format(R"({}\s*(?:{}|["«]))", Keywords(FormsOf(K::kBasis)), Keywords(FormsOf(K::kAssumption))),
      fmt::format(R"({}\s+{})", Keywords(FormsOf(K::kValid)), Keywords(FormsOf({K::kValidFrom, K::kValidTo})))};
  const Rules cells{Include("comment"), Include("string"), Include("number"),
                    Then(Key({K::kNoReply}), {Key({K::kBasis})}), Then(Comma(), Values(AllValueWords()))};
  const Rules words = KeywordRules({K::kAnyValue, K::kPresent, K::kAbsent, K::kNotGreater, K::kNotLess, K::kGreater,
                                    K::kLess, K::kBetweenFrom, K::kBetweenTo, K::kRedirect});
  return Region({fmt::format(R"(^(?=\s*(?!{})[^\s/]))", fmt::join(other, "|")), ""}, {{"$", ""}},
                cells + words + Rules{Match({Names(AllValueWords()), Scope(kValueScope)}), Match(Semicolon())});
}

// ---- declarations

std::vector<Keyword> AllDeclarations() { return KeywordsAt({P::kDeclaration}); }

// The body takes its own end with it; what follows it up to the next declaration is left alone.
Json Body(const Rules& patterns, const std::vector<Keyword>& inside = {}) {
  return Region(Colon(), {End(), Recovery(inside)}, Rules{Include("comment")} + patterns);
}

Rules HeadParts() { return {Include("comment"), Include("basis"), Include("string"), Include("number")}; }

// Declarations whose name follows: one that they give, or one that is given elsewhere.
Json Named(const std::vector<Keyword>& keywords, const Rules& head, bool gives = true) {
  const std::string scope = gives ? ScopeOfDeclared(keywords.front()) : "";
  return Region(Key(keywords), AName(scope), {Before(AllDeclarations())},
                HeadParts() + head + Rules{NameAfterComma(), Match(AName(scope))});
}

// A declaration whose name is a text, or that has none.
Json Nameless(Keyword keyword, const Rules& head) {
  return Region(Key({keyword}), {Before(AllDeclarations())}, head + HeadParts() + Rules{NameAfterComma()});
}

Rules UnitHead() { return Rules{NamesAfter({K::kUnder})} + KeywordRules(KeywordsAt({P::kUnitHead})); }

Rules UnitBody() {
  const Rules parts{Include("basis"), Include("string"), NamesAfter({K::kTopics, K::kRuns}), NameAfterComma(),
                    Then(Key({K::kKind}), {{Names(FormsOf(Words::kRoleKinds)), Scope(kValueScope)}, AName()})};
  return parts + KeywordRules(KeywordsAt({P::kUnitBody})) + Rules{Match(Equals())};
}

Json Unit() {
  return Named({K::kRole, K::kBlock, K::kTerritory, K::kExecutor},
               UnitHead() + Rules{Body(Rules{Include("inner_unit")} + UnitBody(), {K::kExecutor})});
}

// Without a body of its own it ends where the unit around it goes on.
Json InnerUnit() {
  std::vector<Keyword> next = KeywordsAt({P::kDeclaration, P::kUnitBody});
  next.insert(next.end(), {K::kBasis, K::kEnd});
  const Part name = AName(ScopeOfDeclared(K::kExecutor));
  return Region(Key({K::kExecutor}), name, {Before(next)},
                HeadParts() + UnitHead() + Rules{Body(UnitBody(), {K::kExecutor}), Match(name)});
}

Json Municipality() {
  const Rules hours = Rules{Include("comment"), Include("number"), Match(Colon()), Match(Comma()),
                            Match({Names(FormsOf(Words::kWeekdays)), Scope(kValueScope)})} +
                      KeywordRules({K::kBreak, K::kHoursFrom, K::kHoursTo});
  const Rules parts{Include("basis"),
                    Include("string"),
                    Include("number"),
                    NamesAfter({K::kCalendar}),
                    NameAfterComma(),
                    Region(Key({K::kWorkingHours}), AName(), {End(), Recovery()}, hours),
                    Region(Key({K::kDefault}), {End(), Recovery()}, {Match(Colon()), Include("action")})};
  return Named({K::kMunicipality}, {Body(parts + KeywordRules(KeywordsAt({P::kMunicipalityBody})))});
}

Json Channel() {
  const Rules parts{Include("basis"), Include("string"), Match(Comma())};
  return Named({K::kChannel}, {Body(parts + KeywordRules(KeywordsAt({P::kChannelBody})))});
}

// What a procedure holds, and what a refinement changes of it.
Rules ProcedureBody() {
  const Rules parts{Include("basis"),
                    Include("string"),
                    Include("duration"),
                    Include("number"),
                    Then(Comma(), Actors()),
                    Then(Key({K::kMay}), Actors()),
                    NamesAfter({K::kStates, K::kStart, K::kFinals, K::kTransition, K::kFromState, K::kToState,
                                K::kNeeds, K::kExtends, K::kClock}),
                    NamesAfter({K::kClockFrom, K::kClockUntil, K::kPause, K::kSchedule, K::kClockEscalation})};
  return parts + KeywordRules(KeywordsAt({P::kProcedureBody, P::kClock})) + KeywordRules({K::kNoMoreThan, K::kTimes});
}

Json Procedure() { return Named({K::kProcedure}, {Body(ProcedureBody())}); }

Json Refinement() { return Named({K::kRefine}, {Body(ProcedureBody())}, false); }

Json Escalation() {
  const Rules parts{Include("basis"), Include("duration"), Then(Key({K::kHandOver}), Actors())};
  return Named({K::kEscalation},
               {Body(parts + KeywordRules(KeywordsAt({P::kEscalationBody})) + Rules{Include("action")})});
}

Json Topic() {
  const Rules parts{Include("basis"), Include("pattern"), Include("number"), Match(Comma())};
  return Named({K::kTopic}, Rules{NamesAfter({K::kInTopic})} + KeywordRules(KeywordsAt({P::kTopicHead})) +
                                Rules{Body(parts + KeywordRules(KeywordsAt({P::kTopicBody})))});
}

Json Dictionary() { return Named({K::kDictionary}, {Body({Include("pattern"), Match(Comma())})}); }

// Its type may be a word that begins a declaration elsewhere.
Json Field() {
  const Rules parts{NamesAfter({K::kOptions}), NameAfterComma()};
  return Region(Key({K::kField}), {Before(AllDeclarations())},
                HeadParts() + parts + KeywordRules(KeywordsAt({P::kFieldHead})) +
                    Rules{Then({AName(ScopeOfDeclared(K::kField))}, {AType()})});
}

Json Template() {
  const Rules parts{Include("basis"), Include("letter"), Match(Comma())};
  return Named({K::kTemplate}, {Body(parts + KeywordRules(KeywordsAt({P::kTemplateBody})))});
}

Json Script() {
  const Part name = ADotted(ScopeOfDeclared(K::kScript));
  return Region(Key({K::kScript}), name, {Before(AllDeclarations())},
                HeadParts() + Rules{AttributesFrom(Open(), {Close(), Recovery()}), Then(Key({K::kGives}), {AType()}),
                                    Match(name)});
}

Json If(const Rules& patterns) { return Region(Key({K::kIf}), {Before({K::kThen, K::kEnd}), Recovery()}, patterns); }

Json Table() {
  const std::vector<Part> column{BuiltInAction(), OwnAttribute()};
  const Rules parts{
      Include("basis"),
      Include("string"),
      Include("number"),
      If({Include("comment"), Include("string"), Match(Semicolon()), Match(BuiltInAttribute()), Match(OwnAttribute())}),
      Then(Key({K::kThen}), column),
      Then(Semicolon(), column)};
  const Rules words = KeywordRules({K::kValid, K::kValidFrom, K::kValidTo, K::kRowsFrom});
  return Named({K::kTable}, KeywordRules(KeywordsAt({P::kTableHead})) + KeywordRules({K::kPriority}) +
                                Rules{Body(parts + words + Rules{Row()})});
}

Json Rule() {
  const Rules body{Include("basis"), Include("number"), If({Include("condition")}),
                   Region(Key({K::kThen}), {Before({K::kEnd}), Recovery()}, {Include("action")})};
  const Rules words = KeywordRules(KeywordsAt({P::kRuleHead, P::kEvent}));
  const Rules names{NamesAfter({K::kSet}), NamesAfter({K::kOnTransition, K::kOnOverdue})};
  return Nameless(K::kRule, Rules{Include("title")} + names + words + Rules{Body(body + words)});
}

// `через 5 минут`, `на 2026-02-12`: what comes after tells them from names, or the end of the line.
Part StepStart() {
  const Part start = Key({K::kStepAfter, K::kStepAt});
  return {fmt::format(R"({}(?=\s*(?:[0-9]|//|$)))", start.expression), start.scope};
}

Json Example() {
  const std::vector<Part> over{Before({K::kEnd}), {fmt::format("(?={})", StepStart().expression), ""}, Recovery()};
  const Json expectation = Region(Key({K::kExpected}), over, {Include("condition")});
  const Rules step{Include("comment"),
                   Include("string"),
                   Include("duration"),
                   Include("number"),
                   expectation,
                   NameAfterComma(),
                   NamesAfter({K::kStepTransition, K::kStepTo, K::kStepWith}),
                   Then(Key({K::kStepBy}), Actors()),
                   Match(Key({K::kStepHandOver, K::kStepRating, K::kStepRefused, K::kStepFor}))};
  const Rules parts = Rules{Region(StepStart(), over, step), Include("string"), Include("number")} + Pairs(false) +
                      KeywordRules({K::kSimilarGiven}) + Rules{expectation};
  return Nameless(K::kExample, {Include("title"), Body(parts + Rules{OwnPair()})});
}

Rules Declarations() {
  struct Shape {
    std::vector<Keyword> keywords;
    Json rule;
  };
  std::vector<Shape> shapes{
      {{K::kModule}, Named({K::kModule}, {})},
      {{K::kMunicipality}, Municipality()},
      {{K::kUse}, Named({K::kUse}, {}, false)},
      {{K::kChannel}, Channel()},
      {{K::kProcedure}, Procedure()},
      {{K::kRefine}, Refinement()},
      {{K::kEscalation}, Escalation()},
      {{K::kRole, K::kBlock, K::kTerritory, K::kExecutor}, Unit()},
      {{K::kTopic}, Topic()},
      {{K::kTopicPolicy}, Nameless(K::kTopicPolicy, KeywordRules(KeywordsAt({P::kTopicBody})))},
      {{K::kLeave}, Named({K::kLeave}, {}, false)},
      {{K::kDictionary}, Dictionary()},
      {{K::kField}, Field()},
      {{K::kTemplate}, Template()},
      {{K::kScript}, Script()},
      {{K::kTable}, Table()},
      {{K::kRule}, Rule()},
      {{K::kCancel}, Nameless(K::kCancel, {NamesAfter({K::kCancelFrom})})},
      {{K::kExample}, Example()},
  };
  for (const Keyword keyword : AllDeclarations()) {
    const auto has = [&](const Shape& shape) { return std::ranges::count(shape.keywords, keyword) > 0; };
    if (std::ranges::none_of(shapes, has)) shapes.push_back({{keyword}, Nameless(keyword, {})});
  }
  // The longest first: `topic threshold` before `topic`.
  std::ranges::stable_sort(shapes, std::greater(), [](const Shape& shape) {
    const KeywordRow& row = RowOf(shape.keywords.front());
    return std::ranges::count(row.ru, ' ') + std::ranges::count(row.en, ' ');
  });
  Rules rules;
  for (Shape& shape : shapes) rules.push_back(std::move(shape.rule));
  return rules;
}

Json Entry(const Rules& patterns) { return {{"patterns", patterns}}; }

}  // namespace

Json EditorGrammar() {
  Json grammar = Json::object();
  grammar["information_for_contributors"] =
      Json::array({"Written by the test unit/dsl/editor from dsl/keywords.inc, engine/ruleset/words.cc and "
                   "engine/ruleset/attributes.cc: AUTORULES_UPDATE_GOLDENS=1 writes it anew."});
  grammar["name"] = "Autorules";
  grammar["scopeName"] = "source.autorules";
  grammar["patterns"] = Rules{Include("comment"), Include("declaration"), Include("word")};
  grammar["repository"] = {
      {"comment", Match({"//.*$", Scope("comment.line.double-slash")})},
      {"word", Match({AnyWord(), ""})},
      {"number", Entry(Number())},
      {"duration", Match({DurationExpression(), Scope("constant.numeric.duration")})},
      {"string", Strings({})},
      {"title", Strings({}, ScopeOfDeclared(K::kRule))},
      {"pattern", Strings(PatternMarks())},
      {"letter", Strings(TemplatePlaces())},
      {"basis", Basis()},
      {"condition", Entry(Condition())},
      {"action", Entry(Actions())},
      {"inner_unit", InnerUnit()},
      {"declaration", Entry(Declarations())},
  };
  return grammar;
}

Json EditorConfiguration() {
  // Editors read these in the dialect of JavaScript, without flags: no \p{L}, and \b knows Latin letters only.
  const std::string letter = "A-Za-z_À-ɏЀ-ԯ";
  const std::string over = R"(\s*(?://.*)?$)";
  std::string ends;
  for (const std::string& form : FormsOf(K::kEnd)) ends += (ends.empty() ? "" : "|") + form;
  // A line that opens a body and leaves it open, one that closes a body which another line has opened.
  const std::string opens = "^(?:[^/]|/(?!/))*:" + over;
  const std::string token = R"re((?:[^:"«]|"[^"]*"|«[^»]*»|[0-9]:[0-9])*)re";
  const std::string closes = fmt::format(R"re(^(?:{}[^0-9:"«{}])?(?:{}){})re", token, letter, ends, over);
  const std::string begins_with_end = fmt::format(R"(^\s*(?:{})(?![0-9{}]))", ends, letter);
  Json brackets = Json::array({{"(", ")"}});
  for (const std::string& form : FormsOf(K::kEnd)) brackets.push_back({":", form});
  Json closing = Json::array();
  Json surrounding = Json::array();
  for (const auto& [open, close] : {std::pair("(", ")"), std::pair("\"", "\""), std::pair("«", "»")}) {
    closing.push_back({{"open", open}, {"close", close}, {"notIn", {"string", "comment"}}});
    surrounding.push_back({open, close});
  }
  return {{"comments", {{"lineComment", "//"}}},
          {"brackets", brackets},
          {"colorizedBracketPairs", Json::array({{"(", ")"}})},
          {"autoClosingPairs", closing},
          {"surroundingPairs", surrounding},
          {"folding", {{"markers", {{"start", opens}, {"end", closes}}}}},
          {"indentationRules", {{"increaseIndentPattern", opens}, {"decreaseIndentPattern", begins_with_end}}},
          {"wordPattern", fmt::format(R"([{0}][0-9{0}]*(?:\.[{0}][0-9{0}]*)*)", letter)}};
}

}  // namespace autorules::testing
