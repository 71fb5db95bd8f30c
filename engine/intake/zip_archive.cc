#include "engine/intake/zip_archive.h"

#include <fmt/format.h>
#include <zip.h>

#include "engine/base/limits.h"

namespace autorules {
namespace {

constexpr std::size_t kBlockBytes = 64U << 10U;

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

tl::unexpected<Status> Damaged() { return Fail("архив повреждён"); }

}  // namespace

struct ZipArchive::Impl {
  std::unique_ptr<zip_t, DiscardArchive> archive;
  std::size_t unpacked = 0;
};

ZipArchive::ZipArchive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipArchive::~ZipArchive() = default;
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;

Result<ZipArchive> ZipArchive::Open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto impl = std::make_unique<Impl>();
  if (source != nullptr) {
    impl->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (impl->archive == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (impl->archive == nullptr) return Damaged();
  return ZipArchive(std::move(impl));
}

bool ZipArchive::Contains(const std::string& path) const {
  return zip_name_locate(impl_->archive.get(), path.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<ReadBytes> ZipArchive::Read(const std::string& path) {
  zip_stat_t info;
  if (zip_stat(impl_->archive.get(), path.c_str(), ZIP_FL_NOCASE, &info) != 0) {
    return Fail(fmt::format("в архиве нет части {}", path));
  }
  if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) {
    return Fail("архив закрыт паролем");
  }
  const std::shared_ptr<zip_file_t> file(zip_fopen(impl_->archive.get(), path.c_str(), ZIP_FL_NOCASE),
                                         [](zip_file_t* opened) {
                                           if (opened != nullptr) zip_fclose(opened);
                                         });
  if (file == nullptr) return Damaged();
  return ReadBytes([impl = impl_.get(), file](char* to, std::size_t size) -> Result<std::size_t> {
    const zip_int64_t got = zip_fread(file.get(), to, size);
    if (got < 0) return Damaged();
    impl->unpacked += static_cast<std::size_t>(got);
    if (impl->unpacked > limits::kUnpackedBytes) {
      return Fail(fmt::format("в распакованном виде больше {} МиБ", limits::kUnpackedBytes >> 20U));
    }
    return static_cast<std::size_t>(got);
  });
}

Result<std::string> ZipArchive::ReadWhole(const std::string& path) {
  const Result<ReadBytes> read = Read(path);
  if (!read) return tl::unexpected(read.error());
  std::string whole;
  for (;;) {
    const std::size_t before = whole.size();
    whole.resize(before + kBlockBytes);
    const Result<std::size_t> got = (*read)(whole.data() + before, kBlockBytes);
    if (!got) return tl::unexpected(got.error());
    whole.resize(before + *got);
    if (*got == 0) return whole;
    if (whole.size() > limits::kWorkbookPartBytes) {
      return Fail(fmt::format("часть {} больше {} МиБ", path, limits::kWorkbookPartBytes >> 20U));
    }
  }
}

}  // namespace autorules
