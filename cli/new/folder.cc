#include "cli/new/folder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace autorules::cli {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Status> FailWith(const fs::path& path, int error) {
  return Fail(fmt::format("{}: {}", path.string(), std::strerror(error)));
}

/// The folder without `.`, `..`, a slash at the end or links in what exists of it.
fs::path Target(const std::string& folder) {
  std::error_code ignored;
  fs::path path = fs::weakly_canonical(fs::absolute(folder, ignored), ignored);
  return path.has_filename() ? path : path.parent_path();
}

Result<void> WriteFiles(const fs::path& folder, const std::vector<PackFile>& files) {
  for (const auto& [name, content] : files) {
    const fs::path path = folder / name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return Fail(fmt::format("{}: {}", path.parent_path().string(), error.message()));
    std::ofstream out(path, std::ios::binary);
    out << content;
    out.close();
    if (!out) return FailWith(path, errno);
  }
  return {};
}

/// mkdtemp makes folders for their owner only; this one is to be like any other.
Result<void> GiveOrdinaryRights(const fs::path& folder) {
  const mode_t mask = umask(0);
  umask(mask);
  if (chmod(folder.c_str(), 0777 & ~mask) != 0) return FailWith(folder, errno);
  return {};
}

}  // namespace

Result<void> CheckNewFolder(const std::string& folder) {
  const fs::path target = Target(folder);
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (fs::exists(status)) {
    if (!fs::is_directory(status)) return Fail(fmt::format("{}: это файл; назовите новую папку", folder));
    if (fs::equivalent(target, fs::current_path(error), error))
      return Fail("вы в этой папке; назовите новую: autorules new ПАПКА");
    const bool empty = fs::is_empty(target, error);
    if (error) return Fail(fmt::format("{}: {}", folder, error.message()));
    if (!empty) return Fail(fmt::format("{}: папка не пуста, в ней ничего не изменено; назовите новую", folder));
    return {};
  }
  if (!fs::is_directory(target.parent_path(), error))
    return Fail(fmt::format("{}: нет папки {}, в которой её создать", folder, target.parent_path().string()));
  return {};
}

Result<void> WriteNewFolder(const std::string& folder, const std::vector<PackFile>& files) {
  const fs::path target = Target(folder);
  std::string temporary = target.string() + ".XXXXXX";
  if (mkdtemp(temporary.data()) == nullptr) return FailWith(temporary, errno);
  Result<void> done = WriteFiles(temporary, files);
  if (done) done = GiveOrdinaryRights(temporary);
  // Takes the place of an empty folder, too; fails when somebody has put something there in the meantime.
  if (done && std::rename(temporary.c_str(), target.c_str()) != 0) done = FailWith(target, errno);
  if (!done) {
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
  }
  return done;
}

}  // namespace autorules::cli
