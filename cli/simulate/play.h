#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "cli/exit_code.h"
#include "cli/message_stream.h"
#include "cli/options.h"
#include "engine/simulate/simulation.h"

namespace autorules::cli {

/// The command line of `simulate`.
struct SimulateOptions {
  PackOptions pack;
  InputOptions inputs;
  std::string start, until;  ///< a day or a moment; `start` may be empty
  std::string script;        ///< file name, or empty
  std::string format = "timeline";
  bool migrate = false;
  std::string calendar;  ///< file name for the deadlines, or empty
  std::string id;        ///< of the only message to show, or empty
};

/// A day or a moment as people write it: the beginning of a day as a start, its last second as an end. Nullopt when it
/// is neither.
enum class Edge : std::uint8_t { kStart, kEnd };
std::optional<UnixSeconds> ReadEdge(std::string_view text, std::string_view zone, Edge edge);

/// What has been played, and what came of reading it.
struct Played {
  std::shared_ptr<const RuleIndex> rules;
  std::unique_ptr<Simulation> simulation;
  UnixSeconds end = 0;
  ExitCode code = kOk;  ///< kFindings: something was left out or refused
};
/// Reads rules, messages and script and plays them. What is wrong with them is said on stderr; what keeps it from being
/// played at all gives the exit code.
tl::expected<Played, ExitCode> Play(const SimulateOptions& options);

}  // namespace autorules::cli
