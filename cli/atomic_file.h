#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace autorules::cli {

/// A file in the making beside the one that it will replace. Readers of that see the old or the new content, also
/// after a crash; what was not put in its place goes with the object.
class PendingFile {
 public:
  /// Follows a symbolic link to its file. Fails where no file can be written, and when `path` is no plain file.
  static Result<PendingFile> Create(const std::string& path);
  ~PendingFile();
  PendingFile(PendingFile&& other) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;

  /// Of the file to write, which is open and empty.
  int descriptor() const { return descriptor_; }
  const std::string& name() const { return name_; }

  /// Puts the file in place, with the access rights of the one before. Call it once.
  Result<void> Commit();

 private:
  PendingFile(std::string path, std::string target, unsigned rights)
      : path_(std::move(path)), target_(std::move(target)), rights_(rights) {}

  std::string path_;    ///< as given, for messages
  std::string target_;  ///< without links
  unsigned rights_;
  std::string name_;  ///< empty when there is nothing to remove
  int descriptor_ = -1;
};

/// Replaces the file's content as a whole.
Result<void> ReplaceFile(const std::string& path, std::string_view content);

}  // namespace autorules::cli
