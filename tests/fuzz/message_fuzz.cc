// A message stream of arbitrary bytes: read in large and in small blocks, counted against its lines, then decided by a
// small pack and compared with the naive evaluator.
#include "dsl/compile.h"
#include "engine/intake/message_reader.h"
#include "engine/text/fold.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/soundness.h"
#include "tests/support/naive_decide.h"
#include "tests/support/text_source.h"

namespace autorules::fuzz {
namespace {

constexpr const char* kZone = "Asia/Yekaterinburg";

constexpr const char* kRules = R"(муниципалитет proba "Пробный район":
  часовой пояс "Asia/Yekaterinburg"
  по умолчанию: назначить глава порядок сообщение конец
конец
использовать порядки
канал инцидент "Инцидент": коды "incident" конец
канал почта "Почта"
роль глава "Глава": вид куратор темы дороги, вода конец
роль соцсети "Соцсети" подчиняется глава: вид координатор ведёт инцидент темы угроза конец
блок жкх "ЖКХ" подчиняется глава: темы вода конец
территория центр "Центр" подчиняется глава: адреса из "streets.csv" где "Район" = "Центр" конец
территория север "Север" подчиняется глава: адреса из "streets.csv" где "Район" = "Север" конец
тема дороги "Дороги" группа: вес 3 "яма", "выбоин*" вес 1 "снег" вес -1 "двор" конец
тема ямы "Ямы" в дороги: вес 2 "яма ... дорог*" конец
тема вода "Вода" группа: вес 2.5 "горячая вода", "=ГВС", "труба" вес 1 "снег" конец
тема угроза "Угроза" группа: вес 5 "взорв*" конец
порог тем 2 отрыв 1
на разбор темы угроза основание допущение "решает человек"
правило "Вода": если текст содержит "вода", "протекает" и канал = инцидент то назначить блок_по_теме метка "вода" конец
правило "Известные": если автор.подписчиков больше 1000 то важность высокая соисполнитель соцсети конец
правило "Центр": если территория = центр и тема в дороги то назначить территория_по_адресу конец
правило "Длинное" набор длина: если слов больше 20 то метка "длинное" конец
правило "Короткое" набор длина: если слов не больше 20 и адрес заполнено то метка "короткое" конец
правило "59-ФЗ": если фз59 = да и поступило больше 2026-01-01 то исход без ответа основание "59-ФЗ" конец
правило "Чужое": если категория среди "ЖКХ", "Иное" или организация содержит "управляющая" то метка "чужое" конец
)";

constexpr const char* kStreets = R"(Улица;Тип;Дома;Район
Мира;улица;1-45 нечет;Центр
Мира;улица;2-100 чет;Север
Садовая;улица;;Север
Ленина;проспект;;Центр
Заречный;микрорайон;;Север
)";

struct Read {
  std::vector<Message> messages;
  std::vector<InputProblem> problems;
  bool operator==(const Read&) const = default;
};

Read ReadInBlocks(const std::string& stream, std::size_t block) {
  MessageReader reader("stream", testing::TextSource(stream, block), kZone);
  Read read;
  for (Message message;;) {
    const Result<bool> more = reader.Next(&message, &read.problems);
    Require(more.has_value(), "memory can be read");
    if (!*more) break;
    read.messages.push_back(message);
  }
  Require(reader.bytes_read() == stream.size(), "the stream is read to its end");
  return read;
}

/// Lines that are not blank, by the words of docs/message.md.
std::size_t CountLines(std::string_view stream) {
  if (stream.starts_with("\xEF\xBB\xBF")) stream.remove_prefix(3);
  std::size_t count = 0;
  while (!stream.empty()) {
    const std::string_view whole = stream.substr(0, stream.find('\n'));
    const std::string_view line = whole.ends_with('\r') ? whole.substr(0, whole.size() - 1) : whole;
    if (line.find_first_not_of(" \t") != std::string_view::npos) ++count;
    stream.remove_prefix(std::min(whole.size() + 1, stream.size()));
  }
  return count;
}

void RequireSoundMessage(const Message& message) {
  Require(!message.id.empty(), "a message has an id");
  for (const std::string* text : {&message.id, &message.channel, &message.text, &message.author_name,
                                  &message.author_contact, &message.address, &message.external_id, &message.category,
                                  &message.subcategory, &message.fact, &message.organisation, &message.source_oktmo}) {
    Require(IsValidUtf8(*text), "a text of a message is valid UTF-8", *text);
  }
  for (const auto& [name, text] : message.fields) Require(IsValidUtf8(name) && IsValidUtf8(text), "so are own fields");
}

void TestMessages(const std::string& stream) {
  const Read read = ReadInBlocks(stream, 1U << 16U);
  Require(ReadInBlocks(stream, 3) == read, "the size of blocks changes nothing");
  std::size_t skipped = 0;
  std::uint64_t line = 0;
  for (const InputProblem& problem : read.problems) {
    Require(problem.line >= line && problem.line > 0, "problems stand in the order of lines");
    line = problem.line;
    skipped += problem.skipped ? 1 : 0;
    Require(!problem.what.ru.empty() && !problem.what.en.empty(), "a problem has a text");
    Require(IsValidUtf8(problem.what.ru) && IsValidUtf8(problem.help.en), "a problem is valid UTF-8", problem.what.ru);
  }
  Require(read.messages.size() + skipped == CountLines(stream), "every line gives a message or is said to be skipped",
          std::to_string(read.messages.size()) + " messages, " + std::to_string(skipped) + " skipped, " +
              std::to_string(CountLines(stream)) + " lines");
  for (const Message& message : read.messages) RequireSoundMessage(message);

  static const Compilation pack = CompileTexts({{"main.rules", kRules}, {"streets.csv", kStreets}});
  Require(pack.rules != nullptr, "the pack of this test compiles",
          pack.rules ? "" : MessageOf(pack.diagnostics.all().front(), Language::kEnglish));
  static const testing::NaiveDecider naive(pack.rules);
  const std::vector<Decision> decisions = DecideSoundly(pack.rules, read.messages);
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    Require(naive.Decide(read.messages[i], kToday) == decisions[i], "the naive evaluator agrees",
            read.messages[i].text);
  }
}

}  // namespace
}  // namespace autorules::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  autorules::fuzz::TestMessages({reinterpret_cast<const char*>(data), size});
  return 0;
}
