#include <fmt/format.h>

#include <iterator>
#include <type_traits>
#include <variant>

#include "engine/workflow/case.h"

namespace autorules {
namespace {

/// Writes fields as `name=value`, one a line, lists entry by entry; texts quoted, so that no two values look alike.
class Writer {
 public:
  template <typename... Fields>
  void Line(const char* name, const Fields&... fields) {
    out_ += name;
    (Field(fields), ...);
    out_ += '\n';
  }

  std::string Take() { return std::move(out_); }

 private:
  template <typename T>
  void Field(const T& value) {
    out_ += ' ';
    Put(value);
  }

  void Put(const std::string& text) {
    out_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out_ += '\\';
      if (c == '\n') {
        out_ += "\\n";
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }
  void Put(CivilDate day) { out_ += day.ToString(); }
  void Put(const TimeAmount& amount) {
    fmt::format_to(std::back_inserter(out_), "{}m{}d{}s{}", amount.months, amount.days, amount.seconds,
                   amount.working ? "w" : "");
  }
  void Put(const Deadline& due) {
    fmt::format_to(std::back_inserter(out_), "{}{}{}", due.at, due.end_of_day ? " end" : "",
                   due.preliminary ? " preliminary" : "");
  }
  void Put(const HolderRef& holder) { Put(std::pair(holder.holder, holder.unit)); }
  void Put(const Outcome& outcome) { Put(std::pair(outcome.kind, outcome.text)); }
  void Put(const ValueOf& of) { Put(of.attribute); }
  void Put(const Notice& notice) { Put(std::pair(notice.to, notice.letter)); }
  void Put(const MergeKeys& keys) { Put(keys.attributes); }
  template <typename... Ts>
  void Put(const std::variant<Ts...>& value) {
    fmt::format_to(std::back_inserter(out_), "{}:", value.index());
    std::visit([this](const auto& known) { this->Put(known); }, value);
  }
  template <typename T>
  void Put(const std::optional<T>& value) {
    if (value) {
      Put(*value);
    } else {
      out_ += '-';
    }
  }
  template <typename T>
  void Put(const std::vector<T>& list) {
    out_ += '[';
    for (const T& entry : list) Field(entry);
    out_ += ']';
  }
  template <typename A, typename B>
  void Put(const std::pair<A, B>& both) {
    Put(both.first);
    out_ += ',';
    Put(both.second);
  }
  template <typename T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void Put(T value) {
    if constexpr (std::is_enum_v<T>) {
      Put(static_cast<std::uint32_t>(value));
    } else {
      fmt::format_to(std::back_inserter(out_), "{}", value);
    }
  }

  std::string out_;
};

void Write(Writer& out, const Message& m) {
  out.Line("message", m.id, m.channel, m.text, m.received_at, m.only_day, m.author_name, m.author_contact,
           m.author_followers, m.address, m.location, m.external_id);
  out.Line("export", m.category, m.subcategory, m.fact, m.organisation, m.source_oktmo, m.fast_track, m.fz59);
  for (const auto& field : m.fields) out.Line("field", field.first, field.second);
  for (const auto& label : m.labels) out.Line("label", label.first, label.second);
}

void Write(Writer& out, const DecisionInputs& inputs) {
  out.Line("today", inputs.today);
  for (const WindowCount& w : inputs.windows) out.Line("window", w.window, w.key, w.count);
  for (const FunctionResult& f : inputs.functions) out.Line("function", f.function, f.value, f.outcome, f.reason);
  for (const ScriptedRuleResult& r : inputs.rules) {
    out.Line("script", r.rule, r.fired, r.outcome, r.reason);
    for (const Action& action : r.actions) out.Line("act", action.attribute, action.value);
  }
}

void WriteWords(Writer& out, const char* name, const std::vector<WordHit>& words) {
  for (const WordHit& word : words) out.Line(name, word.pattern, word.begin, word.end);
}

void Write(Writer& out, const Trace& trace) {
  for (const TopicScore& score : trace.groups) out.Line("group", score.topic, score.score);
  for (const TopicScore& score : trace.subtopics) out.Line("subtopic", score.topic, score.score);
  WriteWords(out, "word", trace.topic_words);
  out.Line("place", trace.addresses.size(), trace.address_ambiguous, trace.addresses_in_field);
  for (const AddressHit& hit : trace.addresses) out.Line("address", hit.row, hit.begin, hit.end, hit.with_house);
  for (const FiredRule& fired : trace.fired) {
    out.Line("fired", fired.rule);
    WriteWords(out, "by", fired.words);
  }
  for (const Overridden& o : trace.overridden) out.Line("overridden", o.rule, o.attribute, o.by, o.clash, o.recused);
  for (const NearMiss& near : trace.almost) out.Line("almost", near.rule, near.clause, near.unknown);
  out.Line("text", trace.unknown_channel, trace.unread_fields, trace.text_repaired, trace.text_truncated);
}

void Write(Writer& out, const Decision& d) {
  out.Line("decision", d.channel, d.topic_by_words, d.territory_by_address, d.topic, d.procedure, d.owner, d.territory,
           d.importance);
  if (d.outcome) out.Line("outcome", d.outcome->kind, d.outcome->text);
  out.Line("lists", d.tags, d.co_owners, d.recusals, d.replies, d.merges);
  for (const Notification& notice : d.notices) out.Line("notice", notice.unit, notice.letter);
  out.Line("own", d.own);
  out.Line("fallback", d.fallback, d.fallback_reason, d.script_failed);
  Write(out, d.inputs);
  Write(out, d.trace);
}

}  // namespace

std::string Dump(const Case& value) {
  Writer out;
  out.Line("case", value.revision, value.state, value.opened, value.changed, value.closed, value.rating,
           value.reopenings, value.job, value.next_timer);
  out.Line("decided", value.decided.owner, value.decided.importance, value.decided.tags);
  for (const ClockRun& run : value.clocks) {
    out.Line("clock", run.clock, run.started, run.due, run.extended, run.stood, run.extensions, run.paused, run.stopped,
             run.overdue, run.by_end);
  }
  for (const Timer& timer : value.timers)
    out.Line("timer", timer.id, timer.at, timer.run, timer.step, timer.repetition);
  for (const Holding& holding : value.holdings) out.Line("holding", holding.unit, holding.from, holding.to);
  for (const StepTaken& step : value.steps) out.Line("step", step.run, step.step, step.repetition);
  Write(out, value.message);
  Write(out, value.decision);
  return out.Take();
}

}  // namespace autorules
