#include "tests/support/editor_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "dsl/durations.h"
#include "engine/text/fold.h"

namespace autorules::testing::editor {
namespace {

constexpr std::string_view kWord = R"([\p{L}_][\p{L}\p{N}_]*)";
// Never \b: where it sees the end of a Cyrillic word depends on the reader.
constexpr std::string_view kWordEnd = R"((?![\p{L}\p{N}_]))";
constexpr std::string_view kNameEnd = R"((?![\p{L}\p{N}_]|\.[\p{L}_]))";

// Forms of durations that are read but never written, so that Spell does not tell them. Each must be one.
constexpr auto kReadUnits = std::to_array<std::string_view>({"минута", "сутки", "суток", "неделя"});
constexpr auto kReadWorking =
    std::to_array<std::string_view>({"рабочего", "рабочие", "рабочая", "рабочую", "рабочей", "рабочее"});

std::string Expression(std::string_view form) {
  std::string expression;
  for (std::size_t at = 0; at < form.size();) {
    const std::string_view rest = form.substr(at);
    if (rest.starts_with("е") || rest.starts_with("ё")) {
      expression += "[её]";
      at += std::string_view("е").size();
      continue;
    }
    if (rest[0] == ' ') {
      expression += R"(\s+)";
    } else {
      if (rest[0] == '.') expression += '\\';
      expression += rest[0];
    }
    ++at;
  }
  return expression;
}

std::string AnyOf(std::vector<std::string> forms) {
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  std::stable_sort(forms.begin(), forms.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::string expression;
  for (const std::string& form : forms) expression += (expression.empty() ? "" : "|") + Expression(form);
  return "(?i:" + expression + ")";
}

std::string NotReserved() {
  std::vector<std::string> reserved;
  for (const KeywordRow& row : kKeywords) {
    for (std::string& form : FormsOf(row.id)) {
      if (IsReserved(Fold(form))) reserved.push_back(std::move(form));
    }
  }
  return fmt::format("(?!{})", Keywords(std::move(reserved)));
}

void Append(std::vector<std::string>* to, std::vector<std::string> forms) {
  to->insert(to->end(), std::make_move_iterator(forms.begin()), std::make_move_iterator(forms.end()));
}

}  // namespace

std::string Scope(std::string_view name) { return fmt::format("{}.autorules", name); }

std::string ScopeOf(Keyword keyword) {
  switch (keyword) {
    case Keyword::kEnd: return Scope("keyword.control.end");
    case Keyword::kIf:
    case Keyword::kThen:
    case Keyword::kOn:
    case Keyword::kExpected:
    case Keyword::kAnd:
    case Keyword::kOr:
    case Keyword::kNot: return Scope("keyword.control");
    case Keyword::kAnyValue: return Scope(kValueScope);
    case Keyword::kNotifyTemplate:
    case Keyword::kDictionaryRef: return Scope("keyword.other");
    default: break;
  }
  switch (RowOf(keyword).place) {
    case KeywordPlace::kDeclaration: return Scope("keyword.declaration");
    case KeywordPlace::kEvent: return Scope("keyword.control");
    case KeywordPlace::kCondition:
    case KeywordPlace::kWindow: return Scope("keyword.operator.word");
    case KeywordPlace::kAction: return Scope(kActionScope);
    default: return Scope("keyword.other");
  }
}

std::string ScopeOfDeclared(Keyword declaration) {
  switch (declaration) {
    case Keyword::kModule:
    case Keyword::kMunicipality: return Scope("entity.name.namespace");
    case Keyword::kRule:
    case Keyword::kTable:
    case Keyword::kExample:
    case Keyword::kScript: return Scope("entity.name.function");
    case Keyword::kField: return Scope("entity.name.variable");
    default: return Scope("entity.name.type");
  }
}

std::vector<std::string> FormsOf(std::string_view row) {
  std::vector<std::string> forms;
  while (true) {
    const std::size_t bar = row.find('|');
    if (!row.empty()) forms.emplace_back(row.substr(0, bar));
    if (bar == std::string_view::npos) return forms;
    row.remove_prefix(bar + 1);
  }
}

std::vector<std::string> FormsOf(Keyword keyword) {
  std::vector<std::string> forms = FormsOf(RowOf(keyword).ru);
  Append(&forms, FormsOf(RowOf(keyword).en));
  return forms;
}

std::vector<std::string> FormsOf(const std::vector<Keyword>& keywords) {
  std::vector<std::string> forms;
  for (const Keyword keyword : keywords) Append(&forms, FormsOf(keyword));
  return forms;
}

std::vector<std::string> FormsOf(Words words) {
  std::vector<std::string> forms;
  for (const ValueWord& word : WordsOf(words)) Append(&forms, {std::string(word.ru), std::string(word.en)});
  return forms;
}

std::vector<std::string> AttributeForms() {
  std::vector<std::string> forms;
  for (const AttributeInfo& info : Attributes()) Append(&forms, {std::string(info.ru), std::string(info.en)});
  return forms;
}

std::vector<std::string> ActionForms() {
  std::vector<std::string> forms;
  for (const AttributeInfo& info : Attributes()) {
    if (!info.action_ru.empty()) Append(&forms, {std::string(info.action_ru), std::string(info.action_en)});
  }
  return forms;
}

std::vector<std::string> ActorForms() {
  std::vector<std::string> forms = FormsOf(Words::kHolders);
  Append(&forms, FormsOf(Words::kActors));
  return forms;
}

std::vector<std::string> ValueWordsOf(ValueType type) {
  const bool unit = type == ValueType::kUnit || type == ValueType::kTerritory || type == ValueType::kUnitList;
  if (unit) return FormsOf(Words::kHolders);
  const auto words = WordsOfType(type);
  return words ? FormsOf(*words) : std::vector<std::string>{};
}

std::string Keywords(std::vector<std::string> forms) { return AnyOf(std::move(forms)).append(kWordEnd); }

std::string Names(std::vector<std::string> forms) { return AnyOf(std::move(forms)).append(kNameEnd); }

std::string Name() { return NotReserved().append(kWord); }

std::string Dotted() { return NotReserved().append(AnyWord()); }

std::string AnyWord() { return fmt::format(R"({}(?:\.{})*)", kWord, kWord); }

std::string DurationExpression() {
  std::set<std::string> units(kReadUnits.begin(), kReadUnits.end());
  std::set<std::string> working(kReadWorking.begin(), kReadWorking.end());
  for (const Language language : {Language::kRussian, Language::kEnglish}) {
    for (const DurationUnit unit : {DurationUnit::kMinutes, DurationUnit::kHours, DurationUnit::kDays,
                                    DurationUnit::kWeeks, DurationUnit::kMonths}) {
      for (const std::int64_t number : {1, 2, 5}) {
        const std::string plain = Spell({number, unit, false}, language);
        units.insert(plain.substr(plain.find(' ') + 1));
        const std::string long_form = Spell({number, unit, true}, language);
        const std::size_t begin = long_form.find(' ') + 1;
        working.insert(long_form.substr(begin, long_form.rfind(' ') - begin));
      }
    }
  }
  return fmt::format(R"([0-9]+\s*(?:{}\s*)?{})", Keywords({working.begin(), working.end()}),
                     Keywords({units.begin(), units.end()}));
}

}  // namespace autorules::testing::editor
