#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "cli/new/folder.h"
#include "cli/new/pack.h"
#include "cli/new/questions.h"
#include "cli/output.h"
#include "cli/terminal.h"

namespace autorules::cli {
namespace {

struct NewOptions {
  std::string folder;
  NewPackWords words;
};

/// The word as a shell reads it back.
std::string ShellWord(const std::string& word) {
  constexpr std::string_view kSpecial = " \t\n\"'\\$`!*?[](){}<>|&;#~";
  if (!word.empty() && word.find_first_of(kSpecial) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

/// The whole command line with what is missing filled in by an example.
std::string WholeLine(const NewOptions& options) {
  const NewPackWords& words = options.words;
  std::string line =
      fmt::format("autorules new {} --code {} --name {} --blocks {}", ShellWord(options.folder),
                  ShellWord(words.code.value_or("proba")), ShellWord(words.title.value_or("Пробный район")),
                  ShellWord(words.blocks.value_or("Дороги,ЖКХ,Школы")));
  if (words.channels) line += " --channels " + ShellWord(*words.channels);
  if (words.zone) line += " --zone " + ShellWord(*words.zone);
  if (words.oktmo) line += " --oktmo " + ShellWord(*words.oktmo);
  return line;
}

std::string Missing(const NewPackWords& words) {
  std::string missing;
  for (const auto& [option, word] :
       {std::pair("--code", &words.code), std::pair("--name", &words.title), std::pair("--blocks", &words.blocks)}) {
    if (!*word) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", option);
  }
  return missing;
}

ExitCode Written(const std::string& folder, const std::vector<PackFile>& files, const NewPackAnswers& answers) {
  Output output;
  output.Write(fmt::format("Записаны правила «{}» (часовой пояс {}):\n", answers.title, answers.zone));
  for (const auto& [name, content] : files) output.Write(fmt::format("  {}/{}\n", folder, name));
  const std::string word = ShellWord(folder);
  output.Write(
      fmt::format("\n"
                  "Дальше:\n"
                  "  autorules check {0}                 проверить правила\n"
                  "  autorules test {0}                  выполнить примеры\n"
                  "  autorules check {0} --assumptions   что ещё вписать по положению\n",
                  word));
  return output.Finish(kOk);
}

ExitCode CouldNot(const Status& status) {
  fmt::print(stderr, "autorules: {}\n", status.message);
  return kCouldNotRun;
}

ExitCode MakePack(NewOptions& options) {
  while (options.folder.size() > 1 && options.folder.back() == '/') options.folder.pop_back();
  if (const auto usable = CheckNewFolder(options.folder); !usable) return CouldNot(usable.error());
  if (const auto good = CheckWords(options.words); !good) {
    fmt::print(stderr, "autorules: {}\n", good.error().message);
    return kUsage;
  }
  if (IsTerminal(STDIN_FILENO) && IsTerminal(STDOUT_FILENO)) {
    if (!AskMissing(options.words, options.folder, std::cin, std::cout)) {
      fmt::print(stderr, "\nautorules: ничего не записано\n");
      return kUsage;
    }
  } else if (const std::string missing = Missing(options.words); !missing.empty()) {
    fmt::print(stderr, "autorules: не хватает: {}\nНаберите, например:\n  {}\n", missing, WholeLine(options));
    return kUsage;
  }
  const NewPackAnswers answers = AnswersOf(options.words);
  const std::vector<PackFile> files = NewPackFiles(answers);
  if (const auto done = WriteNewFolder(options.folder, files); !done) return CouldNot(done.error());
  return Written(options.folder, files, answers);
}

}  // namespace

void AddNew(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<NewOptions>();
  CLI::App& command =
      *app.add_subcommand("new", "Начать правила нового муниципалитета; чего нет в командной строке, спросит");
  NewPackWords& words = options->words;
  command.add_option("DIR", options->folder, "Новая папка для правил")->required();
  command.add_option("--code", words.code, "Код муниципалитета: одно слово")->type_name("WORD");
  command.add_option("--name", words.title, "Название муниципалитета")->type_name("TEXT");
  command.add_option("--blocks", words.blocks, "Блоки администрации через запятую; имя с запятой — в кавычках")
      ->type_name("LIST");
  command.add_option("--channels", words.channels, "Каналы через запятую; без этого — пос, инцидент, вк")
      ->type_name("LIST");
  command.add_option("--zone", words.zone, "Часовой пояс; без этого — Europe/Moscow")->type_name("ZONE");
  command.add_option("--oktmo", words.oktmo, "Код ОКТМО")->type_name("CODE");
  command.footer(
      "Примеры:\n"
      "  autorules new rules/proba\n"
      "  autorules new rules/proba --code proba --name \"Проба\" --blocks \"Дороги,ЖКХ,Школы\" --zone Asia/Irkutsk");
  command.callback([options, &chosen] { chosen = [options] { return MakePack(*options); }; });
}

}  // namespace autorules::cli
