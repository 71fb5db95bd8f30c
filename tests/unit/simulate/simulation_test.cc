// Messages, timers and people on a clock that is set by hand.
#include "engine/simulate/simulation.h"

#include <algorithm>
#include <stdexcept>

#include "cli/journal_text.h"
#include "dsl/compile.h"
#include "dsl/durations.h"
#include "engine/ruleset/values.h"
#include "tests/support/catch.h"
#include "tests/unit/simulate/timed_pack.h"

namespace autorules {
namespace {

const std::string kZone = "Europe/Moscow";

UnixSeconds At(std::string_view text) { return ParseMoment(text, kZone).value(); }

std::shared_ptr<const RuleIndex> IndexOf(const std::string& rules) {
  const Compilation compiled = CompileTexts({{"a.rules", rules}}, {.module_folders = {}, .warnings = false});
  for (const Diagnostic& problem : compiled.diagnostics.all()) UNSCOPED_INFO(MessageOf(problem, Language::kRussian));
  REQUIRE(compiled.rules != nullptr);
  return std::make_shared<const RuleIndex>(compiled.rules);
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Message MessageAt(const std::string& id, std::string_view when, const std::string& text) {
  Message message;
  message.id = id;
  message.channel = "vk";
  message.received_at = At(when);
  message.text = text;
  return message;
}

Scenario TimedScenario(const std::string& events, const std::string& rules = kTimedPack) {
  Scenario scenario;
  scenario.rules = IndexOf(rules);
  scenario.messages = {MessageAt("1", "2026-02-02T10:00", "Яма на дороге"),
                       MessageAt("2", "2026-02-02T12:30", "Нет воды"),
                       MessageAt("3", "2026-02-03T09:00", "Когда будет вода?")};
  EventScript script = ReadEventScript(events, "e.jsonl", kZone, ParseDuration);
  REQUIRE(script.problems.empty());
  scenario.events = std::move(script.events);
  scenario.end = At("2026-03-01T00:00");
  return scenario;
}

/// The history of a case, a line each: moment and text.
std::string History(const RunningCase& of_case) {
  std::string text;
  for (const Happening& happening : of_case.history()) {
    text += ToIso(happening.at, kZone).substr(5, 11) + " " + cli::HappeningText(happening) + "\n";
  }
  return text;
}

const RunningCase& CaseOf(const Simulation& simulation, const std::string& id) {
  for (const auto& of_case : simulation.cases()) {
    if (of_case->value().message.id == id) return *of_case;
  }
  throw std::invalid_argument(id);
}

std::string OwnerOf(const RunningCase& of_case) { return of_case.rules().units()[of_case.value().decision.owner].name; }

TEST_CASE("with nobody answering a case goes up its chain, each step once") {
  Simulation simulation(TimedScenario(""));
  simulation.Run();
  REQUIRE(simulation.cases().size() == 3);
  const RunningCase& of_case = CaseOf(simulation, "1");
  CHECK(History(of_case) ==
        "02-02T10:00 поступило: Городское хозяйство, состояние поступило\n"
        "02-02T10:00 срок «ответ» идёт по 12.02.2026\n"
        "02-02T10:00 срок «отклик» идёт до 03.02.2026 10:00\n"
        "02-03T10:00 срок «отклик» истёк\n"
        "02-11T09:00 уведомление: Городское хозяйство — за 1 рабочий день до срока «ответ»\n"
        "02-13T00:00 срок «ответ» истёк\n"
        "02-13T00:00 уведомление: Руководитель центра — срок «ответ» истёк\n"
        "02-13T00:00 метка «просрочено»\n"
        "02-14T00:00 передано: Городское хозяйство → Руководитель центра — через 1 рабочий день после срока «ответ»\n"
        "02-14T00:00 важность: высокая\n");
  CHECK(of_case.value().steps.size() == 3);
  CHECK(of_case.open());
  CHECK(simulation.problems().empty());
  CHECK(simulation.refused() == 0);
}

TEST_CASE("people's acts come after the timers of their moment, and what is refused is kept") {
  Simulation simulation(TimedScenario(R"({"at":"2026-02-03T10:00","id":"1","transition":"взять"}
{"at":"2026-02-03T11:00","id":"2","transition":"ответить"}
{"at":"2026-02-03T12:00","id":"2","transition":"взять","by":"никто"}
{"at":"2026-02-03T13:00","id":"2","hand_over":"никуда"}
{"at":"2026-02-04T10:00","id":"1","transition":"ответить","by":"хозяйство"}
{"at":"2026-02-05T10:00","id":"1","rating":2}
{"at":"2026-02-05T10:00","id":"1","transition":"вернуть","by":"Заявитель"}
{"at":"2026-02-05T11:00","id":"1","hand_over":"водоканал","reason":"трубы"}
{"at":"2026-02-05T12:00","id":"1","text":"Нет воды","by":"водоканал"}
)"));
  simulation.Run();
  const std::string first = History(CaseOf(simulation, "1"));
  const std::string expected =
      "02-03T10:00 срок «отклик» истёк\n"
      "02-03T10:00 переход «взять» → в_работе (Городское хозяйство)\n"
      "02-03T10:00 срок «отклик» остановлен\n"
      "02-04T10:00 переход «ответить» → дан_ответ (Городское хозяйство)\n"
      "02-04T10:00 срок «ответ» остановлен\n"
      "02-04T10:00 завершено: дан_ответ\n"
      "02-05T10:00 оценка 2\n"
      "02-05T10:00 переход «вернуть» → в_работе (заявитель)\n"
      "02-05T10:00 срок «ответ» идёт по 16.02.2026\n"
      "02-05T10:00 переоткрыто (заявитель)\n"
      "02-05T11:00 передано: Городское хозяйство → Водоканал (Городское хозяйство) — трубы\n"
      "02-05T12:00 текст изменён (Водоканал)\n";
  INFO(first);
  CHECK(first.find(expected) != std::string::npos);
  const RunningCase& second = CaseOf(simulation, "2");
  CHECK(second.value().state == "поступило");
  std::vector<std::string> refused;
  for (const Happening& happening : second.history()) {
    const auto* refusal = std::get_if<RefusedInput>(&happening.fact);
    if (refusal != nullptr) refused.push_back(refusal->what + ": " + refusal->reason.ru.substr(0, 30));
  }
  REQUIRE(refused.size() == 3);
  CHECK(refused[0].starts_with("переход «ответить»: "));
  CHECK(refused[1].starts_with("переход «взять»: в правилах нет"));
  CHECK(refused[2].starts_with("передача: «никуда»: в правилах нет"));
  CHECK(simulation.refused() == 3);
}

TEST_CASE("messages that agree on a key are one job: led by the first, each with a life of its own") {
  Simulation simulation(TimedScenario(R"({"at":"2026-02-02T13:00","id":"2","hand_over":"руководитель"}
{"at":"2026-02-04T10:00","job":"3","transition":"взять"}
{"at":"2026-02-04T11:00","id":"2","transition":"ответить"}
{"at":"2026-02-04T12:00","job":"тема=вода","transition":"ответить"}
{"at":"2026-02-04T13:00","job":"тема=вода","transition":"ответить"}
{"at":"2026-02-04T13:00","job":"1","transition":"взять"}
)"));
  simulation.Run();
  const RunningCase& second = CaseOf(simulation, "2");
  const RunningCase& third = CaseOf(simulation, "3");
  CHECK(second.value().job.empty());
  CHECK(third.value().job == "тема=вода");
  CHECK(OwnerOf(third) == "руководитель");
  CHECK(History(third).find("02-03T09:00 общее дело с обращением 2: тема=вода\n") != std::string::npos);
  CHECK(second.value().closed == At("2026-02-04T11:00"));
  CHECK(third.value().closed == At("2026-02-04T12:00"));
  CHECK(simulation.refused() == 0);
  REQUIRE(simulation.problems().size() == 2);
  CHECK(simulation.problems()[0].line == 5);
  CHECK(simulation.problems()[0].what.ru ==
        "переход «ответить»: открытых обращений общего дела «тема=вода» к этому "
        "времени нет");
  CHECK(simulation.problems()[1].line == 6);
}

TEST_CASE("a job whose cases are all closed is over") {
  Scenario scenario = TimedScenario(R"({"at":"2026-02-02T13:00","id":"2","transition":"взять"}
{"at":"2026-02-02T14:00","id":"2","transition":"ответить"}
)");
  Simulation simulation(std::move(scenario));
  simulation.Run();
  CHECK(CaseOf(simulation, "3").value().job.empty());
}

TEST_CASE("events that no case can be asked about are said") {
  Simulation simulation(TimedScenario(R"({"at":"2026-02-02T09:00","id":"1","transition":"взять"}
{"at":"2026-02-02T10:00","id":"99","transition":"взять"}
{"at":"2026-04-02T10:00","id":"1","transition":"взять"}
)"));
  simulation.Run();
  REQUIRE(simulation.problems().size() == 3);
  CHECK(simulation.problems()[0].what.ru == "переход «взять»: обращения 1 к этому времени нет");
  CHECK(simulation.problems()[1].what.ru == "переход «взять»: обращения 99 к этому времени нет");
  CHECK(simulation.problems()[2].what.ru == "переход «взять»: событие после конца моделирования не наступило");
  for (const InputProblem& problem : simulation.problems()) {
    CHECK(problem.input == "e.jsonl");
    CHECK(problem.skipped);
  }
}

TEST_CASE("messages after the end do not come, what is at the end still happens") {
  Scenario scenario = TimedScenario(R"({"at":"2026-02-02T12:30","id":"1","transition":"взять"})");
  scenario.end = At("2026-02-02T12:30");
  Simulation simulation(std::move(scenario));
  simulation.Run();
  CHECK(simulation.cases().size() == 2);
  CHECK(simulation.to_come() == 1);
  CHECK(CaseOf(simulation, "1").value().state == "в_работе");
}

/// New rules: more time to answer, and another block for roads.
std::string NewRules() {
  return Replaced(Replaced(kTimedPack, "срок ответ 10 дней", "срок ответ 20 дней"), "темы дороги конец",
                  "конец\nблок дорожники \"Дорожники\" подчиняется руководитель: темы дороги конец");
}

Scenario SwapScenario(bool migrate) {
  Scenario scenario = TimedScenario(R"({"at":"2026-02-03T08:00","pack":"new"})");
  scenario.messages[2].text = "Яма на дороге";
  scenario.packs["new"] = IndexOf(NewRules());
  scenario.migrate = migrate;
  return scenario;
}

TEST_CASE("new rules decide new messages, old cases keep theirs") {
  Simulation simulation(SwapScenario(false));
  simulation.Run();
  CHECK(OwnerOf(CaseOf(simulation, "1")) == "руководитель");  // by its old chain
  CHECK(CaseOf(simulation, "1").value().clocks[0].due.at == At("2026-02-13T00:00"));
  CHECK(OwnerOf(CaseOf(simulation, "3")) == "руководитель");
  CHECK(CaseOf(simulation, "3").value().holdings[0].unit ==
        FindId(CaseOf(simulation, "3").rules().parts(), Attribute::kOwner, "дорожники"));
  CHECK(CaseOf(simulation, "3").value().clocks[0].due.at == At("2026-02-25T00:00"));
  CHECK(CaseOf(simulation, "1").value().revision != CaseOf(simulation, "3").value().revision);
}

TEST_CASE("open cases can be moved to new rules, each change is told") {
  Simulation simulation(SwapScenario(true));
  simulation.Run();
  const RunningCase& first = CaseOf(simulation, "1");
  CHECK(first.value().revision == CaseOf(simulation, "3").value().revision);
  CHECK(first.value().clocks[0].due.at == At("2026-02-25T00:00"));
  CHECK(History(first).find("02-03T08:00 новые правила: срок «ответ»: ") != std::string::npos);
  CHECK(simulation.refused() == 0);
}

TEST_CASE("a case without a place under the new rules keeps its own") {
  Scenario scenario = TimedScenario(R"({"at":"2026-02-03T08:00","pack":"new"})");
  std::string rules = Replaced(kTimedPack, "блок водоканал \"Водоканал\"", "блок вода_и_тепло \"Вода и тепло\"");
  scenario.packs["new"] = IndexOf(rules);
  scenario.migrate = true;
  Simulation simulation(std::move(scenario));
  simulation.Run();
  const RunningCase& second = CaseOf(simulation, "2");
  CHECK(History(second).find("02-03T08:00 отказано, смена правил: new: ") != std::string::npos);
  CHECK(second.value().revision != CaseOf(simulation, "1").value().revision);
  CHECK(simulation.refused() == 1);
  // Its job goes on by the old rules, a new message joins it and keeps the owner that its own rules know.
  CHECK(CaseOf(simulation, "3").value().job == "тема=вода");
  CHECK(CaseOf(simulation, "3").rules().units()[CaseOf(simulation, "3").value().holdings[0].unit].name ==
        "вода_и_тепло");
}

constexpr const char* kWindowRule =
    "правило \"Много\": если похожих (тема) за 48 часов больше 1 то метка \"много\" конец\n";

std::vector<std::string> Tagged(const Simulation& simulation) {
  std::vector<std::string> tagged;
  for (const auto& of_case : simulation.cases()) {
    const auto& tags = of_case->value().decision.tags;
    if (std::find(tags.begin(), tags.end(), "много") != tags.end()) tagged.push_back(of_case->value().message.id);
  }
  return tagged;
}

TEST_CASE("windows count in the order of arrival, for new rules as if they had decided all") {
  const std::string without_jobs =
      Replaced(kTimedPack, "правило \"Одна авария\": если тема = вода то объединить (тема) конец\n", "");
  Scenario plain = TimedScenario("", without_jobs + kWindowRule);
  std::swap(plain.messages[0], plain.messages[2]);
  plain.end = At("2026-02-05T00:00");
  Simulation counted(std::move(plain));
  counted.Run();
  CHECK(Tagged(counted) == std::vector<std::string>{"3"});

  Scenario swapped = TimedScenario(R"({"at":"2026-02-03T08:00","pack":"new"})", without_jobs);
  swapped.packs["new"] = IndexOf(without_jobs + kWindowRule);
  swapped.end = At("2026-02-05T00:00");
  Simulation later(std::move(swapped));
  later.Run();
  CHECK(Tagged(later) == std::vector<std::string>{"3"});

  // An edit counts the message once: it is still alone with its topic.
  Scenario edited =
      TimedScenario(R"({"at":"2026-02-02T11:00","id":"1","text":"Яма, яма на дороге"})", without_jobs + kWindowRule);
  edited.end = At("2026-02-02T12:00");
  Simulation alone(std::move(edited));
  alone.Run();
  CHECK(History(CaseOf(alone, "1")).find("текст изменён") != std::string::npos);
  CHECK(Tagged(alone).empty());
}

TEST_CASE("the same scenario goes the same way") {
  const auto play = [] {
    Simulation simulation(TimedScenario(kTimedScript));
    simulation.Run();
    std::string all;
    for (const auto& of_case : simulation.cases()) all += History(*of_case) + Dump(of_case->value());
    return all;
  };
  const std::string once = play();
  CHECK(once.size() > 1000);
  CHECK(once == play());
}

}  // namespace
}  // namespace autorules
