#include "cli/options.h"

#include <CLI/CLI.hpp>

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

void AddInputOption(CLI::App& command, std::vector<std::string>& inputs) {
  command.add_option("--input", inputs, "Файлы с обращениями, по объекту JSON в строке; - читает стандартный ввод")
      ->required()
      ->type_name("FILE");
}

}  // namespace autorules::cli
