// Neither the order of files nor that of declarations has a meaning: shuffled packs decide alike.

#include <algorithm>
#include <map>
#include <random>

#include "dsl/compile.h"
#include "dsl/parser.h"
#include "engine/decide/decide.h"
#include "engine/intake/message_reader.h"
#include "tests/support/catch.h"
#include "tests/support/gen_pack_text.h"
#include "tests/support/golden.h"
#include "tests/support/text_source.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

constexpr std::uint64_t kSeed = 20260113;

std::vector<Decision> DecideAll(const std::shared_ptr<const RuleSet>& rules, const std::vector<Message>& messages) {
  Decider decider(std::make_shared<const RuleIndex>(rules));
  StreamWindows windows;
  std::vector<Decision> decisions;
  for (const Message& message : messages) {
    decisions.push_back(decider.Decide(message, {.today = {2026, 1, 12}, .windows = &windows}));
    windows.Add(*rules, message, decisions.back());
  }
  return decisions;
}

/// The declarations of a rule file, each with the comments before it.
std::vector<std::string> Declarations(const std::string& text) {
  SourceMap sources;
  const FileId file = sources.Add("a.rules", text);
  Diagnostics diagnostics;
  std::vector<std::string> declarations;
  std::uint32_t at = 0;
  for (const CstNode& tree : ParseFile(sources, file, &diagnostics)) {
    declarations.push_back(text.substr(at, tree.end - at));
    at = tree.end;
  }
  REQUIRE_FALSE(diagnostics.has_errors());
  return declarations;
}

std::vector<Message> SampleAppeals() {
  std::vector<Message> messages;
  for (const auto& [path, text] : FilesBelow(SourceRoot() / "examples" / "appeals")) {
    MessageReader reader(path, TextSource(text), "Asia/Yekaterinburg");
    std::vector<InputProblem> problems;
    for (Message message; reader.Next(&message, &problems).value();) messages.push_back(message);
  }
  REQUIRE(messages.size() >= 100);
  return messages;
}

TEST_CASE("shipped packs decide alike in any order of files and declarations") {
  const std::vector<Message> messages = SampleAppeals();
  std::mt19937_64 random(kSeed);
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "rules")) {
    if (!entry.is_directory()) continue;
    INFO(entry.path());
    const TextFiles original = FilesBelow(entry.path());
    const auto rules = CompileOrFail(original);
    const std::vector<Decision> expected = DecideAll(rules, messages);
    std::vector<std::string> declarations;
    TextFiles beside;
    for (const auto& [path, text] : original) {
      // What a module declares is weaker than what the pack does: its file stays as it is.
      if (!path.ends_with(".rules") || DeclaresModule(text)) {
        beside.emplace_back(path, text);
        continue;
      }
      for (std::string& declaration : Declarations(text)) declarations.push_back(std::move(declaration));
    }
    for (int round = 0; round < 5; ++round) {
      TextFiles shuffled = Deal(declarations, 1 + random() % 8, random);
      shuffled.insert(shuffled.end(), beside.begin(), beside.end());
      const auto again = CompileOrFail(shuffled);
      CHECK(again->revision() == rules->revision());
      CHECK((DecideAll(again, messages) == expected));
    }
  }
}

TEST_CASE("random packs decide alike in any order of files and declarations") {
  PackTextGen gen(kSeed);
  std::mt19937_64 random(kSeed);
  std::size_t compared = 0;
  for (int round = 0; round < 60; ++round) {
    const PackTextGen::Pack pack = gen.APack();
    std::vector<Message> messages;
    for (std::size_t i = 0; i < 60; ++i) messages.push_back(gen.AMessage(i));
    const auto compile = [&](TextFiles files) {
      files.insert(files.end(), pack.beside.begin(), pack.beside.end());
      return CompileOrFail(files);
    };
    std::string all;
    for (const std::string& declaration : pack.declarations) all += declaration;
    INFO(all);
    const auto rules = compile({{"всё.rules", all}});
    const std::vector<Decision> expected = DecideAll(rules, messages);
    for (int shuffle = 0; shuffle < 3; ++shuffle) {
      const auto again = compile(Deal(pack.declarations, 1 + random() % 5, random));
      CHECK(again->revision() == rules->revision());
      const std::vector<Decision> decided = DecideAll(again, messages);
      for (std::size_t i = 0; i < messages.size(); ++i) {
        INFO("message " << i << ": " << messages[i].text);
        CHECK((decided[i] == expected[i]));
        ++compared;
      }
    }
  }
  CHECK(compared == 60 * 3 * 60);
}

}  // namespace
}  // namespace autorules
