#include "cli/new/answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "cli/layout.h"
#include "cli/new/names.h"
#include "cli/new/standard_module.h"
#include "dsl/lexis.h"
#include "dsl/suggest.h"
#include "engine/calendar/civil_date.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

/// A code is typed again and again; names of places fit.
constexpr std::size_t kCodeLetters = 60;

/// One zone for each time that Russian clocks show; the tz database has more names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kRussianZones{{
    {"Europe/Kaliningrad", "МСК−1"},
    {"Europe/Moscow", "МСК"},
    {"Europe/Samara", "МСК+1"},
    {"Asia/Yekaterinburg", "МСК+2"},
    {"Asia/Omsk", "МСК+3"},
    {"Asia/Krasnoyarsk", "МСК+4"},
    {"Asia/Irkutsk", "МСК+5"},
    {"Asia/Yakutsk", "МСК+6"},
    {"Asia/Vladivostok", "МСК+7"},
    {"Asia/Magadan", "МСК+8"},
    {"Asia/Kamchatka", "МСК+9"},
}};

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

std::string OrHint(const std::vector<std::string>& nearest) {
  return nearest.empty() ? "" : fmt::format("; похоже на «{}»", fmt::join(nearest, "», «"));
}

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
}

/// Items between commas; one that stands in quotes as a whole may hold commas.
std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> items;
  while (true) {
    text = Trim(text);
    const std::size_t literal = lexis::StringLength(text);
    const bool quoted = literal > 0 && literal != std::string_view::npos;
    const std::string_view after = quoted ? Trim(text.substr(literal)) : std::string_view();
    if (quoted && (after.empty() || after.front() == ',')) {
      items.emplace_back(Trim(lexis::StringValue(text.substr(0, literal))));
      if (after.empty()) return items;
      text = after.substr(1);
      continue;
    }
    const std::size_t comma = text.find(',');
    items.emplace_back(Trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) return items;
    text = text.substr(comma + 1);
  }
}

const ast::Channel* FindStandardChannel(std::string_view folded) {
  for (const ast::Channel& channel : StandardChannels().channels) {
    const auto is = [&](const ast::String& text) { return Fold(text.value) == folded; };
    if (channel.name.text == folded || is(channel.display) ||
        std::any_of(channel.codes.begin(), channel.codes.end(), is))
      return &channel;
  }
  return nullptr;
}

Result<std::string> ReadBlock(const std::string& item) {
  Result<std::string> title = ReadTitle(item);
  if (!title) return Fail(fmt::format("имя блока: {}", title.error().message));
  return title;
}

Result<std::string> ReadChannel(const std::string& item) {
  if (const ast::Channel* channel = FindStandardChannel(Fold(item))) return channel->name.spelled;
  std::vector<std::string> known;
  for (const ast::Channel& channel : StandardChannels().channels) known.push_back(channel.name.spelled);
  const std::vector<std::string> nearest = Nearest(item, known);
  return Fail(fmt::format("канала «{}» в модуле «каналы» нет{}; есть: {}", OneLine(item), OrHint(nearest),
                          fmt::join(known, ", ")));
}

/// Every item by `read`; two that are one for the language are refused.
template <typename Read>
Result<std::vector<std::string>> ReadItems(std::string_view text, Read read) {
  if (!IsValidUtf8(text)) return Fail("текст не в кодировке UTF-8");
  std::vector<std::string> items;
  for (const std::string& item : SplitList(text)) {
    Result<std::string> value = read(item);
    if (!value) return tl::unexpected(value.error());
    const auto same = [&](const std::string& other) { return Fold(other) == Fold(*value); };
    if (std::any_of(items.begin(), items.end(), same)) return Fail(fmt::format("«{}» указано дважды", OneLine(item)));
    items.push_back(*std::move(value));
  }
  return items;
}

}  // namespace

Result<std::string> ReadCode(std::string_view text) {
  const std::string_view code = Trim(text);
  if (code.empty()) return Fail("код пуст: нужно одно слово, например proba");
  if (!IsValidUtf8(code)) return Fail("код не в кодировке UTF-8");
  if (lexis::WordLength(code) != code.size()) {
    return Fail(fmt::format("код «{}» не годится: это одно слово из букв, цифр и «_», первая — буква", OneLine(code)));
  }
  if (lexis::IsMixedScript(code)) {
    return Fail(fmt::format("в коде «{}» смешаны русские и латинские буквы: наберите его заново", code));
  }
  if (CountCodePoints(code) > kCodeLetters) return Fail(fmt::format("код длиннее {} букв", kCodeLetters));
  if (IsLanguageWord(Fold(code))) {
    return Fail(fmt::format("код «{0}» — слово языка правил: дайте другой, например «{0}_{1}»", code,
                            lexis::IsMixedScript(fmt::format("{}мцу", code)) ? "mcu" : "мцу"));
  }
  return std::string(code);
}

Result<std::string> ReadTitle(std::string_view text) {
  if (!IsValidUtf8(text)) return Fail("текст не в кодировке UTF-8");
  const std::string_view title = Trim(text);
  if (HasControl(title)) return Fail("название пишется в одну строку, без табуляции");
  if (Fold(title).empty()) return Fail("название пусто");
  return std::string(title);
}

Result<std::vector<std::string>> ReadBlocks(std::string_view text) {
  if (Trim(text).empty()) return Fail("нужен хотя бы один блок; имена разделяются запятыми: Дороги, ЖКХ, Школы");
  return ReadItems(text, ReadBlock);
}

Result<std::vector<std::string>> ReadChannels(std::string_view text) {
  if (Trim(text).empty()) return Fail("нужен хотя бы один канал, например: пос, инцидент, вк");
  return ReadItems(text, ReadChannel);
}

Result<std::string> ReadZone(std::string_view text) {
  const std::string zone(Trim(text));
  if (!IsValidUtf8(zone)) return Fail("часовой пояс не в кодировке UTF-8");
  if (!zone.empty() && IsKnownZone(zone)) return zone;
  std::vector<std::string> known;
  std::vector<std::string> shown;
  for (const auto& [name, hours] : kRussianZones) {
    known.emplace_back(name);
    shown.push_back(fmt::format("{} ({})", name, hours));
  }
  return Fail(fmt::format("часовой пояс «{}» неизвестен{}; в России: {}", OneLine(zone), OrHint(Nearest(zone, known)),
                          fmt::join(shown, ", ")));
}

Result<std::string> ReadOktmo(std::string_view text) {
  const std::string_view code = Trim(text);
  const bool digits = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (code.empty() || (digits && (code.size() == 8 || code.size() == 11))) return std::string(code);
  return Fail(fmt::format("ОКТМО «{}» не годится: в коде 8 или 11 цифр", OneLine(RepairUtf8(code))));
}

}  // namespace autorules::cli
