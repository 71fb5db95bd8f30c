#include "cli/new/standard_module.h"

#include <cstdlib>
#include <string>

#include "dsl/compile.h"
#include "dsl/parser.h"

namespace autorules::cli {
namespace {

ast::File ReadModule(std::string_view name) {
  for (const StandardModule& module : StandardLibrary()) {
    if (module.name != name) continue;
    SourceMap sources;
    Diagnostics none;
    const FileId file = sources.Add(std::string(module.file), std::string(module.text));
    return BuildAst(sources, file, ParseFile(sources, file, &none), &none);
  }
  std::abort();
}

}  // namespace

const ast::File& StandardChannels() {
  static const ast::File channels = ReadModule("каналы");
  return channels;
}

const ast::File& StandardTopics() {
  static const ast::File topics = ReadModule("темы");
  return topics;
}

const std::string& DisplayOfTopic(std::string_view name) {
  for (const ast::Topic& topic : StandardTopics().topics) {
    if (topic.name.spelled == name) return topic.display.value;
  }
  std::abort();
}

}  // namespace autorules::cli
