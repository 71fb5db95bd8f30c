#include "cli/workbook_check.h"

#include <fmt/format.h>
#include <zip.h>

#include <array>
#include <memory>
#include <string_view>

namespace autorules::cli {
namespace {

constexpr std::string_view kCellEnd = "</c>";
constexpr std::string_view kSheetEnd = "</worksheet>";

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Counts cells in XML that comes in pieces. `<` and `>` of texts are coded there, so that a tag is nothing else.
class CellCount {
 public:
  void Read(std::string_view piece) {
    window_ += piece;
    for (std::size_t at = window_.find(kCellEnd); at != std::string::npos; at = window_.find(kCellEnd, at + 1)) {
      ++cells_;
    }
    // What may begin a tag that the next piece ends; of a counted one, less than that.
    if (window_.size() > kSheetEnd.size()) window_.erase(0, window_.size() - kSheetEnd.size());
    const std::size_t counted = window_.rfind(kCellEnd);
    if (counted != std::string::npos) window_.erase(0, counted + 1);
  }
  std::uint64_t cells() const { return cells_; }
  bool ended() const { return std::string_view(window_).ends_with(kSheetEnd); }

 private:
  std::string window_;
  std::uint64_t cells_ = 0;
};

bool HoldsCells(zip_t* archive, const std::string& sheet, std::uint64_t cells) {
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(archive, sheet.c_str(), 0));
  if (file == nullptr) return false;
  CellCount count;
  auto buffer = std::make_unique<std::array<char, 1U << 16U>>();
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), buffer->data(), buffer->size());
    if (got < 0) return false;
    if (got == 0) return count.ended() && count.cells() == cells;
    count.Read({buffer->data(), static_cast<std::size_t>(got)});
  }
}

}  // namespace

bool HoldsCells(const std::string& file, const std::vector<std::uint64_t>& cells) {
  int error = 0;
  const std::unique_ptr<zip_t, CloseArchive> archive(zip_open(file.c_str(), ZIP_RDONLY, &error));
  if (archive == nullptr) return false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!HoldsCells(archive.get(), fmt::format("xl/worksheets/sheet{}.xml", i + 1), cells[i])) return false;
  }
  return true;
}

}  // namespace autorules::cli
