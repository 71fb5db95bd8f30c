#include "cli/explain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/explain_deadlines.h"
#include "cli/layout.h"
#include "cli/names.h"
#include "cli/reasons.h"
#include "cli/script_troubles.h"
#include "engine/calendar/moments.h"
#include "engine/decide/letters.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

/// Rivals of the winner that are worth showing word by word.
constexpr std::size_t kShownGroups = 4;
constexpr std::size_t kLabelColumns = 15;

class Explainer {
 public:
  Explainer(const Workflow& workflow, const Message& message, const Decision& decision, Style style)
      : workflow_(workflow),
        rules_(workflow.rules()),
        message_(message),
        decision_(decision),
        style_(style),
        reasons_(rules_) {}

  std::string Explain() {
    AppendMessage();
    AppendDecision();
    out_ += ExplainDeadlines(workflow_, message_, decision_, style_);
    AppendTopics();
    AppendAddresses();
    AppendRules();
    return std::move(out_);
  }

 private:
  void Title(std::string_view title) { out_ += fmt::format("\n{}\n", style_.Bold(title)); }

  void Field(std::string_view name, std::string_view value) {
    out_ += fmt::format("  {} {}\n", Pad(std::string(name), kLabelColumns), value);
  }

  void AppendMessage() {
    out_ += style_.Bold(fmt::format("Обращение {}", OneLine(message_.id))) + "\n";
    Field("канал", decision_.channel == kNone ? fmt::format("{} (в правилах не назван)", OneLine(message_.channel))
                                              : DecidedValue(rules_, decision_, Attribute::kChannel));
    if (message_.received_at) {
      const std::string& zone = rules_.municipality().zone;
      Field("поступило", message_.only_day ? DateText(LocalDate(*message_.received_at, zone))
                                           : MomentText(*message_.received_at, zone));
    }
    if (!message_.address.empty()) Field("адрес", OneLine(message_.address));
    Field("текст", MarkedText());
    if (decision_.trace.text_truncated) Field("", style_.Attention("текст длиннее 1 МиБ прочитан не до конца"));
  }

  /// The text with the words that counted in brackets, or in colour.
  std::string MarkedText() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const WordHit& hit : decision_.trace.topic_words) places.emplace_back(hit.begin, hit.end);
    for (const FiredRule& fired : decision_.trace.fired) {
      for (const WordHit& hit : fired.words) places.emplace_back(hit.begin, hit.end);
    }
    std::sort(places.begin(), places.end());
    std::string marked;
    std::uint32_t at = 0;
    const std::string_view text = message_.text;
    for (std::size_t i = 0; i < places.size();) {
      const std::uint32_t begin = places[i].first;
      std::uint32_t end = places[i].second;
      for (++i; i < places.size() && places[i].first < end; ++i) end = std::max(end, places[i].second);
      marked += Shown(text.substr(at, begin - at));
      const std::string word = OneLine(text.substr(begin, end - begin));
      marked += style_.colour() ? style_.Good(word) : "[" + word + "]";
      at = end;
    }
    return marked + Shown(text.substr(at));
  }

  /// Text between words: one line, but the spaces at its ends stay.
  static std::string Shown(std::string_view text) {
    if (text.empty()) return {};
    std::string shown = OneLine(text);
    if (shown.empty()) return " ";
    const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= 0x20U; };
    if (is_space(text.front())) shown.insert(0, " ");
    if (is_space(text.back())) shown += ' ';
    return shown;
  }

  void AppendDecision() {
    Title(fmt::format("Решение (ревизия правил {})", rules_.revision()));
    for (const Attribute attribute :
         {Attribute::kTopic, Attribute::kOwner, Attribute::kCoOwner, Attribute::kTerritory, Attribute::kProcedure,
          Attribute::kImportance, Attribute::kOutcome, Attribute::kTag, Attribute::kNotice, Attribute::kReply,
          Attribute::kMerge, Attribute::kRecusal}) {
      const bool rare = attribute >= Attribute::kNotice;
      if (rare && !IsMeant(attribute)) continue;
      std::string value = DecidedValue(rules_, decision_, attribute);
      const Id group = GroupOf(rules_, decision_.topic);
      if (attribute == Attribute::kTopic && group != decision_.topic) {
        value += fmt::format(" (группа «{}»)", TopicName(rules_, group));
      }
      // A co-owner who is the owner himself goes, whatever rule named him.
      const bool lost = attribute == Attribute::kCoOwner && decision_.co_owners.empty();
      Field(Info(attribute).ru, lost ? value : value + OriginOf(attribute));
    }
    for (std::size_t i = 0; i < rules_.own().size(); ++i) {
      const Attribute attribute = OwnAttribute(i);
      const std::string value = DecidedValue(rules_, decision_, attribute);
      if (!value.empty()) Field(rules_.own()[i].name, value + OriginOf(attribute));
    }
    for (const std::string& field : decision_.trace.unread_fields) {
      Field(field, style_.Attention("значение в сообщении не годится и не учтено"));
    }
    out_ += style_.Attention(ScriptFailuresText(rules_, decision_, "  "));
    AppendLetters();
    if (decision_.fallback) {
      Field("человеку", style_.Attention(reasons_.Why(message_, decision_)));
    }
    if (decision_.owner != kNone) AppendBasis("основание", rules_.units()[decision_.owner].basis);
  }

  /// True when the decision says anything of the list.
  bool IsMeant(Attribute attribute) const {
    if (attribute == Attribute::kNotice) return !decision_.notices.empty();
    if (attribute == Attribute::kReply) return !decision_.replies.empty();
    if (attribute == Attribute::kRecusal) return !decision_.recusals.empty();
    return !decision_.merges.empty();
  }

  void AppendLetters() {
    const auto letter = [&](std::string_view to, Id id) {
      if (id == kNone) return;
      Title(fmt::format("{}: «{}»", to, TemplateName(rules_, id)));
      out_ += Render(rules_.templates()[id], message_, decision_, rules_) + "\n";
    };
    for (const Id reply : decision_.replies) letter("Ответ", reply);
    for (const Notification& notice : decision_.notices) letter(UnitName(rules_, notice.unit), notice.letter);
  }

  std::string OriginOf(Attribute attribute) const {
    const Id rule = reasons_.RuleFor(decision_, attribute);
    return rule == kNone ? "" : style_.Faint(fmt::format("  ← «{}»", TitleOf(rules_.rules()[rule])));
  }

  void AppendBasis(std::string_view name, const Basis& basis) {
    if (basis.text.empty()) return;
    Field(name, fmt::format("{}{}", basis.assumed ? "допущение: " : "", basis.text));
  }

  void AppendTopics() {
    const TopicPolicy& policy = rules_.policy();
    Title(fmt::format("Тема по словам: порог {:g}, отрыв {:g}{}", policy.threshold, policy.margin,
                      policy.by_length ? ", суммы делены на корень из числа слов" : ""));
    const Trace& trace = decision_.trace;
    if (trace.groups.empty()) out_ += "  слов из словарей тем не найдено\n";
    for (std::size_t i = 0; i < trace.groups.size() && i < kShownGroups; ++i) AppendTopic(trace.groups[i]);
    if (trace.groups.size() > kShownGroups) {
      out_ += fmt::format("  и ещё групп: {}\n", trace.groups.size() - kShownGroups);
    }
    if (trace.subtopics.empty()) return;
    Title(fmt::format("Внутри группы «{}»", TopicName(rules_, GroupOf(rules_, decision_.topic_by_words))));
    for (const TopicScore& score : trace.subtopics) AppendTopic(score);
  }

  void AppendTopic(const TopicScore& score) {
    const bool chosen = decision_.topic_by_words != kNone && rules_.IsWithin(decision_.topic_by_words, score.topic);
    out_ += fmt::format("  {} {}\n", style_.Accent(fmt::format("{:7.2f}", score.score)),
                        chosen ? style_.Good(fmt::format("{} ← выбрана", TopicName(rules_, score.topic)))
                               : std::string(TopicName(rules_, score.topic)));
    for (const TopicWord& word : reasons_.WordsFor(decision_, score.topic)) {
      out_ += fmt::format("          {:+g} «{}» — {}\n", word.pattern->weight, word.pattern->literal,
                          PlaceInText(word.hit.begin, word.hit.end));
    }
    AppendBases(score.topic);
  }

  /// The constants of the topic and of those below it that have a word in the message.
  void AppendBases(Id topic) {
    std::vector<Id> counted;
    for (const TopicWord& word : reasons_.WordsFor(decision_, topic)) {
      for (Id at = word.topic; at != kNone && rules_.IsWithin(at, topic); at = rules_.topics()[at].parent) {
        if (rules_.topics()[at].base == 0 || std::find(counted.begin(), counted.end(), at) != counted.end()) continue;
        counted.push_back(at);
        out_ += fmt::format("          {:+g} основа темы «{}»\n", rules_.topics()[at].base, TopicName(rules_, at));
      }
    }
  }

  /// Characters, counted from 1, as an editor shows them.
  std::string PlaceInText(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view text = message_.text;
    const std::size_t first = CountCodePoints(text.substr(0, begin)) + 1;
    const std::size_t last = first + CountCodePoints(text.substr(begin, end - begin)) - 1;
    return fmt::format("«{}», знаки {}–{}", Quote(message_, begin, end), first, last);
  }

  void AppendAddresses() {
    if (rules_.addresses().rows().empty()) return;
    const Trace& trace = decision_.trace;
    Title(trace.addresses_in_field ? "Адрес (в поле address)" : "Адрес (в тексте)");
    if (trace.addresses.empty()) out_ += "  известных улиц и мест не найдено\n";
    const std::string_view text = trace.addresses_in_field ? message_.address : message_.text;
    for (const AddressHit& hit : trace.addresses) {
      const AddressRow& row = rules_.addresses().rows()[hit.row];
      out_ += fmt::format("  «{}» — {} {}{}{} → {}\n", OneLine(text.substr(hit.begin, hit.end - hit.begin)), row.kind,
                          row.name, row.houses.empty() ? "" : ", дома " + row.houses,
                          hit.with_house ? ", дом подходит" : "", UnitName(rules_, row.owner));
    }
    if (trace.address_ambiguous) out_ += style_.Attention("  улицы указывают на разные территории: не решено") + "\n";
  }

  void AppendRules() {
    const Trace& trace = decision_.trace;
    Title("Правила");
    if (trace.fired.empty()) out_ += "  ни одно не сработало\n";
    for (const FiredRule& fired : trace.fired) {
      const Rule& rule = rules_.rules()[fired.rule];
      AppendRule(style_.Good("сработало"), rule);
      for (const WordHit& hit : fired.words) Detail("слово", PlaceInText(hit.begin, hit.end));
    }
    for (const Overridden& lost : trace.overridden) {
      const Rule& rule = rules_.rules()[lost.rule];
      AppendRule(style_.Attention("уступило"), rule);
      Detail(GaveWayWhole(lost) ? "набор" : rules_.parts().InfoOf(lost.attribute).ru, WhyLost(lost, rule));
    }
    for (const NearMiss& miss : trace.almost) {
      const Rule& rule = rules_.rules()[miss.rule];
      AppendRule(style_.Faint("почти"), rule);
      const Condition& clause = rule.when.op == Op::kAll ? rule.when.children[miss.clause] : rule.when;
      Detail(miss.unknown ? "неизвестно" : "не выполнено", clause.text);
    }
  }

  /// True when the rule did nothing at all, since a stronger one of its set acted.
  bool GaveWayWhole(const Overridden& lost) const {
    const auto& rules = rules_.rules();
    return lost.by != kNone && !rules[lost.rule].set.empty() && rules[lost.rule].set == rules[lost.by].set;
  }

  std::string WhyLost(const Overridden& lost, const Rule& rule) const {
    if (lost.recused) return "отведён: нельзя направить";
    if (lost.by == kNone) return "назначенный по правилу не нашёлся";
    const Rule& winner = rules_.rules()[lost.by];
    std::string_view reason = "при равной силе решило имя правила";
    if (winner.row != 0 && winner.name == rule.name) {
      reason = "эта строка выше";
    } else if (winner.layer != rule.layer) {
      reason = "его слой сильнее";
    } else if (winner.priority != rule.priority) {
      reason = "его приоритет выше";
    }
    return fmt::format("взято из правила «{}»: {}", TitleOf(winner), reason);
  }

  void AppendRule(std::string_view verdict, const Rule& rule) {
    out_ += fmt::format("  {} «{}» {}\n", verdict, TitleOf(rule),
                        style_.Faint(fmt::format("{}:{}", rule.place.file, rule.place.line)));
    if (!rule.when.text.empty()) Detail("если", rule.when.text);
    if (!rule.basis.text.empty()) Detail("основание", (rule.basis.assumed ? "допущение: " : "") + rule.basis.text);
  }

  void Detail(std::string_view name, std::string_view text) { out_ += fmt::format("      {}: {}\n", name, text); }

  const Workflow& workflow_;
  const RuleSet& rules_;
  const Message& message_;
  const Decision& decision_;
  Style style_;
  Reasons reasons_;
  std::string out_;
};

}  // namespace

std::string ExplainText(const Workflow& workflow, const Message& message, const Decision& decision, Style style) {
  return Explainer(workflow, message, decision, style).Explain();
}

}  // namespace autorules::cli
