#include "tests/fuzz/archive.h"

#include "engine/text/fold.h"

namespace autorules::fuzz {

TextFiles FilesOfArchive(std::string_view archive) {
  constexpr std::string_view kMark = "=== ";
  TextFiles files{{"main.rules", ""}};
  while (!archive.empty()) {
    const std::size_t end = archive.find('\n');
    const std::string_view line = archive.substr(0, end == std::string_view::npos ? archive.size() : end + 1);
    archive.remove_prefix(line.size());
    if (line.starts_with(kMark)) {
      const std::string_view name = line.substr(kMark.size());
      files.emplace_back(RepairUtf8(name.substr(0, name.find_last_not_of("\r\n") + 1)), "");
    } else {
      files.back().second += line;
    }
  }
  if (files.front().second.empty()) files.erase(files.begin());
  return files;
}

}  // namespace autorules::fuzz
