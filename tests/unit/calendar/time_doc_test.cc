// docs/time.md against the program: every worked case of its table is counted.
#include <map>
#include <sstream>

#include "dsl/calendar_table.h"
#include "dsl/compile.h"
#include "dsl/durations.h"
#include "engine/calendar/timeline.h"
#include "engine/text/fold.h"
#include "engine/workflow/workflow.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

using Row = std::vector<std::string>;

std::string Trim(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> Split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find(separator, at);
    parts.push_back(Trim(text.substr(at, next - at)));
    if (next == std::string::npos) return parts;
    at = next + separator.size();
  }
}

/// The rows of the table with that first heading, without the headings.
std::vector<Row> TableOf(const std::string& heading) {
  std::istringstream lines(testing::ReadFile(testing::SourceRoot() / "docs/time.md"));
  std::vector<Row> rows;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("|")) {
      inside = false;
      continue;
    }
    Row row = Split(line.substr(1, line.rfind('|') - 1), "|");
    if (inside && !row[0].starts_with("---")) rows.push_back(row);
    if (row[0] == heading) inside = true;
  }
  REQUIRE_FALSE(rows.empty());
  return rows;
}

struct Place {
  std::string zone;
  WorkCalendar calendar;
};

std::map<std::string, Place> Places() {
  std::map<std::string, Place> places;
  for (const Row& row : TableOf("Municipality")) {
    REQUIRE(row.size() == 3);
    std::vector<CalendarLayer> layers;
    for (const std::string& name : Split(row[2], ",")) {
      for (const StandardCalendar& calendar : StandardCalendars()) {
        if (calendar.name == name) layers.push_back(ReadCalendarTable(ParseCsv(calendar.text)).days);
      }
    }
    REQUIRE(layers.size() == Split(row[2], ",").size());
    REQUIRE(IsKnownZone(row[1]));
    places[row[0]] = {row[1], WorkCalendar(layers)};
  }
  return places;
}

int MinuteOf(const std::string& clock) { return std::stoi(clock.substr(0, 2)) * 60 + std::stoi(clock.substr(3, 2)); }

/// `пн–пт 09:00–13:00 14:00–18:00; сб–сб 10:00–14:00`
WeekSchedule ScheduleOf(const std::string& text) {
  static const std::vector<std::string> kDays = {"пн", "вт", "ср", "чт", "пт", "сб", "вс"};
  const auto day_of = [](const std::string& name) {
    const auto found = std::find(kDays.begin(), kDays.end(), name);
    REQUIRE(found != kDays.end());
    return static_cast<std::size_t>(found - kDays.begin());
  };
  WeekSchedule week;
  for (const std::string& line : Split(text, ";")) {
    const std::vector<std::string> words = Split(line, " ");
    const std::vector<std::string> days = Split(words[0], "–");
    for (std::size_t day = day_of(days[0]); day <= day_of(days[1]); ++day) {
      for (std::size_t i = 1; i < words.size(); ++i) {
        const std::vector<std::string> ends = Split(words[i], "–");
        week.hours[day].push_back({MinuteOf(ends[0]), MinuteOf(ends[1])});
      }
    }
  }
  return week;
}

/// `30 дней + 30 дней`
TimeAmount AmountIn(const std::string& text) {
  TimeAmount sum;
  for (const std::string& part : Split(text, "+")) {
    const std::optional<Duration> duration = ParseDuration(part);
    INFO(part);
    REQUIRE(duration.has_value());
    const std::optional<TimeAmount> amount = AmountOf(*duration);
    REQUIRE(amount.has_value());
    sum.months += amount->months;
    sum.days += amount->days;
    sum.seconds += amount->seconds;
    sum.working = amount->working;
  }
  return sum;
}

TEST_CASE("the worked cases of docs/time.md are counted as they say") {
  const std::map<std::string, Place> places = Places();
  std::map<std::string, WeekSchedule> schedules;
  for (const Row& row : TableOf("Schedule")) schedules[row[0]] = ScheduleOf(row[1]);
  const std::map<std::string, LastDay> rules = {
      {"—", LastDay::kStays}, {"остаётся", LastDay::kStays}, {"назад", LastDay::kBack}, {"вперёд", LastDay::kForward}};

  const std::vector<Row> rows = TableOf("№");
  CHECK(rows.size() >= 60);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    INFO("row " << row[0] << ": " << row[1] << ", " << row[2]);
    REQUIRE(row.size() == 8);
    CHECK(row[0] == std::to_string(i + 1));
    const Place& place = places.at(row[3]);
    const WorkingTime time(place.calendar, row[4] == "—" ? WeekSchedule{} : schedules.at(row[4]), place.zone);
    const std::optional<UnixSeconds> start = ParseMoment(row[1], place.zone);
    REQUIRE(start.has_value());
    const Deadline due = time.Due(*start, AmountIn(row[2]), rules.at(row[5]));
    CHECK(ToIso(due, place.zone) + (due.preliminary ? ", предварительно" : "") == row[6]);
    CHECK(ExplainDeadline(time, *start, AmountIn(row[2]), rules.at(row[5])).deadline == due);
    CHECK_FALSE(row[7].empty());
  }
}

/// The part of `parts` that is called so; «ё» and «е» are one letter in names.
template <typename Part>
const Part& Named(const std::vector<Part>& parts, const std::string& name) {
  const std::string folded = Fold(name);
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == folded; });
  INFO(name);
  REQUIRE(found != parts.end());
  return *found;
}

TEST_CASE("the clocks of the packs run as docs/time.md says") {
  std::map<std::string, std::unique_ptr<Workflow>> packs;
  for (const Row& row : TableOf("Pack")) {
    INFO(row[0] << ", " << row[1] << ", " << row[2] << ": " << row[3]);
    REQUIRE(row.size() == 7);
    auto& workflow = packs[row[0]];
    if (!workflow) {
      const auto compilation = CompilePack((testing::SourceRoot() / "rules" / row[0]).string(), {});
      REQUIRE(compilation.has_value());
      REQUIRE(compilation->rules != nullptr);
      workflow = std::make_unique<Workflow>(compilation->rules);
    }
    const Procedure& procedure = Named(workflow->rules().procedures(), row[1]);
    const Clock& clock = Named(procedure.clocks, row[2]);
    const std::string& zone = workflow->rules().municipality().zone;
    const std::optional<UnixSeconds> start = ParseMoment(row[3], zone);
    REQUIRE(start.has_value());
    const Deadline due = workflow->TimeOf(clock).Due(*start, *AmountOf(clock.duration), clock.last_day);
    CHECK(ToIso(due, zone) + (due.preliminary ? ", предварительно" : "") == row[4]);

    const Basis& basis = clock.basis.text.empty() ? procedure.basis : clock.basis;
    const std::string assumption = "допущение «";
    const bool assumed = row[5].starts_with(assumption);
    CHECK(basis.assumed == assumed);
    const std::string clause =
        assumed ? row[5].substr(assumption.size(), row[5].rfind("»") - assumption.size()) : row[5];
    CHECK_THAT(basis.text, Catch::Matchers::Contains(clause));
    CHECK_FALSE(row[6].empty());
  }
  CHECK(packs.size() == 5);
}

}  // namespace
}  // namespace autorules
