#pragma once

#include <string>
#include <vector>

#include "cli/reasons.h"
#include "cli/workbook.h"
#include "engine/workflow/workflow.h"

namespace autorules::cli {

/// A decision as columns of a worksheet for people: Russian words and display names. Immutable; the workflow must
/// outlive it.
class AnswerColumns {
 public:
  explicit AnswerColumns(const Workflow& workflow) : workflow_(workflow), rules_(workflow.rules()), reasons_(rules_) {}

  std::vector<Workbook::Column> Columns() const;
  /// One cell for each column.
  void AppendCells(const Message& message, const Decision& decision, std::vector<std::string>& cells) const;
  /// What a person should know of the message before trusting the decision, a sentence each.
  std::vector<std::string> Remarks(const Message& message, const Decision& decision) const;

 private:
  std::string Due(const Message& message, const Decision& decision) const;
  std::string Notices(const Message& message, const Decision& decision) const;
  std::string Replies(const Message& message, const Decision& decision) const;

  const Workflow& workflow_;
  const RuleSet& rules_;
  Reasons reasons_;
};

}  // namespace autorules::cli
