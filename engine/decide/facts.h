#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/decide/case_view.h"
#include "engine/decide/decision.h"
#include "engine/decide/fact.h"
#include "engine/intake/message.h"
#include "engine/text/scanner.h"

namespace autorules {

class Outside;

/// What conditions read of one message and of what has been decided about it so far. Everything costly (scanning,
/// folding, the local time, windows, scripts) happens at the first question and once. Reused from message to message;
/// not thread-safe.
class Facts {
 public:
  /// `rules` must outlive the facts.
  explicit Facts(const RuleSet& rules);

  /// All must live until the next Begin; what is written into the decision meanwhile is seen. Without `outside`,
  /// windows and script functions are what the decision has recorded; without `of_case` nothing has become of it yet.
  void Begin(const Message& message, const Decision& decision, Outside* outside = nullptr,
             const CaseView* of_case = nullptr);

  const RuleSet& rules() const { return rules_; }
  const Message& message() const { return *message_; }
  const Decision& decision() const { return *decision_; }
  /// Nullptr while a message is decided.
  const CaseView* of_case() const { return case_; }

  ValueType TypeOf(Attribute attribute) const;
  /// The text of an own field is no longer what it was.
  void Forget(Attribute attribute);

  /// The message text, scanned.
  const ScanResult& text();
  /// The address field, scanned; the result lives until another field is asked about.
  const ScanResult& ScanAddress();
  /// The time of arrival in the municipality's zone.
  const std::optional<LocalTime>& arrival();

  /// A text as given, "" when it is absent; lives as that of Give.
  std::string_view Raw(Attribute attribute);
  /// The value of a single-valued attribute, texts folded.
  Fact Read(Attribute attribute);
  /// The value to hand on, texts as given; absent when the text is empty. A view of a text lives as long as the
  /// attribute keeps its value.
  Fact Give(Attribute attribute);
  /// True when the attribute is not absent, and not an empty text or list.
  bool IsPresent(Attribute attribute);
  /// True when the pattern is found in a text attribute.
  bool Contains(Attribute attribute, PatternId pattern);
  /// Where the pattern stands in the message text; nullptr when nowhere.
  const PatternHit* Hit(PatternId pattern);
  /// True when the list has the value: a folded tag, a unit, a template.
  bool Has(Attribute list, const Value& value);

 private:
  struct TextField {
    bool folded_known = false, found_known = false;
    std::string folded;
    std::vector<PatternId> found;  ///< ascending
  };

  std::string_view Folded(Attribute attribute);
  Fact ReadOwn(Attribute attribute);
  bool HasTag(std::string_view folded);
  TextScanner& field_scanner();

  const RuleSet& rules_;
  const Message* message_ = nullptr;
  const Decision* decision_ = nullptr;
  Outside* outside_ = nullptr;
  const CaseView* case_ = nullptr;
  std::unique_ptr<TextScanner> text_scanner_, field_scanner_;  ///< made at the first question for text, for a field
  const ScanResult* text_ = nullptr;
  std::vector<std::uint32_t> hit_of_;    ///< by pattern: index among the hits of the text, or kNone
  std::vector<PatternId> hit_patterns_;  ///< those set in hit_of_
  std::vector<TextField> fields_;        ///< by attribute
  std::vector<bool> asked_;              ///< by own attribute: `outside_` has been asked
  bool arrival_known_ = false;
  std::optional<LocalTime> arrival_;
  std::unordered_map<std::string, std::string> folded_tags_;
};

}  // namespace autorules
