// The built program on tables: what it says of them, which exit codes, --map and --channel.
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/workbook_parts.h"
#include "tests/unit/cli/tiny_pack.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using testing::ProgramResult;
using testing::RunProgram;
using testing::TempFolder;

struct Workshop {
  TempFolder folder;
  std::string pack = folder.path() / "pack";
  std::string rules = folder.Write("pack/a.rules", kTinyPack);
};

std::string Sample(const std::string& name) { return testing::SourceRoot() / "examples" / "exports" / name; }

std::size_t CountLines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_CASE("an export is decided, what was read of it and its broken rows are said") {
  const Workshop w;
  const ProgramResult csv = RunProgram({"run", w.pack, "--input", Sample("pos.csv"), "--format", "jsonl"});
  CHECK(csv.code == 1);
  CHECK(CountLines(csv.out) == 47);
  CHECK_THAT(csv.err,
             Contains("pos.csv: выгрузка ПОС, 50 строк\n  прочитано: «Номер» → id, «Номер ЕПГУ» → external_id,") &&
                 Contains("\n  оставлено: «ФИО координатора», «ФИО исполнителя», «ФИО руководителя»\n") &&
                 Contains("пропущено строк: 3"));
  CHECK_THAT(csv.err, Contains(Sample("pos.csv") + ":20:26: столбец Z: ") &&
                          Contains(":32:10: столбец J «Дата поступления»: дня «31.02.2026» нет: строка пропущена") &&
                          Contains(":44:16: столбец P «Фаст-трек»: «Возможно» не Да и не Нет: строка пропущена"));
  std::istringstream lines(csv.err);
  for (std::string line; std::getline(lines, line);) {
    // One column alone may be longer.
    if (line.starts_with("  ") && line.find(", «") != std::string::npos) CHECK(DisplayWidth(line) <= 100);
  }

  const ProgramResult xlsx = RunProgram({"run", w.pack, "--input", Sample("pos.xlsx"), "--format", "jsonl"});
  CHECK(xlsx.code == 1);
  CHECK(xlsx.out == csv.out);
}

TEST_CASE("what is said of a table is said in English too, and nothing of JSON lines") {
  const Workshop w;
  const ProgramResult english =
      RunProgram({"run", w.pack, "--input", Sample("im.csv"), "--format", "jsonl", "--lang", "en"});
  CHECK(english.code == 0);
  CHECK(CountLines(english.out) == 30);
  CHECK_THAT(english.err, Contains("im.csv: export of Incident Management, 30 rows\n  read: «Номер инцидента» → id,") &&
                              Contains("\n  left: «Текст ответа»\n"));
  const ProgramResult json =
      RunProgram({"run", w.pack, "--input", w.folder.Write("m.jsonl", kTinyMessages), "--format", "jsonl"});
  CHECK(json.code == 0);
  CHECK(json.err.empty());
}

TEST_CASE("tables of others are read by a map") {
  const Workshop w;
  const std::string table =
      w.folder.Write("журнал.csv", "Рег. №;Суть, кратко;Дата\n5;Яма на дороге;12.01.2026\n6;яма;вчера\n");
  const ProgramResult unknown = RunProgram({"run", w.pack, "--input", table});
  CHECK(unknown.code == 3);
  CHECK(unknown.out.empty());
  CHECK_THAT(unknown.err,
             Contains("таблица не узнана") &&
                 Contains("--map 'id=\"Рег. №\",received_at=\"Дата\",text=\"Суть, кратко\"' --channel ИМЯ"));

  const ProgramResult mapped = RunProgram({"run", w.pack, "--input", table, "--format", "jsonl", "--channel", "вк",
                                           "--map", "text=Суть, кратко,id=\"Рег. №\"", "--map", "received_at=Дата"});
  CHECK(mapped.code == 1);
  REQUIRE(CountLines(mapped.out) == 1);
  const auto answer = nlohmann::json::parse(mapped.out);
  CHECK(answer.at("id") == "5");
  CHECK(answer.at("topic_id") == "дороги");
  CHECK_THAT(
      mapped.err,
      Contains(
          "журнал.csv: таблица, 2 строки\n  прочитано: «Рег. №» → id, «Суть, кратко» → text, «Дата» → received_at\n") &&
          Contains(":3:3: столбец C «Дата»: «вчера» не дата: строка пропущена") && !Contains("канал"));

  const ProgramResult misspelt = RunProgram({"run", w.pack, "--input", table, "--map", "txt=Суть"});
  CHECK(misspelt.code == 2);
  CHECK_THAT(misspelt.err, Contains("нет поля «txt»; возможно, имелось в виду «text»"));
  const ProgramResult missing = RunProgram({"run", w.pack, "--input", table, "--map", "text=Суть"});
  CHECK(missing.code == 3);
  CHECK_THAT(missing.err, Contains("нет столбца «Суть»; возможно, имелось в виду «Суть, кратко»"));
}

TEST_CASE("a channel that a table does not name is asked for once") {
  const Workshop w;
  const std::string table = w.folder.Write("a.csv", "№;Текст\n5;Яма на дороге\n6;Яма\n");
  const ProgramResult result = RunProgram({"run", w.pack, "--input", table, "--map", "text=Текст,id=№"});
  CHECK(result.code == 0);
  CHECK_THAT(result.err, Contains("a.csv:1: канал не указан; укажите его: --channel ИМЯ"));
  CHECK(CountLines(result.err) == 3);
}

TEST_CASE("a table on standard input is refused with a word on what to do") {
  const Workshop w;
  for (const std::string& input : {testing::ReadFile(Sample("pos.csv")), testing::ReadFile(Sample("pos.xlsx"))}) {
    const ProgramResult result = RunProgram({"run", w.pack, "--input", "-", "--format", "jsonl"}, input);
    CHECK(result.code == 3);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Contains("это таблица") && Contains("--input выгрузка.csv"));
  }
  CHECK(RunProgram({"run", w.pack, "--input", "-"}, kTinyMessages).code == 0);
}

TEST_CASE("explain and score take exports") {
  const Workshop w;
  const ProgramResult explained =
      RunProgram({"explain", w.pack, "--input", Sample("pos.xlsx"), "--id", "20260112000017"});
  CHECK(explained.code == 0);
  CHECK_THAT(explained.out, Contains("20260112000017"));

  // What operators chose against what the words say.
  const std::string table = w.folder.Write(
      "im.csv", "Номер инцидента;Группа тем;Текст инцидента\n1;Дороги;Яма на дороге\n2;Мусор;Яма на дороге\n");
  const ProgramResult scored =
      RunProgram({"score", w.pack, "--input", table, "--label", "label.group", "--format", "json"});
  CHECK(scored.code == 0);
  const auto report = nlohmann::json::parse(scored.out);
  CHECK(report.at("labelled") == 2);
  CHECK_THAT(scored.err, Contains("«Группа тем» → source.category + label.group"));
}

TEST_CASE("worksheets that are left are named") {
  const Workshop w;
  const std::string headings = testing::TextRow(1, {"Номер", "Факт", "Номер ЕПГУ"});
  auto parts = testing::WorkbookParts(testing::TextRow(1, {"Пояснение"}));
  testing::AddSheet("Январь", headings + testing::TextRow(2, {"1", "яма", ""}), &parts);
  testing::AddSheet("Февраль", headings + testing::TextRow(2, {"2", "яма", ""}), &parts);
  const ProgramResult result =
      RunProgram({"run", w.pack, "--input", w.folder.Write("a.xlsx", testing::MakeZip(parts))});
  CHECK(result.code == 0);
  CHECK_THAT(result.err, Contains("a.xlsx: выгрузка ПОС на листе «Январь», 1 строка\n") &&
                             Contains("\n  листы оставлены: «Лист1», «Февраль»\n"));
}

TEST_CASE("every subcommand that reads messages says in its help that it reads exports") {
  for (const std::string command : {"run", "explain", "score"}) {
    const ProgramResult help = RunProgram({command, "--help"});
    INFO(command);
    CHECK_THAT(help.out, Contains("--map FIELD=COLUMN") && Contains("--channel NAME") && Contains(".xlsx"));
  }
}

}  // namespace
}  // namespace autorules
