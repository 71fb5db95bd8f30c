#include "engine/intake/export_rows.h"

#include "engine/intake/sheet_reader.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;

constexpr const char* kZone = "Asia/Irkutsk";

struct Outcome {
  bool kept = false;
  Message message;
  std::vector<InputProblem> problems;
};

/// Reads the only row of a table in CSV.
Outcome Read(const std::string& csv, const std::string& map = "", const std::string& channel = "") {
  ExportOptions options{{}, channel};
  if (!map.empty()) options.map = ParseColumnMap(map).value();
  const Result<Sheet> sheet =
      ReadSheet("t.csv", csv, [&](const std::vector<std::string>& cells) { return AreHeadings(cells, options); });
  REQUIRE(sheet.has_value());
  REQUIRE(sheet->rows.size() == 1);
  const Result<ExportLayout> layout = FindLayout(*sheet, options);
  REQUIRE(layout.has_value());
  const ExportRows rows(*sheet, *layout, kZone);
  Outcome outcome;
  outcome.kept = rows.Read(sheet->rows[0], &outcome.message, &outcome.problems);
  return outcome;
}

TEST_CASE("a row of POS becomes a message") {
  const Outcome got = Read(
      "Номер;Номер ЕПГУ;Категория;Подкатегория;Факт;Организация, в которой находится сообщение;Дата поступления;"
      "Дата планируемого завершения работ;Просрочено;Фаст-трек;ФЗ;Заявитель выбрал подачу по 59-ФЗ;Стадия;ФИО "
      "исполнителя;ОКТМО\n"
      "20260112000017;512;Дороги;Мосты;Провал;Администрация;12.01.2026 9:30;22.01.2026 18:00;Нет;Да;Обычное "
      "сообщение;Нет;Завершено;имя;05534000\n");
  Message expected;
  expected.id = "20260112000017";
  expected.channel = "pos";
  expected.external_id = "512";
  expected.category = "Дороги";
  expected.subcategory = "Мосты";
  expected.fact = "Провал";
  expected.organisation = "Администрация";
  expected.received_at = 1768181400;  // 01:30 UTC
  expected.fast_track = true;
  expected.fz59 = false;
  expected.source_oktmo = "05534000";
  expected.fields = {{"плановый_срок", "2026-01-22"}, {"просрочено", "Нет"}, {"стадия", "Завершено"}};
  CHECK(got.kept);
  CHECK(got.message == expected);
  CHECK(got.problems.empty());
}

TEST_CASE("a row of Incident Management becomes a message with labels") {
  const Outcome got = Read(
      "Номер инцидента;Дата создания;Группа тем;Тема;Муниципалитет;Населенный пункт;Улица;Дом;Текст инцидента;Текст "
      "ответа\n"
      "17;2026-01-12T09:30:00+03:00;ЖКХ;Отопление;Сланцевский район;Сланцы;Ленина;5;\"Холодно,\nпомогите "
      "😡\";Приняли\n");
  Message expected;
  expected.id = "17";
  expected.channel = "incident";
  expected.text = "Холодно,\nпомогите 😡";
  expected.received_at = 1768199400;
  expected.address = "Сланцы, Ленина, 5";
  expected.category = "ЖКХ";
  expected.subcategory = "Отопление";
  expected.fields = {{"муниципальное_образование", "Сланцевский район"}};
  expected.labels = {{"group", {"ЖКХ"}}, {"topic", {"Отопление"}}};
  CHECK(got.kept);
  CHECK(got.message == expected);
  CHECK(got.problems.empty());
}

TEST_CASE("of several columns for one field the first that has a value counts") {
  const std::string headings =
      "Организация исполнителя;Организация, в которую поступило сообщение;Организация, в которой находится сообщение\n";
  CHECK(Read(headings + "а;б;в").message.organisation == "в");
  CHECK(Read(headings + "а;б;-").message.organisation == "б");
  CHECK(Read(headings + "а;;").message.organisation == "а");
  CHECK(Read(headings + "а;б;в").message.fields.at("организация_поступления") == "б");

  const std::string regimes = "Номер;ФЗ;Заявитель выбрал подачу по 59-ФЗ\n1;";
  CHECK(Read(regimes + "Обычное сообщение;Да").message.fz59 == true);
  CHECK(Read(regimes + "59-ФЗ;-").message.fz59 == true);
  CHECK(Read(regimes + "Обычное сообщение;-").message.fz59 == false);
  CHECK(Read(regimes + "неведомо;Нет").problems.empty());
  CHECK_FALSE(Read(regimes + "-;-").message.fz59.has_value());
}

TEST_CASE("a day alone is its first moment where the municipality is, and known to be a day alone") {
  struct Case {
    std::string cell;
    std::optional<UnixSeconds> moment;
    bool only_day;
  };
  for (const Case& c : std::vector<Case>{
           {"12.01.2026", 1768147200, true},
           {"12.01.2026 00:00", 1768147200, true},
           {"12.01.2026 0:00:00", 1768147200, true},
           {"12.01.2026 00:00:01", 1768147201, false},
           {"2026-01-12T00:00:00+08:00", 1768147200, false},
           {"-", std::nullopt, false},
       }) {
    INFO(c.cell);
    const Message message = Read("Номер;Факт;Дата поступления\n1;ф;" + c.cell).message;
    CHECK(message.received_at == c.moment);
    CHECK(message.only_day == c.only_day);
  }
}

struct Said {
  std::uint32_t column;
  bool skipped;
  std::string what;
  bool operator==(const Said&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Said& said) {
  return out << said.column << (said.skipped ? " skipped: " : ": ") << said.what;
}

std::vector<Said> SaidOf(const Outcome& outcome) {
  std::vector<Said> said;
  for (const InputProblem& problem : outcome.problems) {
    CHECK(problem.input == "t.csv");
    CHECK(problem.line == 2);
    CHECK_FALSE(problem.what.en.empty());
    said.push_back({problem.column, problem.skipped, problem.what.ru});
  }
  return said;
}

TEST_CASE("what shows that columns have shifted costs the row, all of it is said at once") {
  struct Case {
    std::string row;
    std::vector<Said> said;
  };
  const std::string headings = "Фаст-трек;Номер;Дата поступления;Дата планируемого завершения работ;Просрочено;ФЗ\n";
  for (const Case& c : std::vector<Case>{
           {"Возможно;1;;;;", {{1, true, "столбец A «Фаст-трек»: «Возможно» не Да и не Нет: строка пропущена"}}},
           {";1;31.02.2026;;;", {{3, true, "столбец C «Дата поступления»: дня «31.02.2026» нет: строка пропущена"}}},
           {";1;вчера;;;", {{3, true, "столбец C «Дата поступления»: «вчера» не дата: строка пропущена"}}},
           {";1;#Н/Д;;;", {{3, true, "столбец C «Дата поступления»: в ячейке ошибка таблицы #Н/Д: строка пропущена"}}},
           {";1;;;кто знает;", {{5, true, "столбец E «Просрочено»: «кто знает» не Да и не Нет: строка пропущена"}}},
           {"2;1;12.13.2026;31.02.2026;Да;чужой",
            {{1, true, "столбец A «Фаст-трек»: «2» не Да и не Нет: строка пропущена"},
             {3, false, "столбец C «Дата поступления»: дня «12.13.2026» нет: строка пропущена"},
             {4, false, "столбец D «Дата планируемого завершения работ»: дня «31.02.2026» нет: не учтено"},
             {6, false, "столбец F «ФЗ»: «чужой» не читается: не учтено"}}},
           {"-;-;-;-;-;-", {{0, true, "в строке нет ни номера, ни других данных: строка пропущена"}}},
       }) {
    INFO(c.row);
    const Outcome got = Read(headings + c.row + "\n");
    CHECK_FALSE(got.kept);
    CHECK(SaidOf(got) == c.said);
  }
}

TEST_CASE("anything else that cannot be read is left out and said") {
  struct Case {
    std::string row;
    std::string what;
  };
  const std::string headings = "id,text,num,lat,lon,flag\n";
  const std::string map = "id=id,text=text,author.followers=num,location.lat=lat,location.lon=lon,fields.f=flag";
  for (const Case& c : std::vector<Case>{
           {"1,текст,много,,,", "столбец C «num»: «много» не читается: не учтено"},
           {"1,текст,,91,56,", "столбец D «lat»: «91» не читается: не учтено"},
           {"1,текст,,58,восток,", "столбец E «lon»: «восток» не читается: не учтено"},
           {"1,текст,,58,,", "место без одной из координат: не учтено"},
           {"1,#REF!,,,,", "столбец B «text»: в ячейке ошибка таблицы #REF!: не учтено"},
           {"#N/A,текст,,,,", "столбец A «id»: в ячейке ошибка таблицы #N/A: не учтено"},
       }) {
    INFO(c.row);
    const Outcome got = Read(headings + c.row, map);
    CHECK(got.kept);
    REQUIRE_FALSE(got.problems.empty());
    for (const InputProblem& problem : got.problems) CHECK_FALSE(problem.skipped);
    std::string all;
    for (const InputProblem& problem : got.problems) all += problem.what.ru + "\n";
    CHECK_THAT(all, Contains(c.what));
    CHECK_FALSE(got.message.location.has_value());
    CHECK_FALSE(got.message.author_followers.has_value());
  }
  const Outcome good = Read(headings + "1,текст,1 500,\"58,01\",56,да", map, "почта");
  CHECK(good.problems.empty());
  CHECK(good.message.author_followers == 1500);
  CHECK(good.message.location == std::pair(58.01, 56.0));
  CHECK(good.message.fields.at("f") == "да");
  CHECK(good.message.channel == "почта");
  CHECK(Read("канал,текст\nвк,а", "channel=канал,text=текст", "почта").message.channel == "вк");
  CHECK(Read("канал,текст\n-,а", "channel=канал,text=текст", "почта").message.channel == "почта");
}

TEST_CASE("a long cell is quoted in part, up to the end of a character") {
  std::string cell = "а";
  for (int i = 0; i < 100; ++i) cell += "ё😡";
  const Outcome got = Read("Номер;Факт;Дата поступления\n1;ф;" + cell);
  REQUIRE(got.problems.size() == 1);
  CHECK(got.problems[0].what.ru.size() < 200);
  CHECK_THAT(got.problems[0].what.ru, Contains("…»"));
}

}  // namespace
}  // namespace autorules
