#include <set>
#include <string>

#include "dsl/check/check.h"

namespace autorules {
namespace {

bool IsNegative(Node op) {
  return op == Node::kNotEqual || op == Node::kNotAmong || op == Node::kNotContains || op == Node::kNotGreater ||
         op == Node::kNotLess;
}

// Walks a condition with the attributes about which it is already said what absence means: inside `x пусто или …` and
// `x заполнено и …` the rest may negate x.
class AbsenceCheck {
 public:
  AbsenceCheck(std::string_view text, const LoweredPack& pack, Diagnostics* diagnostics)
      : text_(text), pack_(pack), diagnostics_(diagnostics) {}

  void Walk(const ast::Condition& condition, std::set<std::string> settled, bool negated) {
    if (condition.op == Node::kAll || condition.op == Node::kAny) {
      // Under a negation `и` and `или` change places, and so do the guards.
      const Node guard = (condition.op == Node::kAny) != negated ? Node::kAbsent : Node::kPresent;
      for (const ast::Condition& child : condition.children) {
        if (child.op == guard || (negated && child.op == (guard == Node::kAbsent ? Node::kPresent : Node::kAbsent))) {
          settled.insert(child.attribute.text);
        }
      }
    }
    if (condition.op == Node::kNot) {
      for (const ast::Condition& child : condition.children) Walk(child, settled, !negated);
      return;
    }
    for (const ast::Condition& child : condition.children) Walk(child, settled, negated);
    if (condition.children.empty()) Test(condition, settled, negated);
  }

 private:
  void Test(const ast::Condition& test, const std::set<std::string>& settled, bool negated) {
    // How many similar messages there are is not known when a key is absent: nothing to guard, the rule does not act.
    const auto attribute = test.window ? std::nullopt : pack_.Find(test.attribute.text);
    if (!attribute || !pack_.parts.InfoOf(*attribute).optional) return;
    if (test.op == Node::kPresent || test.op == Node::kAbsent) return;
    if (IsNegative(test.op) == false && !negated) return;
    if (settled.contains(test.attribute.text)) return;
    const std::string written(text_.substr(test.span.begin, test.span.end - test.span.begin));
    diagnostics_->Add(Code::kNeedsGuard, test.span,
                      {test.attribute.spelled, negated ? "не (" + written + ")" : written});
  }

  std::string_view text_;
  const LoweredPack& pack_;
  Diagnostics* diagnostics_;
};

}  // namespace

void CheckAbsence(const CheckInput& input, Diagnostics* diagnostics) {
  // Cancelled rules are checked too: they are part of the text that people read.
  for (const SourceUnit& unit : input.files) {
    for (const ast::Rule& rule : unit.file.rules) {
      AbsenceCheck(input.sources.Get(unit.file.id).text(), input.pack, diagnostics).Walk(rule.when, {}, false);
    }
  }
}

}  // namespace autorules
