#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace autorules::cli {

/// What `autorules new` needs to know.
struct NewPackAnswers {
  std::string code;                   ///< name of the municipality in the rules: proba
  std::string title;                  ///< what people call it: Пробный район
  std::vector<std::string> blocks;    ///< display names, at least one
  std::vector<std::string> channels;  ///< names in the module `каналы`, at least one
  std::string zone;
  std::string oktmo;  ///< "" when not told
};

/// Each reads one answer as people give it and returns it as the pack needs it, or says in Russian what is wrong.
Result<std::string> ReadCode(std::string_view text);
Result<std::string> ReadTitle(std::string_view text);
/// Names separated by commas; a name with a comma stands in quotes.
Result<std::vector<std::string>> ReadBlocks(std::string_view text);
/// Names, display names or codes of channels, separated by commas.
Result<std::vector<std::string>> ReadChannels(std::string_view text);
Result<std::string> ReadZone(std::string_view text);
/// May be empty.
Result<std::string> ReadOktmo(std::string_view text);

}  // namespace autorules::cli
