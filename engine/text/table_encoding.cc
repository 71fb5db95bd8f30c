#include "engine/text/table_encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace autorules {
namespace {

using Decoded = tl::expected<std::string, Text>;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0";

tl::unexpected<Text> NotCsv(const std::string& ru, const std::string& en) {
  return tl::unexpected<Text>(Text(ru + "; откройте его в программе таблиц и сохраните как «CSV UTF-8»",
                                   en + "; open it in a spreadsheet program and save it as `CSV UTF-8`"));
}

tl::unexpected<Text> Unreadable(std::size_t line, const std::string& encoding) {
  return NotCsv(fmt::format("в строке {} байты, которых нет в {}", line, encoding),
                fmt::format("line {} has bytes that {} does not have", line, encoding));
}

std::size_t LineOf(std::string_view text, std::size_t offset) {
  return 1 +
         static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

/// UTF-8 with a damaged byte must not pass for Windows-1251: Russian text in Windows-1251 has next to no sequences that
/// are characters of UTF-8, a damaged file next to no others.
bool IsMostlyUtf8(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    if (static_cast<unsigned char>(text[pos]) < 0x80) {
      ++pos;
    } else {
      ++(DecodeUtf8(text, pos) < 0 ? bad : good);
    }
  }
  return good > bad;
}

/// False when the bytes are not of the encoding.
bool Convert(std::string_view bytes, const char* encoding, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return false;
  wide.toUTF8String(out);
  return true;
}

Decoded DecodeUtf16(std::string_view bytes, const char* encoding) {
  std::string out;
  if (!Convert(bytes, encoding, out)) {
    return NotCsv("файл в UTF-16 повреждён", "the file is UTF-16 and damaged");
  }
  return out;
}

Decoded DecodeWindows1251(std::string_view bytes) {
  // The only byte that Windows-1251 leaves without a character; ICU makes a control character of it.
  const std::size_t undefined = bytes.find('\x98');
  if (undefined != std::string_view::npos) return Unreadable(LineOf(bytes, undefined), "Windows-1251");
  std::string out;
  if (!Convert(bytes, "windows-1251", out)) return Unreadable(1, "Windows-1251");
  return out;
}

Decoded DecodeBytes(std::string bytes) {
  if (bytes.starts_with(kZip)) {
    return NotCsv("это книга программы таблиц (.xlsx, .ods) или архив, а не CSV",
                  "it is a workbook (.xlsx, .ods) or an archive, not CSV");
  }
  if (bytes.starts_with(kCompoundFile)) {
    return NotCsv("это старая книга Excel (.xls), а не CSV", "it is an old Excel workbook (.xls), not CSV");
  }
  if (bytes.starts_with(kUtf16LittleMark)) return DecodeUtf16(std::string_view(bytes).substr(2), "UTF-16LE");
  if (bytes.starts_with(kUtf16BigMark)) return DecodeUtf16(std::string_view(bytes).substr(2), "UTF-16BE");
  std::size_t bad = 0;
  const bool marked = bytes.starts_with(kUtf8Mark);
  if (IsValidUtf8(bytes, &bad)) return marked ? bytes.substr(kUtf8Mark.size()) : std::move(bytes);
  if (marked || IsMostlyUtf8(bytes)) return Unreadable(LineOf(bytes, bad), "UTF-8");
  return DecodeWindows1251(bytes);
}

}  // namespace

tl::expected<std::string, Text> DecodeTable(std::string bytes) {
  Decoded text = DecodeBytes(std::move(bytes));
  if (!text) return text;
  if (text->find('\0') != std::string::npos) {
    return NotCsv("в файле нулевые байты: это не текст", "the file has zero bytes: it is no text");
  }
  for (std::size_t at = text->find('\r'); at != std::string::npos; at = text->find('\r', at + 1)) {
    if (at + 1 == text->size() || (*text)[at + 1] != '\n') (*text)[at] = '\n';
  }
  return text;
}

}  // namespace autorules
