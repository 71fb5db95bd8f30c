// Files of all kinds through the reader of messages, and the samples of examples/exports.
#include "engine/intake/export_input.h"

#include <sys/stat.h>

#include <thread>

#include "engine/intake/message_reader.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/workbook_parts.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using testing::TempFolder;
using testing::TextRow;

constexpr const char* kZone = "Asia/Irkutsk";
const std::string kCsv = "Номер;Факт;Дата поступления\n1;яма;12.01.2026\n2;снег;13.01.2026\n";
const std::string kJson = "{\"id\":\"7\",\"channel\":\"vk\",\"text\":\"яма\"}\n";

struct Outcome {
  std::vector<Message> messages;
  std::vector<InputProblem> problems;
  std::vector<std::uint32_t> rows;
};

Outcome ReadAll(MessageReader& reader) {
  Outcome outcome;
  for (Message message; reader.Next(&message, &outcome.problems).value();) {
    outcome.messages.push_back(message);
    outcome.rows.push_back(reader.row());
    CHECK((reader.sheet() == nullptr) == (reader.row() == 0));
  }
  return outcome;
}

Outcome ReadFiles(const std::vector<std::string>& files, const ExportOptions& options = {}) {
  Result<MessageReader> reader = MessageReader::Open(files, kZone, options);
  REQUIRE(reader.has_value());
  return ReadAll(*reader);
}

std::string ErrorOf(const std::vector<std::string>& files, const ExportOptions& options = {}) {
  const Result<MessageReader> reader = MessageReader::Open(files, kZone, options);
  REQUIRE_FALSE(reader.has_value());
  return reader.error().message;
}

std::vector<std::string> IdsOf(const Outcome& outcome) {
  std::vector<std::string> ids;
  for (const Message& message : outcome.messages) ids.push_back(message.id);
  return ids;
}

std::string Workbook() {
  return testing::MakeZip(testing::WorkbookParts(TextRow(1, {"Номер", "Факт", "Дата поступления"}) +
                                                 TextRow(3, {"3", "мост", "14.01.2026"})));
}

TEST_CASE("each input is read as what it is, in order") {
  const TempFolder folder;
  const std::vector<std::string> files = {
      folder.Write("a.csv", kCsv), folder.Write("b.jsonl", kJson), folder.Write("c.dat", Workbook()),
      // JSON lines are such whatever their name.
      folder.Write("d.csv", "\xEF\xBB\xBF \n" + kJson.substr(0, 7) + "8" + kJson.substr(8)),
      folder.Write("e.jsonl", "")};
  Result<MessageReader> reader = MessageReader::Open(files, kZone);
  REQUIRE(reader.has_value());
  REQUIRE(reader->tables().size() == 2);
  CHECK(reader->tables()[0]->sheet().input == files[0]);
  const Sheet* const first = &reader->tables()[0]->sheet();
  MessageReader moved = *std::move(reader);
  const Outcome got = ReadAll(moved);
  CHECK(IdsOf(got) == std::vector<std::string>{"1", "2", "7", "3", "8"});
  CHECK(got.rows == std::vector<std::uint32_t>{2, 3, 0, 3, 0});
  CHECK(got.problems.empty());
  CHECK(moved.bytes_read() == moved.total_bytes());
  CHECK(&moved.tables()[0]->sheet() == first);
}

TEST_CASE("the sheet of a message is at hand while it is decided") {
  const TempFolder folder;
  Result<MessageReader> reader = MessageReader::Open({folder.Write("a.csv", kCsv)}, kZone);
  REQUIRE(reader.has_value());
  CHECK(reader->sheet() == nullptr);
  Message message;
  std::vector<InputProblem> problems;
  REQUIRE(reader->Next(&message, &problems).value());
  REQUIRE(reader->sheet() != nullptr);
  CHECK(reader->sheet()->rows.at(0).number == reader->row());
  CHECK(reader->sheet()->rows.at(0).cells.at(1) == "яма");
  CHECK(reader->bytes_read() == kCsv.size() / 2);
}

TEST_CASE("ids are asked for and compared over all inputs") {
  const TempFolder folder;
  const std::string csv = folder.Write("a.csv", kCsv);
  const std::string other = folder.Write("b.csv", "Факт;Номер;Номер ЕПГУ\nяма;2;\nснег;-;\n");
  const std::string nameless = folder.Write("c.csv", "Факт;Категория;Подкатегория\nяма;а;\n");
  const Outcome got = ReadFiles({csv, other, nameless});
  CHECK(IdsOf(got) == std::vector<std::string>{"1", "2", "2", "строка-3", "строка-2"});
  REQUIRE(got.problems.size() == 3);
  CHECK(got.problems[0].what.ru == "столбец B «Номер»: id «2» уже встречался");
  CHECK(got.problems[0].line == 2);
  CHECK(got.problems[0].column == 2);
  CHECK(got.problems[1].what.ru == "столбец B «Номер»: нет id: обращение названо «строка-3»");
  CHECK(got.problems[2].input == nameless);
  CHECK(got.problems[2].line == 1);
}

TEST_CASE("a table that is not known or cannot be read stops everything before it begins") {
  const TempFolder folder;
  const std::string good = folder.Write("a.csv", kCsv);
  CHECK_THAT(ErrorOf({good, folder.Write("b.csv", "Рег. №;Содержание\n1;яма\n")}),
             Contains("b.csv: таблица не узнана; в строке 1 столбцы «Рег. №», «Содержание»"));
  CHECK_THAT(ErrorOf({good, folder.Write("c.csv", "")}), Contains("c.csv: в файле ничего нет"));
  CHECK_THAT(ErrorOf({good, folder.Write("d.xls", "\xD0\xCF\x11\xE0 и далее")}), Contains("старая книга Excel (.xls)"));
  CHECK_THAT(ErrorOf({good, folder.Write("e.dat", kCsv)}), Contains("e.dat: похоже на таблицу"));
  CHECK_THAT(ErrorOf({good, folder.path() / "f.csv"}), Contains("f.csv: "));
  // Titles above do not hide the headings that are listed.
  CHECK_THAT(ErrorOf({folder.Write("g.csv", "Сводка\n\nРег. №;Содержание\n1;яма\n")}), Contains("в строке 3 столбцы"));
}

TEST_CASE("a map makes a table of any file that is not JSON lines") {
  const TempFolder folder;
  const ExportOptions options{{{"text", "Содержание"}, {"id", "Рег. №"}}, "почта"};
  const Outcome got =
      ReadFiles({folder.Write("a.dat", "Журнал\nРег. №;Содержание\n5;яма\n"), folder.Write("b.dat", kJson)}, options);
  CHECK(IdsOf(got) == std::vector<std::string>{"5", "7"});
  CHECK(got.messages[0].text == "яма");
  CHECK(got.messages[0].channel == "почта");
  CHECK(got.messages[1].channel == "vk");
  CHECK(got.problems.empty());
  CHECK_THAT(ErrorOf({folder.Write("c.csv", "Рег. №;Содержание обращения\n5;яма\n")}, options),
             Contains("нет столбца «Содержание»; возможно, имелось в виду «Содержание обращения»"));
}

TEST_CASE("a table can come through a pipe that has a name") {
  const TempFolder folder;
  const std::string pipe = folder.path() / "pipe.csv";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] { testing::WriteFile(pipe, kCsv); });
  Result<MessageReader> reader = MessageReader::Open({pipe}, kZone);
  writer.join();
  REQUIRE(reader.has_value());
  CHECK_FALSE(reader->total_bytes().has_value());
  CHECK(IdsOf(ReadAll(*reader)) == std::vector<std::string>{"1", "2"});
  CHECK(reader->bytes_read() == kCsv.size());
}

// ---- the samples -------------------------------------------------------------------------------------------------

std::string Sample(const std::string& name) { return testing::SourceRoot() / "examples" / "exports" / name; }

TEST_CASE("the samples of POS are the same as CSV and as a workbook, broken rows included") {
  const Outcome csv = ReadFiles({Sample("pos.csv")});
  const Outcome xlsx = ReadFiles({Sample("pos.xlsx")});
  CHECK(csv.messages.size() == 47);
  CHECK(csv.messages == xlsx.messages);
  CHECK(csv.rows == xlsx.rows);
  const auto places = [](const Outcome& outcome) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> result;
    for (const InputProblem& problem : outcome.problems) {
      CHECK(problem.skipped);
      result.emplace_back(problem.line, problem.column);
    }
    return result;
  };
  CHECK(places(csv) == std::vector<std::pair<std::uint64_t, std::uint32_t>>{{20, 26}, {32, 10}, {44, 16}});
  CHECK(places(xlsx) == places(csv));
  for (const Message& message : csv.messages) {
    CHECK(message.id.size() == 14);
    CHECK(message.channel == "pos");
    CHECK(message.received_at.has_value());
    CHECK(message.fast_track.has_value());
    CHECK(message.fz59.has_value());
    CHECK_FALSE(message.category.empty());
    CHECK_FALSE(message.organisation.empty());
    CHECK(message.text.empty());
    CHECK(message.author_name.empty());
  }
}

TEST_CASE("the sample of Incident Management is read whole") {
  const Outcome got = ReadFiles({Sample("im.csv")});
  CHECK(got.messages.size() == 30);
  CHECK(got.problems.empty());
  for (const Message& message : got.messages) {
    CHECK(message.channel == "incident");
    CHECK(message.received_at.has_value());
    CHECK_FALSE(message.text.empty());
    CHECK_FALSE(message.address.empty());
    CHECK(message.labels.at("group") == std::vector<std::string>{message.category});
  }
}

TEST_CASE("the samples name nobody") {
  for (const std::string name : {"pos.csv", "pos.xlsx"}) {
    Result<MessageReader> reader = MessageReader::Open({Sample(name)}, kZone);
    REQUIRE(reader.has_value());
    const Sheet& sheet = reader->tables().at(0)->sheet();
    REQUIRE(sheet.headings.size() == 25);
    for (const SheetRow& row : sheet.rows) {
      for (std::size_t column = 22; column < 25; ++column) CHECK(row.cells[column] == "-");
    }
  }
}

}  // namespace
}  // namespace autorules
