#include "dsl/check/satisfy.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/ruleset/values.h"

namespace autorules {
namespace {

// Steps of search before giving up; a rule of a hundred alternatives against another takes ten thousand.
constexpr int kBudget = 20'000;

// What is known about one attribute of the message that is being constructed.
struct Facts {
  std::optional<std::vector<Value>> allowed;  // equal to one of these
  std::vector<Value> forbidden;
  std::optional<Value> low, high;  // numbers and dates
  bool low_open = false, high_open = false;
  bool present = false, absent = false;
  std::vector<PatternId> words, no_words;
  std::vector<Value> has, has_not;
};

using State = std::map<Attribute, Facts>;

bool Contains(const std::vector<Value>& values, const Value& value) {
  for (const Value& known : values) {
    if (known == value) return true;
  }
  return false;
}

class Search {
 public:
  explicit Search(const RuleSetParts& parts) : parts_(parts) {}

  // Makes every goal true in `state`, trying alternatives depth first.
  Satisfiable Run(std::vector<std::pair<const Condition*, bool>> goals, State state) {
    while (!goals.empty()) {
      if (++steps_ > kBudget) return Satisfiable::kUnknown;
      const auto [condition, positive] = goals.back();
      goals.pop_back();
      if (condition->op == Op::kNot) {
        goals.emplace_back(&condition->children[0], !positive);
      } else if ((condition->op == Op::kAll && positive) || (condition->op == Op::kAny && !positive)) {
        for (const Condition& child : condition->children) goals.emplace_back(&child, positive);
      } else if (condition->op == Op::kAll || condition->op == Op::kAny) {
        return Branch(*condition, positive, goals, state);
      } else if (!Assume(*condition, positive, &state)) {
        return Satisfiable::kNo;
      }
    }
    solution_ = std::move(state);
    return Satisfiable::kYes;
  }

  const State& solution() const { return solution_; }

 private:
  Satisfiable Branch(const Condition& condition, bool positive,
                     const std::vector<std::pair<const Condition*, bool>>& goals, const State& state) {
    Satisfiable result = Satisfiable::kNo;
    for (const Condition& child : condition.children) {
      auto with = goals;
      with.emplace_back(&child, positive);
      const Satisfiable found = Run(std::move(with), state);
      if (found == Satisfiable::kYes) return found;
      if (found == Satisfiable::kUnknown) result = found;
    }
    return result;
  }

  // Adds one test (or its negation) to what is known; false when that contradicts it.
  bool Assume(const Condition& test, bool positive, State* state) {
    const auto [at, added] = state->try_emplace(test.attribute);
    Facts& facts = at->second;
    if (added) Bound(test.attribute, &facts);
    if (test.op == Op::kPresent || test.op == Op::kAbsent) {
      ((test.op == Op::kPresent) == positive ? facts.present : facts.absent) = true;
    } else {
      if (test.op != Op::kHas && test.op != Op::kContainsAny && test.op != Op::kContainsAll) facts.present = true;
      AssumeTest(test, positive, &facts);
    }
    return Consistent(facts);
  }

  // What an attribute can hold at all: the bounds of a field, the values of a short enumeration.
  void Bound(Attribute attribute, Facts* facts) const {
    const auto first = [&](Id count) {
      facts->allowed.emplace();
      for (Id id = 0; id < count; ++id) facts->allowed->emplace_back(id);
    };
    const ValueType type = parts_.InfoOf(attribute).type;
    if (type == ValueType::kFlag) facts->allowed = std::vector<Value>{true, false};
    if (type == ValueType::kImportance) first(static_cast<Id>(Importance::kCritical) + 1);
    if (!IsOwn(attribute)) return;
    const auto* field = std::get_if<Field>(&parts_.own[OwnIndex(attribute)].source);
    if (field == nullptr) return;
    if (type == ValueType::kEnumeration) first(static_cast<Id>(field->options.size()));
    if (field->low) facts->low = *field->low;
    if (field->high) facts->high = *field->high;
  }

  void AssumeTest(const Condition& test, bool positive, Facts* facts) {
    switch (test.op) {
      case Op::kEqual:
      case Op::kOneOf:
      case Op::kWithin: {
        const std::vector<Value> values = test.op == Op::kWithin ? Descendants(test.values) : test.values;
        positive ? Allow(values, facts) : Forbid(values, facts);
        break;
      }
      case Op::kLess: positive ? High(test.values[0], true, facts) : Low(test.values[0], false, facts); break;
      case Op::kLessEqual: positive ? High(test.values[0], false, facts) : Low(test.values[0], true, facts); break;
      case Op::kGreater: positive ? Low(test.values[0], true, facts) : High(test.values[0], false, facts); break;
      case Op::kGreaterEqual: positive ? Low(test.values[0], false, facts) : High(test.values[0], true, facts); break;
      case Op::kBetween:
        if (positive) {
          Low(test.values[0], false, facts);
          High(test.values[1], false, facts);
        }
        break;  // its negation is two half-lines: not followed, so the verdict may be too generous
      case Op::kContainsAny:
      case Op::kContainsAll:
        // One word is enough for `any`; forbidding `all` is not followed.
        if (positive) {
          const std::size_t count =
              test.op == Op::kContainsAny ? std::min<std::size_t>(1, test.patterns.size()) : test.patterns.size();
          for (std::size_t i = 0; i < count; ++i) facts->words.push_back(Choose(test, i, *facts));
        } else if (test.op == Op::kContainsAny) {
          facts->no_words.insert(facts->no_words.end(), test.patterns.begin(), test.patterns.end());
        }
        break;
      case Op::kHas: (positive ? facts->has : facts->has_not).push_back(test.values[0]); break;
      default: break;
    }
  }

  // A pattern of the test that is not forbidden, if there is one.
  static PatternId Choose(const Condition& test, std::size_t index, const Facts& facts) {
    if (test.op == Op::kContainsAll) return test.patterns[index];
    for (const PatternId pattern : test.patterns) {
      if (std::find(facts.no_words.begin(), facts.no_words.end(), pattern) == facts.no_words.end()) return pattern;
    }
    return test.patterns[index];
  }

  static void Allow(const std::vector<Value>& values, Facts* facts) {
    std::vector<Value> both;
    for (const Value& value : values) {
      if (!facts->allowed || Contains(*facts->allowed, value)) both.push_back(value);
    }
    facts->allowed = std::move(both);
  }
  static void Forbid(const std::vector<Value>& values, Facts* facts) {
    facts->forbidden.insert(facts->forbidden.end(), values.begin(), values.end());
  }
  static void Low(const Value& value, bool open, Facts* facts) {
    if (!facts->low || *facts->low < value || (*facts->low == value && open)) {
      facts->low = value;
      facts->low_open = open;
    }
  }
  static void High(const Value& value, bool open, Facts* facts) {
    if (!facts->high || value < *facts->high || (*facts->high == value && open)) {
      facts->high = value;
      facts->high_open = open;
    }
  }

  std::vector<Value> Descendants(const std::vector<Value>& ancestors) const {
    std::vector<Value> all = ancestors;  // named ones first: they make the plainer example
    for (Id topic = 0; topic < parts_.topics.size(); ++topic) {
      Id at = topic;
      for (std::size_t step = 0; at != kNone && step <= parts_.topics.size(); ++step, at = parts_.topics[at].parent) {
        if (at != topic && Contains(ancestors, Value(at)) && !Contains(ancestors, Value(topic))) {
          all.emplace_back(topic);
          break;
        }
      }
    }
    return all;
  }

  static bool Consistent(const Facts& facts) {
    if (facts.present && facts.absent) return false;
    if (facts.absent && !facts.has.empty()) return false;
    if (facts.absent && !facts.words.empty()) return false;
    for (const PatternId word : facts.words) {
      if (std::find(facts.no_words.begin(), facts.no_words.end(), word) != facts.no_words.end()) return false;
    }
    for (const Value& value : facts.has) {
      if (Contains(facts.has_not, value)) return false;
    }
    if (facts.low && facts.high &&
        (*facts.high < *facts.low || (*facts.low == *facts.high && (facts.low_open || facts.high_open))))
      return false;
    if (!facts.allowed) return true;
    for (const Value& value : *facts.allowed) {
      if (Fits(value, facts)) return true;
    }
    return false;
  }

 public:
  static bool Fits(const Value& value, const Facts& facts) {
    if (Contains(facts.forbidden, value)) return false;
    if (facts.low && (value < *facts.low || (value == *facts.low && facts.low_open))) return false;
    return !facts.high || (!(*facts.high < value) && !(value == *facts.high && facts.high_open));
  }

 private:
  const RuleSetParts& parts_;
  int steps_ = 0;
  State solution_;
};

}  // namespace

std::string ShowValue(const Value& value, Attribute attribute, const RuleSetParts& parts) {
  if (const auto* text = std::get_if<std::string>(&value)) return "«" + *text + "»";
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  if (const auto* date = std::get_if<CivilDate>(&value)) return date->ToString();
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "да" : "нет";
  return std::string(NameOfId(parts, attribute, std::get<Id>(value), Language::kRussian));
}

namespace {

Text ShowState(const State& state, const RuleSetParts& parts, const std::vector<std::string>& literals) {
  Text shown;
  const auto add = [&](const AttributeInfo& info, const Text& value) {
    const std::string_view separator = shown.ru.empty() ? "" : ", ";
    shown.ru.append(separator).append(info.ru).append(" ").append(value.ru);
    shown.en.append(separator).append(info.en).append(" ").append(value.en);
  };
  for (const auto& [attribute, facts] : state) {
    const AttributeInfo info = parts.InfoOf(attribute);
    if (facts.allowed) {
      for (const Value& value : *facts.allowed) {
        if (!Search::Fits(value, facts)) continue;
        add(info, ShowValue(value, attribute, parts));
        break;
      }
    } else if (facts.low || facts.high) {
      const bool low = facts.low.has_value();
      const Keyword open = low ? Keyword::kGreater : Keyword::kLess;
      const Keyword closed = low ? Keyword::kNotLess : Keyword::kNotGreater;
      const Keyword comparison = (low ? facts.low_open : facts.high_open) ? open : closed;
      const std::string value = " " + ShowValue(low ? *facts.low : *facts.high, attribute, parts);
      add(info, {std::string(Canonical(comparison, Language::kRussian)) + value,
                 std::string(Canonical(comparison, Language::kEnglish)) + value});
    }
    std::string words;
    for (const PatternId word : facts.words) words += (words.empty() ? "«" : " ") + literals[word];
    if (!words.empty()) add(info, words + "»");
    for (const Value& value : facts.has) add(info, ShowValue(value, attribute, parts));
  }
  if (shown.ru.empty()) shown = {"любое сообщение", "any message"};
  return shown;
}

}  // namespace

Verdict Satisfy(const std::vector<const Condition*>& conditions, const LoweredPack& pack) {
  std::vector<std::pair<const Condition*, bool>> goals;
  goals.reserve(conditions.size());
  for (const Condition* condition : conditions) goals.emplace_back(condition, true);
  Search search(pack.parts);
  Verdict verdict;
  verdict.satisfiable = search.Run(std::move(goals), State{});
  if (verdict.satisfiable == Satisfiable::kYes)
    verdict.example = ShowState(search.solution(), pack.parts, pack.literals);
  return verdict;
}

}  // namespace autorules
