#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/decide/decision.h"
#include "engine/intake/message.h"
#include "engine/text/scanner.h"

namespace autorules {

/// The value of an attribute; monostate when it is absent. Texts are folded.
using Fact = std::variant<std::monostate, std::string_view, double, CivilDate, bool, Id>;

/// What conditions read of one message and of what has been decided about it so far. Everything costly (scanning,
/// folding, the local day) happens at the first question and once. Reused from message to message; not thread-safe.
class Facts {
 public:
  /// `rules` must outlive the facts.
  explicit Facts(const RuleSet& rules);

  /// Both must live until the next Begin; what is written into the decision meanwhile is seen.
  void Begin(const Message& message, const Decision& decision);

  const Message& message() const { return *message_; }
  const Decision& decision() const { return *decision_; }

  /// The message text, scanned.
  const ScanResult& text();
  /// The address field, scanned; the result lives until another field is asked about.
  const ScanResult& ScanAddress();
  /// The day of arrival in the municipality's zone.
  std::optional<CivilDate> received();

  /// The value of a single-valued attribute.
  Fact Read(Attribute attribute);
  /// True when the attribute is not absent, and not an empty text or list.
  bool IsPresent(Attribute attribute);
  /// True when the pattern is found in a text attribute.
  bool Contains(Attribute attribute, PatternId pattern);
  /// Where the pattern stands in the message text; nullptr when nowhere.
  const PatternHit* Hit(PatternId pattern);
  bool HasTag(std::string_view folded);
  bool HasCoOwner(Id unit) const;

 private:
  struct Field {
    bool folded_known = false, found_known = false;
    std::string folded;
    std::vector<PatternId> found;  ///< ascending
  };

  const std::string& Raw(Attribute attribute) const;
  std::string_view Folded(Attribute attribute);
  TextScanner& field_scanner();

  const RuleSet& rules_;
  const Message* message_ = nullptr;
  const Decision* decision_ = nullptr;
  TextScanner text_scanner_;
  std::unique_ptr<TextScanner> field_scanner_;  ///< made when a rule first asks for another field
  const ScanResult* text_ = nullptr;
  std::vector<std::uint32_t> hit_of_;    ///< by pattern: index among the hits of the text, or kNone
  std::vector<PatternId> hit_patterns_;  ///< those set in hit_of_
  std::array<Field, kAttributeCount> fields_;
  bool received_known_ = false;
  std::optional<CivilDate> received_;
  std::unordered_map<std::string, std::string> folded_tags_;  ///< grows to the tags of the rule set at most
};

}  // namespace autorules
