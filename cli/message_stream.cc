#include "cli/message_stream.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/layout.h"
#include "cli/table_note.h"
#include "cli/terminal.h"

namespace autorules::cli {
namespace {

/// A wrong export has the same problem in every line; the rest is counted.
constexpr std::uint64_t kShownProblems = 50;
constexpr std::size_t kRememberedChannels = 100;
constexpr std::size_t kChannelColumns = 60;

}  // namespace

tl::expected<MessageStream, ExitCode> MessageStream::Open(const InputOptions& inputs, const RuleSet& rules,
                                                          Language language) {
  ExportOptions options{{}, inputs.channel};
  for (const std::string& text : inputs.maps) {
    const auto map = ParseColumnMap(text);
    if (map) options.map.insert(options.map.end(), map->begin(), map->end());
  }
  Result<MessageReader> reader = MessageReader::Open(inputs.files, rules.municipality().zone, options);
  if (!reader) {
    fmt::print(stderr, "autorules: {}\n", OneLine(reader.error().message));
    return tl::unexpected(kCouldNotRun);
  }
  for (const ExportInput* table : reader->tables()) {
    fmt::print(stderr, "{}", TableNote(*table, TerminalWidth(STDERR_FILENO), language));
  }
  return MessageStream(*std::move(reader), language);
}

MessageStream::MessageStream(MessageReader reader, Language language)
    : reader_(std::move(reader)), language_(language), progress_(reader_.total_bytes()) {}

std::string_view MessageStream::Choose(std::string_view russian, std::string_view english) const {
  return language_ == Language::kRussian ? russian : english;
}

bool MessageStream::Next(Message* message) {
  problems_.clear();
  const Result<bool> more = reader_.Next(message, &problems_);
  SayProblems();
  if (!more) {
    progress_.Clear();
    fmt::print(stderr, "autorules: {}\n", more.error().message);
    failed_ = true;
    return false;
  }
  messages_ += *more ? 1 : 0;
  progress_.Update(reader_.bytes_read(), messages_);
  return *more;
}

std::vector<const Sheet*> MessageStream::sheets() const {
  std::vector<const Sheet*> sheets;
  for (const ExportInput* table : reader_.tables()) sheets.push_back(&table->sheet());
  return sheets;
}

void MessageStream::SayProblems() {
  for (const InputProblem& problem : problems_) {
    skipped_ += problem.skipped ? 1 : 0;
    if (++said_ > kShownProblems) continue;
    progress_.Clear();
    const std::string& help = problem.help.In(language_);
    const std::string column = problem.column == 0 ? "" : fmt::format(":{}", problem.column);
    fmt::print(stderr, "{}:{}{}: {}{}{}\n", problem.input, problem.line, column, OneLine(problem.what.In(language_)),
               help.empty() ? "" : "; ", OneLine(help));
  }
}

void MessageStream::Note(const Message& message, const Decision& decision) {
  if (decision.trace.text_truncated) ++truncated_;
  if (!decision.trace.unknown_channel) return;
  if (unknown_channels_.size() < kRememberedChannels || unknown_channels_.contains(message.channel)) {
    ++unknown_channels_[message.channel];
  } else {
    ++other_channels_;
  }
}

ExitCode MessageStream::Finish() {
  progress_.Clear();
  if (said_ > kShownProblems) {
    fmt::print(stderr, "{}: {}\n", Choose("ещё таких сообщений о строках", "more problems in lines"),
               said_ - kShownProblems);
  }
  if (skipped_ > 0) fmt::print(stderr, "{}: {}\n", Choose("пропущено строк", "lines skipped"), skipped_);
  for (const auto& [channel, count] : unknown_channels_) {
    fmt::print(stderr, "{}: {}\n",
               language_ == Language::kRussian
                   ? fmt::format("неизвестный канал «{}», обращений", Shorten(OneLine(channel), kChannelColumns))
                   : fmt::format("unknown channel '{}', messages", Shorten(OneLine(channel), kChannelColumns)),
               count);
  }
  if (other_channels_ > 0) {
    fmt::print(stderr, "{}: {}\n", Choose("прочие неизвестные каналы, обращений", "other unknown channels, messages"),
               other_channels_);
  }
  if (truncated_ > 0) {
    fmt::print(stderr, "{}: {}\n", Choose("прочитано не до конца (длиннее 1 МиБ)", "not read to the end (over 1 MiB)"),
               truncated_);
  }
  if (failed_) return kCouldNotRun;
  return skipped_ > 0 ? kFindings : kOk;
}

}  // namespace autorules::cli
