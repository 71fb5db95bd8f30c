// `autorules new`: whatever is answered, the pack compiles without a warning and its examples pass.
#include <pty.h>
#include <rapidcheck.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "cli/example_message.h"
#include "cli/new/folder.h"
#include "cli/new/names.h"
#include "cli/new/pack.h"
#include "cli/new/questions.h"
#include "cli/new/samples.h"
#include "cli/new/standard_module.h"
#include "cli/new/topics.h"
#include "dsl/compile.h"
#include "dsl/format.h"
#include "engine/base/render.h"
#include "engine/decide/decide.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace autorules {
namespace {

using namespace autorules::cli;
using Catch::Matchers::Contains;
using testing::ProgramResult;
using testing::RunProgram;
using testing::TempFolder;

NewPackAnswers Answers(std::vector<std::string> blocks, std::vector<std::string> channels = {"пос", "инцидент", "вк"}) {
  return {"proba", "Пробный район", std::move(blocks), std::move(channels), "Europe/Moscow", ""};
}

/// What is wrong with the pack; "" when nothing is: it compiles clean, is formatted, and its examples pass.
std::string Problems(const std::vector<PackFile>& files) {
  const Compilation compilation = CompileTexts(files);
  std::string problems = RenderAll(compilation.diagnostics, *compilation.sources, {});
  if (!compilation.rules) return problems;
  for (FileId id = 0; id < compilation.sources->size(); ++id) {
    const SourceFile& file = compilation.sources->Get(id);
    if (!file.path().ends_with(".rules") || file.path().starts_with("stdlib")) continue;
    Diagnostics none;
    if (FormatSource(*compilation.sources, id, std::nullopt, &none) != file.text())
      problems += "not formatted: " + file.path() + "\n";
  }
  const RuleSet& rules = *compilation.rules;
  Decider decider(std::make_shared<RuleIndex>(compilation.rules));
  for (const Example& example : rules.examples()) {
    const Message message = MessageOf(example, rules);
    const Decision decision = decider.Decide(message, {.today = {2026, 1, 12}});
    if (Holds(example.expected, message, decision, rules) != true) problems += "failed: " + example.name + "\n";
  }
  return problems;
}

std::string ContentOf(const std::vector<PackFile>& files, std::string_view name) {
  for (const auto& [path, content] : files) {
    if (path == name) return content;
  }
  return "";
}

TEST_CASE("the command writes a pack that checks clean, passes its examples and is formatted") {
  const TempFolder folder;
  const std::string pack = folder.path() / "proba";
  const ProgramResult made =
      RunProgram({"new", pack, "--code", "proba", "--name", "Проба", "--blocks", "Дороги,ЖКХ,Школы"});
  INFO(made.err);
  CHECK(made.code == 0);
  CHECK_THAT(made.out, Contains("proba/structure.rules") && Contains("proba/data/автоправила.csv") &&
                           Contains("autorules check " + pack) && Contains("autorules test " + pack) &&
                           Contains("--assumptions"));
  const ProgramResult check = RunProgram({"check", pack});
  CHECK(check.code == 0);
  CHECK_THAT(check.out, Contains("ошибок и предупреждений нет"));
  const ProgramResult test = RunProgram({"test", pack});
  CHECK(test.code == 0);
  CHECK(test.out == "примеров: 9, прошло: 9\n");
  CHECK(RunProgram({"fmt", "--check", pack}).code == 0);
  // Its data table is in use, and what to fill in is listed.
  CHECK_THAT(testing::ReadFile(pack + "/data/автоправила.csv"), Contains("Дороги;Образец;;дороги;;автоправило"));
  CHECK_THAT(RunProgram({"check", pack, "--assumptions"}).out, Contains("впишите постановление"));
  CHECK_THAT(RunProgram({"new", "--help"}).out, Contains("  autorules new "));
}

TEST_CASE("every channel alone and every group gets its rules and examples") {
  for (const ast::Channel& channel : StandardChannels().channels) {
    INFO(channel.name.spelled);
    CHECK(Problems(NewPackFiles(Answers({"Дороги", "Туризм"}, {channel.name.spelled}))).empty());
  }
  std::vector<std::string> every;
  for (const ast::Channel& channel : StandardChannels().channels) every.push_back(channel.name.spelled);
  CHECK(Problems(NewPackFiles(Answers({"Школы"}, every))).empty());

  std::vector<std::string> blocks;
  for (const SampleMessage& sample : SampleMessages()) blocks.emplace_back(sample.category);
  const std::vector<PackFile> files = NewPackFiles(Answers(blocks));
  CHECK(Problems(files).empty());
  CHECK_THAT(ContentOf(files, "structure.rules"), !Contains("на разбор темы"));
  CHECK_THAT(ContentOf(files, "routing.rules"), Contains("  пусто ; \"Мусор\", \"Мусор/Свалки/ТКО\" ; мусор\n"));
}

TEST_CASE("names of blocks find their topic groups") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"Школы", "образование"},
      {"Детские сады", "образование"},
      {"ЖКХ", "жкх"},
      {"Жилищно-коммунальное хозяйство", "жкх"},
      {"Дороги", "дороги"},
      {"Дорожное хозяйство", "дороги"},
      {"Спорт и молодёжь", "спорт"},
      {"Физическая культура", "спорт"},
      {"Культура", "культура"},
      {"Экология", "экология"},
      {"Транспорт", "транспорт"},
      {"Пассажирские перевозки", "транспорт"},
      {"Мусор", "мусор"},
      {"Обращение с отходами", "мусор"},
      {"Земля и имущество", "собственность"},
      {"Земельные отношения", "собственность"},
      {"Соцзащита", "соц"},
      {"Социальная политика", "соц"},
      {"Больницы", "здрав"},
      {"Градостроительство", "строительство"},
      {"Общественная безопасность", "безопасность"},
      {"ЖКХ, дороги и благоустройство", "благо дороги жкх"},
      {"Туризм", ""},
      {"Связи с общественностью", ""},
      {"Управление", ""},
      {"🚧", ""},
  };
  for (const auto& [title, expected] : table) {
    INFO(title);
    std::vector<std::string> groups = FitTopics({title}, {})[0].groups;
    std::sort(groups.begin(), groups.end());
    std::string found;
    for (const std::string& group : groups) found += (found.empty() ? "" : " ") + group;
    CHECK(found == expected);
  }
}

TEST_CASE("no group goes to two blocks: who names it comes before who uses its words") {
  const auto fitted = FitTopics({"Автобусы", "Транспорт", "Дороги и остановки"}, {});
  CHECK(fitted[0].groups.empty());
  CHECK(fitted[0].taken == "транспорт");
  CHECK(fitted[0].words.empty());
  CHECK(fitted[1].groups == std::vector<std::string>{"транспорт"});
  CHECK(fitted[2].groups == std::vector<std::string>{"дороги"});
}

TEST_CASE("words of a block's own are its alone and mean nothing else") {
  const auto fitted = FitTopics({"Туризм и финансы", "Финансы", "Отдел бюджета"}, {"Куда подевался бюджет"});
  CHECK(fitted[0].words == std::vector<std::string>{"туризм"});
  CHECK(fitted[1].words.empty());
  CHECK(fitted[2].words.empty());
}

TEST_CASE("each group of the library has a sample that leads to it alone, the unclear message to none") {
  std::string groups;
  std::set<std::string> names;
  for (const ast::Topic& topic : StandardTopics().topics) {
    if (topic.parent) continue;
    groups += (groups.empty() ? "" : ", ") + topic.name.spelled;
    names.insert(topic.name.spelled);
  }
  const Compilation compilation =
      CompileTexts({{"a.rules",
                     "муниципалитет п \"П\": по умолчанию: назначить р порядок сообщение конец конец\n"
                     "использовать каналы, порядки, темы\n"
                     "роль р \"Р\": вид руководитель темы " +
                         groups + " конец\n"}});
  REQUIRE(compilation.rules);
  Decider decider(std::make_shared<RuleIndex>(compilation.rules));
  const auto group_of = [&](std::string_view text) -> std::string {
    Message message;
    message.text = text;
    const Id topic = decider.Decide(message, {}).topic;
    if (topic == kNone) return "";
    return compilation.rules->topics()[compilation.rules->topics()[topic].group].name;
  };
  for (const SampleMessage& sample : SampleMessages()) {
    CHECK(group_of(sample.text) == sample.group);
    names.erase(std::string(sample.group));
  }
  CHECK(names.empty());
  CHECK(group_of(kUnclearMessage).empty());
  CHECK(group_of(kWordMessage).empty());
}

TEST_CASE("titles become names of the language") {
  NameMaker names({"руководитель_центра"});
  const std::vector<std::pair<std::string, std::string>> table{
      {"Дороги и мосты", "дороги_и_мосты"},
      {"  ЖКХ — «Уют»! ", "жкх_уют"},
      {"дороги, и; мосты", "дороги_и_мосты_2"},
      {"Molodyozh", "molodyozh"},
      {"IT и связь", "ит_и_связь"},
      {"Ёлки", "елки"},
      {"112", "блок_112"},
      {"Правило", "блок_правило"},
      {"Куратор", "блок_куратор"},
      {"если", "блок_если"},
      {"Role", "блок_роле"},
      {"Территория по адресу", "блок_территория_по_адресу"},
      {"🚧", "блок"},
      {"!", "блок_2"},
      {"Руководитель центра", "руководитель_центра_2"},
      {"Управление имущественных отношений, земельных вопросов и торгов",
       "управление_имущественных_отношений_земельных"},
  };
  for (const auto& [title, expected] : table) {
    INFO(title);
    CHECK(names.Make(title, "блок") == expected);
  }
  CHECK(CountCodePoints(names.Make(std::string(1000, 'x'), "блок")) == 48);
}

/// A title that ReadTitle accepts, out of words that get in each other's way.
std::string RandomTitle() {
  static const std::vector<std::string> words{"Дороги",    "дорога",  "ЖКХ",         "Школы", "Правило",
                                              "Тема",      "Куратор", "вышестоящий", "если",  "role",
                                              "IT",        "x",       "2",           "112",   "\"",
                                              "»",         "«Уют»",   ",",           "🚧",     "👨‍👩‍👧",
                                              "%",         "//",      "конец",       "любая", "Туризм",
                                              "туры",      "Яма",     "снег",        "или",   "и",
                                              ";",         "*",       "...",         "ё",     "пусто",
                                              "от 1 до 5", "Мусор",   "Автобус",     "Прошу", "кто",
                                              "категории", "Пример",  "е́",           "\\",    "{}",
                                              "😀",         "{0}",     "=",           "·",     "ﬁ",
                                              "№",         "рыба",    "музей",       "Ω",     "中文"};
  std::string title;
  for (int more = *rc::gen::inRange(1, 6); more > 0; --more) {
    title += words[*rc::gen::inRange<std::size_t>(0, words.size())];
    if (*rc::gen::inRange(0, 4) > 0) title += ' ';
  }
  if (*rc::gen::inRange(0, 20) == 0) {
    for (int i = 0; i < 300; ++i) title += "длинное ";
  }
  const auto read = ReadTitle(title);
  return read ? *read : "Блок";
}

std::vector<std::string> RandomBlocks() {
  std::vector<std::string> blocks;
  std::set<std::string> seen;
  for (int more = *rc::gen::inRange(1, 9); more > 0; --more) {
    std::string title = RandomTitle();
    if (seen.insert(Fold(title)).second) blocks.push_back(std::move(title));
  }
  return blocks;
}

TEST_CASE("property: whatever the blocks and channels are, the pack is clean and its examples pass") {
  CHECK(rc::check([] {
    NewPackAnswers answers = Answers(RandomBlocks(), {});
    answers.title = RandomTitle();
    for (const ast::Channel& channel : StandardChannels().channels) {
      if (*rc::gen::inRange(0, 3) == 0) answers.channels.push_back(channel.name.spelled);
    }
    if (answers.channels.empty()) answers.channels = {"пос"};
    if (*rc::gen::arbitrary<bool>()) answers.oktmo = "57701000";
    const std::string problems = Problems(NewPackFiles(answers));
    if (!problems.empty()) RC_FAIL(problems);
  }));
}

TEST_CASE("property: a list of blocks reads back, in quotes where it must") {
  CHECK(rc::check([] {
    const std::vector<std::string> blocks = RandomBlocks();
    std::string list;
    for (const std::string& block : blocks) list += (list.empty() ? "" : ", ") + Quoted(block);
    const auto read = ReadBlocks(list);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == blocks);
  }));
}

TEST_CASE("answers are read as people give them") {
  CHECK(ReadCode(" Проба_2 ") == "Проба_2");
  CHECK(ReadBlocks("Дороги,ЖКХ , Школы").value() == std::vector<std::string>{"Дороги", "ЖКХ", "Школы"});
  CHECK(ReadBlocks("\"Земля, имущество\", «Дом, двор»,А").value() ==
        std::vector<std::string>{"Земля, имущество", "Дом, двор", "А"});
  CHECK(ReadBlocks("«Уют» и порядок, ЖКХ").value() == std::vector<std::string>{"«Уют» и порядок", "ЖКХ"});
  CHECK(ReadChannels("пос, VK,Telegram,прием").value() == std::vector<std::string>{"пос", "вк", "телеграм", "приём"});
  CHECK(ReadZone("Asia/Irkutsk") == "Asia/Irkutsk");
  CHECK(ReadOktmo(" 57701000 ") == "57701000");
  CHECK(ReadOktmo("").value().empty());
}

TEST_CASE("answers that do not do are refused with the reason") {
  const auto why = [](const auto& answer) { return answer ? std::string("accepted") : answer.error().message; };
  CHECK_THAT(why(ReadCode("")), Contains("пуст"));
  CHECK_THAT(why(ReadCode("два слова")), Contains("одно слово"));
  CHECK_THAT(why(ReadCode("2x")), Contains("первая — буква"));
  CHECK_THAT(why(ReadCode("42")), Contains("первая — буква"));
  CHECK_THAT(why(ReadCode("Прoба")), Contains("латинские"));
  CHECK_THAT(why(ReadCode("правило")), Contains("слово языка") && Contains("правило_мцу"));
  CHECK_THAT(why(ReadCode("role")), Contains("слово языка") && Contains("role_mcu"));
  CHECK_THAT(why(ReadCode("координатор")), Contains("слово языка"));
  CHECK_THAT(why(ReadCode(std::string(61, 'x'))), Contains("60"));
  CHECK_THAT(why(ReadTitle(" ")), Contains("пуст"));
  CHECK_THAT(why(ReadTitle("а\nб")), Contains("в одну строку"));
  CHECK_THAT(why(ReadTitle("\xFF")), Contains("UTF-8"));
  CHECK_THAT(why(ReadBlocks("")), Contains("хотя бы один"));
  CHECK_THAT(why(ReadBlocks("ЖКХ,,Дороги")), Contains("пуст"));
  CHECK_THAT(why(ReadBlocks("Ёлки, елки")), Contains("дважды"));
  CHECK_THAT(why(ReadBlocks("ЖКХ,\xFF")), Contains("UTF-8"));
  CHECK_THAT(why(ReadChannels("пос, вкк")), Contains("«вкк»") && Contains("похоже на «вк»"));
  CHECK_THAT(why(ReadChannels("вк, vk")), Contains("дважды"));
  CHECK_THAT(why(ReadZone("Europe/Moskow")), Contains("похоже на «Europe/Moscow»"));
  CHECK_THAT(why(ReadZone("")), Contains("неизвестен"));
  CHECK_THAT(why(ReadOktmo("123")), Contains("8 или 11"));
  CHECK_THAT(why(ReadOktmo("1234567a")), Contains("8 или 11"));
}

TEST_CASE("only what is missing is asked, again until the answer does; Enter takes the default") {
  NewPackWords words;
  words.zone = "Asia/Omsk";
  std::istringstream in("Мой округ\nесли\n\nДороги,Дороги\nДороги\nголубь\n\n123\n\n");
  std::ostringstream out;
  REQUIRE(AskMissing(words, "rules/moy", in, out));
  REQUIRE(CheckWords(words).has_value());
  const NewPackAnswers answers = AnswersOf(words);
  CHECK(answers.title == "Мой округ");
  CHECK(answers.code == "moy");
  CHECK(answers.blocks == std::vector<std::string>{"Дороги"});
  CHECK(answers.channels == std::vector<std::string>{"пос", "инцидент", "вк"});
  CHECK(answers.zone == "Asia/Omsk");
  CHECK(answers.oktmo.empty());
  CHECK_THAT(out.str(), Contains("слово языка") && Contains("дважды") && Contains("«голубь»") && Contains("8 или 11") &&
                            Contains("[moy]") && !Contains("Часовой пояс"));

  NewPackWords none;
  std::istringstream end("Мой округ\n");
  CHECK_FALSE(AskMissing(none, "1", end, out));
  CHECK_THAT(out.str(), Contains("[moy_rayon]"));
}

TEST_CASE("without a terminal what is missing is a usage error with a whole command line") {
  const TempFolder folder;
  const std::string pack = folder.path() / "мой район";
  const ProgramResult result = RunProgram({"new", pack, "--blocks", "Дороги, ЖКХ"});
  CHECK(result.code == 2);
  CHECK_THAT(result.err,
             Contains("--code, --name") &&
                 Contains("autorules new '" + pack + "' --code proba --name 'Пробный район' --blocks 'Дороги, ЖКХ'"));
  CHECK(std::filesystem::is_empty(folder.path()));
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{{"--code", "если"},
                                                                                   {"--name", "а\nб"},
                                                                                   {"--blocks", ""},
                                                                                   {"--channels", "голубь"},
                                                                                   {"--zone", "Пермь"},
                                                                                   {"--oktmo", "1"}}) {
    std::vector<std::string> line{"new", pack};
    line.insert(line.end(), bad.begin(), bad.end());
    const ProgramResult refused = RunProgram(line);
    INFO(bad[0]);
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, Contains(bad[0] + ": "));
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a folder in use is refused and stays as it is; all files are written or none") {
  const TempFolder folder;
  const std::vector<std::string> rest{"--code", "a", "--name", "b", "--blocks", "ЖКХ"};
  const auto make = [&](const std::string& pack) {
    std::vector<std::string> line{"new", pack};
    line.insert(line.end(), rest.begin(), rest.end());
    return RunProgram(line);
  };
  const std::string used = folder.Write("used/заметки.txt", "x");
  const ProgramResult result = make((folder.path() / "used").string());
  CHECK(result.code == 3);
  CHECK_THAT(result.err, Contains("не пуста"));
  CHECK(make(used).code == 3);
  CHECK(make((folder.path() / "нет" / "правила").string()).code == 3);
  CHECK(testing::ReadFile(used) == "x");

  std::filesystem::create_directory(folder.path() / "empty");
  CHECK(make((folder.path() / "empty" / "").string()).code == 0);
  CHECK(std::filesystem::exists(folder.path() / "empty" / "structure.rules"));

  const std::string broken = folder.path() / "broken";
  CHECK_FALSE(WriteNewFolder(broken, {{"a", "1"}, {"a/b", "2"}}).has_value());
  std::vector<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    left.push_back(entry.path().filename().string());
  std::sort(left.begin(), left.end());
  CHECK(left == std::vector<std::string>{"empty", "used"});
}

/// Runs the program on a terminal of its own and types `input`; what the terminal shows, and the exit code.
ProgramResult RunOnTerminal(std::vector<std::string> words, const std::string& input) {
  words.insert(words.begin(), AUTORULES_PROGRAM);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  REQUIRE(child >= 0);
  if (child == 0) {
    execv(argv[0], argv.data());
    _exit(127);
  }
  REQUIRE(write(terminal, input.data(), input.size()) == static_cast<ssize_t>(input.size()));
  ProgramResult result;
  char buffer[4096];
  // The terminal ends with an error when the program has gone.
  for (ssize_t size = 0; (size = read(terminal, buffer, sizeof buffer)) > 0;)
    result.out.append(buffer, static_cast<std::size_t>(size));
  close(terminal);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

TEST_CASE("on a terminal the program asks; Ctrl-D leaves without writing") {
  const TempFolder folder;
  const std::string pack = folder.path() / "okrug";
  const ProgramResult left = RunOnTerminal({"new", pack}, "Округ\n\x04");
  CHECK(left.code == 2);
  CHECK_THAT(left.out, Contains("Название муниципалитета") && Contains("Код") && Contains("ничего не записано"));
  CHECK(std::filesystem::is_empty(folder.path()));

  const ProgramResult asked = RunOnTerminal({"new", pack, "--blocks", "ЖКХ"}, "Округ\n\n\nAsia/Omsk\n\n");
  INFO(asked.out);
  CHECK(asked.code == 0);
  CHECK_THAT(asked.out, Contains("[okrug]") && !Contains("Блоки администрации"));
  CHECK_THAT(testing::ReadFile(pack + "/municipality.rules"),
             Contains("муниципалитет okrug \"Округ\"") && Contains("Asia/Omsk"));
}

}  // namespace
}  // namespace autorules
