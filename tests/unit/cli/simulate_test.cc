// `autorules simulate` and timed examples from the outside.
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/json_lines.h"
#include "tests/support/program.h"
#include "tests/unit/cli/tiny_pack.h"
#include "tests/unit/simulate/timed_pack.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using testing::JsonLines;
using testing::ProgramResult;
using testing::RunProgram;
using testing::TempFolder;

/// A folder with the timed pack, its messages and what people do.
struct Workshop {
  TempFolder folder;
  std::string pack = folder.path() / "pack";
  std::string rules = folder.Write("pack/a.rules", kTimedPack);
  std::string messages = folder.Write("messages.jsonl", kTimedMessages);
  std::string script = folder.Write("events.jsonl", kTimedScript);

  ProgramResult Simulate(std::vector<std::string> further) const {
    std::vector<std::string> line = {"simulate", pack, "--input", messages, "--until", "2026-02-28"};
    line.insert(line.end(), further.begin(), further.end());
    return RunProgram(line);
  }
};

std::filesystem::path Golden(const std::string& name) {
  return testing::SourceRoot() / "tests" / "golden" / "simulate" / name;
}

TEST_CASE("the three formats, the same each time") {
  const Workshop w;
  for (const std::string format : {"timeline", "table", "jsonl"}) {
    const std::vector<std::string> line = {"--script", w.script, "--format", format};
    const ProgramResult result = w.Simulate(line);
    INFO(format << ": " << result.err);
    CHECK(result.code == 1);
    // The revision changes with the dump of the language, the life of the messages does not.
    std::string shown = result.out;
    if (format == "jsonl") {
      const std::string revision = JsonLines(result.out).at(0).at("revision");
      for (auto at = shown.find(revision); at != std::string::npos; at = shown.find(revision)) {
        shown.replace(at, revision.size(), "REVISION");
      }
    }
    testing::CheckGolden(Golden(format + ".txt"), shown);
    CHECK(w.Simulate(line).out == result.out);
  }
  CHECK(w.Simulate({"--script", w.script}).out == w.Simulate({"--script", w.script, "--format", "timeline"}).out);
}

TEST_CASE("refusals are said, and the exit code tells of them") {
  const Workshop w;
  const ProgramResult good = w.Simulate({"--format", "jsonl"});
  CHECK(good.code == 0);
  CHECK_THAT(good.err, Contains("Обращений: 3, завершено: 0, с просрочкой: 3") && Contains("отказов: 0"));
  CHECK(JsonLines(good.out).size() == 3);
  const ProgramResult refused = w.Simulate({"--script", w.script, "--format", "jsonl"});
  CHECK_THAT(refused.err, Contains("отказано в действиях: 1"));
  CHECK(refused.out.find("\"kind\":\"refused\"") != std::string::npos);
}

TEST_CASE("one message can be shown, of an unknown one it is said") {
  const Workshop w;
  const ProgramResult one = w.Simulate({"--id", "2", "--format", "jsonl"});
  const auto lines = JsonLines(one.out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("id") == "2");
  const ProgramResult none = w.Simulate({"--id", "99"});
  CHECK(none.code == 1);
  CHECK_THAT(none.err, Contains("«99»"));
}

TEST_CASE("messages without a time need a start") {
  const Workshop w;
  w.folder.Write(
      "messages.jsonl",
      "{\"id\":\"а\",\"channel\":\"vk\",\"text\":\"яма\"}\n{\"id\":\"б\",\"channel\":\"vk\",\"text\":\"яма\"}\n");
  const ProgramResult without = w.Simulate({});
  CHECK(without.code == 2);
  CHECK_THAT(without.err, Contains("2 обращения, первое — а") && Contains("--start 2026-01-12T09:00"));
  CHECK(w.Simulate({"--start", "2026-03-01"}).code == 2);
  const ProgramResult with = w.Simulate({"--start", "2026-02-02T09:00", "--format", "jsonl"});
  CHECK(with.code == 0);
  const auto lines = JsonLines(with.out);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].at("opened") == "2026-02-02T09:00:00+03:00");
  CHECK(lines[1].at("opened") == "2026-02-02T10:00:00+03:00");
}

TEST_CASE("a command line without sense is exit code 2, what cannot be read 3") {
  const Workshop w;
  CHECK(RunProgram({"simulate", w.pack, "--input", w.messages}).code == 2);
  CHECK(RunProgram({"simulate", w.pack, "--input", w.messages, "--until", "завтра"}).code == 2);
  CHECK(w.Simulate({"--format", "xml"}).code == 2);
  CHECK(w.Simulate({"--ics", w.messages}).code == 2);
  CHECK(w.Simulate({"--script", "/nonexistent.jsonl"}).code == 3);
  CHECK(w.Simulate({"--ics", "/nonexistent/a.ics"}).code == 3);
  w.folder.Write("swap.jsonl", R"({"at":"2026-02-03T00:00","pack":"/nonexistent"})");
  CHECK(w.Simulate({"--script", w.folder.path() / "swap.jsonl"}).code == 3);
}

TEST_CASE("what is wrong with a script is said with its line, the rest is played") {
  const Workshop w;
  const std::string script = w.folder.Write("wrong.jsonl",
                                            "{\"at\":\"2026-02-02T15:00\",\"id\":\"1\",\"transition\":\"взять\"}\n"
                                            "{\"at\":\"2026-02-02T15:00\",\"id\":\"1\",\"rating\":9}\n"
                                            "{\"at\":\"2026-02-02T15:00\",\"id\":\"7\",\"rating\":5}\n");
  const ProgramResult result = w.Simulate({"--script", script, "--format", "jsonl"});
  CHECK(result.code == 1);
  CHECK_THAT(result.err, Contains("wrong.jsonl:2: поле «rating» не читается; ожидается целое число от 1 до 5") &&
                             Contains("wrong.jsonl:3: оценка 5: обращения 7 к этому времени нет; проверьте id"));
  CHECK(JsonLines(result.out)[0].at("state") == "в_работе");
}

TEST_CASE("rules change on the way, with --migrate for open messages too") {
  const Workshop w;
  std::string changed = kTimedPack;
  changed.replace(changed.find("срок ответ 10 дней"), std::string("срок ответ 10 дней").size(), "срок ответ 20 дней");
  w.folder.Write("new/a.rules", changed);
  const std::string script = w.folder.Write(
      "swap.jsonl", "{\"at\":\"2026-02-03T00:00\",\"pack\":\"" + (w.folder.path() / "new").string() + "\"}");
  const auto due = [&](const std::vector<std::string>& further) {
    std::vector<std::string> line = {"--script", script, "--format", "jsonl"};
    line.insert(line.end(), further.begin(), further.end());
    const ProgramResult result = w.Simulate(line);
    CHECK(result.code == 0);
    std::string days;
    for (const auto& record : JsonLines(result.out)) {
      for (const auto& clock : record.at("clocks")) {
        if (clock.at("name") == "ответ") days += clock.at("due").get<std::string>().substr(5, 5) + " ";
      }
    }
    return days;
  };
  CHECK(due({}) == "02-12 02-12 02-24 ");
  CHECK(due({"--migrate"}) == "02-24 02-24 02-24 ");
}

TEST_CASE("run tells deadlines and what will be done around them") {
  const Workshop w;
  const ProgramResult result = RunProgram({"run", w.pack, "--input", w.messages, "--format", "jsonl"});
  const auto first = JsonLines(result.out).at(0);
  CHECK_THAT(result.out, Contains(R"("clocks":{"отклик":{"due":"2026-02-03T10:00:00+03:00","preliminary":false},)"
                                  R"("ответ":{"due":"2026-02-12T23:59:59+03:00","preliminary":false}})"));
  REQUIRE(first.at("escalations").size() == 3);
  CHECK(first.at("escalations").at(0) == nlohmann::json{{"clock", "ответ"},
                                                        {"step", "за 1 рабочий день до срока «ответ»"},
                                                        {"at", "2026-02-11T09:00:00+03:00"},
                                                        {"what", "уведомить ответственный"}});
  CHECK(first.at("escalations").at(1).at("what") == "уведомить вышестоящий, метка \"просрочено\"");
  CHECK(first.at("escalations").at(2).at("at") == "2026-02-14T00:00:00+03:00");

  const ProgramResult table = RunProgram({"run", w.pack, "--input", w.messages});
  CHECK_THAT(table.out, Contains("Срок") && Contains("│ 03.02.2026     │") && Contains("│ отклик "));
  const ProgramResult csv = RunProgram({"run", w.pack, "--input", w.messages, "--format", "csv"});
  CHECK_THAT(csv.out, Contains(";clocks;escalations\r\n") &&
                          Contains("\"отклик: 2026-02-03T10:00:00+03:00; ответ: 2026-02-12T23:59:59+03:00\""));
}

TEST_CASE("a message that does not say when it came has no deadlines yet, a pack without clocks no column") {
  const Workshop w;
  const std::string messages = w.folder.Write("m.jsonl", R"({"id":"1","channel":"vk","text":"яма"})");
  const auto record = JsonLines(RunProgram({"run", w.pack, "--input", messages, "--format", "jsonl"}).out).at(0);
  CHECK(record.at("clocks").is_null());
  CHECK(record.at("escalations").empty());
  w.folder.Write("tiny/a.rules", kTinyPack);
  const std::string tiny = w.folder.path() / "tiny";
  CHECK_THAT(RunProgram({"run", tiny, "--input", w.messages}).out, !Contains("Срок"));
  const auto timeless = JsonLines(RunProgram({"run", tiny, "--input", w.messages, "--format", "jsonl"}).out).at(0);
  CHECK(timeless.at("clocks").dump() == "{}");
}

TEST_CASE("explain tells the deadlines, by which clause, and what will be done around them") {
  const Workshop w;
  const auto explained = [&](const std::string& messages) {
    return RunProgram({"explain", w.pack, "--input", messages, "--id", "1"}).out;
  };
  CHECK_THAT(explained(w.messages),
             Contains("поступило       02.02.2026 10:00") &&
                 Contains("Сроки: порядок «Обращение»\n"
                          "  отклик          до 03.02.2026 10:00 — 9 рабочих часов\n"
                          "  ответ           по 12.02.2026 — 10 дней, нерабочий последний день переносится вперёд\n"
                          "      основание: допущение: п. 4\n"
                          "      11.02.2026 09:00  за 1 рабочий день до срока «ответ»: уведомить ответственный\n"
                          "      13.02.2026 00:00  срок «ответ» истёк: уведомить вышестоящий, метка \"просрочено\"\n"
                          "      14.02.2026 00:00  через 1 рабочий день после срока «ответ»: передать вышестоящий, "
                          "важность высокая\n"));
  const std::string timeless = w.folder.Write("m.jsonl", R"({"id":"1","channel":"vk","text":"яма"})");
  CHECK_THAT(explained(timeless),
             Contains("Сроки: порядок «Обращение»\n  когда поступило, не сказано: сроков ещё нет\n"));
  w.folder.Write("pack/a.rules", kTinyPack);
  CHECK_THAT(explained(w.messages), !Contains("Сроки"));
}

constexpr const char* kGoodExample = R"(
пример "Жизнь":
  канал вк
  поступило 2026-02-02 10:00
  текст "Яма на дороге"
  ожидается ответственный = хозяйство
  через 1 рабочий день ожидается срок отклик истёк и состояние = поступило
  через 1 рабочий день нельзя переход ответить
  через 1 рабочий день нельзя оценка 5
  через 1 рабочий день переход взять
  через 1 рабочий день нельзя переход продлить с причина "нет сведений"
  через 2 дня ожидается срок отклик остановлен и срок ответ = 2026-02-12 и срок ответ = 2026-02-12 23:59 и срок ответ идёт
  на 2026-02-05 12:00 переход продлить от руководитель с причина "нет сведений" на 3 дня
  через 4 дня ожидается срок ответ = 2026-02-16
  через 10 дней передать от руководитель к водоканал
  через 16 дней ожидается есть метка "просрочено" и ответственный = руководитель и важность = высокая
  через 17 дней переход ответить
  через 17 дней оценка 2
  через 18 дней переход вернуть от заявитель
  через 18 дней ожидается состояние = в_работе и срок ответ идёт
конец
)";

TEST_CASE("timed examples are played") {
  const Workshop w;
  w.folder.Write("pack/b.rules", kGoodExample);
  const ProgramResult good = RunProgram({"test", w.pack});
  CHECK(good.out == "примеров: 1, прошло: 1\n");
  CHECK(good.code == 0);
}

TEST_CASE("a timed example that fails shows the step, what there is instead and how it came to that") {
  const Workshop w;
  w.folder.Write("pack/b.rules", R"(
пример "Не успели":
  канал вк
  поступило 2026-02-02 10:00
  текст "Яма на дороге"
  через 5 минут переход взять
  через 11 дней ожидается состояние = дан_ответ и срок ответ остановлен
конец
пример "Нельзя":
  канал вк
  поступило 2026-02-02 10:00
  текст "Яма на дороге"
  через 5 минут переход ответить
конец
пример "Можно":
  канал вк
  поступило 2026-02-02 10:00
  текст "Яма на дороге"
  через 5 минут нельзя переход взять
конец
)");
  const ProgramResult bad = RunProgram({"test", w.pack});
  CHECK(bad.code == 1);
  testing::CheckGolden(Golden("failed_examples.txt"), [&] {
    std::string shown = bad.out;
    for (auto at = shown.find(w.pack); at != std::string::npos; at = shown.find(w.pack)) {
      shown.erase(at, w.pack.size() + 1);
    }
    return shown;
  }());
}

}  // namespace
}  // namespace autorules
