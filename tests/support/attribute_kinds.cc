#include "tests/support/attribute_kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "dsl/compile.h"
#include "engine/ruleset/words.h"
#include "tests/support/catch.h"

namespace autorules::testing {
namespace {

// Every comparison as text; {} stands for the attribute.
struct Comparison {
  Node node;
  std::string_view text;
};
constexpr auto kComparisons = std::to_array<Comparison>({
    {Node::kEqual, "{} = 1"},
    {Node::kNotEqual, "{} не = 1"},
    {Node::kGreater, "{} больше 1"},
    {Node::kLess, "{} меньше 1"},
    {Node::kNotGreater, "{} не больше 1"},
    {Node::kNotLess, "{} не меньше 1"},
    {Node::kBetween, "{} от 1 до 2"},
    {Node::kAmong, "{} среди 1"},
    {Node::kNotAmong, "{} не среди 1"},
    {Node::kContains, "{} содержит \"а\""},
    {Node::kNotContains, "{} не содержит \"а\""},
    {Node::kContainsAll, "{} содержит все \"а\""},
    {Node::kPresent, "{} заполнено"},
    {Node::kAbsent, "{} пусто"},
    {Node::kWithin, "{} в а"},
    {Node::kHas, "есть {} \"а\""},
    {Node::kInWorkingTime, "{} в рабочее время"},
    {Node::kOnDayOff, "{} в выходной"},
});

}  // namespace

std::string OwnFieldOf(std::string_view type) { return fmt::format("поле_{}", type); }

bool IsKnownComparison(Node node) {
  return std::any_of(kComparisons.begin(), kComparisons.end(),
                     [&](const Comparison& known) { return known.node == node; });
}

AttributeKinds::AttributeKinds() {
  std::string fields = fmt::format("поле {} перечень а\n", OwnFieldOf("enumeration"));
  for (const ValueWord& type : WordsOf(Words::kTypes)) {
    fields += fmt::format("поле {} {}\n", OwnFieldOf(type.en), type.ru);
  }
  std::vector<std::string> attributes;
  for (const AttributeInfo& info : Attributes()) attributes.emplace_back(info.ru);
  attributes.push_back(OwnFieldOf("enumeration"));
  for (const ValueWord& type : WordsOf(Words::kTypes)) attributes.push_back(OwnFieldOf(type.en));
  std::string rules;
  for (const std::string& attribute : attributes) {
    for (const Comparison& comparison : kComparisons) {
      rules += fmt::format("правило \"{}\": если {} то метка \"м\" конец\n", rules.size(),
                           fmt::format(fmt::runtime(comparison.text), attribute));
    }
  }
  const Compilation compilation = CompileTexts({{"rules.rules", rules}, {"fields.rules", fields}}, {{}, false});
  std::set<std::uint32_t> refused;  // lines
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    REQUIRE(diagnostic.code != Code::kSyntax);
    if (diagnostic.code != Code::kWrongOperator) continue;
    refused.insert(compilation.sources->Get(diagnostic.span.file).PositionOf(diagnostic.span.begin).line);
  }
  std::map<std::set<Node>, std::string> names;
  std::uint32_t line = 0;
  for (const std::string& attribute : attributes) {
    std::set<Node> fitting;
    for (const Comparison& comparison : kComparisons) {
      if (!refused.contains(++line)) fitting.insert(comparison.node);
    }
    const std::string& kind = names.try_emplace(fitting, attribute).first->second;
    kind_of_[attribute] = kind;
    comparisons_[kind] = std::move(fitting);
  }
}

}  // namespace autorules::testing
