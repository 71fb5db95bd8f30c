#include "engine/intake/message_reader.h"

#include "engine/base/limits.h"
#include "tests/support/catch.h"
#include "tests/support/text_source.h"

namespace autorules {
namespace {

struct Outcome {
  std::vector<Message> messages;
  std::vector<InputProblem> problems;
};

Outcome ReadAll(std::string text, std::size_t block = 1U << 16U) {
  MessageReader reader("t", testing::TextSource(std::move(text), block), "Asia/Yekaterinburg");
  Outcome outcome;
  Message message;
  while (reader.Next(&message, &outcome.problems).value()) outcome.messages.push_back(message);
  return outcome;
}

/// Reads one line made of the required fields and `more`.
Outcome ReadWith(const std::string& more) { return ReadAll(R"({"id":"1","channel":"pos","text":"яма",)" + more + "}"); }

TEST_CASE("a full message is read field by field") {
  const Outcome got =
      ReadAll(R"({"id": 7, "channel": "incident", "text": "Яма", "received_at": "2026-01-12T10:00:00+05:00",)"
              R"("author": {"name": "И. И.", "contact": 79000000000, "followers": 150}, "address": "ул. Мира, 1",)"
              R"("location": {"lat": 58.01, "lon": 56}, "external_id": "x-1", "source": {"category": "a",)"
              R"("subcategory": "b", "fact": "c", "organisation": "d", "oktmo": 57701000, "fast_track": true,)"
              R"("fz59": false}, "fields": {"n": 5, "s": "t", "f": true, "z": null}, "label": {"group": "Дороги",)"
              R"("also": ["А", "Б"], "none": null, "clear": true, "empty": ""}})");
  CHECK(got.problems.empty());
  Message expected;
  expected.id = "7";
  expected.channel = "incident";
  expected.text = "Яма";
  expected.received_at = 1768194000;
  expected.author_name = "И. И.";
  expected.author_contact = "79000000000";
  expected.author_followers = 150;
  expected.address = "ул. Мира, 1";
  expected.location = {58.01, 56};
  expected.external_id = "x-1";
  expected.category = "a";
  expected.subcategory = "b";
  expected.fact = "c";
  expected.organisation = "d";
  expected.source_oktmo = "57701000";
  expected.fast_track = true;
  expected.fz59 = false;
  expected.fields = {{"n", "5"}, {"s", "t"}, {"f", "true"}};
  expected.labels = {{"group", {"Дороги"}}, {"also", {"А", "Б"}}, {"none", {}}, {"clear", {"true"}}, {"empty", {}}};
  REQUIRE(got.messages.size() == 1);
  CHECK(got.messages[0] == expected);
}

TEST_CASE("a moment without an offset is local time") {
  const Outcome got = ReadWith(R"("received_at": "2026-01-12 10:00")");
  CHECK(got.messages.at(0).received_at == 1768194000);
}

TEST_CASE("lines that are no message are said with their number and skipped") {
  const Outcome got = ReadAll(
      "\n"
      "{\"id\":\"1\",\"channel\":\"pos\",\"text\":\"a\"}\r\n"
      "{\"id\":\"2\",\"channel\":\"pos\",\"text\":\"a\n"
      "[1]\n"
      "{\"id\":\"3\",\"channel\":\"pos\"}\n"
      "{\"id\":\"4\",\"channel\":\"pos\",\"text\":5}\n"
      "{\"id\":\"5\",\"channel\":\"pos\",\"text\":\"a\"} {}\n"
      "   \n"
      "{\"id\":\"6\",\"channel\":\"pos\",\"text\":\"b\"}");
  REQUIRE(got.messages.size() == 2);
  CHECK(got.messages[0].id == "1");
  CHECK(got.messages[1].id == "6");
  std::vector<std::uint64_t> lines;
  for (const InputProblem& problem : got.problems) {
    CHECK(problem.input == "t");
    CHECK(problem.skipped);
    CHECK_FALSE(problem.what.ru.empty());
    CHECK_FALSE(problem.what.en.empty());
    CHECK_FALSE(problem.help.ru.empty());
    lines.push_back(problem.line);
  }
  CHECK(lines == std::vector<std::uint64_t>{3, 4, 5, 6, 7});
}

TEST_CASE("what can be survived is said and survived") {
  struct Row {
    std::string line;
    std::vector<std::string> said;
  };
  const std::string rest = R"(,"channel":"pos","text":"a"})";
  for (const Row& row : std::vector<Row>{
           {R"({"x":1)" + rest, {"no id: the message is called 'строка-1'"}},
           {R"({"id":null)" + rest, {"no id: the message is called 'строка-1'"}},
           {R"({"id":[1])" + rest, {"cannot read the field 'id': ignored", "no id: the message is called 'строка-1'"}},
           {R"({"id":"1","text":"a"})", {"the channel is missing"}},
           {R"({"id":"1","text":"a","channel":5})", {"cannot read the field 'channel': ignored"}},
           {R"({"id":"1","recieved_at":"x")" + rest, {"unknown field 'recieved_at': ignored"}},
           {R"({"id":"1","author":{"nmae":"x"})" + rest, {"unknown field 'author.nmae': ignored"}},
           {R"({"id":"1","url":"x","tag":"y")" + rest, {}},
           {R"({"id":"1","received_at":"вчера")" + rest, {"cannot read the field 'received_at': ignored"}},
           {R"({"id":"1","author":"Иван")" + rest, {"cannot read the field 'author': ignored"}},
           {R"({"id":"1","author":{"followers":"5"})" + rest, {"cannot read the field 'author.followers': ignored"}},
           {R"({"id":"1","source":{"fz59":"да"})" + rest, {"cannot read the field 'source.fz59': ignored"}},
           {R"({"id":"1","location":{"lat":58})" + rest, {"a location lacks a coordinate: ignored"}},
           {R"({"id":"1","location":{"lat":158,"lon":5})" + rest,
            {"cannot read the field 'location.lat': ignored", "a location lacks a coordinate: ignored"}},
           {R"({"id":"1","fields":{"a":[1]})" + rest, {"cannot read the field 'fields.a': ignored"}},
           {R"({"id":"1","label":{"a":[{}]})" + rest, {"cannot read the field 'label.a': ignored"}},
           {R"({"id":"1","id":"2")" + rest, {"the field 'id' occurs twice: the first one counts"}},
           {"{\"id\":\"\xFF\"" + rest, {"bytes that are not UTF-8 became '\xEF\xBF\xBD'"}},
           {R"({"id":"\ud83d")" + rest, {"half a character became '\xEF\xBF\xBD'"}},
       }) {
    INFO(row.line);
    const Outcome got = ReadAll(row.line);
    CHECK(got.messages.size() == 1);
    std::vector<std::string> said;
    for (const InputProblem& problem : got.problems) {
      CHECK_FALSE(problem.skipped);
      said.push_back(problem.what.en);
    }
    CHECK(said == row.said);
  }
}

TEST_CASE("repeated ids are kept and said") {
  const std::string line = R"({"id":"1","channel":"pos","text":"a"})";
  const Outcome got = ReadAll(line + "\n" + line + "\n");
  CHECK(got.messages.size() == 2);
  REQUIRE(got.problems.size() == 1);
  CHECK(got.problems[0].line == 2);
  CHECK(got.problems[0].what.ru == "id «1» уже встречался");
}

TEST_CASE("bad bytes in a text are replaced and the text decided") {
  const Outcome got = ReadAll("{\"id\":\"1\",\"channel\":\"pos\",\"text\":\"я\xD1 ма\"}");
  CHECK(got.messages.at(0).text == "я\xEF\xBF\xBD ма");
}

TEST_CASE("bombs are lines that are no message") {
  const std::string deep = "{\"id\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  const std::string wide = "{\"id\":\"1\",\"text\":\"" + std::string(limits::kMessageLineBytes, 'a') + "\"}";
  const Outcome got = ReadAll(deep + "\n" + wide + "\n" + R"({"id":"1","channel":"pos","text":"a"})");
  CHECK(got.messages.size() == 1);
  REQUIRE(got.problems.size() == 2);
  CHECK(got.problems[0].what.en.find("nested deeper") != std::string::npos);
  CHECK(got.problems[1].what.en == "the line is longer than 8 MiB");
}

TEST_CASE("a line grows the parser, whatever came before") {
  std::string text;
  for (const std::size_t size : {1U, 70'000U, 5U, 3'000'000U}) {
    text += R"({"id":")" + std::to_string(size) + R"(","channel":"pos","text":")" + std::string(size, 'a') + "\"}\n";
  }
  for (const std::size_t block : {7U, 4096U, 1U << 20U}) {
    const Outcome got = ReadAll(text, block);
    CHECK(got.problems.empty());
    REQUIRE(got.messages.size() == 4);
    CHECK(got.messages[3].text.size() == 3'000'000);
  }
}

TEST_CASE("inputs that cannot be opened are said before anything is read") {
  const auto missing = MessageReader::Open({"/nonexistent/a.jsonl"}, "");
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().message.find("/nonexistent/a.jsonl") != std::string::npos);
  CHECK_FALSE(MessageReader::Open({"/"}, "").has_value());
}

}  // namespace
}  // namespace autorules
