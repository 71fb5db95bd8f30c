#pragma once

#include <cstdint>
#include <vector>

#include "engine/decide/decision.h"
#include "engine/match/rule_index.h"
#include "engine/text/scanner.h"

namespace autorules {

/// Finds the topic of a text by the weights of its words (docs/language.md §5). Touches the topics whose words were
/// found and those above them, no others. Keeps scratch memory: one per thread.
class Classifier {
 public:
  /// `index` must outlive it.
  explicit Classifier(const RuleIndex& index);

  struct Verdict {
    Id topic = kNone;
    bool unclear = false;  ///< a group reached the threshold, but did not lead
  };
  /// Also writes groups, subtopics and topic_words of the trace.
  Verdict Classify(const ScanResult& scan, Trace* trace);

 private:
  struct Level {
    Id winner = kNone;
    bool unclear = false;
  };

  void AddUp(const ScanResult& scan, Trace* trace);
  /// Decides among the touched topics right below `parent` (kNone: the groups).
  Level DecideLevel(Id parent, double length, std::vector<TopicScore>* trace);

  const RuleIndex& index_;
  const RuleSet& rules_;
  std::vector<std::int64_t> own_, sum_;  ///< by topic, in millionths; zero but for the touched ones
  std::vector<bool> touched_;            ///< a word of it, or of one below it, was found
  std::vector<Id> touched_list_;
  std::vector<Id> rivals_;
  std::vector<std::int64_t> base_;
};

}  // namespace autorules
