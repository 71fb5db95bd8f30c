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

namespace autorules::cli {
namespace {

/// The text of errno when writing, syncing or closing failed.
std::optional<int> WriteAll(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(descriptor) != 0) return errno;
  return std::nullopt;
}

}  // namespace

Result<void> ReplaceFile(const std::string& path, std::string_view content) {
  const auto fail = [&](int error) { return Fail(fmt::format("{}: {}", path, std::strerror(error))); };
  std::error_code ignored;
  const std::filesystem::path target = std::filesystem::canonical(path, ignored);
  struct stat info {};
  if (stat(target.c_str(), &info) != 0) return fail(errno);
  std::string temporary = target.string() + ".XXXXXX";
  const int descriptor = mkstemp(temporary.data());
  if (descriptor < 0) return fail(errno);
  std::optional<int> error = WriteAll(descriptor, content);
  if (!error && fchmod(descriptor, info.st_mode & 07777U) != 0) error = errno;
  if (close(descriptor) != 0 && !error) error = errno;
  if (!error && std::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (!error) return {};
  unlink(temporary.c_str());
  return fail(*error);
}

}  // namespace autorules::cli
