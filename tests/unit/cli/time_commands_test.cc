// `calendar` and `deadline` from the outside.
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using testing::ProgramResult;
using testing::RunProgram;
using testing::TempFolder;

const std::string kHead = R"(порядок сообщение "Сообщение"
роль руководитель "Руководитель": вид руководитель основание "п. 1" конец
муниципалитет проба "Пробный район":
  часовой пояс "Asia/Irkutsk"
)";
const std::string kTail = R"(  по умолчанию:
    назначить руководитель
    порядок сообщение
  конец
конец
)";
const std::string kHours = R"(  рабочее время:
    пн, вт, ср, чт, пт от 09:00 до 18:00
    перерыв от 13:00 до 14:00
  конец
)";

struct Workshop {
  TempFolder folder;
  std::string pack = folder.path() / "pack";
  std::string rules = folder.Write("pack/a.rules", kHead + "  календарь россия, иркутская_область\n" + kHours + kTail);
  std::string bare = folder.path() / "bare";
  std::string bare_rules = folder.Write("bare/a.rules", kHead + kTail);
};

void CheckOutput(const std::string& golden, const std::vector<std::string>& line) {
  const ProgramResult result = RunProgram(line);
  INFO(golden << ": " << result.err);
  CHECK(result.code == 0);
  CHECK(result.err.empty());
  testing::CheckGolden(testing::SourceRoot() / "tests/golden/time" / golden, result.out);
}

TEST_CASE("both commands have a help with an example") {
  for (const std::string name : {"calendar", "deadline"}) {
    const ProgramResult result = RunProgram({name, "--help"});
    CHECK(result.code == 0);
    CHECK_THAT(result.out, Contains("  autorules " + name));
  }
}

TEST_CASE("deadlines are explained") {
  const Workshop w;
  CheckOutput("deadline_hours.txt", {"deadline", w.pack, "--from", "2026-04-30 16:30", "--add", "9 рабочих часов"});
  CheckOutput("deadline_working_days.txt",
              {"deadline", w.pack, "--from", "2027-04-29 10:00", "--add", "8 рабочих дней"});
  CheckOutput("deadline_back.txt",
              {"deadline", w.pack, "--from", "2026-04-24T05:00:00+03:00", "--add", "7 дней", "--last-day", "назад"});
  CheckOutput("deadline_forward.txt",
              {"deadline", w.pack, "--from", "2025-12-05 10:00", "--add", "30 дней", "--last-day", "вперёд"});
  CheckOutput("deadline_month.txt", {"deadline", w.pack, "--from", "2028-01-31 10:00", "--add", "1 месяц"});
  CheckOutput("deadline_exact.txt", {"deadline", w.pack, "--from", "2026-05-01 02:00", "--add", "90 минут"});
  CheckOutput("deadline_without_calendar.txt",
              {"deadline", w.bare, "--from", "2026-04-30 16:30", "--add", "9 рабочих часов"});
}

TEST_CASE("the last line is the deadline alone") {
  const Workshop w;
  CHECK_THAT(RunProgram({"deadline", w.pack, "--from", "2026-01-12 10:00", "--add", "3 рабочих дня"}).out,
             EndsWith("\n2026-01-15T23:59:59+08:00\n"));
  CHECK_THAT(RunProgram({"deadline", w.pack, "--from", "2026-01-12 10:00", "--add", "999999999 рабочих часов"}).out,
             EndsWith("+08:00\n"));
}

TEST_CASE("calendars are drawn") {
  const Workshop w;
  CheckOutput("calendar_months.txt", {"calendar", w.pack, "--from", "2027-01", "--to", "2027-06"});
  CheckOutput("calendar_days.txt", {"calendar", w.pack, "--from", "2026-04-27", "--to", "2026-05-12"});
  CheckOutput("calendar_undecreed.txt", {"calendar", w.pack, "--from", "2028-01"});
}

TEST_CASE("questions without sense are answered with what to write") {
  const Workshop w;
  struct Row {
    std::vector<std::string> line;
    const char* said;
  };
  const auto deadline = [&](const std::string& from, const std::string& add, std::vector<std::string> more = {}) {
    std::vector<std::string> line = {"deadline", w.pack, "--from=" + from, "--add=" + add};
    line.insert(line.end(), more.begin(), more.end());
    return line;
  };
  const std::string now = "2026-04-30 16:30";
  const Row rows[] = {
      {deadline(now, "скоро"), "«скоро» — не срок: пишут целое число"},
      {deadline(now, "-3 дня"), "отрицательного не бывает"},
      {deadline(now, "0 дней"), "срок в ноль не ждут"},
      {deadline(now, "9999999999 дней"), "до девяти цифр"},
      {deadline(now, "1 рабочий месяц"), "рабочими бывают минуты, часы и дни"},
      {deadline(now, "2 рабочие недели"), "рабочими бывают минуты, часы и дни"},
      {deadline("вчера", "1 день"), "--from «вчера» — не момент"},
      {deadline("2026-02-30 10:00", "1 день"), "не момент: пишут «2026-04-30 16:30»"},
      {deadline("2026-02-20", "1 день"), "не момент"},
      {deadline(now, "1 день", {"--schedule", "дежурная"}), "графика «дежурная» нет"},
      {deadline(now, "1 день", {"--last-day", "вбок"}), "пишут «назад», «вперёд» или «остаётся»"},
      {{"calendar", w.pack, "--from", "май"}, "--from «май» — не месяц и не день: пишут 2026-05"},
      {{"calendar", w.pack, "--from", "2026-05", "--to", "2026-13"}, "--to «2026-13» — не месяц"},
      {{"calendar", w.pack, "--from", "2026-05", "--to", "2026-04"}, "поменяйте их местами"},
      {{"calendar", w.pack, "--from", "2026-05", "--to", "2036-05"}, "не больше 120"},
  };
  for (const Row& row : rows) {
    INFO(row.said);
    const ProgramResult result = RunProgram(row.line);
    CHECK(result.code == 2);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, Contains(row.said));
  }
}

}  // namespace
}  // namespace autorules
