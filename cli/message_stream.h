#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "engine/base/catalog.h"
#include "engine/decide/decision.h"
#include "engine/intake/message_reader.h"

namespace autorules::cli {

/// The messages of a subcommand's inputs: says on stderr what is wrong with lines, shows progress, keeps account.
class MessageStream {
 public:
  /// Says on stderr what cannot be opened, and of tables how they are understood.
  static tl::expected<MessageStream, ExitCode> Open(const InputOptions& inputs, const RuleSet& rules,
                                                    Language language);

  /// False at the end, also when reading failed; Finish knows the difference.
  bool Next(Message* message);
  /// Takes note of what deciding found out about the message.
  void Note(const Message& message, const Decision& decision);
  /// Says what was gathered (unknown channels, problems not shown) and gives the exit code of the whole input.
  ExitCode Finish();
  std::uint64_t messages() const { return messages_; }
  /// The table and the number of the row that the last message came from; nullptr and 0 for NDJSON. Sheets live as long
  /// as this object.
  const Sheet* sheet() const { return reader_.sheet(); }
  std::uint32_t row() const { return reader_.row(); }
  /// All tables among the inputs, in their order. They live as long as this object.
  std::vector<const Sheet*> sheets() const;
  /// What was wrong with the line or row of the last message and those skipped before it, or behind the last one.
  const std::vector<InputProblem>& problems() const { return problems_; }

 private:
  MessageStream(MessageReader reader, Language language);
  void SayProblems();
  std::string_view Choose(std::string_view russian, std::string_view english) const;

  MessageReader reader_;
  Language language_;
  Progress progress_;
  std::vector<InputProblem> problems_;
  std::uint64_t messages_ = 0, said_ = 0, skipped_ = 0, truncated_ = 0;
  std::map<std::string, std::uint64_t> unknown_channels_;
  std::uint64_t other_channels_ = 0;  ///< messages of unknown channels beyond the names remembered
  bool failed_ = false;
};

}  // namespace autorules::cli
