#include "dsl/calendar_table.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("tables of days are read as people save them") {
  const CalendarLayer expected = {
      {{2027, 2, 20}, DayKind::kShortened, "Постановление № 1", CivilDate{2027, 2, 22}},
      {{2027, 2, 22}, DayKind::kDayOff, "", CivilDate{2027, 2, 20}},
      {{2027, 2, 24}, DayKind::kWorking, "", std::nullopt},
  };
  for (const char* text : {
           "Дата;День;Основание;Вместо\n"
           "2027-02-20;короткий;Постановление № 1;2027-02-22\n2027-02-22;выходной;;2027-02-20\n2027-02-24;рабочий\n",
           "Заметка,ВМЕСТО,основание,день,дата\r\n"
           "х,22.02.2027,Постановление № 1,Короткий,20.02.2027\r\n,20.02.2027,,ВЫХОДНОЙ,22.02.2027\r\n"
           ",,,рабочий,24.02.2027\r\n",
       }) {
    INFO(text);
    const CalendarTable read = ReadCalendarTable(ParseCsv(text));
    CHECK(read.problems.empty());
    CHECK(read.missing.empty());
    CHECK(read.days == expected);
  }
  const CalendarTable plain = ReadCalendarTable(ParseCsv("Дата;День\n2026-03-06;выходной\n"));
  CHECK(plain.problems.empty());
  CHECK(plain.days == CalendarLayer{{{2026, 3, 6}, DayKind::kDayOff, "", std::nullopt}});
}

TEST_CASE("a table says which days nobody has confirmed yet") {
  const CalendarTable read = ReadCalendarTable(
      ParseCsv("Дата;День;Подтверждено\n2027-05-11;выходной;нет\n2027-05-12;выходной;Да\n2027-05-13;выходной;\n"));
  CHECK(read.problems.empty());
  REQUIRE(read.days.size() == 3);
  CHECK_FALSE(read.days[0].confirmed);
  CHECK(read.days[1].confirmed);
  CHECK(read.days[2].confirmed);
  const std::string doubtful = "Дата;День;Подтверждено\n2027-05-11;выходной;наверное\n2027-05-12;выходной;нет\n";
  const CalendarTable bad = ReadCalendarTable(ParseCsv(doubtful));
  CHECK(bad.days.size() == 1);
  REQUIRE(bad.problems.size() == 1);
  const CsvProblem& problem = bad.problems.front();
  CHECK(doubtful.substr(problem.begin, problem.end - problem.begin) == "наверное");
  CHECK(problem.what.ru == "«наверное» — непонятно, подтверждён ли день: пишут «да» или «нет»");
  CHECK(problem.what.en == "'наверное' does not tell whether the day is confirmed: write 'да' or 'нет'");
}

TEST_CASE("what is wrong with a table of days is said at the cell") {
  struct Row {
    const char* rows;
    std::uint32_t line;
    const char* cell;
    const char *ru, *en;
  };
  const Row rows[] = {
      {"2027-02-30;выходной;;", 2, "2027-02-30", "«2027-02-30» — не дата: пишут 2026-01-12 или 12.01.2026",
       "'2027-02-30' is not a date: write 2026-01-12 or 12.01.2026"},
      {"2.3.2027;выходной;;", 2, "2.3.2027", "«2.3.2027» — не дата: пишут 2026-01-12 или 12.01.2026",
       "'2.3.2027' is not a date: write 2026-01-12 or 12.01.2026"},
      {"29.02.2027;выходной;;", 2, "29.02.2027", "«29.02.2027» — не дата: пишут 2026-01-12 или 12.01.2026",
       "'29.02.2027' is not a date: write 2026-01-12 or 12.01.2026"},
      {"завтра;выходной;;", 2, "завтра", "«завтра» — не дата: пишут 2026-01-12 или 12.01.2026",
       "'завтра' is not a date: write 2026-01-12 or 12.01.2026"},
      {"2027-03-01;праздник;;", 2, "праздник", "«праздник» — не вид дня: пишут «выходной», «рабочий» или «короткий»",
       "'праздник' is no kind of day: write 'выходной', 'рабочий' or 'короткий'"},
      {"2027-03-01;выходной;;вчера", 2, "вчера", "«вчера» — не дата: пишут 2026-01-12 или 12.01.2026",
       "'вчера' is not a date: write 2026-01-12 or 12.01.2026"},
      {"2027-03-01;выходной;;\n\n01.03.2027;рабочий;;", 4, "01.03.2027", "день 2027-03-01 уже назван в строке 2",
       "line 2 names the day 2027-03-01 already"},
      {"2027-03-06;рабочий;;", 2, "",
       "неизвестно, по каким часам работают 2027-03-06: назовите в столбце «Вместо» будний день, который стал за него "
       "выходным",
       "it is not known by which hours 2027-03-06 is worked: name in the column 'Вместо' the weekday that is off in "
       "its "
       "stead"},
      {"2027-03-06;короткий;;2027-03-07", 2, "2027-03-07",
       "неизвестно, по каким часам работают 2027-03-06: назовите в столбце «Вместо» будний день, который стал за него "
       "выходным",
       "it is not known by which hours 2027-03-06 is worked: name in the column 'Вместо' the weekday that is off in "
       "its "
       "stead"},
  };
  for (const Row& row : rows) {
    INFO(row.rows);
    const std::string text = std::string("Дата;День;Основание;Вместо\n") + row.rows + "\n2027-03-10;короткий;;\n";
    const CalendarTable read = ReadCalendarTable(ParseCsv(text));
    REQUIRE(read.problems.size() == 1);
    const CsvProblem& problem = read.problems.front();
    CHECK(problem.line == row.line);
    CHECK(text.substr(problem.begin, problem.end - problem.begin) == row.cell);
    CHECK(problem.what.ru == row.ru);
    CHECK(problem.what.en == row.en);
    REQUIRE_FALSE(read.days.empty());  // the row after it
    CHECK(read.days.back().date == CivilDate{2027, 3, 10});
  }
}

TEST_CASE("every problem of a table is reported") {
  const CalendarTable read = ReadCalendarTable(ParseCsv("Дата;День;Вместо\nа;б;в\n2027-03-06;рабочий;\n"));
  CHECK(read.problems.size() == 4);
  CHECK(read.days.empty());
  const CalendarTable weekend = ReadCalendarTable(ParseCsv("Дата;День\n2027-03-06;рабочий\n"));
  REQUIRE(weekend.problems.size() == 1);
  CHECK(weekend.problems.front().end - weekend.problems.front().begin == std::string("рабочий").size());
}

TEST_CASE("columns that are not there are named") {
  using Names = std::vector<std::string_view>;
  CHECK(ReadCalendarTable(ParseCsv("Дата;Вид\n2027-03-01;выходной\n")).missing == Names{"День"});
  CHECK(ReadCalendarTable(ParseCsv("а;б\n2027-03-01;выходной\n")).missing == Names{"Дата", "День"});
  CHECK(ReadCalendarTable(ParseCsv("")).missing.empty());  // the CSV reader has said that there is nothing
}

}  // namespace
}  // namespace autorules
