#include "dsl/pack_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/base/limits.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScriptFolder = "scripts";

std::vector<std::string> PathsIn(const fs::path& folder, std::string_view extension) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension && !entry.is_directory(error)) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class FolderFiles final : public PackFiles {
 public:
  explicit FolderFiles(std::string folder) : folder_(std::move(folder)) {}

  std::vector<std::pair<std::string, Result<std::string>>> RuleFiles() override { return ReadAll(folder_, ".rules"); }
  std::vector<std::pair<std::string, Result<std::string>>> ScriptFiles() override {
    return ReadAll(fs::path(folder_) / kScriptFolder, ".lua");
  }
  Result<std::string> Table(const std::string& path) override {
    // A table lies in the pack: a pack can be copied as a folder and reads nothing else of the machine.
    const fs::path relative(path);
    if (relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end()) {
      return Fail("путь должен оставаться внутри папки правил");
    }
    return ReadWholeFile(DisplayPath(path), limits::kTableBytes);
  }
  std::string DisplayPath(const std::string& path) const override { return (fs::path(folder_) / path).string(); }

 private:
  static std::vector<std::pair<std::string, Result<std::string>>> ReadAll(const fs::path& folder,
                                                                          std::string_view extension) {
    std::vector<std::pair<std::string, Result<std::string>>> files;
    for (const std::string& path : PathsIn(folder, extension))
      files.emplace_back(path, ReadWholeFile(path, limits::kSourceBytes));
    return files;
  }

  std::string folder_;
};

class MemoryFiles final : public PackFiles {
 public:
  explicit MemoryFiles(std::vector<std::pair<std::string, std::string>> files) : files_(std::move(files)) {
    std::sort(files_.begin(), files_.end());
  }
  std::vector<std::pair<std::string, Result<std::string>>> RuleFiles() override { return All("", ".rules"); }
  std::vector<std::pair<std::string, Result<std::string>>> ScriptFiles() override {
    return All(std::string(kScriptFolder) + "/", ".lua");
  }
  Result<std::string> Table(const std::string& path) override {
    for (const auto& [name, text] : files_) {
      if (name == path) return text;
    }
    return Fail("такого файла нет");
  }
  std::string DisplayPath(const std::string& path) const override { return path; }

 private:
  std::vector<std::pair<std::string, Result<std::string>>> All(std::string_view start, std::string_view end) const {
    std::vector<std::pair<std::string, Result<std::string>>> found;
    for (const auto& [path, text] : files_) {
      if (path.starts_with(start) && path.ends_with(end)) found.emplace_back(path, text);
    }
    return found;
  }

  std::vector<std::pair<std::string, std::string>> files_;
};

}  // namespace

Result<std::string> ReadWholeFile(const std::string& path, std::size_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Fail("это папка, а не файл");
  std::ifstream in(path, std::ios::binary);
  if (!in) return Fail(std::strerror(errno));
  std::string text;
  std::array<char, 1U << 16U> block{};
  while (text.size() <= limit && in) {
    in.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (text.size() > limit) return Fail(fmt::format("больше {} МиБ", limit >> 20U));
  return text;
}

Result<std::unique_ptr<PackFiles>> OpenPackFolder(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return Fail(fmt::format("папки «{}» нет", folder));
  if (!fs::is_directory(folder, error)) return Fail(fmt::format("«{}» — не папка с правилами", folder));
  fs::directory_iterator probe(folder, error);
  if (error) return Fail(fmt::format("папка «{}» не читается: {}", folder, error.message()));
  return std::make_unique<FolderFiles>(folder);
}

std::unique_ptr<PackFiles> PackInMemory(std::vector<std::pair<std::string, std::string>> files) {
  return std::make_unique<MemoryFiles>(std::move(files));
}

}  // namespace autorules
