// Writes a libFuzzer dictionary: `dictionary rules` the words of the rule language, `dictionary message` the fields of
// a message, `dictionary export` the headings of exports and the tags of workbooks. Run by the build, so that nobody
// keeps a second list.
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "dsl/compile.h"
#include "dsl/keywords.h"
#include "engine/intake/export_columns.h"
#include "engine/intake/message_fields.h"
#include "engine/ruleset/words.h"

namespace autorules::fuzz {
namespace {

using Entries = std::set<std::string, std::less<>>;

void AddForms(std::string_view forms, Entries* entries) {
  while (!forms.empty()) {
    const std::string_view form = forms.substr(0, forms.find('|'));
    entries->emplace(form);
    forms.remove_prefix(std::min(form.size() + 1, forms.size()));
  }
}

Entries WordsOfRules() {
  Entries entries{"«",           "»", "...", "//", "2026-01-12", "10:00", "=== main.rules\n", "=== streets.csv\n",
                  "\xEF\xBB\xBF"};
  for (const KeywordRow& row : kKeywords) {
    AddForms(row.ru, &entries);
    AddForms(row.en, &entries);
  }
  for (const AttributeInfo& info : Attributes()) entries.insert({std::string(info.ru), std::string(info.en)});
  for (const AttributeInfo& info : Attributes()) {
    entries.insert({std::string(info.action_ru), std::string(info.action_en)});
  }
  for (const Words words : {Words::kHolders, Words::kImportances, Words::kRoleKinds, Words::kActors, Words::kFlags,
                            Words::kOutcomes, Words::kTypes, Words::kWeekdays}) {
    for (const ValueWord& word : WordsOf(words)) entries.insert({std::string(word.ru), std::string(word.en)});
  }
  for (const StandardModule& module : StandardLibrary()) entries.emplace(module.name);
  entries.erase("");
  return entries;
}

Entries WordsOfMessages() {
  Entries entries{"{\"", "\":", "},", "null", "true", "[", "]", "\\u", "\\ud83d", "<p>", "&nbsp;", "\xEF\xBB\xBF"};
  for (const MessageField& field : MessageFields()) {
    entries.insert('"' + std::string(field.path.substr(field.path.find('.') + 1)) + "\":");
  }
  return entries;
}

Entries WordsOfExports() {
  Entries entries{
      "-",       "Да",      "Нет",       "31.02.2026", "12.01.2026 09:30", "59-ФЗ",           "#Н/Д",      ";",
      "\t",      "\n",      "\"\"",      "<row r=\"",  "\" t=\"s\"><v>",   "</v></c>",        "</row>",    "<c r=\"",
      "\" s=\"", "<is><t>", "</t></is>", "<si><t>",    "</t></si>",        "<xf numFmtId=\"", "<![CDATA[", "_x000D_"};
  for (const ExportColumn& column : ExportColumns()) AddForms(column.headings, &entries);
  return entries;
}

Entries EntriesOf(std::string_view which) {
  if (which == "rules") return WordsOfRules();
  if (which == "message") return WordsOfMessages();
  return which == "export" ? WordsOfExports() : Entries();
}

}  // namespace
}  // namespace autorules::fuzz

int main(int argc, char** argv) {
  using namespace autorules::fuzz;
  const Entries entries = EntriesOf(argc == 2 ? argv[1] : "");
  for (const std::string& entry : entries) {
    std::putchar('"');
    for (const char c : entry) std::printf("\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    std::puts("\"");
  }
  return entries.empty() ? 2 : 0;
}
