#include "cli/score.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kSamples = 10;

double Share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool Is(const Answer& answer, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    const std::string folded = Fold(value);
    return folded == Fold(answer.display) || folded == Fold(answer.name);
  });
}

bool IsRight(const std::optional<Answer>& answer, const Attempt& attempt) {
  return answer && (Is(*answer, attempt.labels) || Is(*answer, attempt.also));
}

/// Whether the number at the end of the id is odd; nullopt when it ends in none.
std::optional<bool> IsOdd(std::string_view id) {
  if (id.empty() || id.back() < '0' || id.back() > '9') return std::nullopt;
  return (id.back() - '0') % 2 == 1;
}

}  // namespace

double Tally::coverage() const { return Share(decided, labelled); }
double Tally::precision() const { return Share(right, decided); }
double Tally::accuracy() const { return Share(forced_right, labelled); }
double ClassTally::precision() const { return Share(right, decided); }
double ClassTally::recall() const { return Share(right, labelled); }

void Score::Add(const Attempt& attempt) {
  const bool right = IsRight(attempt.decided, attempt);
  const bool forced_right = IsRight(attempt.forced, attempt);
  const auto count = [&](Tally& tally) {
    ++tally.labelled;
    tally.decided += attempt.decided ? 1 : 0;
    tally.right += right ? 1 : 0;
    tally.forced_right += forced_right ? 1 : 0;
  };
  count(all_);
  if (const std::optional<bool> odd = IsOdd(attempt.id)) count(*odd ? odd_ : even_);

  const std::string& label = right ? attempt.decided->display : attempt.labels.front();
  ++classes_[label].labelled;
  if (!attempt.decided) return;
  ++classes_[attempt.decided->display].decided;
  if (right) {
    ++classes_[label].right;
    return;
  }
  Confusion& confusion = confusions_[{label, attempt.decided->display}];
  confusion.label = label;
  confusion.decided = attempt.decided->display;
  ++confusion.count;
  if (confusion.samples.size() < kSamples) confusion.samples.push_back({attempt.id, attempt.text});
}

std::vector<Confusion> Score::WorstConfusions(std::size_t count) const {
  std::vector<Confusion> worst;
  for (const auto& [key, confusion] : confusions_) worst.push_back(confusion);
  std::stable_sort(worst.begin(), worst.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  if (worst.size() > count) worst.resize(count);
  return worst;
}

}  // namespace autorules::cli
