#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace autorules::testing {

struct ProgramResult {
  int code = 0;  ///< exit code, or -1 when the program was killed
  std::string out, err;
};

/// Runs the built `autorules` with `arguments` and waits. `input` is its standard input.
ProgramResult RunProgram(const std::vector<std::string>& arguments, const std::string& input = "");

/// A folder of its own that goes with the object.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Writes a file below the folder and returns its path.
  std::string Write(const std::string& name, const std::string& content) const;

 private:
  std::filesystem::path path_;
};

}  // namespace autorules::testing
