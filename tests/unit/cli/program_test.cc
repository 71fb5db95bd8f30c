// The built program from the outside: exit codes, help, what goes to stdout and what to stderr.
#include "tests/support/program.h"

#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/json_lines.h"
#include "tests/unit/cli/tiny_pack.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using testing::JsonLines;
using testing::ProgramResult;
using testing::RunProgram;
using testing::TempFolder;

/// A folder with the tiny pack and its messages.
struct Workshop {
  TempFolder folder;
  std::string pack = folder.path() / "pack";
  std::string rules = folder.Write("pack/a.rules", kTinyPack);
  std::string messages = folder.Write("messages.jsonl", kTinyMessages);
};

TEST_CASE("every subcommand has a help with an example") {
  CHECK(RunProgram({"--help"}).code == 0);
  CHECK_THAT(RunProgram({"--version"}).out, Contains("autorules "));
  for (const std::string name : {"check", "fmt", "test", "run", "explain", "score", "dump", "stdlib", "new", "simulate",
                                 "calendar", "deadline"}) {
    const ProgramResult result = RunProgram({name, "--help"});
    INFO(name);
    CHECK(result.code == 0);
    CHECK_THAT(result.out, Contains("  autorules " + name));
    CHECK(result.err.empty());
  }
}

TEST_CASE("a command line without sense is exit code 2") {
  const Workshop w;
  const std::vector<std::vector<std::string>> lines = {
      {},
      {"fly"},
      {"check"},
      {"run", w.pack},
      {"run", w.pack, "--input", w.messages, "--format", "xml"},
      {"explain", w.pack, "--input", w.messages},
      {"score", w.pack, "--input", w.messages},
      {"stdlib", "нет_такого"},
  };
  for (const auto& line : lines) {
    const ProgramResult result = RunProgram(line);
    INFO((line.empty() ? "" : line[0]));
    CHECK(result.code == 2);
    CHECK(result.out.empty());
    CHECK_FALSE(result.err.empty());
  }
}

TEST_CASE("what cannot be read is exit code 3") {
  const Workshop w;
  const std::vector<std::vector<std::string>> lines = {
      {"check", "/nonexistent"},
      {"run", "/nonexistent", "--input", w.messages},
      {"run", w.pack, "--input", "/nonexistent.jsonl"},
      {"run", w.pack, "--input", w.messages, "--input", w.pack},
      {"fmt", "/nonexistent.rules"},
  };
  for (const auto& line : lines) {
    const ProgramResult result = RunProgram(line);
    INFO(line[0]);
    CHECK(result.code == 3);
    CHECK(result.out.empty());
    CHECK_FALSE(result.err.empty());
  }
}

TEST_CASE("check passes a good pack and finds errors in a bad one") {
  const Workshop w;
  const ProgramResult good = RunProgram({"check", w.pack});
  CHECK(good.code == 0);
  CHECK_THAT(good.out, Contains("правил: 2"));

  w.folder.Write("pack/b.rules", "правило \"Ошибка\": если тема = дорги то важность высокая конец\n");
  const ProgramResult bad = RunProgram({"check", w.pack});
  CHECK(bad.code == 1);
  CHECK_THAT(bad.out, Contains("ошибка[E") && Contains("b.rules:1:") && Contains("дороги"));

  const ProgramResult json = RunProgram({"check", w.pack, "--format", "json", "--lang", "en"});
  CHECK(json.code == 1);
  const auto root = nlohmann::json::parse(json.out);
  CHECK(root.at("errors") == 1);
  const auto& first = root.at("diagnostics").at(0);
  CHECK(first.at("severity") == "error");
  CHECK(first.at("line") == 1);
  CHECK(first.at("suggestions").at(0) == "дороги");

  for (const std::string command : {"test", "dump"}) {
    INFO(command);
    CHECK(RunProgram({command, w.pack}).code == 1);
  }
}

TEST_CASE("check lists what the decree does not say") {
  const Workshop w;
  const ProgramResult result = RunProgram({"check", w.pack, "--assumptions"});
  CHECK(result.code == 0);
  CHECK_THAT(result.out, Contains("тема «мусор»") && Contains("a.rules:12") && Contains("никто не назван"));
  CHECK_THAT(result.out, Contains("допущений: 1") && !Contains("п. 3.3"));
}

TEST_CASE("of what is assumed in a procedure the list says where it stands") {
  const Workshop w;
  w.folder.Write("pack/b.rules",
                 "порядок письмо \"Письмо\":\n"
                 "  состояния новое, готово\n"
                 "  завершение готово\n"
                 "  переход ответить из новое в готово основание допущение \"кто отвечает, не сказано\"\n"
                 "  срок ответ 30 дней эскалация цепь основание \"59-ФЗ, ст. 12\"\n"
                 "  срок отклик 1 день основание допущение \"день — наш\"\n"
                 "конец\n"
                 "эскалация цепь:\n"
                 "  основание допущение \"ступени — наши\"\n"
                 "  по истечении уведомить вышестоящий\n"
                 "конец\n");
  const std::string out = RunProgram({"check", w.pack, "--assumptions"}).out;
  CHECK_THAT(out, Contains("переход «ответить» порядка «письмо»  ") &&
                      Contains("b.rules:4\n    кто отвечает, не сказано\nсрок «отклик» порядка «письмо»  ") &&
                      Contains("b.rules:6\n    день — наш\nэскалация «цепь»  ") &&
                      Contains("b.rules:8\n    ступени — наши\n") && !Contains("59-ФЗ"));
}

TEST_CASE("test runs the examples and says what went another way, and by which rule") {
  const Workshop w;
  const ProgramResult good = RunProgram({"test", w.pack});
  CHECK(good.code == 0);
  CHECK(good.out == "примеров: 1, прошло: 1\n");

  w.folder.Write("pack/b.rules",
                 "пример \"Не так\":\n  текст \"Яма на дороге\"\n  ожидается ответственный = руководитель\nконец\n");
  const ProgramResult bad = RunProgram({"test", w.pack});
  CHECK(bad.code == 1);
  CHECK_THAT(bad.out,
             Contains("не прошёл «Не так»") && Contains("b.rules:1)") &&
                 Contains("ожидалось: ответственный = руководитель") &&
                 Contains("получилось: ответственный = Городское хозяйство, по правилу «Дороги — хозяйству»") &&
                 Contains("примеров: 2, прошло: 1"));
}

TEST_CASE("run writes one record per message, in order, the same each time") {
  const Workshop w;
  const std::vector<std::string> line = {"run", w.pack, "--input", w.messages, "--format", "jsonl"};
  const ProgramResult result = RunProgram(line);
  CHECK(result.code == 0);
  CHECK(result.err.empty());
  CHECK(RunProgram(line).out == result.out);

  const auto records = JsonLines(result.out);
  REQUIRE(records.size() == 4);
  const std::string revision = records[0].at("revision");
  CHECK(revision.size() == 16);
  CHECK(
      result.out.substr(0, result.out.find('\n')) ==
      R"({"id":"1","topic":"Дороги","group":"Дороги","procedure":"Сообщение","owner":"Городское хозяйство",)"
      R"("co_owners":[],"territory":null,"importance":"normal","outcome":null,"tags":[],"fallback":false,)"
      R"("fallback_reason":null,"rules":["Дороги — хозяйству"],"revision":")" +
          revision + R"(","topic_id":"дороги","group_id":"дороги","owner_id":"хозяйство",)" +
          R"("notices":[],"replies":[],"merges":[],"recused":[],"fields":[],"script_failures":[],"clocks":null,"escalations":[]})");
  CHECK(records[1].at("topic") == "Мусор");
  CHECK(records[1].at("fallback_reason") == "left_to_person");
  CHECK(records[2].at("topic").is_null());
  CHECK(records[2].at("fallback_reason") == "topic_unknown");
  CHECK(records[3].at("fallback_reason") == "topic_unclear");
  CHECK(records[3].at("importance") == "high");
  CHECK(records[3].at("tags") == nlohmann::json{"на виду"});
  CHECK(records[3].at("owner") == "Руководитель центра");
}

TEST_CASE("run reads several inputs and standard input") {
  const Workshop w;
  const ProgramResult result = RunProgram({"run", w.pack, "--input", "-", w.messages, "--format", "jsonl"},
                                          R"({"id":"x","channel":"vk","text":"яма"})");
  CHECK(result.code == 0);
  const auto records = JsonLines(result.out);
  REQUIRE(records.size() == 5);
  CHECK(records[0].at("id") == "x");
}

TEST_CASE("broken lines are said and skipped, the rest is decided, the exit code is 1") {
  const Workshop w;
  const ProgramResult result = RunProgram({"run", w.pack, "--input", "-", "--format", "jsonl"},
                                          "{\"id\":\"1\",\"channel\":\"голубь\",\"text\":\"яма\"}\n"
                                          "{\"id\":\n"
                                          "{\"channel\":\"голубь\",\"text\":\"мусор\"}\n");
  CHECK(result.code == 1);
  const auto records = JsonLines(result.out);
  REQUIRE(records.size() == 2);
  CHECK(records[1].at("id") == "строка-3");
  CHECK_THAT(result.err, Contains("-:2: строка не читается как JSON") && Contains("-:3: нет id") &&
                             Contains("пропущено строк: 1") && Contains("неизвестный канал «голубь», обращений: 2"));
}

TEST_CASE("only what is left to a person can be asked for") {
  const Workshop w;
  const ProgramResult result =
      RunProgram({"run", w.pack, "--input", w.messages, "--format", "jsonl", "--only", "fallback"});
  CHECK(JsonLines(result.out).size() == 3);
}

TEST_CASE("the table and its summary name topic, owner and reason") {
  const Workshop w;
  const ProgramResult result = RunProgram({"run", w.pack, "--input", w.messages});
  CHECK(result.code == 0);
  CHECK_THAT(result.out, Contains("Обращение") && Contains("хозяйству: яма") && Contains("тема оставлена на") &&
                             Contains("По темам") && Contains("Городское хозяйство") &&
                             Contains("4 обращения, решено правилами 1, оставлено человеку 3"));
  CHECK(result.out.find('\x1b') == std::string::npos);
}

TEST_CASE("csv opens in a spreadsheet: a mark, a header, one row per message") {
  const Workshop w;
  w.folder.Write("m.jsonl", R"({"id":"a;\"b\"","channel":"vk","text":"яма"})");
  const ProgramResult result = RunProgram({"run", w.pack, "--input", w.folder.path() / "m.jsonl", "--format", "csv"});
  CHECK_THAT(result.out, Catch::Matchers::StartsWith("\xEF\xBB\xBFid;topic;group;") &&
                             Contains("\r\n\"a;\"\"b\"\"\";Дороги;Дороги;Сообщение;"));
}

TEST_CASE("explain shows words, sums, rules and near misses of one message") {
  const Workshop w;
  const ProgramResult result = RunProgram({"explain", w.pack, "--input", w.messages, "--id", "1"});
  CHECK(result.code == 0);
  CHECK_THAT(result.out, Contains("[Яма] на [дороге], машину разбил") && Contains("+3 «яма» — «Яма», знаки 1–3") &&
                             Contains("сработало «Дороги — хозяйству»") && Contains("a.rules:20") &&
                             Contains("основание: п. 2.2") && Contains("почти «Много подписчиков»") &&
                             Contains("неизвестно: автор.подписчиков больше 100"));
  const ProgramResult missing = RunProgram({"explain", w.pack, "--input", w.messages, "--id", "99"});
  CHECK(missing.code == 1);
  CHECK_THAT(missing.err, Contains("«99»"));
}

TEST_CASE("score compares with labels") {
  const Workshop w;
  const std::vector<std::string> line = {"score", w.pack,    "--input",     w.messages, "--attribute",
                                         "group", "--label", "label.group", "--also",   "label.also"};
  const ProgramResult text = RunProgram(line);
  CHECK(text.code == 0);
  CHECK_THAT(text.out, Contains("нечётные номера"));
  std::vector<std::string> as_json = line;
  as_json.insert(as_json.end(), {"--format", "json"});
  const auto root = nlohmann::json::parse(RunProgram(as_json).out);
  CHECK(root.at("messages") == 4);
  CHECK(root.at("labelled") == 3);
  CHECK(root.at("decided") == 2);
  CHECK(root.at("precision") == 1.0);
  CHECK(root.at("halves").at("odd").at("labelled") == 2);
  CHECK(root.at("per_class").at("Дороги").at("recall") == 0.5);
}

TEST_CASE("fmt rewrites files in place, keeps their rights and says which; --check only says") {
  const Workshop w;
  const std::string untidy = w.folder.Write("pack/b.rules", "словарь  ругань:\"дурак\"   конец\n");
  std::filesystem::permissions(untidy, std::filesystem::perms(0640));
  const ProgramResult check = RunProgram({"fmt", "--check", w.pack});
  CHECK(check.code == 1);
  CHECK_THAT(check.out, Contains("b.rules"));
  CHECK_THAT(testing::ReadFile(untidy), Contains("словарь  ругань"));

  CHECK(RunProgram({"fmt", w.pack}).code == 0);
  CHECK(testing::ReadFile(untidy) == "словарь ругань: \"дурак\" конец\n");
  CHECK((std::filesystem::status(untidy).permissions() == std::filesystem::perms(0640)));
  const ProgramResult again = RunProgram({"fmt", "--check", w.pack});
  CHECK(again.code == 0);
  CHECK(again.out.empty());

  const std::string broken = w.folder.Write("pack/c.rules", "словарь ругань: конец\nконец\n");
  const ProgramResult failed = RunProgram({"fmt", w.pack});
  CHECK(failed.code == 1);
  CHECK_THAT(failed.err, Contains("ошибка[E") && Contains("c.rules"));
  CHECK(testing::ReadFile(broken) == "словарь ругань: конец\nконец\n");
}

TEST_CASE("dump does not depend on the spelling of keywords") {
  const Workshop w;
  const std::string russian = RunProgram({"dump", w.pack}).out;
  CHECK_FALSE(russian.empty());
  CHECK(RunProgram({"fmt", "--lang", "en", w.pack}).code == 0);
  CHECK_THAT(testing::ReadFile(w.rules), Contains("municipality"));
  CHECK(RunProgram({"dump", w.pack}).out == russian);
}

TEST_CASE("stdlib lists its modules and shows one") {
  const ProgramResult list = RunProgram({"stdlib"});
  CHECK(list.code == 0);
  CHECK_THAT(list.out, Contains("каналы") && Contains("темы"));
  CHECK_THAT(RunProgram({"stdlib", "КАНАЛЫ"}).out, Contains("модуль каналы"));
}

}  // namespace
}  // namespace autorules
