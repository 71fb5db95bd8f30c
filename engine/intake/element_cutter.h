#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/intake/line_reader.h"

namespace autorules {

/// Cuts all elements of one name out of a stream of XML, so that a part of any size is read an element at a time. Only
/// markup is understood, not what it means: what is cut out goes to an XML parser. Not thread-safe.
class ElementCutter {
 public:
  /// `element` without a prefix: of "row" also <x:row> is cut out.
  ElementCutter(ReadBytes read, std::string element);

  /// The next element with all inside it, which lives until the next call; false at the end. Fails as `read` does, and
  /// on what is no XML: an element that is not closed or longer than limits::kWorkbookPartBytes, a document type
  /// (workbooks have none, and entities could be declared there), UTF-16.
  Result<bool> Next(std::string_view* element);

 private:
  /// Makes `text` of the buffer hold `size` bytes from `at`, if there are as many.
  Result<bool> Has(std::size_t at, std::size_t size);
  /// Where `sought` begins, from `at`; npos when it is not there.
  Result<std::size_t> Find(std::string_view sought, std::size_t at);
  /// One past the `>` of the tag that begins at `at`.
  Result<std::size_t> TagEnd(std::size_t at);
  Result<bool> ReadMore();

  ReadBytes read_;
  std::string element_;
  std::string buffer_;
  std::size_t at_ = 0;  ///< bytes before are done with
  bool started_ = false;
  bool at_end_ = false;
};

}  // namespace autorules
