#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/intake/line_reader.h"

namespace autorules {

/// The files inside a zip archive that lies in memory. Everything unpacked counts towards limits::kUnpackedBytes, so
/// that an archive made to burst fails. Not thread-safe.
class ZipArchive {
 public:
  /// `bytes` must outlive the archive. Fails when they are no archive or a damaged one.
  static Result<ZipArchive> Open(std::string_view bytes);
  ~ZipArchive();
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;

  /// Case aside.
  bool Contains(const std::string& path) const;
  /// Reads the file from its beginning; the archive must outlive what is returned. Fails when there is none or it is
  /// encrypted; reading fails when it is damaged.
  Result<ReadBytes> Read(const std::string& path);
  /// The same as a whole, at most limits::kWorkbookPartBytes.
  Result<std::string> ReadWhole(const std::string& path);

 private:
  struct Impl;
  explicit ZipArchive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
