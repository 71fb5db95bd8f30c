#include "cli/summary.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.h"
#include "cli/names.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

struct Line {
  std::string name;
  std::uint64_t count = 0;
};

constexpr std::size_t kBarColumns = 24;
constexpr std::size_t kCountColumns = 7;

/// Names with their numbers and bars, most first.
void AppendChart(std::string_view title, std::vector<Line> lines, std::size_t width, Style style, std::string& out) {
  std::erase_if(lines, [](const Line& line) { return line.count == 0; });
  if (lines.empty()) return;
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.count > b.count; });
  const std::size_t room = width - kBarColumns - kCountColumns - 4;
  std::size_t names = 0;
  for (const Line& line : lines) names = std::max(names, DisplayWidth(line.name));
  names = std::min(names, room);
  out += fmt::format("\n{}\n", style.Bold(title));
  for (const Line& line : lines) {
    const std::size_t bar = std::max<std::size_t>(1, kBarColumns * line.count / lines.front().count);
    std::string blocks;
    for (std::size_t i = 0; i < bar; ++i) blocks += "▪";
    out += fmt::format("  {} {:>{}}  {}\n", Pad(Shorten(line.name, names), names), line.count, kCountColumns - 1,
                       style.Accent(blocks));
  }
}

}  // namespace

Summary::Summary(const RuleSet& rules)
    : rules_(rules), by_group_(rules.topics().size()), by_owner_(rules.units().size()) {}

void Summary::Add(const Decision& decision) {
  ++messages_;
  if (decision.topic == kNone) {
    ++no_topic_;
  } else {
    ++by_group_[GroupOf(rules_, decision.topic)];
  }
  script_failed_ += decision.script_failed ? 1 : 0;
  if (decision.owner != kNone) ++by_owner_[decision.owner];
  if (!decision.fallback) return;
  ++fallbacks_;
  ++by_reason_[static_cast<std::size_t>(decision.fallback_reason)];
}

void Summary::Append(std::size_t width, Style style, std::string& out) const {
  std::vector<Line> groups, owners, reasons;
  for (Id id = 0; id < by_group_.size(); ++id) groups.push_back({std::string(TopicName(rules_, id)), by_group_[id]});
  groups.push_back({"без темы", no_topic_});
  for (Id id = 0; id < by_owner_.size(); ++id) owners.push_back({std::string(UnitName(rules_, id)), by_owner_[id]});
  for (std::size_t i = 0; i < by_reason_.size(); ++i) {
    reasons.push_back({std::string(Describe(static_cast<FallbackReason>(i)).russian), by_reason_[i]});
  }
  AppendChart("По темам", std::move(groups), width, style, out);
  AppendChart("По ответственным", std::move(owners), width, style, out);
  AppendChart("Оставлено человеку, потому что", std::move(reasons), width, style, out);
  if (script_failed_ > 0) {
    out += fmt::format("\n{}\n",
                       style.Attention(fmt::format("Обращений, на которых скрипт не сработал: {}; причины — explain "
                                                   "или --format jsonl",
                                                   script_failed_)));
  }
  out += fmt::format(
      "\n{}: {} {}, решено правилами {}, оставлено человеку {}. Ревизия правил {}.\n",
      style.Bold(rules_.municipality().display.empty() ? rules_.municipality().name : rules_.municipality().display),
      messages_, Plural(messages_, "обращение", "обращения", "обращений"), messages_ - fallbacks_, fallbacks_,
      rules_.revision());
}

}  // namespace autorules::cli
