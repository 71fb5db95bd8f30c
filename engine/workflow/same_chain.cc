#include "engine/workflow/same_chain.h"

#include <algorithm>
#include <string_view>

namespace autorules {
namespace {

class Comparison {
 public:
  Comparison(const RuleSet& a, const RuleSet& b) : a_(a), b_(b) {}

  bool Same(const EscalationStep& a, const EscalationStep& b) const {
    return a.when == b.when && a.offset == b.offset && a.every == b.every && a.repeats == b.repeats &&
           std::equal(a.acts.begin(), a.acts.end(), b.acts.begin(), b.acts.end(),
                      [&](const EscalationAct& x, const EscalationAct& y) { return Same(x, y); });
  }

 private:
  template <typename Part>
  static std::string_view NameOf(const std::vector<Part>& parts, Id id) {
    return id == kNone ? std::string_view() : std::string_view(parts[id].name);
  }

  bool Same(const Actor& a, const Actor& b) const {
    return a.kind == b.kind && a.role == b.role && a.holder.holder == b.holder.holder &&
           NameOf(a_.units(), a.holder.unit) == NameOf(b_.units(), b.holder.unit);
  }

  bool Same(const EscalationAct& a, const EscalationAct& b) const {
    if (a.index() != b.index()) return false;
    if (const auto* notice = std::get_if<EscalationNotice>(&a)) {
      const auto& other = std::get<EscalationNotice>(b);
      return Same(notice->to, other.to) &&
             NameOf(a_.templates(), notice->letter) == NameOf(b_.templates(), other.letter);
    }
    if (const auto* over = std::get_if<EscalationHandOver>(&a))
      return Same(over->to, std::get<EscalationHandOver>(b).to);
    return a == b;
  }

  const RuleSet& a_;
  const RuleSet& b_;
};

}  // namespace

bool IsSameChain(const Escalation* a, const RuleSet& rules_of_a, const Escalation* b, const RuleSet& rules_of_b) {
  if (a == nullptr || b == nullptr) return a == b;
  const Comparison comparison(rules_of_a, rules_of_b);
  return a->working_time_only == b->working_time_only &&
         std::equal(a->steps.begin(), a->steps.end(), b->steps.begin(), b->steps.end(),
                    [&](const EscalationStep& x, const EscalationStep& y) { return comparison.Same(x, y); });
}

}  // namespace autorules
