// A whole pack (see archive.h): compiled, written in English and compiled again, frozen again, and used to decide.
#include "dsl/compile.h"
#include "dsl/format.h"
#include "tests/fuzz/archive.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/soundness.h"

namespace autorules::fuzz {
namespace {

/// Messages that touch what packs of the corpus speak of: topics, streets, channels, numbers, dates, nothing at all.
std::vector<Message> FixedMessages() {
  std::vector<Message> messages(4);
  messages[0].channel = "вк";
  messages[0].text = "Яма на дороге и нет горячей воды, ул. Мира, 5. СРОЧНО! Река вышла из берегов, свалка, лёд";
  messages[0].author_followers = 150;
  messages[0].received_at = 1'768'194'000;
  messages[1].channel = "линия";
  messages[1].text = "<p>Взорву вручную</p> ледоход";
  messages[1].address = "Ленина 7";
  messages[1].category = "Дороги";
  messages[1].subcategory = messages[1].fact = messages[1].organisation = "МУП вода";
  messages[1].author_name = messages[1].author_contact = "житель";
  messages[1].source_oktmo = "57701000";
  messages[1].fast_track = true;
  messages[1].fz59 = false;
  messages[1].fields = {{"смена", "2"}, {"оператор", "5"}};
  messages[2].text = "раз два три";
  return messages;
}

/// The pack with its rule files in English.
TextFiles InEnglish(TextFiles files) {
  for (auto& [path, text] : files) {
    if (!path.ends_with(".rules")) continue;
    SourceMap sources;
    Diagnostics diagnostics;
    const FileId file = sources.Add(path, text);
    const auto formatted = FormatSource(sources, file, Language::kEnglish, &diagnostics);
    Require(formatted.has_value(), "a pack without errors is formatted");
    text = *formatted;
  }
  return files;
}

void TestRules(const std::shared_ptr<const RuleSet>& rules) {
  const auto again = RuleSet::Freeze(rules->parts());
  Require(Dump(again->parts()) == Dump(rules->parts()), "a rule set frozen again is dumped as before");
  Require(again->revision() == rules->revision(), "a rule set frozen again keeps its revision");
  static const std::vector<Message> messages = FixedMessages();
  const std::vector<Decision> decisions = DecideSoundly(rules, messages);
  for (const Example& example : rules->examples()) {
    for (std::size_t i = 0; i < messages.size(); ++i) Holds(example.expected, messages[i], decisions[i], *rules);
  }
}

void TestChecker(std::string_view archive) {
  const TextFiles files = FilesOfArchive(archive);
  const Compilation compilation = CompileTexts(files);
  RequireSoundDiagnostics(compilation.diagnostics, *compilation.sources);
  Require((compilation.rules == nullptr) == compilation.diagnostics.has_errors(), "no rules means errors");

  if (!compilation.rules) return;

  const Compilation english = CompileTexts(InEnglish(files), {.module_folders = {}, .warnings = false});
  Require(english.rules != nullptr, "in English and without the doubts it compiles too",
          english.rules ? "" : MessageOf(english.diagnostics.all().front(), Language::kEnglish));
  Require(english.rules->revision() == compilation.rules->revision(), "both spellings are one rule set",
          Dump(compilation.rules->parts()) + "----\n" + Dump(english.rules->parts()));
  TestRules(compilation.rules);
}

}  // namespace
}  // namespace autorules::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  autorules::fuzz::TestChecker({reinterpret_cast<const char*>(data), size});
  return 0;
}
