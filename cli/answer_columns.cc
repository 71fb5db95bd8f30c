#include "cli/answer_columns.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/first_times.h"
#include "cli/names.h"
#include "cli/script_troubles.h"
#include "engine/calendar/moments.h"
#include "engine/decide/letters.h"

namespace autorules::cli {
namespace {

using Kind = Workbook::ColumnKind;

constexpr double kNarrow = 16, kWide = 28, kLetter = 50;

/// Names have commas in them.
constexpr std::string_view kBetween = "; ";

std::string Join(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, kBetween)); }

bool IsField(const OwnAttributeInfo& own) { return std::holds_alternative<Field>(own.source); }

std::string OutcomeText(const std::optional<Outcome>& outcome) {
  if (!outcome) return {};
  return fmt::format("{}: {}", Describe(outcome->kind).russian, outcome->text);
}

}  // namespace

std::vector<Workbook::Column> AnswerColumns::Columns() const {
  std::vector<Workbook::Column> columns = {
      {"Тема", kWide, Kind::kAnswer},
      {"Группа тем", kWide, Kind::kAnswer},
      {"Порядок", kWide, Kind::kAnswer},
      {"Срок", kWide, Kind::kAnswer},
      {"Ответственный", kWide, Kind::kAnswer},
      {"Соисполнители", kWide, Kind::kAnswer},
      {"Территория", kNarrow, Kind::kAnswer},
      {"Важность", kNarrow, Kind::kAnswer},
      {"Исход", kWide, Kind::kAnswer},
      {"Метки", kNarrow, Kind::kAnswer},
      {"Почему человеку", kWide, Kind::kAttention},
      {"Правила", kWide, Kind::kAnswer},
      {"Уведомить", kLetter, Kind::kAnswer},
      {"Ответ гражданину", kLetter, Kind::kAnswer},
  };
  for (const OwnAttributeInfo& own : rules_.own()) {
    if (IsField(own)) columns.push_back({own.name, kNarrow, Kind::kAnswer});
  }
  return columns;
}

void AnswerColumns::AppendCells(const Message& message, const Decision& decision,
                                std::vector<std::string>& cells) const {
  const auto add = [&](std::string_view text) { cells.emplace_back(text); };
  std::vector<std::string> list;
  add(TopicName(rules_, decision.topic));
  add(TopicName(rules_, GroupOf(rules_, decision.topic)));
  add(ProcedureName(rules_, decision.procedure));
  add(Due(message, decision));
  add(UnitName(rules_, decision.owner));
  for (const Id unit : decision.co_owners) list.emplace_back(UnitName(rules_, unit));
  add(Join(list));
  add(UnitName(rules_, decision.territory));
  add(Describe(decision.importance).russian);
  add(OutcomeText(decision.outcome));
  add(Join(decision.tags));
  add(decision.fallback ? reasons_.Why(message, decision) : std::string());
  list.clear();
  for (const FiredRule& fired : decision.trace.fired) list.push_back(TitleOf(rules_.rules()[fired.rule]));
  add(Join(list));
  add(Notices(message, decision));
  add(Replies(message, decision));
  for (std::size_t i = 0; i < decision.own.size(); ++i) {
    if (!IsField(rules_.own()[i])) continue;
    add(decision.own[i] ? ValueText(rules_, OwnAttribute(i), *decision.own[i]) : std::string());
  }
}

std::string AnswerColumns::Due(const Message& message, const Decision& decision) const {
  std::vector<std::string> lines;
  for (const auto& [clock, due] : FirstClocksOf(workflow_, message, decision)) {
    lines.push_back(fmt::format("{} {}{}", DueText(due, rules_.municipality().zone), clock->name,
                                due.preliminary ? " (предварительно)" : ""));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string AnswerColumns::Notices(const Message& message, const Decision& decision) const {
  std::vector<std::string> notices;
  for (const Notification& notice : decision.notices) {
    std::string text(UnitName(rules_, notice.unit));
    if (notice.letter != kNone) text += ":\n" + Render(rules_.templates()[notice.letter], message, decision, rules_);
    notices.push_back(std::move(text));
  }
  return fmt::format("{}", fmt::join(notices, "\n"));
}

std::string AnswerColumns::Replies(const Message& message, const Decision& decision) const {
  std::vector<std::string> replies;
  for (const Id letter : decision.replies) {
    replies.push_back(Render(rules_.templates()[letter], message, decision, rules_));
  }
  return fmt::format("{}", fmt::join(replies, "\n\n"));
}

std::vector<std::string> AnswerColumns::Remarks(const Message& message, const Decision& decision) const {
  std::vector<std::string> remarks;
  if (decision.trace.unknown_channel) remarks.push_back(fmt::format("неизвестный канал «{}»", message.channel));
  if (decision.trace.text_truncated) remarks.emplace_back("текст длиннее 1 МиБ прочитан не до конца");
  for (const std::string& field : decision.trace.unread_fields) {
    remarks.push_back(fmt::format("{}: значение не годится и не учтено", field));
  }
  for (const ScriptTrouble& trouble : ScriptTroubles(rules_, decision)) {
    remarks.push_back(fmt::format("скрипт «{}»: {}{}{}", trouble.name, trouble.outcome.russian,
                                  trouble.reason.empty() ? "" : ": ", trouble.reason));
  }
  return remarks;
}

}  // namespace autorules::cli
