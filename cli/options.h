#pragma once

#include <string>
#include <vector>

#include "engine/base/catalog.h"

namespace CLI {
class App;
}

/// Options that several subcommands share. The structs must outlive the parsing and the action.
namespace autorules::cli {

struct PackOptions {
  std::string folder;
  std::vector<std::string> libraries;
  std::string language = "ru";

  Language lang() const { return language == "en" ? Language::kEnglish : Language::kRussian; }
};
/// PACK, --lib and --lang.
void AddPackOptions(CLI::App& command, PackOptions& options);

/// --input, repeatable and required.
void AddInputOption(CLI::App& command, std::vector<std::string>& inputs);

}  // namespace autorules::cli
