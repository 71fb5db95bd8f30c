#include "cli/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

namespace autorules::cli {
namespace {

constexpr unsigned kRights = 07777U;

/// The text of errno when writing failed.
std::optional<int> WriteAll(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

/// What a new file may be done with.
unsigned RightsOfNewFiles() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666U & ~static_cast<unsigned>(mask);
}

tl::unexpected<Status> FailAt(const std::string& path, int error) {
  return Fail(fmt::format("{}: {}", path, std::strerror(error)));
}

}  // namespace

Result<PendingFile> PendingFile::Create(const std::string& path) {
  std::error_code missing;
  const std::filesystem::path found = std::filesystem::canonical(path, missing);
  const std::string target = missing ? path : found.string();
  struct stat info {};
  const bool exists = stat(target.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) return FailAt(path, EISDIR);
  if (exists && !S_ISREG(info.st_mode)) return Fail(fmt::format("{}: не обычный файл", path));
  PendingFile file(path, target, exists ? info.st_mode & kRights : RightsOfNewFiles());
  std::string name = target + ".XXXXXX";
  file.descriptor_ = mkstemp(name.data());
  if (file.descriptor_ < 0) return FailAt(path, errno);
  file.name_ = std::move(name);
  return file;
}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      rights_(other.rights_),
      name_(std::exchange(other.name_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

PendingFile::~PendingFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!name_.empty()) unlink(name_.c_str());
}

Result<void> PendingFile::Commit() {
  std::optional<int> error;
  if (fsync(descriptor_) != 0 || fchmod(descriptor_, rights_) != 0) error = errno;
  if (close(std::exchange(descriptor_, -1)) != 0 && !error) error = errno;
  if (!error && std::rename(name_.c_str(), target_.c_str()) != 0) error = errno;
  if (error) return FailAt(path_, *error);
  name_.clear();
  return {};
}

Result<void> ReplaceFile(const std::string& path, std::string_view content) {
  Result<PendingFile> file = PendingFile::Create(path);
  if (!file) return tl::unexpected(file.error());
  if (const auto error = WriteAll(file->descriptor(), content)) return FailAt(path, *error);
  return file->Commit();
}

}  // namespace autorules::cli
