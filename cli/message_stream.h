#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "cli/exit_code.h"
#include "cli/progress.h"
#include "engine/base/catalog.h"
#include "engine/decide/decision.h"
#include "engine/intake/message_reader.h"

namespace autorules::cli {

/// The messages of a subcommand's inputs: says on stderr what is wrong with lines, shows progress, keeps account.
class MessageStream {
 public:
  /// Says on stderr what cannot be opened.
  static tl::expected<MessageStream, ExitCode> Open(const std::vector<std::string>& inputs, const RuleSet& rules,
                                                    Language language);

  /// False at the end, also when reading failed; Finish knows the difference.
  bool Next(Message* message);
  /// Takes note of what deciding found out about the message.
  void Note(const Message& message, const Decision& decision);
  /// Says what was gathered (unknown channels, problems not shown) and gives the exit code of the whole input.
  ExitCode Finish();
  std::uint64_t messages() const { return messages_; }

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
