#include <cmath>

#include "dsl/lowering.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

// Weights are sums people read; beyond this a number is a slip of the keyboard.
constexpr double kGreatestWeight = 1000;

}  // namespace

void Lowering::LowerTopics() {
  std::vector<Topic>& topics = pack_.parts.topics;
  topics.resize(symbols_.topics.size());
  const auto number = [&](const ast::Number& from) {
    if (std::abs(from.value) <= kGreatestWeight) return from.value;
    diagnostics_->Add(Code::kBadNumber, from.span,
                      {Spelled(from.span), Text("вес от -1000 до 1000", "a weight is from -1000 to 1000")});
    return 0.0;
  };
  for (Id id = 0; id < topics.size(); ++id) {
    const ast::Topic& ast = *symbols_.topics[id].ast;
    Topic& topic = topics[id];
    topic.name = ast.name.text;
    topic.display = ast.display.value;
    topic.basis = LowerBasis(ast.basis);
    topic.place = PlaceOf(ast.name.span);
    if (ast.parent) topic.parent = ResolveTopic(*ast.parent);
    for (const ast::Number& base : ast.bases) topic.base += number(base);
    for (const ast::Weight& weight : ast.weights) {
      const double value = number(weight.weight);
      for (const ast::String& literal : weight.patterns) {
        if (const auto pattern = Intern(literal)) topic.patterns.push_back({*pattern, value, literal.value});
      }
    }
  }
  // The topmost topic above each. A circle is reported by the check of trees; the walk only must end.
  for (Id id = 0; id < topics.size(); ++id) {
    Id top = id;
    for (std::size_t step = 0; topics[top].parent != kNone && step < limits::kTreeDepth; ++step)
      top = topics[top].parent;
    topics[id].group = top;
  }
}

void Lowering::LowerLeaves() {
  for (const auto& declared : symbols_.leaves) {
    for (const ast::Name& name : declared.ast->topics) {
      const Id id = ResolveTopic(name);
      if (id == kNone) continue;
      pack_.parts.topics[id].left_to_person = true;
      pack_.parts.topics[id].basis = LowerBasis(declared.ast->basis);
    }
  }
}

void Lowering::LowerPolicy() {
  const Declared<ast::Policy>* strongest = nullptr;
  for (const auto& policy : symbols_.policies) {
    if (strongest == nullptr || strongest->layer < policy.layer) {
      strongest = &policy;
    } else if (strongest->layer == policy.layer) {
      Diagnostic& added =
          diagnostics_->Add(Code::kDuplicateName, policy.ast->span,
                            {Text("порог тем", "topic threshold"), Spelled(policy.ast->threshold.span)});
      added.labels.push_back({strongest->ast->span, {"первое объявление здесь", "first declared here"}});
    }
  }
  if (strongest == nullptr) return;
  const ast::Policy& policy = *strongest->ast;
  for (const ast::Number* number : {&policy.threshold, &policy.margin}) {
    if (number->value < 0)
      diagnostics_->Add(Code::kBadNumber, number->span,
                        {Spelled(number->span),
                         Text("порог и отрыв не бывают отрицательными", "threshold and margin are not negative")});
  }
  pack_.parts.policy = {policy.threshold.value, policy.margin.value, policy.by_length};
}

}  // namespace autorules
