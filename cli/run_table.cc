#include "cli/run_table.h"

#include <algorithm>

#include "cli/first_times.h"
#include "cli/layout.h"
#include "cli/names.h"
#include "engine/calendar/moments.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kRowLines = 3;
/// Between columns: " │ ".
constexpr std::size_t kGapColumns = 3;
/// Shares of the width that columns take, in percent; the last column takes the rest.
constexpr std::size_t kMessageShare = 34, kTopicShare = 19, kOwnerShare = 22;
/// A date, or «предварительно».
constexpr std::size_t kDueColumns = 14;

}  // namespace

RunTable::RunTable(const Workflow& workflow, const Reasons& reasons, std::size_t width, Style style)
    : workflow_(workflow), rules_(workflow.rules()), reasons_(reasons), style_(style), has_clocks_(HasClocks(rules_)) {
  const std::size_t columns = has_clocks_ ? 5 : 4;
  const std::size_t whole = width - kGapColumns * (columns - 1) - (has_clocks_ ? kDueColumns : 0);
  columns_ = {{"Обращение", whole * kMessageShare / 100},
              {"Тема", whole * kTopicShare / 100},
              {"Ответственный", whole * kOwnerShare / 100}};
  std::size_t rest = whole;
  for (const Column& column : columns_) rest -= column.width;
  if (has_clocks_) columns_.push_back({"Срок", kDueColumns});
  columns_.push_back({"Почему", rest});
}

void RunTable::AppendHeader(std::string& out) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) out += style_.Faint(" │ ");
    std::string heading(columns_[i].heading);
    if (i + 1 < columns_.size()) heading = Pad(std::move(heading), columns_[i].width);
    out += style_.Bold(heading);
  }
  out += '\n';
}

void RunTable::AppendRule(std::string_view crossing, std::string& out) const {
  std::string rule;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) rule.append("─").append(crossing).append("─");
    for (std::size_t column = 0; column < columns_[i].width; ++column) rule += "─";
  }
  out += style_.Faint(rule) + '\n';
}

/// The nearest deadline.
std::vector<std::string> RunTable::Due(const Message& message, const Decision& decision) const {
  const auto clocks = FirstClocksOf(workflow_, message, decision);
  if (clocks.empty()) return {"—"};
  const auto& [clock, due] = clocks.front();
  std::vector<std::string> lines = Wrap(DueText(due, rules_.municipality().zone), kDueColumns, kRowLines - 1);
  if (due.preliminary) {
    lines.emplace_back("предварительно");
  } else {
    lines.push_back(Shorten(clock->name, kDueColumns));
  }
  return lines;
}

void RunTable::AppendRow(const Message& message, const Decision& decision, std::string& out) const {
  std::vector<std::vector<std::string>> cells;
  const auto width = [&] { return columns_[cells.size()].width; };
  cells.push_back(Wrap(OneLine(message.text), width(), kRowLines - 1));
  cells[0].insert(cells[0].begin(), Shorten(OneLine(message.id), columns_[0].width));
  const Id group = GroupOf(rules_, decision.topic);
  std::string topic(decision.topic == kNone ? "—" : TopicName(rules_, decision.topic));
  if (group != decision.topic) topic += " (" + std::string(TopicName(rules_, group)) + ")";
  cells.push_back(Wrap(OneLine(topic), width(), kRowLines));
  cells.push_back(Wrap(OneLine(UnitName(rules_, decision.owner)), width(), kRowLines));
  if (has_clocks_) cells.push_back(Due(message, decision));
  cells.push_back(Wrap(OneLine(reasons_.Why(message, decision)), width(), kRowLines));

  AppendRule("┼", out);
  std::size_t height = 0;
  for (const auto& cell : cells) height = std::max(height, cell.size());
  for (std::size_t line = 0; line < height; ++line) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::string text = line < cells[i].size() ? cells[i][line] : std::string();
      if (i + 1 < cells.size()) text = Pad(std::move(text), columns_[i].width);
      if (i > 0) row += style_.Faint(" │ ");
      if (i == 0 && line == 0) {
        row += style_.Accent(text);
      } else if (i + 1 == cells.size() && decision.fallback) {
        row += style_.Attention(text);
      } else {
        row += text;
      }
    }
    row.erase(row.find_last_not_of(' ') + 1);
    out += row + '\n';
  }
}

void RunTable::AppendEnd(std::string& out) const { AppendRule("┴", out); }

}  // namespace autorules::cli
