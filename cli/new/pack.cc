#include "cli/new/pack.h"

#include <algorithm>
#include <set>

#include "cli/new/names.h"
#include "cli/new/plan.h"
#include "cli/new/samples.h"
#include "cli/new/standard_module.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

std::vector<std::string> AllMessages() {
  std::vector<std::string> messages{std::string(kUnclearMessage), std::string(kWordMessage)};
  for (const SampleMessage& sample : SampleMessages()) messages.emplace_back(sample.text);
  return messages;
}

/// A topic of the pack may not hide one of the module.
std::set<std::string> TopicNames() {
  std::set<std::string> names;
  for (const ast::Topic& topic : StandardTopics().topics) names.insert(topic.name.text);
  return names;
}

NewPlan PlanOf(const NewPackAnswers& answers) {
  NewPlan plan{answers, {}, {}};
  NameMaker units({std::string(kHeadRole), std::string(kCoordinatorRole)});
  NameMaker topics(TopicNames());
  const std::vector<BlockTopics> fitted = FitTopics(answers.blocks, AllMessages());
  for (std::size_t i = 0; i < fitted.size(); ++i) {
    PlannedBlock block{answers.blocks[i], units.Make(answers.blocks[i], "блок"), "", fitted[i], ""};
    block.head = units.Make("руководитель блока " + block.name, "роль");
    if (!block.topics.words.empty()) block.own_topic = topics.Make(block.title, "тема");
    plan.blocks.push_back(std::move(block));
  }
  for (const ast::Topic& topic : StandardTopics().topics) {
    const auto owns = [&](const PlannedBlock& block) {
      const std::vector<std::string>& groups = block.topics.groups;
      return std::find(groups.begin(), groups.end(), topic.name.spelled) != groups.end();
    };
    if (!topic.parent && std::none_of(plan.blocks.begin(), plan.blocks.end(), owns))
      plan.left.push_back(topic.name.spelled);
  }
  return plan;
}

}  // namespace

std::vector<PackFile> NewPackFiles(const NewPackAnswers& answers) {
  const NewPlan plan = PlanOf(answers);
  return {
      {"municipality.rules", MunicipalityText(plan)}, {"structure.rules", StructureText(plan)},
      {"procedures.rules", ProceduresText(plan)},     {"routing.rules", RoutingText(plan)},
      {"examples.rules", ExamplesText(plan)},         {"data/автоправила.csv", TableText(plan)},
  };
}

}  // namespace autorules::cli
