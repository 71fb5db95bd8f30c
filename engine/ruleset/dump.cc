#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "engine/ruleset/ruleset.h"
#include "engine/ruleset/values.h"
#include "engine/ruleset/words.h"

namespace autorules {
namespace {

constexpr std::string_view kUnitKinds[] = {"role", "block", "territory", "executor"};
constexpr std::string_view kLayers[] = {"standard", "module", "pack"};
constexpr std::string_view kOps[] = {"all",
                                     "any",
                                     "not",
                                     "=",
                                     "<",
                                     "<=",
                                     ">",
                                     ">=",
                                     "between",
                                     "one_of",
                                     "contains_any",
                                     "contains_all",
                                     "present",
                                     "absent",
                                     "within",
                                     "has",
                                     "in_working_time",
                                     "on_day_off",
                                     "clock_between",
                                     "is",
                                     "clock_due_on",
                                     "clock_running",
                                     "clock_paused",
                                     "clock_stopped",
                                     "clock_overdue"};
constexpr std::string_view kDayKinds[] = {"working", "shortened", "off"};
constexpr std::string_view kEvents[] = {"arrival", "transition", "overdue", "rating", "reopening", "change"};

/// The English word of the language for the value; `otherwise` when it has none.
template <typename E>
std::string_view WordOf(Words words, E value, std::string_view otherwise = "?") {
  for (const ValueWord& word : WordsOf(words)) {
    if (word.value == static_cast<int>(value)) return word.en;
  }
  return otherwise;
}

template <typename E, std::size_t N>
std::string_view NameOf(const std::string_view (&names)[N], E value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? names[index] : "?";
}

/// One line, whatever the text: quotes and backslashes are escaped, line breaks spelt out.
std::string Quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\r') {
      quoted += "\\r";
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

class Dumper {
 public:
  explicit Dumper(const RuleSetParts& parts) : parts_(parts) {}

  std::string Run() {
    DumpMunicipality();
    Line("policy threshold={} margin={} by_length={}", parts_.policy.threshold, parts_.policy.margin,
         parts_.policy.by_length);
    for (const Channel& channel : parts_.channels) DumpChannel(channel);
    for (const Procedure& procedure : parts_.procedures) DumpProcedure(procedure);
    for (const Escalation& escalation : parts_.escalations) DumpEscalation(escalation);
    for (const Unit& unit : parts_.units) DumpUnit(unit);
    for (const Topic& topic : parts_.topics) DumpTopic(topic);
    DumpAddresses();
    for (const OwnAttributeInfo& info : parts_.own) DumpOwn(info);
    for (const Template& letter : parts_.templates) DumpTemplate(letter);
    for (const Script& script : parts_.scripts) Line("script {} {}", script.name, Quote(script.text));
    for (const Rule& rule : parts_.rules) DumpRule(rule);
    DumpExamples();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  static std::string Cite(const Basis& basis) {
    if (basis.text.empty() && !basis.assumed) return "";
    return fmt::format(" {}={}", basis.assumed ? "assumed" : "basis", Quote(basis.text));
  }

  template <typename Entities>
  static std::string_view Name(const Entities& entities, Id id) {
    return id < entities.size() ? std::string_view(entities[id].name) : "-";
  }

  template <typename Entities>
  static std::string Names(const Entities& entities, const std::vector<Id>& ids) {
    std::vector<std::string_view> names;
    for (const Id id : ids) names.push_back(Name(entities, id));
    std::sort(names.begin(), names.end());
    return fmt::format("[{}]", fmt::join(names, ", "));
  }

  std::string Spell(Attribute attribute, const Value& value) const {
    if (const auto* text = std::get_if<std::string>(&value)) return Quote(*text);
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    if (const auto* day = std::get_if<CivilDate>(&value)) return day->ToString();
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
    return std::string(NameOfId(parts_, attribute, std::get<Id>(value), Language::kEnglish));
  }

  std::string Spell(const HolderRef& holder) const {
    if (holder.holder == Holder::kUnit) return std::string(Name(parts_.units, holder.unit));
    return fmt::format("@{}", WordOf(Words::kHolders, holder.holder));
  }

  std::string Spell(const Action& action) const {
    std::string value;
    if (const auto* id = std::get_if<Id>(&action.value)) {
      value = Spell(action.attribute, Value(*id));
    } else if (const auto* importance = std::get_if<Importance>(&action.value)) {
      value = Spell(action.attribute, Value(static_cast<Id>(*importance)));
    } else if (const auto* number = std::get_if<double>(&action.value)) {
      value = Spell(action.attribute, Value(*number));
    } else if (const auto* day = std::get_if<CivilDate>(&action.value)) {
      value = Spell(action.attribute, Value(*day));
    } else if (const auto* flag = std::get_if<bool>(&action.value)) {
      value = Spell(action.attribute, Value(*flag));
    } else if (const auto* of = std::get_if<ValueOf>(&action.value)) {
      value = fmt::format("value of {}", parts_.InfoOf(of->attribute).en);
    } else if (const auto* notice = std::get_if<Notice>(&action.value)) {
      value = Spell(notice->to);
      if (notice->letter != kNone) value += fmt::format(" template {}", Name(parts_.templates, notice->letter));
    } else if (const auto* keys = std::get_if<MergeKeys>(&action.value)) {
      value = Attributes(keys->attributes);
    } else if (const auto* holder = std::get_if<HolderRef>(&action.value)) {
      value = Spell(*holder);
    } else if (const auto* outcome = std::get_if<Outcome>(&action.value)) {
      value = fmt::format("{} {}", WordOf(Words::kOutcomes, outcome->kind), Quote(outcome->text));
    } else {
      value = Quote(std::get<std::string>(action.value));
    }
    return fmt::format("{} = {}", parts_.InfoOf(action.attribute).en, value);
  }

  std::string Attributes(const std::vector<Attribute>& attributes) const {
    std::vector<std::string_view> names;
    for (const Attribute attribute : attributes) names.push_back(parts_.InfoOf(attribute).en);
    return fmt::format("({})", fmt::join(names, ", "));
  }

  std::string Pat(PatternId id) const {
    return id < parts_.patterns.size() ? Quote(parts_.patterns[id].Canonical()) : "?";
  }

  std::string Spell(const Condition& condition) const {
    const std::string_view op = NameOf(kOps, condition.op);
    std::vector<std::string> operands;
    if (condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNot) {
      for (const Condition& child : condition.children) operands.push_back(Spell(child));
      return fmt::format("{}({})", op, fmt::join(operands, ", "));
    }
    for (const Value& value : condition.values) operands.push_back(Spell(condition.attribute, value));
    for (const PatternId pattern : condition.patterns) operands.push_back(Pat(pattern));
    if (condition.op == Op::kIsHolder)
      operands.push_back(fmt::format("@{}", WordOf(Words::kHolders, condition.holder)));
    return fmt::format("{} {} [{}]", parts_.InfoOf(condition.attribute).en, op, fmt::join(operands, ", "));
  }

  void DumpMunicipality() {
    const Municipality& m = parts_.municipality;
    Line("municipality {} {} oktmo={} zone={}{}", m.name, Quote(m.display), Quote(m.oktmo), Quote(m.zone),
         Cite(m.basis));
    for (const Action& action : m.defaults) Line("  default {}", Spell(action));
    for (std::size_t day = 0; day < m.schedule.hours.size(); ++day) {
      for (const ClockRange& range : m.schedule.hours[day]) Line("  hours {} {}-{}", day, range.from, range.to);
    }
    for (const NamedSchedule& named : m.schedules) {
      for (std::size_t day = 0; day < named.hours.hours.size(); ++day) {
        for (const ClockRange& range : named.hours.hours[day])
          Line("  hours of {} {} {}-{}", named.name, day, range.from, range.to);
      }
    }
    for (const CalendarDay& day : m.calendar.days()) {
      Line("  day {} {}{}{}{}", day.date.ToString(), NameOf(kDayKinds, day.kind),
           day.instead_of ? " instead of " + day.instead_of->ToString() : "", day.confirmed ? "" : " unconfirmed",
           Cite({day.source, false}));
    }
  }

  void DumpProcedure(const Procedure& procedure) {
    Line("procedure {} {}{}", procedure.name, Quote(procedure.display), Cite(procedure.basis));
    if (!procedure.states.empty()) Line("  states [{}]", fmt::join(procedure.states, ", "));
    for (const ProcedureStep& step : procedure.transitions) {
      std::string more;
      std::vector<std::string> may;
      for (const autorules::Actor& actor : step.may) may.push_back(Spell(actor));
      if (!may.empty()) more += fmt::format(" may=[{}]", fmt::join(may, ", "));
      if (!step.needs.empty()) more += fmt::format(" needs=[{}]", fmt::join(step.needs, ", "));
      if (!step.extends.empty()) more += " extends=" + step.extends;
      Line("  transition {} [{}] -> {}{}{}", step.name, fmt::join(step.from, ", "), step.to, more, Cite(step.basis));
    }
    if (!procedure.start.empty()) Line("  start {}", procedure.start);
    if (!procedure.finals.empty()) Line("  finals [{}]", fmt::join(procedure.finals, ", "));
    for (const Clock& clock : procedure.clocks) DumpClock(clock);
  }

  void DumpClock(const Clock& clock) {
    std::string more;
    if (!clock.pauses.empty()) more += fmt::format(" pauses=[{}]", fmt::join(clock.pauses, ", "));
    if (clock.statutory) more += " statutory";
    if (clock.extension) {
      more += fmt::format(" extension={} x{}", autorules::Spell(clock.extension->most, Language::kEnglish),
                          clock.extension->times);
    }
    if (clock.last_day != LastDay::kStays) more += clock.last_day == LastDay::kBack ? " back" : " forward";
    if (clock.schedule != kNone) more += fmt::format(" hours={}", Name(parts_.municipality.schedules, clock.schedule));
    if (clock.escalation != kNone) more += fmt::format(" escalation={}", Name(parts_.escalations, clock.escalation));
    Line("  clock {} {} {} -> [{}]{}{}", clock.name, autorules::Spell(clock.duration, Language::kEnglish), clock.from,
         fmt::join(clock.until, ", "), more, Cite(clock.basis));
  }

  std::string Spell(const autorules::Actor& actor) const {
    switch (actor.kind) {
      case autorules::Actor::Kind::kHolder: return Spell(actor.holder);
      case autorules::Actor::Kind::kRole: return fmt::format("@role:{}", WordOf(Words::kRoleKinds, actor.role));
      case autorules::Actor::Kind::kOwner: return "@owner";
      case autorules::Actor::Kind::kCitizen: return "@citizen";
    }
    return "?";
  }

  std::string Spell(const EscalationAct& act) const {
    if (const auto* notice = std::get_if<EscalationNotice>(&act)) {
      const std::string letter =
          notice->letter == kNone ? "" : fmt::format(" template {}", Name(parts_.templates, notice->letter));
      return fmt::format("notify {}{}", Spell(notice->to), letter);
    }
    if (const auto* over = std::get_if<EscalationHandOver>(&act)) return fmt::format("hand over {}", Spell(over->to));
    if (const auto* tag = std::get_if<EscalationTag>(&act)) return fmt::format("tag {}", Quote(tag->tag));
    return fmt::format("raise {}", WordOf(Words::kImportances, std::get<EscalationRaise>(act).importance));
  }

  void DumpEscalation(const Escalation& escalation) {
    Line("escalation {}{}{}", escalation.name, escalation.working_time_only ? " working" : "", Cite(escalation.basis));
    for (const EscalationStep& step : escalation.steps) {
      static constexpr std::array<std::string_view, 3> kWhen = {"before", "at", "after"};
      std::string line(kWhen[static_cast<std::size_t>(step.when)]);
      if (step.when != EscalationStep::When::kAt) line += " " + autorules::Spell(step.offset, Language::kEnglish);
      std::vector<std::string> acts;
      for (const EscalationAct& act : step.acts) acts.push_back(Spell(act));
      line += fmt::format(": {}", fmt::join(acts, ", "));
      if (step.every) {
        line += fmt::format(" every {} x{}", autorules::Spell(*step.every, Language::kEnglish), step.repeats);
      }
      Line("  {}", line);
    }
  }

  void DumpOwn(const OwnAttributeInfo& info) {
    if (const auto* field = std::get_if<Field>(&info.source)) {
      Line("field {} {} [{}]{}", info.name, WordOf(Words::kTypes, info.type, "enumeration"),
           fmt::join(field->options, ", "), Cite(info.basis));
      if (field->low) Line("  low {}", *field->low);
      if (field->high) Line("  high {}", *field->high);
    } else if (const auto* window = std::get_if<Window>(&info.source)) {
      Line("window {} {} {} s", info.name, Attributes(window->keys), window->seconds);
    } else {
      const auto& call = std::get<ScriptCall>(info.source);
      Line("function {} {}.{}{} gives {}{}", info.name, Name(parts_.scripts, call.script), call.function,
           Attributes(call.arguments), WordOf(Words::kTypes, info.type, "enumeration"), Cite(info.basis));
    }
  }

  void DumpTemplate(const Template& letter) {
    std::string text;
    for (const TemplatePart& part : letter.parts) {
      switch (part.kind) {
        case TemplatePart::Kind::kText: text += Quote(part.text); break;
        case TemplatePart::Kind::kAttribute: text += fmt::format(" {} ", parts_.InfoOf(part.attribute).en); break;
        case TemplatePart::Kind::kMessageId: text += " id "; break;
      }
    }
    Line("template {} {} {}{}", letter.name, Quote(letter.display), text, Cite(letter.basis));
  }

  void DumpChannel(const Channel& channel) {
    std::vector<std::string> codes;
    for (const std::string& code : channel.codes) codes.push_back(Quote(code));
    std::sort(codes.begin(), codes.end());
    Line("channel {} {} codes=[{}]{}", channel.name, Quote(channel.display), fmt::join(codes, ", "),
         Cite(channel.basis));
  }

  void DumpUnit(const Unit& unit) {
    Line("unit {} {} kind={} role={} superior={}{}", unit.name, Quote(unit.display), NameOf(kUnitKinds, unit.kind),
         WordOf(Words::kRoleKinds, unit.role, "-"), Name(parts_.units, unit.superior), Cite(unit.basis));
    if (!unit.topics.empty()) Line("  topics {}", Names(parts_.topics, unit.topics));
    if (!unit.channels.empty()) Line("  channels {}", Names(parts_.channels, unit.channels));
    if (!unit.reserve_channels.empty()) Line("  reserve {}", Names(parts_.channels, unit.reserve_channels));
    if (unit.vacant) Line("  vacant");
    if (unit.deputy != kNone) Line("  deputy {}", Name(parts_.units, unit.deputy));
    if (!unit.person.empty()) Line("  person {}", Quote(unit.person));
  }

  void DumpTopic(const Topic& topic) {
    Line("topic {} {} parent={} base={}{}{}", topic.name, Quote(topic.display), Name(parts_.topics, topic.parent),
         topic.base, topic.left_to_person ? " left_to_person" : "", Cite(topic.basis));
    std::vector<std::string> words;
    for (const WeightedPattern& word : topic.patterns)
      words.push_back(fmt::format("{} {}", Pat(word.pattern), word.weight));
    std::sort(words.begin(), words.end());
    for (const std::string& word : words) Line("  word {}", word);
  }

  void DumpAddresses() {
    std::vector<std::string> lines;
    for (const AddressRow& row : parts_.addresses) {
      lines.push_back(fmt::format("address {} {} {} {}", Name(parts_.units, row.owner), Quote(row.name),
                                  Quote(row.kind), Quote(row.houses)));
    }
    std::sort(lines.begin(), lines.end());
    for (const std::string& line : lines) Line("{}", line);
  }

  void DumpRule(const Rule& rule) {
    Line("rule {}{} module={} layer={} priority={} set={}{}", Quote(rule.name),
         rule.row == 0 ? "" : fmt::format(" row={}", rule.row), Quote(rule.module), NameOf(kLayers, rule.layer),
         rule.priority, Quote(rule.set), Cite(rule.basis));
    if (rule.event.kind != EventKind::kArrival) Line("  on {} {}", NameOf(kEvents, rule.event.kind), rule.event.name);
    if (rule.script) {
      Line("  script {} #{} reads {} writes {}", Name(parts_.scripts, rule.script->script), rule.script->index,
           Attributes(rule.script->reads), Attributes(rule.script->writes));
    }
    if (rule.from) Line("  from {}", rule.from->ToString());
    if (rule.to) Line("  to {}", rule.to->ToString());
    Line("  when {}", Spell(rule.when));
    for (const Action& action : rule.actions) Line("  do {}", Spell(action));
  }

  std::string_view Actor(bool owner, Id unit) const {
    if (owner) return "@owner";
    return unit == kNone ? std::string_view("@citizen") : Name(parts_.units, unit);
  }

  std::string Spell(const ExampleStep& step) const {
    const auto* moment = std::get_if<UnixSeconds>(&step.when);
    std::string line =
        moment != nullptr
            ? fmt::format("at {}", *moment)
            : fmt::format("after {}", autorules::Spell(std::get<Duration>(step.when), Language::kEnglish));
    if (step.refused) line += " refused";
    if (const auto* transition = std::get_if<ExampleStep::Transition>(&step.what)) {
      line += fmt::format(" transition {} by {}", transition->name, Actor(transition->by_owner, transition->by));
      for (const auto& [name, value] : transition->given) line += fmt::format(" {}={}", name, Quote(value));
      if (transition->extension) line += " for " + autorules::Spell(*transition->extension, Language::kEnglish);
    } else if (const auto* over = std::get_if<ExampleStep::HandOver>(&step.what)) {
      line += fmt::format(" hand over {} by {}", Name(parts_.units, over->to), Actor(over->by_owner, over->by));
    } else if (const auto* rating = std::get_if<ExampleStep::Rating>(&step.what)) {
      line += fmt::format(" rating {}", rating->stars);
    } else {
      line += fmt::format(" expected {}", Spell(std::get<ExampleStep::Expectation>(step.what).holds));
    }
    return line;
  }

  /// Examples keep the order of their declarations in the parts, which the dump must not show.
  void DumpExamples() {
    std::vector<std::string> blocks;
    for (const Example& example : parts_.examples) {
      std::string block = fmt::format("example {}\n", Quote(example.name));
      for (const auto& [attribute, value] : example.givens) {
        block += fmt::format("  given {} = {}\n", parts_.InfoOf(attribute).en, Spell(attribute, value));
      }
      if (example.similar) block += fmt::format("  similar {}\n", *example.similar);
      if (example.received) block += fmt::format("  received {}\n", *example.received);
      block += fmt::format("  expected {}\n", Spell(example.expected));
      for (const ExampleStep& step : example.steps) block += fmt::format("  {}\n", Spell(step));
      blocks.push_back(std::move(block));
    }
    std::sort(blocks.begin(), blocks.end());
    for (const std::string& block : blocks) out_ += block;
  }

  const RuleSetParts& parts_;
  std::string out_;
};

}  // namespace

std::string Dump(const RuleSetParts& parts) { return Dumper(parts).Run(); }

}  // namespace autorules
