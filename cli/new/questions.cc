#include "cli/new/questions.h"

#include <fmt/format.h>

#include <filesystem>
#include <istream>
#include <ostream>

namespace autorules::cli {
namespace {

constexpr std::string_view kDefaultCode = "moy_rayon";
constexpr std::string_view kDefaultTitle = "Мой район";
constexpr std::string_view kDefaultBlocks = "Дороги, ЖКХ, Благоустройство, Школы";
constexpr std::string_view kDefaultChannels = "пос, инцидент, вк";
constexpr std::string_view kDefaultZone = "Europe/Moscow";

/// Asks until `read` takes the answer; an empty one stands for `otherwise`. False at the end of the input.
template <typename Read>
bool Ask(std::string_view question, std::string_view otherwise, Read read, std::optional<std::string>& word,
         std::istream& in, std::ostream& out) {
  if (word) return true;
  while (true) {
    out << question << (otherwise.empty() ? "" : fmt::format(" [{}]", otherwise)) << ": " << std::flush;
    std::string line;
    if (!std::getline(in, line)) return false;
    if (line.find_first_not_of(" \t\r") == std::string::npos) line = otherwise;
    const auto answer = read(line);
    if (answer) {
      word = line;
      return true;
    }
    out << "  " << answer.error().message << "\n";
  }
}

/// The name of the folder, when it can be a code.
std::string CodeFor(const std::string& folder) {
  const auto code = ReadCode(std::filesystem::path(folder).lexically_normal().filename().string());
  return code ? *code : std::string(kDefaultCode);
}

}  // namespace

Result<void> CheckWords(const NewPackWords& words) {
  Result<void> result;
  const auto check = [&](std::string_view option, const std::optional<std::string>& word, auto read) {
    if (!word || !result) return;
    if (const auto answer = read(*word); !answer) result = Fail(fmt::format("{}: {}", option, answer.error().message));
  };
  check("--code", words.code, ReadCode);
  check("--name", words.title, ReadTitle);
  check("--blocks", words.blocks, ReadBlocks);
  check("--channels", words.channels, ReadChannels);
  check("--zone", words.zone, ReadZone);
  check("--oktmo", words.oktmo, ReadOktmo);
  return result;
}

NewPackAnswers AnswersOf(const NewPackWords& words) {
  return {ReadCode(*words.code).value(),
          ReadTitle(*words.title).value(),
          ReadBlocks(*words.blocks).value(),
          ReadChannels(words.channels.value_or(std::string(kDefaultChannels))).value(),
          ReadZone(words.zone.value_or(std::string(kDefaultZone))).value(),
          ReadOktmo(words.oktmo.value_or("")).value()};
}

bool AskMissing(NewPackWords& words, const std::string& folder, std::istream& in, std::ostream& out) {
  out << "Enter принимает ответ в скобках, Ctrl-D прекращает: тогда ничего не будет записано.\n";
  return Ask("Название муниципалитета", kDefaultTitle, ReadTitle, words.title, in, out) &&
         Ask("Код: одно слово для правил", CodeFor(folder), ReadCode, words.code, in, out) &&
         Ask("Блоки администрации через запятую (имя с запятой — в кавычках)", kDefaultBlocks, ReadBlocks, words.blocks,
             in, out) &&
         Ask("Каналы через запятую", kDefaultChannels, ReadChannels, words.channels, in, out) &&
         Ask("Часовой пояс", kDefaultZone, ReadZone, words.zone, in, out) &&
         Ask("Код ОКТМО (если не под рукой, просто Enter)", "", ReadOktmo, words.oktmo, in, out);
}

}  // namespace autorules::cli
