#include "cli/run_table.h"

#include <algorithm>
#include <vector>

#include "cli/layout.h"
#include "cli/names.h"

namespace autorules::cli {
namespace {

constexpr std::array<std::string_view, 4> kHeadings = {"Обращение", "Тема", "Ответственный", "Почему"};
constexpr std::size_t kRowLines = 3;
/// Between columns: " │ ".
constexpr std::size_t kGapColumns = 3;
/// Shares of the width that the columns take, in percent; the last takes the rest.
constexpr std::array<std::size_t, 3> kShares = {34, 19, 22};

}  // namespace

RunTable::RunTable(const RuleSet& rules, const Reasons& reasons, std::size_t width, Style style)
    : rules_(rules), reasons_(reasons), style_(style) {
  std::size_t rest = width - kGapColumns * (kColumns - 1);
  const std::size_t whole = rest;
  for (std::size_t i = 0; i + 1 < kColumns; ++i) {
    widths_[i] = whole * kShares[i] / 100;
    rest -= widths_[i];
  }
  widths_.back() = rest;
}

void RunTable::AppendHeader(std::string& out) const {
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (i > 0) out += style_.Faint(" │ ");
    out += style_.Bold(i + 1 < kColumns ? Pad(std::string(kHeadings[i]), widths_[i]) : std::string(kHeadings[i]));
  }
  out += '\n';
}

void RunTable::AppendRule(std::string_view crossing, std::string& out) const {
  std::string rule;
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (i > 0) rule.append("─").append(crossing).append("─");
    for (std::size_t column = 0; column < widths_[i]; ++column) rule += "─";
  }
  out += style_.Faint(rule) + '\n';
}

void RunTable::AppendRow(const Message& message, const Decision& decision, std::string& out) const {
  std::array<std::vector<std::string>, kColumns> cells;
  cells[0] = Wrap(OneLine(message.text), widths_[0], kRowLines - 1);
  cells[0].insert(cells[0].begin(), Shorten(OneLine(message.id), widths_[0]));
  const Id group = GroupOf(rules_, decision.topic);
  std::string topic(decision.topic == kNone ? "—" : TopicName(rules_, decision.topic));
  if (group != decision.topic) topic += " (" + std::string(TopicName(rules_, group)) + ")";
  cells[1] = Wrap(OneLine(topic), widths_[1], kRowLines);
  cells[2] = Wrap(OneLine(UnitName(rules_, decision.owner)), widths_[2], kRowLines);
  cells[3] = Wrap(OneLine(reasons_.Why(message, decision)), widths_[3], kRowLines);

  AppendRule("┼", out);
  std::size_t height = 0;
  for (const auto& cell : cells) height = std::max(height, cell.size());
  for (std::size_t line = 0; line < height; ++line) {
    std::string row;
    for (std::size_t i = 0; i < kColumns; ++i) {
      std::string text = line < cells[i].size() ? cells[i][line] : std::string();
      if (i + 1 < kColumns) text = Pad(std::move(text), widths_[i]);
      if (i > 0) row += style_.Faint(" │ ");
      if (i == 0 && line == 0) {
        row += style_.Accent(text);
      } else if (i == 3 && decision.fallback) {
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
