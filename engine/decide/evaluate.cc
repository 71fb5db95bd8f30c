#include "engine/decide/evaluate.h"

#include <algorithm>
#include <compare>

#include "engine/decide/arrival.h"

namespace autorules {
namespace {

/// How a fact stands to a constant; nullopt when they are of different types or the fact is absent.
std::optional<std::partial_ordering> Compare(const Fact& fact, const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&fact)) {
    if (const auto* other = std::get_if<std::string>(&value)) return *text <=> std::string_view(*other);
  } else if (const auto* number = std::get_if<double>(&fact)) {
    if (const auto* other = std::get_if<double>(&value)) return *number <=> *other;
  } else if (const auto* day = std::get_if<CivilDate>(&fact)) {
    if (const auto* other = std::get_if<CivilDate>(&value)) return *day <=> *other;
  } else if (const auto* flag = std::get_if<bool>(&fact)) {
    if (const auto* other = std::get_if<bool>(&value)) return static_cast<int>(*flag) <=> static_cast<int>(*other);
  } else if (const auto* id = std::get_if<Id>(&fact)) {
    if (const auto* other = std::get_if<Id>(&value)) return *id <=> *other;
  }
  return std::nullopt;
}

Truth CompareBy(const Condition& condition, Facts& facts) {
  const Fact fact = facts.Read(condition.attribute);
  if (IsAbsent(fact)) return Truth::kUnknown;
  const auto is = [&](std::size_t operand, auto&& fits) {
    const auto order = Compare(fact, condition.values[operand]);
    return order && fits(*order);
  };
  const auto equal = [](std::partial_ordering order) { return order == 0; };
  const auto at_least = [](std::partial_ordering order) { return order >= 0; };
  const auto at_most = [](std::partial_ordering order) { return order <= 0; };
  switch (condition.op) {
    case Op::kEqual: return Of(is(0, equal));
    case Op::kLess: return Of(is(0, [](std::partial_ordering order) { return order < 0; }));
    case Op::kLessEqual: return Of(is(0, at_most));
    case Op::kGreater: return Of(is(0, [](std::partial_ordering order) { return order > 0; }));
    case Op::kGreaterEqual: return Of(is(0, at_least));
    case Op::kBetween: return Of(is(0, at_least) && is(1, at_most));
    default: break;  // kOneOf
  }
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    if (is(i, equal)) return Truth::kTrue;
  }
  return Truth::kFalse;
}

Truth EvaluateWithin(const Condition& condition, Facts& facts, const RuleSet& rules) {
  const Fact fact = facts.Read(condition.attribute);
  const auto* topic = std::get_if<Id>(&fact);
  if (topic == nullptr) return Truth::kUnknown;
  return Of(std::any_of(condition.values.begin(), condition.values.end(), [&](const Value& value) {
    const auto* ancestor = std::get_if<Id>(&value);
    return ancestor != nullptr && rules.IsWithin(*topic, *ancestor);
  }));
}

Truth EvaluateIsHolder(const Condition& condition, Facts& facts, const Holders& holders) {
  const ValueType type = holders.rules().parts().InfoOf(condition.attribute).type;
  const Id meant = holders.ResolveFor(type, {condition.holder, kNone}, facts.decision());
  if (meant == kNone) return Truth::kUnknown;
  if (IsList(type)) return Of(facts.Has(condition.attribute, meant));
  const Fact fact = facts.Read(condition.attribute);
  const auto* unit = std::get_if<Id>(&fact);
  return unit == nullptr ? Truth::kUnknown : Of(*unit == meant);
}

Truth EvaluateArrival(const Condition& condition, Facts& facts, const Municipality& municipality) {
  const auto& arrival = facts.arrival();
  if (!arrival) return Truth::kUnknown;
  const auto minute = [&](std::size_t operand) {
    return static_cast<int>(std::get<double>(condition.values[operand]));
  };
  if (condition.op == Op::kOnDayOff) return Of(municipality.calendar.IsDayOff(arrival->date));
  if (facts.message().only_day) return Truth::kUnknown;
  if (condition.op == Op::kInWorkingTime)
    return Of(municipality.calendar.IsWorkingTime(arrival->date, arrival->minute, WorkingHours(municipality)));
  return Of(ClockRange{minute(0), minute(1)}.Contains(arrival->minute));  // kClockBetween
}

// A clock that has not run is unknown.
Truth EvaluateClock(const Condition& condition, const Facts& facts) {
  const CaseView* of_case = facts.of_case();
  if (of_case == nullptr) return Truth::kUnknown;
  const auto& name = std::get<std::string>(condition.values[0]);
  const auto clock = std::find_if(of_case->clocks.begin(), of_case->clocks.end(),
                                  [&](const ClockView& view) { return view.name == name; });
  if (clock == of_case->clocks.end()) return Truth::kUnknown;
  switch (condition.op) {
    case Op::kClockPaused: return Of(clock->paused);
    case Op::kClockStopped: return Of(clock->stopped);
    case Op::kClockOverdue: return Of(clock->overdue);
    case Op::kClockRunning: return Of(!clock->paused && !clock->stopped);
    default: break;  // kClockDueOn
  }
  if (clock->due.date != std::get<CivilDate>(condition.values[1])) return Truth::kFalse;
  return Of(condition.values.size() < 3 || clock->due.minute == std::get<double>(condition.values[2]));
}

}  // namespace

Truth Evaluate(const Condition& condition, Facts& facts, const Holders& holders) {
  switch (condition.op) {
    case Op::kAll: {
      Truth truth = Truth::kTrue;
      for (const Condition& child : condition.children) {
        truth = And(truth, Evaluate(child, facts, holders));
        if (truth == Truth::kFalse) break;
      }
      return truth;
    }
    case Op::kAny: {
      Truth truth = Truth::kFalse;
      for (const Condition& child : condition.children) {
        truth = Or(truth, Evaluate(child, facts, holders));
        if (truth == Truth::kTrue) break;
      }
      return truth;
    }
    case Op::kNot: return Not(Evaluate(condition.children.front(), facts, holders));
    case Op::kContainsAny:
      return Of(std::any_of(condition.patterns.begin(), condition.patterns.end(),
                            [&](PatternId pattern) { return facts.Contains(condition.attribute, pattern); }));
    case Op::kContainsAll:
      return Of(std::all_of(condition.patterns.begin(), condition.patterns.end(),
                            [&](PatternId pattern) { return facts.Contains(condition.attribute, pattern); }));
    case Op::kPresent: return Of(facts.IsPresent(condition.attribute));
    case Op::kAbsent: return Of(!facts.IsPresent(condition.attribute));
    case Op::kWithin: return EvaluateWithin(condition, facts, holders.rules());
    case Op::kHas: return Of(facts.Has(condition.attribute, condition.values.front()));
    case Op::kIsHolder: return EvaluateIsHolder(condition, facts, holders);
    case Op::kInWorkingTime:
    case Op::kOnDayOff:
    case Op::kClockBetween: return EvaluateArrival(condition, facts, holders.rules().municipality());
    case Op::kClockDueOn:
    case Op::kClockRunning:
    case Op::kClockPaused:
    case Op::kClockStopped:
    case Op::kClockOverdue: return EvaluateClock(condition, facts);
    default: return CompareBy(condition, facts);
  }
}

}  // namespace autorules
