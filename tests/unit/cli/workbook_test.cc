#include "cli/workbook.h"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "cli/answer_book.h"
#include "cli/workbook_check.h"
#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/decide/decide.h"
#include "engine/intake/sheet_reader.h"
#include "engine/intake/zip_archive.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/unit/cli/tiny_pack.h"

namespace autorules::cli {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using testing::ProgramResult;
using testing::ReadFile;
using testing::RunProgram;
using testing::TempFolder;
using Cells = std::vector<std::string>;

/// The worksheet of the file whose first heading is this one.
Sheet ReadBack(const std::string& file, const std::string& first_heading) {
  const Result<Sheet> sheet =
      ReadSheet(file, ReadFile(file), [&](const Cells& cells) { return !cells.empty() && cells[0] == first_heading; });
  INFO((sheet ? "" : sheet.error().message));
  REQUIRE(sheet);
  REQUIRE(sheet->headings[0] == first_heading);
  CHECK(sheet->problems.empty());
  return *sheet;
}

/// The cells below a heading.
Cells Column(const Sheet& sheet, const std::string& heading) {
  const auto found = std::find(sheet.headings.begin(), sheet.headings.end(), heading);
  REQUIRE(found != sheet.headings.end());
  Cells cells;
  for (const SheetRow& row : sheet.rows) cells.push_back(row.cells[found - sheet.headings.begin()]);
  return cells;
}

// ---- what cells and names can be ---------------------------------------------------------------------------------

TEST_CASE("a cell holds the text that it can hold") {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"=1+1", "=1+1"},
      {"строка\r\nвторая\rтретья\tтут", "строка\nвторая\nтретья\tтут"},
      {std::string("а\0б\x01\x1F", 6), "аб"},
      {"а\xEF\xBF\xBF", "а"},
      {"а\xFF", "а\xEF\xBF\xBD"},
      {"_x0041_ и _x41_", "_x005F_x0041_ и _x41_"},
      {"__x00Fg_", "__x00Fg_"},
      {"_x", "_x"},
  };
  for (const auto& [text, cell] : cases) {
    INFO(text);
    CHECK(CellText(text) == cell);
  }
}

TEST_CASE("a text that is too long for a cell is cut with a mark") {
  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += part;
    return out;
  };
  const std::string longest = repeat("я", limits::kCellUnits);
  CHECK(CellText(longest) == longest);
  const std::string cut = CellText(longest + "я");
  CHECK_THAT(cut, StartsWith("яяя") && EndsWith("я… [обрезано: ячейка Excel вмещает 32 767 знаков]"));
  CHECK(CountCodePoints(cut) == limits::kCellUnits);
  // An emoji counts as two.
  const std::string emoji = CellText(repeat("🔥", limits::kCellUnits / 2 + 1));
  CHECK_THAT(emoji, EndsWith("знаков]"));
  CHECK(CountCodePoints(emoji) < limits::kCellUnits / 2 + 30);
}

TEST_CASE("worksheets are called as they can be called") {
  const std::pair<std::string, std::string> cases[] = {
      {"Выгрузка [1]: а*б?в/г\\д", "Выгрузка 1 абвгд"},
      {"'скобки'", "скобки"},
      {"", "Лист"},
      {"[]", "Лист"},
      {"HISTORY", "Лист"},
      {"Очень длинное название выгрузки за 2026 год", "Очень длинное название выгрузки"},
      {"🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥", "🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥"},
  };
  for (const auto& [name, valid] : cases) {
    INFO(name);
    CHECK(WorksheetName(name) == valid);
  }
}

// ---- tables ------------------------------------------------------------------------------------------------------

TEST_CASE("tables come back as they were written") {
  const TempFolder folder;
  const std::string file = folder.path() / "a.xlsx";
  Result<Workbook> book = Workbook::Create(file);
  REQUIRE(book);
  Workbook::Table& first = book->AddTable("Письма", {{"id", 10}, {"Текст", 40}});
  Workbook::Table& second = book->AddTable("письма", {{"Номер"}});
  const std::vector<Cells> rows = {
      {"0017", "=HYPERLINK(\"http://x\")"},
      {"12345678901234567890", "+7 902"},
      {"-1", "@имя <b> & \"кавычки\""},
      {"", "две\nстроки"},
      {"1,5", ""},
      {"_x0041_", "a"},
  };
  for (const Cells& row : rows) {
    first.AddRow(row);
    second.AddRow({row[0] + "!"});
  }
  first.AddRow({});
  first.AddRow({"конец"});
  REQUIRE(book->Finish());
  const Sheet sheet = ReadBack(file, "id");
  CHECK(sheet.title == "Письма");
  CHECK(sheet.left_sheets == Cells{"письма (2)"});
  CHECK(sheet.headings == Cells{"id", "Текст"});
  REQUIRE(sheet.rows.size() == rows.size() + 1);
  for (std::size_t i = 0; i < rows.size(); ++i)
    CHECK(sheet.rows[i] == SheetRow{static_cast<std::uint32_t>(i + 2), rows[i]});
  CHECK(sheet.rows.back() == SheetRow{9, {"конец", ""}});
  CHECK(ReadBack(file, "Номер").rows.size() == rows.size());
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("rows that do not fit into a worksheet go on in another") {
  const TempFolder folder;
  const std::string file = folder.path() / "a.xlsx";
  Result<Workbook> book = Workbook::Create(file);
  REQUIRE(book);
  Workbook::Table& table = book->AddTable("много", {{"н"}});
  for (std::size_t i = 0; i < limits::kSheetRows; ++i) table.AddRow({"x"});
  REQUIRE(book->Finish());
  CHECK(HoldsCells(file, {limits::kSheetRows, 2}));
  CHECK_FALSE(HoldsCells(file, {limits::kSheetRows, 3}));
  CHECK_FALSE(HoldsCells(file, {limits::kSheetRows, 2, 0}));
}

/// No file of this process and its children grows beyond so many bytes: a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now = before_;
    now.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &now);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_CASE("a workbook with a hole is no workbook") {
  const TempFolder folder;
  Result<Workbook> book = Workbook::Create(folder.path() / "a.xlsx");
  REQUIRE(book);
  Workbook::Table& table = book->AddTable("т", {{"х", 12}});
  const FullDisk full(50'000);
  for (int i = 0; i < 2000; ++i) table.AddRow({"одно и то же"});
  const Result<void> done = book->Finish();
  REQUIRE_FALSE(done);
  CHECK_THAT(done.error().message, Contains("на диске поместилось не всё"));
}

TEST_CASE("headings stay in sight and filter all rows, names of worksheets differ in 31 characters") {
  const TempFolder folder;
  const std::string file = folder.path() / "a.xlsx";
  Result<Workbook> book = Workbook::Create(file);
  REQUIRE(book);
  const std::string name = "Очень длинное название выгрузки за 2026 год";
  Workbook::Table& table = book->AddTable(name, {{"id", 10}, {"Текст", 40}});
  for (const std::string id : {"1", "2", "3"}) table.AddRow({id});
  book->AddTable(name, {{"Номер"}});
  REQUIRE(book->Finish());
  CHECK(ReadBack(file, "id").left_sheets == Cells{"Очень длинное название выгр (2)"});
  const std::string bytes = ReadFile(file);
  Result<ZipArchive> archive = ZipArchive::Open(bytes);
  REQUIRE(archive);
  const std::string sheet = archive->ReadWhole("xl/worksheets/sheet1.xml").value_or("");
  CHECK_THAT(sheet, Contains("<autoFilter ref=\"A1:B4\"/>"));
  CHECK_THAT(sheet, Contains("state=\"frozen\""));
  CHECK_THAT(archive->ReadWhole("xl/worksheets/sheet2.xml").value_or(""), Contains("<autoFilter ref=\"A1:A2\"/>"));
}

TEST_CASE("a table with more columns than a worksheet is said") {
  const TempFolder folder;
  Result<Workbook> book = Workbook::Create(folder.path() / "a.xlsx");
  REQUIRE(book);
  book->AddTable("т", std::vector<Workbook::Column>(limits::kSheetColumns + 1, {"х"}));
  const Result<void> done = book->Finish();
  REQUIRE_FALSE(done);
  CHECK_THAT(done.error().message, Contains("столбцов больше 16384"));
}

// ---- answers -----------------------------------------------------------------------------------------------------

const std::string kLetters = R"(
поле этаж число от 1 до 100
шаблон принято "Принято": текст "Обращение %номер% принято" конец
правило "Ответ" приоритет 9:
  если текст содержит "дорога" то ответить шаблон принято уведомить руководитель, хозяйство шаблон принято этаж 3 конец
правило "Волна":
  если похожих (тема) за 24 часа не меньше 50 то метка "волна" конец
правило "Чужое":
  если текст содержит "мост" то исход перенаправить "Мостотрест" конец
)";

struct Desk {
  TempFolder folder;
  std::string file = folder.path() / "answer.xlsx";
  std::string pack = std::filesystem::path(folder.Write("pack/a.rules", kTinyPack + kLetters)).parent_path();
  Compilation compilation = *CompilePack(pack);
  std::shared_ptr<const RuleSet> rules = compilation.rules;
  Decider decider{std::make_shared<RuleIndex>(rules)};
  Workflow workflow{rules};
  AnswerBook book;

  explicit Desk(const std::vector<const Sheet*>& sheets, bool all_rows = true)
      : book(workflow, *Workbook::Create(file), sheets, all_rows) {}
  void Add(const Sheet* sheet, std::uint32_t row, const Message& message, bool only_fallback = false) {
    const Decision decision = decider.Decide(message, {{2026, 1, 12}});
    book.Add(sheet, row, message, decision, !only_fallback || decision.fallback);
  }
};

Message Letter(std::string id, std::string text, std::string channel = "vk") {
  Message message;
  message.id = std::move(id);
  message.text = std::move(text);
  message.channel = std::move(channel);
  return message;
}

InputProblem Skipped(const std::string& input, std::uint64_t line, const std::string& what) {
  return {input, line, true, {what, what}, {"исправьте", "mend"}};
}

/// Row 3 has no text, row 4 cannot be read, and with the headings something is wrong.
Sheet Export() {
  Sheet sheet;
  sheet.input = "папка/выгрузка.csv";
  sheet.headings = {"Номер", "", "Тема"};
  sheet.rows = {{2, {"0017", "", "Дороги"}}, {3, {"18", "пусто", ""}}, {6, {"19", "", "=A1"}}, {7, {"20", "", ""}}};
  sheet.problems = {Skipped(sheet.input, 1, "два столбца «Тема»"), Skipped(sheet.input, 4, "столбцы сдвинуты")};
  return sheet;
}

TEST_CASE("a table comes back with all its rows, the answer and what was wrong") {
  const Sheet given = Export();
  Desk desk({&given});
  const Message road = Letter("0017", "Яма, дорога");
  Message bridge = Letter("19", "Мост", "факс");
  bridge.fields["этаж"] = "700";
  desk.book.Note({});
  desk.Add(&given, 2, road);
  desk.book.Note({Skipped(given.input, 3, "нет текста")});
  desk.Add(&given, 6, bridge);
  desk.book.Note({Skipped(given.input, 7, "нет текста")});
  REQUIRE(desk.book.Finish());

  const Sheet sheet = ReadBack(desk.file, "Номер");
  CHECK(sheet.title == "выгрузка");
  CHECK(sheet.left_sheets.empty());
  CHECK(sheet.headings == Cells{"Номер", "", "Тема", "Тема", "Группа тем", "Порядок", "Срок", "Ответственный",
                                "Соисполнители", "Территория", "Важность", "Исход", "Метки", "Почему человеку",
                                "Правила", "Уведомить", "Ответ гражданину", "этаж", "Замечания"});
  CHECK(Column(sheet, "Номер") == Cells{"0017", "18", "", "19", "20"});
  CHECK(Column(sheet, "Группа тем") == Cells{"Дороги", "", "", "", ""});
  CHECK(Column(sheet, "Порядок") == Cells{"Сообщение", "", "", "Сообщение", ""});
  CHECK(Column(sheet, "Ответственный") == Cells{"Городское хозяйство", "", "", "Руководитель центра", ""});
  CHECK(Column(sheet, "Важность") == Cells{"обычная", "", "", "обычная", ""});
  CHECK(Column(sheet, "Исход") == Cells{"", "", "", "перенаправить: Мостотрест", ""});
  CHECK(Column(sheet, "Почему человеку") == Cells(5));
  CHECK(Column(sheet, "Правила") == Cells{"Дороги — хозяйству; Ответ", "", "", "Чужое", ""});
  CHECK(Column(sheet, "Уведомить")[0] ==
        "Руководитель центра:\nОбращение 0017 принято\nГородское хозяйство:\nОбращение 0017 принято");
  CHECK(Column(sheet, "Ответ гражданину") == Cells{"Обращение 0017 принято", "", "", "", ""});
  CHECK(Column(sheet, "этаж") == Cells{"3", "", "", "", ""});
  CHECK(Column(sheet, "Замечания") == Cells{"", "строка 3 не прочитана как обращение\nнет текста; исправьте",
                                            "строка 4 не прочитана как обращение\nстолбцы сдвинуты; исправьте",
                                            "неизвестный канал «факс»\nэтаж: значение не годится и не учтено",
                                            "строка 7 не прочитана как обращение\nнет текста; исправьте"});
  // What the table brought stands before what was decided.
  CHECK(sheet.rows[0].cells[2] == "Дороги");
  CHECK(sheet.rows[3].cells[2] == "=A1");
}

TEST_CASE("only what is left to a person, when that was asked for") {
  const Sheet given = Export();
  Desk desk({&given}, false);
  desk.book.Note({Skipped("м.jsonl", 1, "не JSON")});
  desk.Add(&given, 2, Letter("0017", "Яма, дорога"), true);
  desk.book.Note({Skipped(given.input, 3, "нет текста")});
  desk.Add(&given, 6, Letter("19", "Спасибо"), true);
  desk.book.Note({});
  REQUIRE(desk.book.Finish());
  const Sheet sheet = ReadBack(desk.file, "Номер");
  CHECK(Column(sheet, "Номер") == Cells{"19"});
  CHECK(Column(sheet, "Почему человеку") == Cells{"слов ни одной темы не хватает"});
  CHECK(sheet.left_sheets.empty());
}

TEST_CASE("each table has its worksheet, lines of NDJSON share one") {
  const Sheet one = Export();
  Sheet two = Export(), empty = Export();
  two.headings[0] = "Второй";
  empty.headings[0] = "Без обращений";
  empty.input = "c.csv";
  Desk desk({&one, &empty, &two});
  desk.book.Note({Skipped("м.jsonl", 1, "не JSON")});
  Message message = Letter("1", "Яма на мосту");
  message.received_at = ParseMoment("2026-01-12T23:30:00+00:00", "");
  message.address = "ул. Мира, 5";
  desk.Add(nullptr, 0, message);
  desk.Add(&one, 2, Letter("0017", "Яма"));
  // The end of the first copy is met together with the second.
  desk.book.Note({Skipped(one.input, 7, "нет текста")});
  desk.Add(&two, 2, Letter("0017", "Яма"));
  desk.book.Note({{"м.jsonl", 2, false, {"нет id", "no id"}, {}}});
  desk.Add(nullptr, 0, Letter("строка-2", "Яма", "факс"));
  desk.book.Note({Skipped("м.jsonl", 3, "не JSON")});
  REQUIRE(desk.book.Finish());

  const Sheet lines = ReadBack(desk.file, "id");
  CHECK(lines.title == "Обращения");
  CHECK(lines.left_sheets == Cells{"выгрузка", "c", "выгрузка (2)"});
  CHECK(Cells(lines.headings.begin(), lines.headings.begin() + 6) ==
        Cells{"id", "Канал", "Поступило", "Адрес", "Текст", "Тема"});
  CHECK(lines.rows[1].cells[1] == "ВКонтакте");
  CHECK(lines.rows[1].cells[2] == "13.01.2026 04:30");
  CHECK(lines.rows[1].cells[3] == "ул. Мира, 5");
  CHECK(lines.rows[2].cells[1] == "факс");
  CHECK(Column(lines, "id") == Cells{"", "1", "строка-2", ""});
  CHECK(Column(lines, "Замечания") == Cells{"м.jsonl:1: не JSON; исправьте", "", "нет id\nнеизвестный канал «факс»",
                                            "м.jsonl:3: не JSON; исправьте"});
  CHECK(ReadBack(desk.file, "Номер").rows.size() == 5);
  CHECK(ReadBack(desk.file, "Второй").rows.size() == 5);
  CHECK(Column(ReadBack(desk.file, "Без обращений"), "Без обращений") == Cells{"0017", "18", "", "19", "20"});
}

TEST_CASE("without messages there are the headings") {
  Desk desk({});
  REQUIRE(desk.book.Finish());
  const Sheet sheet = ReadBack(desk.file, "id");
  CHECK(sheet.headings.back() == "Замечания");
  CHECK(sheet.rows.empty());
}

// ---- the program -------------------------------------------------------------------------------------------------

struct Workshop {
  TempFolder folder;
  std::string pack = folder.path() / "pack";
  std::string rules = folder.Write("pack/a.rules", kTinyPack);
  std::string messages = folder.Write("messages.jsonl", kTinyMessages + "{broken\n");
  std::string output = folder.path() / "answer";

  std::size_t files() const { return std::distance(std::filesystem::directory_iterator(folder.path()), {}); }
  ProgramResult Run(std::vector<std::string> more) const {
    std::vector<std::string> words = {"run", pack, "--input", messages};
    words.insert(words.end(), more.begin(), more.end());
    return RunProgram(words);
  }
};

TEST_CASE("every format can be written to a file") {
  const Workshop w;
  for (const std::string format : {"table", "jsonl", "csv"}) {
    INFO(format);
    const ProgramResult to_file = w.Run({"--format", format, "--output", w.output});
    CHECK(to_file.code == 1);  // a broken line
    CHECK(to_file.out.empty());
    const ProgramResult shown = w.Run({"--format", format, "--output", "-"});
    CHECK(shown.out.size() > 100);
    CHECK(ReadFile(w.output) == shown.out);
    CHECK(to_file.err == shown.err);
  }
  CHECK(w.files() == 3);
  // The name says the format.
  CHECK(w.Run({"--output", w.output + ".csv"}).code == 1);
  CHECK(ReadFile(w.output + ".csv") == w.Run({"--format", "csv"}).out);
}

TEST_CASE("a workbook of what was decided, or of what was left to a person") {
  const Workshop w;
  const std::string file = w.output + ".xlsx";
  CHECK(w.Run({"--output", file}).code == 1);
  const Sheet all = ReadBack(file, "id");
  CHECK(Column(all, "id") == Cells{"1", "2", "3", "4", ""});
  CHECK(Column(all, "Текст")[0] == "Яма на дороге, машину разбил");
  CHECK(Column(all, "Метки") == Cells{"", "", "", "на виду", ""});
  CHECK_THAT(Column(all, "Замечания")[4], StartsWith(w.messages + ":5: "));
  CHECK(w.Run({"--format", "xlsx", "--only", "fallback", "--output", file}).code == 1);
  CHECK(Column(ReadBack(file, "id"), "id") == Cells{"2", "3", "4"});
  CHECK(w.files() == 3);
}

TEST_CASE("tables and their answers have the same rows") {
  const Workshop w;
  const std::string csv =
      w.folder.Write("выгрузка.csv", "Учёт;Письмо\n0017;Яма на дороге\n18;яма;лишнее\n19;Спасибо\n");
  const std::string xlsx = w.folder.path() / "книга.xlsx";
  Workbook given = *Workbook::Create(xlsx);
  Workbook::Table& table = given.AddTable("Лист1", {{"Учёт"}, {"Дом"}, {"Письмо"}});
  table.AddRow({"12345678901234567890", "=1+1", "Мусор, вывоз мусора"});
  table.AddRow({"", "5", "Дорога, яма"});
  REQUIRE(given.Finish());
  const std::string file = w.output + ".xlsx";
  const ProgramResult result = RunProgram({"run", w.pack, "--input", csv, "--input", xlsx, "--map",
                                           "id=Учёт,text=Письмо", "--channel", "вк", "--output", file});
  INFO(result.err);
  CHECK(result.code == 1);
  const auto number = [](const Cells& cells) { return cells.size() > 1 && cells[1] == "Письмо"; };
  const Result<Sheet> first = ReadSheet(file, ReadFile(file), number);
  REQUIRE(first);
  CHECK(first->title == "выгрузка");
  CHECK(first->left_sheets == Cells{"книга"});
  CHECK(Column(*first, "Учёт") == Cells{"0017", "", "19"});
  CHECK(Column(*first, "Ответственный") == Cells{"Городское хозяйство", "", "Руководитель центра"});
  CHECK_THAT(Column(*first, "Замечания")[1], StartsWith("строка 3 не прочитана"));
  const auto house = [](const Cells& cells) { return cells.size() > 1 && cells[1] == "Дом"; };
  const Result<Sheet> second = ReadSheet(file, ReadFile(file), house);
  REQUIRE(second);
  CHECK(second->title == "книга");
  CHECK(Column(*second, "Учёт") == Cells{"12345678901234567890", ""});
  CHECK(Column(*second, "Дом") == Cells{"=1+1", "5"});
  CHECK(Column(*second, "Тема") == Cells{"Мусор", "Дороги"});
  CHECK(Column(*second, "Замечания")[0].empty());
  CHECK_FALSE(Column(*second, "Замечания")[1].empty());  // it has no id
}

TEST_CASE("an output that makes no sense is refused") {
  const Workshop w;
  std::filesystem::create_symlink(w.messages, w.folder.path() / "link");
  CHECK(w.Run({"--format", "xlsx"}).code == 2);
  CHECK_THAT(w.Run({"--format", "xlsx", "--output", "-"}).err, Contains("--output result.xlsx"));
  CHECK(w.Run({"--output", w.messages}).code == 2);
  CHECK(w.Run({"--output", w.folder.path() / "link"}).code == 2);
  CHECK(w.Run({"--output", w.pack + "/../messages.jsonl"}).code == 2);
  CHECK(w.Run({"--output", w.pack}).code == 3);
  CHECK(w.Run({"--output", "/dev/full"}).code == 3);
  CHECK(w.Run({"--output", w.folder.path() / "none" / "x.csv"}).code == 3);
  CHECK(ReadFile(w.messages) == kTinyMessages + "{broken\n");
  CHECK(std::filesystem::is_character_file("/dev/full"));
}

TEST_CASE("a full disk gives exit code 3 and leaves what was there") {
  const Workshop w;
  std::string many;
  for (int i = 0; i < 2000; ++i) many += kTinyMessages;
  const std::string input = w.folder.Write("many.jsonl", many);
  for (const std::string name : {"old.xlsx", "old.csv", "old.jsonl"}) {
    INFO(name);
    const std::string file = w.folder.Write(name, "старое");
    const std::size_t before = w.files();
    // The compressed workbook would fit, the worksheet on the way to it does not.
    const FullDisk full(400'000);
    const ProgramResult result = RunProgram({"run", w.pack, "--input", input, "--output", file});
    CHECK(result.code == 3);
    CHECK_THAT(result.err, Contains("autorules: "));
    CHECK(ReadFile(file) == "старое");
    CHECK(w.files() == before);
  }
}

TEST_CASE("an answer keeps the access rights of the one before") {
  const Workshop w;
  using std::filesystem::perms;
  const std::string file = w.folder.Write("old.xlsx", "старое");
  std::filesystem::permissions(file, perms::owner_read | perms::owner_write | perms::group_read);
  CHECK(w.Run({"--output", file}).code == 1);
  CHECK(std::filesystem::status(file).permissions() == (perms::owner_read | perms::owner_write | perms::group_read));
  CHECK_THAT(ReadFile(file), StartsWith("PK"));
}

}  // namespace
}  // namespace autorules::cli
