#include "engine/intake/input_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "engine/base/limits.h"
#include "engine/intake/sheet_reader.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::size_t kStartBytes = 4096;
constexpr std::size_t kBlockBytes = 1U << 20U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";

/// An open file descriptor, closed with the last copy of the reading function.
std::shared_ptr<int> Own(int descriptor) {
  return {new int(descriptor), [](const int* fd) {
            if (*fd > STDERR_FILENO) close(*fd);
            delete fd;
          }};
}

ReadBytes ReadFrom(std::string name, std::shared_ptr<int> descriptor) {
  return
      [name = std::move(name), descriptor = std::move(descriptor)](char* to, std::size_t size) -> Result<std::size_t> {
        for (;;) {
          const ssize_t got = read(*descriptor, to, size);
          if (got >= 0) return static_cast<std::size_t>(got);
          if (errno != EINTR) return Fail(fmt::format("{}: {}", name, std::strerror(errno)));
        }
      };
}

std::string_view WithoutMark(std::string_view start) {
  if (start.starts_with(kByteOrderMark)) start.remove_prefix(kByteOrderMark.size());
  return start.substr(std::min(start.find_first_not_of(kBlanks), start.size()));
}

/// As much as says what the file is; a pipe gives its first bytes.
Result<std::string> ReadStart(const ReadBytes& read) {
  std::string start;
  while (start.size() < kStartBytes && (start.size() < kByteOrderMark.size() + 1 || WithoutMark(start).empty())) {
    const std::size_t before = start.size();
    start.resize(kStartBytes);
    const Result<std::size_t> got = read(start.data() + before, kStartBytes - before);
    if (!got) return tl::unexpected(got.error());
    start.resize(before + *got);
    if (*got == 0) break;
  }
  return start;
}

/// The bytes read already, then the others.
ReadBytes Joined(std::string start, ReadBytes rest) {
  return [start = std::move(start), rest = std::move(rest), at = std::size_t{0}](
             char* to, std::size_t size) mutable -> Result<std::size_t> {
    if (at == start.size()) return rest(to, size);
    const std::size_t count = std::min(size, start.size() - at);
    std::copy_n(start.data() + at, count, to);
    at += count;
    return count;
  };
}

}  // namespace

Result<InputFile> OpenInput(std::string name) {
  const auto failed = [&](int error) { return Fail(fmt::format("{}: {}", name, std::strerror(error))); };
  const int descriptor = name == "-" ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(errno);
  const auto owned = Own(descriptor);
  struct stat info {};
  if (fstat(descriptor, &info) != 0) return failed(errno);
  if (S_ISDIR(info.st_mode)) return failed(EISDIR);
  InputFile file;
  if (S_ISREG(info.st_mode)) file.size = static_cast<std::uint64_t>(info.st_size);
  file.read = ReadFrom(name, owned);
  if (name != "-") {
    Result<std::string> start = ReadStart(file.read);
    if (!start) return tl::unexpected(start.error());
    file.start = *std::move(start);
    file.read = Joined(file.start, std::move(file.read));
  }
  file.name = std::move(name);
  return file;
}

bool IsTable(const InputFile& file, bool is_mapped) {
  if (LooksLikeWorkbook(file.start)) return true;
  if (file.name == "-" || WithoutMark(file.start).starts_with('{')) return false;
  constexpr auto kExtensions = std::to_array<std::string_view>({".csv", ".tsv", ".txt"});
  const std::string name = Fold(file.name);
  return is_mapped || std::any_of(kExtensions.begin(), kExtensions.end(),
                                  [&](std::string_view extension) { return name.ends_with(extension); });
}

bool LooksLikeTable(std::string_view start) {
  if (LooksLikeWorkbook(start)) return true;
  const std::string_view text = WithoutMark(start);
  if (text.starts_with('{') || text.starts_with('[')) return false;
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  return std::max(std::count(line.begin(), line.end(), ';'), std::count(line.begin(), line.end(), '\t')) > 1;
}

Result<std::string> ReadWhole(const InputFile& file) {
  const auto too_large = [&] {
    return Fail(
        fmt::format("{}: файл больше {} МиБ; разделите выгрузку по датам", file.name, limits::kExportBytes >> 20U));
  };
  if (file.size > limits::kExportBytes) return too_large();
  std::string whole;
  whole.reserve(file.size.value_or(0) + kBlockBytes);
  for (;;) {
    const std::size_t before = whole.size();
    whole.resize(before + kBlockBytes);
    const Result<std::size_t> got = file.read(whole.data() + before, kBlockBytes);
    if (!got) return tl::unexpected(got.error());
    whole.resize(before + *got);
    if (*got == 0) return whole;
    if (whole.size() > limits::kExportBytes) return too_large();
  }
}

}  // namespace autorules
