// A script of events: what is read, and what is said of what cannot be.
#include "engine/simulate/script.h"

#include "dsl/durations.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

EventScript Read(const std::string& text) { return ReadEventScript(text, "e.jsonl", "Europe/Moscow", ParseDuration); }

/// The problems of one line, without their help.
std::vector<std::string> Wrong(const std::string& line) {
  const EventScript script = Read(line);
  CHECK(script.events.empty());
  std::vector<std::string> wrong;
  for (std::size_t i = 0; i < script.problems.size(); ++i) {
    const InputProblem& problem = script.problems[i];
    CHECK(problem.input == "e.jsonl");
    CHECK(problem.line == 1);
    CHECK(problem.skipped == (i == 0));
    CHECK_FALSE(problem.help.ru.empty());
    CHECK_FALSE(problem.help.en.empty());
    CHECK_FALSE(problem.what.en.empty());
    wrong.push_back(problem.what.ru);
  }
  return wrong;
}

TEST_CASE("every kind of event is read") {
  const EventScript script = Read(
      "\xEF\xBB\xBF{\"at\":\"2026-01-14T10:00\",\"id\":\"17\",\"transition\":\"Взять\",\"by\":\"глава\","
      "\"given\":{\"Причина\":\"нет\",\"Акт\":5},\"extend\":\"15 дней\"}\r\n"
      "\n"
      "{\"at\":\"2026-01-14T10:00Z\",\"id\":17,\"rating\":2}\n"
      "{\"at\":\"2026-01-14 10:00\",\"id\":\"17\",\"hand_over\":\"блок\",\"by\":\"глава\",\"reason\":\"не наше\"}\n"
      "{\"at\":\"2026-01-14T10:00\",\"id\":\"17\",\"text\":\"Яма\",\"by\":null}\n"
      "{\"at\":\"2026-01-14T10:00\",\"job\":\"тема=вода\",\"transition\":\"ответить\"}\n"
      "{\"at\":\"2026-01-14T10:00\",\"pack\":\"rules/new\"}");
  CHECK(script.problems.empty());
  REQUIRE(script.events.size() == 6);
  const UnixSeconds ten = *ParseMoment("2026-01-14T10:00", "Europe/Moscow");
  const auto event = [&](std::uint64_t line, const std::string& id, const std::string& job,
                         std::optional<std::string> by, auto what) {
    return ScriptEvent{"e.jsonl", line, line == 3 ? ten + 3 * 3600 : ten, id, job, std::move(by), what};
  };
  using Given = std::vector<std::pair<std::string, std::string>>;
  const Duration extension{15, DurationUnit::kDays, false};
  CHECK(script.events[0] ==
        event(1, "17", "", "глава",
              ScriptEvent::Transition{"взять", Given{{"акт", "5"}, {"причина", "нет"}}, extension}));
  CHECK(script.events[1] == event(3, "17", "", {}, ScriptEvent::Rating{2}));
  CHECK(script.events[2] == event(4, "17", "", "глава", ScriptEvent::HandOver{"блок", "не наше"}));
  CHECK(script.events[3] == event(5, "17", "", {}, ScriptEvent::Edit{"Яма"}));
  CHECK(script.events[4] == event(6, "", "тема=вода", {}, ScriptEvent::Transition{"ответить", {}, {}}));
  CHECK(script.events[5] == event(7, "", "", {}, ScriptEvent::PackSwap{"rules/new"}));
  CHECK(Describe(script.events[0]) == Text("переход «взять»", "transition 'взять'"));
}

TEST_CASE("what is wrong with a line is said, all of it, and the line is left out") {
  using Strings = std::vector<std::string>;
  const std::vector<std::pair<std::string, Strings>> table = {
      {"{", {"строка не читается как JSON"}},
      {"[1]", {"в строке не объект JSON"}},
      {"\"\xFF\"", {"строка не в UTF-8"}},
      {R"({})", {"не сказано, что происходит", "нет момента события"}},
      {R"({"at":"завтра","id":"1","rating":3})", {"поле «at» не читается"}},
      {R"({"at":"2026-01-14T10:00","rating":3})", {"не сказано, с каким обращением это происходит"}},
      {R"({"at":"2026-01-14T10:00","id":"1","job":"2","rating":3})", {"и id, и job: о чём событие, неясно"}},
      {R"({"at":"2026-01-14T10:00","id":"1","rating":3,"text":"а"})",
       {"в одной строке несколько событий: rating, text"}},
      {R"({"at":"2026-01-14T10:00","id":"1","rating":0})", {"поле «rating» не читается"}},
      {R"({"at":"2026-01-14T10:00","id":"1","rating":6})", {"поле «rating» не читается"}},
      {R"({"at":"2026-01-14T10:00","id":"1","rating":2.5})", {"поле «rating» не читается"}},
      {R"({"at":"2026-01-14T10:00","id":"1","rating":3,"by":"глава"})",
       {"поле «by» вместе с «rating» ничего не значит"}},
      {R"({"at":"2026-01-14T10:00","id":"","transition":7,"extend":"долго","given":[]})",
       {"поле «id» не читается", "поле «transition» не читается", "поле «extend» не читается",
        "поле «given» не читается"}},
      {R"({"at":"2026-01-14T10:00","id":"1","transition":"а","given":{"б":{}}})", {"поле «given.б» не читается"}},
      {R"({"at":"2026-01-14T10:00","id":"1","transition":"а","reason":"б"})",
       {"поле «reason» вместе с «transition» ничего не значит"}},
      {R"({"at":"2026-01-14T10:00","pack":"а","id":"1"})", {"поле «id» вместе с «pack» ничего не значит"}},
      {R"({"at":"2026-01-14T10:00","id":"1","transitoin":"а"})",
       {"не сказано, что происходит", "неизвестное поле «transitoin»"}},
  };
  for (const auto& [line, expected] : table) {
    INFO(line);
    CHECK(Wrong(line) == expected);
  }
  CHECK(Read(R"({"at":"2026-01-14T10:00","id":"1","transitoin":"а"})").problems[1].help.ru ==
        "возможно, имелось в виду «transition»");
}

TEST_CASE("the rest of a script with wrong lines counts") {
  const EventScript script = Read("{\"at\":\"2026-01-14T10:00\",\"id\":1,\"rating\":5}\nчепуха\n{\"at\":1}\n");
  REQUIRE(script.events.size() == 1);
  CHECK(script.events[0].line == 1);
  REQUIRE(script.problems.size() == 3);
  CHECK(script.problems[0].line == 2);
  CHECK(script.problems[2].line == 3);
}

}  // namespace
}  // namespace autorules
