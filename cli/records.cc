#include "cli/records.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cli/json_text.h"
#include "cli/names.h"
#include "cli/script_troubles.h"
#include "engine/decide/letters.h"

namespace autorules::cli {
namespace {

/// Takes the values of a record one by one, in the order of their keys. An empty name is no value.
class Sink {
 public:
  explicit Sink(std::string& out) : out_(out) {}
  virtual ~Sink() = default;
  virtual void Text(std::string_view key, std::string_view value) = 0;
  virtual void Name(std::string_view key, std::string_view value) = 0;
  virtual void Flag(std::string_view key, bool value) = 0;
  virtual void List(std::string_view key, std::span<const std::string_view> values) = 0;
  virtual void OutcomeOf(std::string_view key, const std::optional<Outcome>& outcome) = 0;
  /// A list of small records, each a list of keys and values; an empty value is none.
  using Pairs = std::vector<std::pair<std::string_view, std::string>>;
  virtual void Records(std::string_view key, std::span<const Pairs> records) = 0;
  /// Names and deadlines; `known` is false when nobody knows them.
  virtual void Clocks(std::string_view key, const TimesToCome& times, bool known) = 0;
  virtual void Steps(std::string_view key, const TimesToCome& times) = 0;

 protected:
  std::string& out_;
};

class JsonSink final : public Sink {
 public:
  using Sink::Sink;
  void Text(std::string_view key, std::string_view value) override {
    Key(key);
    AppendJson(value, out_);
  }
  void Name(std::string_view key, std::string_view value) override {
    if (!value.empty()) return Text(key, value);
    Key(key);
    out_ += "null";
  }
  void Flag(std::string_view key, bool value) override {
    Key(key);
    out_ += value ? "true" : "false";
  }
  void List(std::string_view key, std::span<const std::string_view> values) override {
    Key(key);
    out_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out_ += ',';
      AppendJson(values[i], out_);
    }
    out_ += ']';
  }
  void OutcomeOf(std::string_view key, const std::optional<Outcome>& outcome) override {
    if (!outcome) return Name(key, {});
    Key(key);
    out_ += "{\"kind\":";
    AppendJson(Describe(outcome->kind).id, out_);
    out_ += ",\"text\":";
    AppendJson(outcome->text, out_);
    out_ += '}';
  }
  void Records(std::string_view key, std::span<const Pairs> records) override {
    Key(key);
    out_ += '[';
    for (std::size_t i = 0; i < records.size(); ++i) {
      out_ += i > 0 ? ",{" : "{";
      for (std::size_t j = 0; j < records[i].size(); ++j) {
        if (j > 0) out_ += ',';
        AppendJson(records[i][j].first, out_);
        out_ += ':';
        if (records[i][j].second.empty()) {
          out_ += "null";
        } else {
          AppendJson(records[i][j].second, out_);
        }
      }
      out_ += '}';
    }
    out_ += ']';
  }
  void Clocks(std::string_view key, const TimesToCome& times, bool known) override {
    Key(key);
    out_ += known ? "{" : "null";
    for (const TimesToCome::Deadline& deadline : times.clocks) {
      if (&deadline != times.clocks.data()) out_ += ',';
      AppendJson(deadline.clock->name, out_);
      out_ += ":{\"due\":";
      AppendJson(deadline.due, out_);
      out_ += deadline.preliminary ? ",\"preliminary\":true}" : ",\"preliminary\":false}";
    }
    if (known) out_ += '}';
  }
  void Steps(std::string_view key, const TimesToCome& times) override {
    Key(key);
    out_ += '[';
    for (const TimesToCome::Step& step : times.steps) {
      out_ += &step != times.steps.data() ? ",{\"clock\":" : "{\"clock\":";
      AppendJson(step.clock->name, out_);
      out_ += ",\"step\":";
      AppendJson(*step.when, out_);
      out_ += ",\"at\":";
      AppendJson(step.at, out_);
      out_ += ",\"what\":";
      AppendJson(*step.what, out_);
      out_ += '}';
    }
    out_ += ']';
  }
  void End() { out_ += "}\n"; }

 private:
  void Key(std::string_view key) {
    out_ += first_ ? '{' : ',';
    first_ = false;
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }
  bool first_ = true;
};

class CsvSink final : public Sink {
 public:
  using Sink::Sink;
  void Text(std::string_view, std::string_view value) override {
    Begin();
    if (value.find_first_of(";\"\r\n") == std::string_view::npos) {
      out_ += value;
      return;
    }
    out_ += '"';
    for (const char c : value) out_.append(c == '"' ? 2 : 1, c);
    out_ += '"';
  }
  void Name(std::string_view key, std::string_view value) override { Text(key, value); }
  void Flag(std::string_view key, bool value) override { Text(key, value ? "true" : "false"); }
  void List(std::string_view key, std::span<const std::string_view> values) override {
    std::string joined;
    for (std::size_t i = 0; i < values.size(); ++i) joined.append(i > 0 ? ", " : "").append(values[i]);
    Text(key, joined);
  }
  void OutcomeOf(std::string_view key, const std::optional<Outcome>& outcome) override {
    Text(key, outcome ? std::string(Describe(outcome->kind).id) + ": " + outcome->text : std::string());
  }
  void Records(std::string_view key, std::span<const Pairs> records) override {
    std::string joined;
    for (const Pairs& record : records) {
      joined += joined.empty() ? "" : "; ";
      for (std::size_t i = 0; i < record.size(); ++i) {
        if (record[i].second.empty()) continue;
        joined.append(i > 0 ? ": " : "").append(record[i].second);
      }
    }
    Text(key, joined);
  }
  void Clocks(std::string_view key, const TimesToCome& times, bool) override {
    std::string joined;
    for (const TimesToCome::Deadline& deadline : times.clocks) {
      joined += (joined.empty() ? "" : "; ") + deadline.clock->name + ": " + deadline.due;
      if (deadline.preliminary) joined += " (preliminary)";
    }
    Text(key, joined);
  }
  void Steps(std::string_view key, const TimesToCome& times) override {
    std::string joined;
    for (const TimesToCome::Step& step : times.steps) {
      joined += (joined.empty() ? "" : "; ") + step.at + " " + *step.when + ": " + *step.what;
    }
    Text(key, joined);
  }
  void End() { out_ += "\r\n"; }

 private:
  void Begin() {
    if (!first_) out_ += ';';
    first_ = false;
  }
  bool first_ = true;
};

/// The keys of a table, as Text gives them.
class HeaderSink final : public Sink {
 public:
  using Sink::Sink;
  void Text(std::string_view key, std::string_view) override { csv_.Text(key, key); }
  void Name(std::string_view key, std::string_view) override { csv_.Text(key, key); }
  void Flag(std::string_view key, bool) override { csv_.Text(key, key); }
  void List(std::string_view key, std::span<const std::string_view>) override { csv_.Text(key, key); }
  void OutcomeOf(std::string_view key, const std::optional<Outcome>&) override { csv_.Text(key, key); }
  void Records(std::string_view key, std::span<const Pairs>) override { csv_.Text(key, key); }
  void Clocks(std::string_view key, const TimesToCome&, bool) override { csv_.Text(key, key); }
  void Steps(std::string_view key, const TimesToCome&) override { csv_.Text(key, key); }
  void End() { csv_.End(); }

 private:
  CsvSink csv_{out_};
};

std::string LetterText(const RuleSet& rules, const Message& message, const Decision& decision, Id letter) {
  return letter == kNone ? std::string() : Render(rules.templates()[letter], message, decision, rules);
}

/// What not every pack uses.
void VisitWholeLanguage(const RuleSet& rules, const Message& message, const Decision& decision, Sink& sink) {
  std::vector<Sink::Pairs> records;
  for (const Notification& notice : decision.notices) {
    records.push_back({{"to", std::string(UnitName(rules, notice.unit))},
                       {"template", std::string(TemplateName(rules, notice.letter))},
                       {"text", LetterText(rules, message, decision, notice.letter)}});
  }
  sink.Records("notices", records);
  records.clear();
  for (const Id letter : decision.replies) {
    records.push_back({{"template", std::string(TemplateName(rules, letter))},
                       {"text", LetterText(rules, message, decision, letter)}});
  }
  sink.Records("replies", records);
  const std::vector<std::string_view> merges(decision.merges.begin(), decision.merges.end());
  sink.List("merges", merges);
  std::vector<std::string_view> recused;
  for (const Id unit : decision.recusals) recused.push_back(UnitName(rules, unit));
  sink.List("recused", recused);
  records.clear();
  for (std::size_t i = 0; i < decision.own.size(); ++i) {
    const Attribute attribute = OwnAttribute(i);
    if (!decision.own[i] || !std::holds_alternative<Field>(rules.own()[i].source)) continue;
    records.push_back({{"name", rules.own()[i].name}, {"value", ValueText(rules, attribute, *decision.own[i])}});
  }
  sink.Records("fields", records);
  records.clear();
  for (const ScriptTrouble& trouble : ScriptTroubles(rules, decision)) {
    records.push_back(
        {{"script", trouble.name}, {"outcome", std::string(trouble.outcome.id)}, {"reason", trouble.reason}});
  }
  sink.Records("script_failures", records);
}

void Visit(const RuleSet& rules, const Message& message, const Decision& decision, const TimesToCome& times,
           Sink& sink) {
  const Id group = GroupOf(rules, decision.topic);
  const auto topic_id = [&](Id id) { return id == kNone ? std::string_view() : rules.topics()[id].name; };
  std::vector<std::string_view> list;
  sink.Text("id", message.id);
  sink.Name("topic", TopicName(rules, decision.topic));
  sink.Name("group", TopicName(rules, group));
  sink.Name("procedure", ProcedureName(rules, decision.procedure));
  sink.Name("owner", UnitName(rules, decision.owner));
  for (const Id unit : decision.co_owners) list.push_back(UnitName(rules, unit));
  sink.List("co_owners", list);
  sink.Name("territory", UnitName(rules, decision.territory));
  sink.Text("importance", Describe(decision.importance).id);
  sink.OutcomeOf("outcome", decision.outcome);
  list.assign(decision.tags.begin(), decision.tags.end());
  sink.List("tags", list);
  sink.Flag("fallback", decision.fallback);
  sink.Name("fallback_reason", Describe(decision.fallback_reason).id);
  list.clear();
  std::vector<std::string> titles;
  for (const FiredRule& fired : decision.trace.fired) titles.push_back(TitleOf(rules.rules()[fired.rule]));
  list.assign(titles.begin(), titles.end());
  sink.List("rules", list);
  sink.Text("revision", rules.revision());
  sink.Name("topic_id", topic_id(decision.topic));
  sink.Name("group_id", topic_id(group));
  sink.Name("owner_id", decision.owner == kNone ? std::string_view() : rules.units()[decision.owner].name);
  VisitWholeLanguage(rules, message, decision, sink);
  sink.Clocks("clocks", times, message.received_at.has_value());
  sink.Steps("escalations", times);
}

}  // namespace

void Records::AppendJson(const Message& message, const Decision& decision, std::string& out) {
  JsonSink sink(out);
  Visit(rules_, message, decision, times_.Of(message, decision), sink);
  sink.End();
}

void Records::AppendCsvHeader(std::string& out) {
  out += "\xEF\xBB\xBF";
  HeaderSink sink(out);
  Visit(rules_, {}, {}, {}, sink);
  sink.End();
}

void Records::AppendCsv(const Message& message, const Decision& decision, std::string& out) {
  CsvSink sink(out);
  Visit(rules_, message, decision, times_.Of(message, decision), sink);
  sink.End();
}

}  // namespace autorules::cli
