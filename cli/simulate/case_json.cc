#include "cli/simulate/case_json.h"

#include <nlohmann/json.hpp>

#include "cli/journal_text.h"
#include "cli/names.h"
#include "cli/simulate/clocks.h"
#include "cli/simulate/timeline.h"
#include "engine/workflow/timers.h"
#include "engine/workflow/view.h"

namespace autorules::cli {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(std::string_view text) { return text.empty() ? Json() : Json(text); }

/// A unit by its name in the rules.
Json UnitId(Id unit, const RuleSet& rules) { return unit == kNone ? Json() : Json(rules.units()[unit].name); }

class CaseJson {
 public:
  CaseJson(const RunningCase& of_case, UnixSeconds end)
      : case_(of_case),
        value_(of_case.value()),
        rules_(of_case.rules()),
        zone_(rules_.municipality().zone),
        end_(end) {}

  Json Whole() const {
    const Decision& decision = value_.decision;
    Json root;
    root["id"] = value_.message.id;
    root["topic"] = OrNull(TopicName(rules_, decision.topic));
    root["procedure"] = OrNull(ProcedureName(rules_, decision.procedure));
    root["state"] = OrNull(value_.state);
    root["owner"] = OrNull(UnitName(rules_, decision.owner));
    root["owner_id"] = UnitId(decision.owner, rules_);
    root["importance"] = Describe(decision.importance).id;
    root["tags"] = decision.tags;
    root["opened"] = Moment(value_.opened);
    root["closed"] = Moment(value_.closed);
    root["overdue"] = WasOverdue(value_);
    root["reopenings"] = value_.reopenings;
    root["rating"] = value_.rating ? Json(*value_.rating) : Json();
    root["job"] = OrNull(value_.job);
    root["revision"] = value_.revision;
    root["clocks"] = Clocks();
    root["steps"] = Steps();
    root["holdings"] = Holdings();
    root["journal"] = Journal();
    return root;
  }

 private:
  Json Moment(std::optional<UnixSeconds> moment) const { return moment ? Json(ToIso(*moment, zone_)) : Json(); }

  Json Clocks() const {
    Json list = Json::array();
    for (const ClockRun& run : value_.clocks) {
      list.push_back({{"name", ClockOf(case_.rules(), case_.value(), run).name},
                      {"started", Moment(run.started)},
                      {"due", ToIso(run.due, zone_)},
                      {"preliminary", run.due.preliminary},
                      {"paused", Moment(run.paused)},
                      {"stopped", Moment(run.stopped)},
                      {"overdue", run.overdue},
                      {"extensions", run.extensions}});
    }
    return list;
  }

  Json Steps() const {
    Json list = Json::array();
    for (const StepTaken& taken : value_.steps) {
      const Clock& clock = ClockOf(case_.rules(), case_.value(), value_.clocks[taken.run]);
      const EscalationStep& step = rules_.escalations()[clock.escalation].steps[taken.step];
      list.push_back({{"clock", clock.name}, {"step", SpellWhen(step, clock.name)}, {"repetition", taken.repetition}});
    }
    return list;
  }

  Json Holdings() const {
    Json list = Json::array();
    for (const Holding& holding : value_.holdings) {
      list.push_back({{"unit", OrNull(UnitName(rules_, holding.unit))},
                      {"unit_id", UnitId(holding.unit, rules_)},
                      {"from", Moment(holding.from)},
                      {"to", Moment(holding.to)},
                      {"working_seconds", WorkingSecondsOf(holding, case_, end_)}});
    }
    return list;
  }

  Json Journal() const {
    Json list = Json::array();
    for (const Happening& happening : case_.history()) {
      Json& entry = list.emplace_back();
      entry["at"] = ToIso(happening.at, happening.rules->municipality().zone);
      entry["cause"] = IdOf(happening.cause);
      if (const auto* fact = std::get_if<JournalEntry>(&happening.fact)) {
        AddFact(*fact, *happening.rules, entry);
      } else {
        const auto& refused = std::get<RefusedInput>(happening.fact);
        entry["kind"] = "refused";
        entry["name"] = refused.what;
        entry["reason"] = refused.reason.ru;
      }
      entry["text"] = HappeningText(happening);
    }
    return list;
  }

  /// What an entry does not have is left out.
  static void AddFact(const JournalEntry& fact, const RuleSet& rules, Json& entry) {
    entry["kind"] = IdOf(fact.kind);
    if (!fact.name.empty()) entry["name"] = fact.name;
    if (!fact.text.empty()) entry["value"] = fact.text;
    if (fact.unit != kNone) entry["unit"] = rules.units()[fact.unit].name;
    if (fact.from != kNone) entry["from"] = rules.units()[fact.from].name;
    if (fact.by != kNone) entry["by"] = rules.units()[fact.by].name;
    if (fact.due) {
      entry["due"] = ToIso(*fact.due, rules.municipality().zone);
      entry["preliminary"] = fact.due->preliminary;
    }
    for (const auto& [name, value] : fact.given) entry["given"][name] = value;
  }

  const RunningCase& case_;
  const Case& value_;
  const RuleSet& rules_;
  const std::string& zone_;
  UnixSeconds end_;
};

}  // namespace

void AppendCaseJson(const RunningCase& of_case, UnixSeconds end, std::string& out) {
  out += CaseJson(of_case, end).Whole().dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace autorules::cli
