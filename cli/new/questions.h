#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/new/answers.h"

namespace autorules::cli {

/// What the command line says, as typed; nullopt: not said.
struct NewPackWords {
  std::optional<std::string> code, title, blocks, channels, zone, oktmo;
};

/// Checks what is said; the first thing that does not do is named with its option.
Result<void> CheckWords(const NewPackWords& words);

/// The answers. `words` has been checked and says code, title and blocks.
NewPackAnswers AnswersOf(const NewPackWords& words);

/// Asks for everything that is missing, one question after the other, each with what Enter stands for; asks again
/// when an answer does not do. `folder` gives the default of the code. False when the input ends before the answers.
bool AskMissing(NewPackWords& words, const std::string& folder, std::istream& in, std::ostream& out);

}  // namespace autorules::cli
