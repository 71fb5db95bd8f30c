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

struct InputOptions {
  std::vector<std::string> files;
  std::vector<std::string> maps;  ///< as ParseColumnMap reads them
  std::string channel;
};
/// --input, repeatable and required; --map and --channel for tables.
void AddInputOptions(CLI::App& command, InputOptions& options);

}  // namespace autorules::cli
