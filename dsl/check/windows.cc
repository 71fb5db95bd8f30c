#include <set>

#include "dsl/check/check.h"
#include "engine/ruleset/reads.h"

namespace autorules {
namespace {

using AttributeSet = std::set<Attribute>;

AttributeSet AllReads(const Rule& rule) {
  AttributeSet reads;
  EachRead(rule, [&](Attribute attribute, const std::string&) { reads.insert(attribute); });
  return reads;
}

bool Meet(const AttributeSet& a, const AttributeSet& b) {
  for (const Attribute attribute : a) {
    if (b.contains(attribute)) return true;
  }
  return false;
}

// Everything that is decided with the help of a window. Tags are one attribute here: a tag is no key.
AttributeSet DependOnWindows(const RuleSetParts& parts) {
  AttributeSet tainted;
  for (std::size_t i = 0; i < parts.own.size(); ++i) {
    if (std::holds_alternative<Window>(parts.own[i].source)) tainted.insert(OwnAttribute(i));
  }
  for (std::size_t before = 0; before != tainted.size();) {
    before = tainted.size();
    for (std::size_t i = 0; i < parts.own.size(); ++i) {
      const auto* call = std::get_if<ScriptCall>(&parts.own[i].source);
      if (call != nullptr && Meet({call->arguments.begin(), call->arguments.end()}, tainted))
        tainted.insert(OwnAttribute(i));
    }
    for (const Rule& rule : parts.rules) {
      if (rule.event.kind != EventKind::kArrival || !Meet(AllReads(rule), tainted)) continue;
      for (const Action& action : rule.actions) tainted.insert(action.attribute);
      if (rule.script) tainted.insert(rule.script->writes.begin(), rule.script->writes.end());
    }
  }
  return tainted;
}

// Every window of the text with the names of its keys.
void Report(const ast::Condition& condition, const LoweredPack& pack, const AttributeSet& tainted,
            Diagnostics* diagnostics) {
  for (const ast::Condition& child : condition.children) Report(child, pack, tainted, diagnostics);
  if (!condition.window) return;
  for (const ast::Name& key : condition.window->keys) {
    const auto attribute = pack.Find(key.text);
    if (!attribute || IsList(pack.parts.InfoOf(*attribute).type)) continue;  // E0302 says it
    if (tainted.contains(*attribute)) diagnostics->Add(Code::kWindowDepends, key.span, {key.spelled});
  }
}

}  // namespace

void CheckWindows(const CheckInput& input, Diagnostics* diagnostics) {
  const AttributeSet tainted = DependOnWindows(input.pack.parts);
  if (tainted.empty()) return;
  for (const auto& rule : input.symbols.rules) Report(rule.ast->when, input.pack, tainted, diagnostics);
}

}  // namespace autorules
