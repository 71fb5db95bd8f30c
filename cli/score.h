#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace autorules::cli {

/// A value that the rules gave: right when a label equals its display name or its name, case aside.
struct Answer {
  std::string name, display;
};

/// One labelled message and what became of it.
struct Attempt {
  std::string id, text;
  std::vector<std::string> labels;  ///< not empty; the first is the message's class
  std::vector<std::string> also;    ///< other values that are right
  std::optional<Answer> decided;
  std::optional<Answer> forced;  ///< with threshold and margin zero
};

/// Counts with the shares made of them; a share of nothing is 0.
struct Tally {
  std::uint64_t labelled = 0, decided = 0, right = 0, forced_right = 0;
  double coverage() const;   ///< decided of labelled
  double precision() const;  ///< right of decided
  double accuracy() const;   ///< right of labelled when forced
};

/// One class: `labelled` messages belong to it, `decided` were given it, `right` of these rightly.
struct ClassTally {
  std::uint64_t labelled = 0, decided = 0, right = 0;
  double precision() const;
  double recall() const;
};

struct Sample {
  std::string id, text;
};

struct Confusion {
  std::string label, decided;
  std::uint64_t count = 0;
  std::vector<Sample> samples;  ///< the first ten
};

/// Compares decisions with labels. A message whose decided value is right belongs to that class, also when the value
/// stood among `also`.
class Score {
 public:
  void Add(const Attempt& attempt);

  const Tally& all() const { return all_; }
  /// Of messages whose id ends in an even or odd number: word lists are written reading the even ones only.
  const Tally& even() const { return even_; }
  const Tally& odd() const { return odd_; }
  const std::map<std::string, ClassTally>& classes() const { return classes_; }
  /// Most frequent first.
  std::vector<Confusion> WorstConfusions(std::size_t count) const;

 private:
  Tally all_, even_, odd_;
  std::map<std::string, ClassTally> classes_;
  std::map<std::pair<std::string, std::string>, Confusion> confusions_;
};

/// For people.
std::string ScoreText(const Score& score, std::uint64_t messages);
/// For programs: messages, labelled, decided, coverage, precision, accuracy, halves, per_class, confusions.
std::string ScoreJson(const Score& score, std::uint64_t messages);

}  // namespace autorules::cli
