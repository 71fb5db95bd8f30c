#include "tests/support/make_zip.h"

#include <zip.h>

#include <cstdlib>

namespace autorules::testing {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

std::string MakeZip(const std::vector<std::pair<std::string, std::string>>& files) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  Require(target != nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  Require(archive != nullptr);
  for (const auto& [name, content] : files) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    Require(source != nullptr);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      continue;
    }
    constexpr zip_uint32_t kFast = 1;
    Require(zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, kFast) == 0);
  }
  Require(zip_close(archive) == 0);
  zip_stat_t info;
  std::string bytes;
  // Of no files there is no archive.
  if (zip_source_open(target) == 0) {
    Require(zip_source_stat(target, &info) == 0);
    bytes.resize(info.size);
    Require(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(target);
  }
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

}  // namespace autorules::testing
