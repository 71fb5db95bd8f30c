#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/new/answers.h"
#include "cli/new/topics.h"

/// What a new pack will say, before it is written; one function per file. Shared by the new_pack*.cc files only.
namespace autorules::cli {

struct PlannedBlock {
  std::string title;
  std::string name;  ///< in the rules
  std::string head;  ///< name of the role at its head
  BlockTopics topics;
  std::string own_topic;  ///< name of the topic made of topics.words; "" when there are none

  /// True when nothing in a text tells its messages: they come by their category.
  bool ByCategory() const { return topics.groups.empty() && own_topic.empty(); }
};

struct NewPlan {
  NewPackAnswers answers;
  std::vector<PlannedBlock> blocks;
  std::vector<std::string> left;  ///< topic groups of no block
};

/// Names that every new pack gives.
inline constexpr std::string_view kHeadRole = "руководитель_центра";
inline constexpr std::string_view kCoordinatorRole = "координатор_центра";

/// The first row in data/автоправила.csv: what it asks for and what it does. Its subcategory is one that no message
/// has, so that the row changes nothing before it is made somebody's own.
inline constexpr std::string_view kTableSubcategory = "Образец";
inline constexpr std::string_view kTableTag = "автоправило";
std::string TableCategory(const NewPlan& plan);

std::string MunicipalityText(const NewPlan& plan);
std::string StructureText(const NewPlan& plan);
std::string ProceduresText(const NewPlan& plan);
std::string RoutingText(const NewPlan& plan);
std::string ExamplesText(const NewPlan& plan);
std::string TableText(const NewPlan& plan);

/// The channels of the pack among `candidates`, in their order.
std::vector<std::string> Chosen(const NewPlan& plan, const std::vector<std::string>& candidates);
/// `канал = вк` or `канал среди вк, ок`.
std::string ChannelIs(const std::vector<std::string>& channels);

/// Ways of filing that one rule of procedures.rules treats alike.
struct ChannelKinds {
  std::vector<std::string> emergency, appeals, either, mail, social, rest;
};
ChannelKinds KindsOf(const NewPlan& plan);

}  // namespace autorules::cli
