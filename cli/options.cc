#include "cli/options.h"

#include <CLI/CLI.hpp>

#include "engine/intake/export_options.h"

namespace autorules::cli {

void AddPackOptions(CLI::App& command, PackOptions& options) {
  command.add_option("PACK", options.folder, "Папка с правилами")->required();
  command.add_option("--lib", options.libraries, "Папка с модулями; можно указать несколько раз")
      ->allow_extra_args(false)
      ->type_name("DIR");
  command.add_option("--lang", options.language, "Язык сообщений об ошибках: ru или en")
      ->check(CLI::IsMember({"ru", "en"}))
      ->type_name("LANG");
}

void AddInputOptions(CLI::App& command, InputOptions& options) {
  command
      .add_option("--input", options.files,
                  "Файлы с обращениями: выгрузки .xlsx и .csv или по объекту JSON в строке; - читает стандартный ввод")
      ->required()
      ->type_name("FILE");
  const auto check = [](const std::string& text) {
    const auto map = ParseColumnMap(text);
    return map ? std::string() : map.error().message;
  };
  command
      .add_option("--map", options.maps,
                  "Столбцы незнакомой таблицы: text=\"Текст\",id=\"№\"; можно указать несколько раз")
      ->allow_extra_args(false)
      ->check(CLI::Validator(check, ""))
      ->type_name("FIELD=COLUMN,…");
  command.add_option("--channel", options.channel, "Канал строк таблицы, в которой он не указан")->type_name("NAME");
}

}  // namespace autorules::cli
