#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/new/answers.h"

namespace autorules::cli {

/// Path below the folder of the pack, and content.
using PackFile = std::pair<std::string, std::string>;

/// A pack for a new municipality, laid out as `autorules fmt` does, with comments that teach. It compiles without a
/// warning and its examples pass whatever the answers are, as long as the readers of new_answers.h gave them.
std::vector<PackFile> NewPackFiles(const NewPackAnswers& answers);

}  // namespace autorules::cli
