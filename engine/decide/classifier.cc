#include "engine/decide/classifier.h"

#include <algorithm>
#include <cmath>

namespace autorules {

Classifier::Classifier(const RuleIndex& index)
    : index_(index),
      rules_(index.rules()),
      own_(rules_.topics().size()),
      sum_(rules_.topics().size()),
      touched_(rules_.topics().size()) {
  for (const Topic& topic : rules_.topics()) base_.push_back(Millionths(topic.base));
}

void Classifier::AddUp(const ScanResult& scan, Trace* trace) {
  const auto& topics = rules_.topics();
  for (const Id topic : touched_list_) {
    own_[topic] = sum_[topic] = 0;
    touched_[topic] = false;
  }
  touched_list_.clear();
  for (const PatternHit& hit : scan.hits) {
    const auto postings = index_.TopicsOf(hit.pattern);
    if (!postings.empty()) trace->topic_words.push_back({hit.pattern, hit.begin, hit.end});
    for (const auto& posting : postings) {
      for (Id at = posting.topic; at != kNone && !touched_[at]; at = topics[at].parent) {
        touched_[at] = true;
        touched_list_.push_back(at);
        own_[at] = base_[at];
      }
      own_[posting.topic] += posting.millionths;
    }
  }
  for (const Id topic : touched_list_) {
    for (Id at = topic; at != kNone; at = topics[at].parent) sum_[at] += own_[topic];
  }
}

Classifier::Level Classifier::DecideLevel(Id parent, double length, std::vector<TopicScore>* trace) {
  rivals_.clear();
  for (const Id topic : touched_list_) {
    if (rules_.topics()[topic].parent == parent) rivals_.push_back(topic);
  }
  if (rivals_.empty()) return {};
  std::sort(rivals_.begin(), rivals_.end(), [&](Id a, Id b) { return sum_[a] != sum_[b] ? sum_[a] > sum_[b] : a < b; });
  const auto scaled = [&](std::int64_t millionths) { return static_cast<double>(millionths) / 1e6 / length; };
  for (const Id topic : rivals_) trace->push_back({topic, scaled(sum_[topic])});

  const TopicPolicy& policy = rules_.policy();
  if (scaled(sum_[rivals_[0]]) < policy.threshold) return {};
  if (rivals_.size() > 1 && scaled(sum_[rivals_[0]] - sum_[rivals_[1]]) < policy.margin) return {kNone, true};
  return {rivals_[0], false};
}

Classifier::Verdict Classifier::Classify(const ScanResult& scan, Trace* trace) {
  AddUp(scan, trace);
  // A pattern of digits may be found in a text without words.
  const double length = rules_.policy().by_length ? std::sqrt(std::max(1.0, static_cast<double>(scan.words))) : 1.0;
  const Level group = DecideLevel(kNone, length, &trace->groups);
  if (group.winner == kNone) return {kNone, group.unclear};
  Id topic = group.winner;
  for (Id below = topic; below != kNone;) {
    below = DecideLevel(topic, length, &trace->subtopics).winner;
    if (below != kNone) topic = below;
  }
  return {topic, false};
}

}  // namespace autorules
