// The calendar of deadlines against the rules of RFC 5545.
#include <algorithm>
#include <map>
#include <set>

#include "cli/simulate/calendar.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/unit/simulate/timed_pack.h"

namespace autorules {
namespace {

using cli::EscapeText;
using cli::FoldLine;
using testing::RunProgram;

/// RFC 5545, 3.1: lines end with CRLF; a line that begins with a space goes on with the one before.
std::vector<std::string> Unfolded(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    const std::string line = text.substr(at, end - at);
    CHECK(line.size() <= 75);
    CHECK(IsValidUtf8(line));
    CHECK(line.find_first_of("\r\n") == std::string::npos);
    if (line.starts_with(' ')) {
      REQUIRE_FALSE(lines.empty());
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    at = end + 2;
  }
  return lines;
}

/// 3.3.11: what stands for the characters that a text may not have.
std::string Unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    CHECK(text[i] != ';');
    CHECK(text[i] != ',');
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    REQUIRE(++i < text.size());
    out += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
  }
  return out;
}

using Event = std::map<std::string, std::string>;

std::vector<Event> Events(const std::string& text) {
  std::vector<Event> events;
  const std::vector<std::string> lines = Unfolded(text);
  REQUIRE(lines.size() >= 5);
  CHECK(lines.front() == "BEGIN:VCALENDAR");
  CHECK(lines[1] == "VERSION:2.0");
  CHECK(lines[2].starts_with("PRODID:"));
  CHECK(lines.back() == "END:VCALENDAR");
  bool inside = false;
  for (const std::string& line : lines) {
    if (line == "END:VEVENT") inside = false;
    if (inside) {
      const auto colon = line.find(':');
      REQUIRE(colon != std::string::npos);
      CHECK(events.back().emplace(line.substr(0, colon), line.substr(colon + 1)).second);
    }
    if (line != "BEGIN:VEVENT") continue;
    inside = true;
    events.emplace_back();
  }
  return events;
}

bool IsUtc(const std::string& text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 16 && text[8] == 'T' && text[15] == 'Z' && std::count_if(text.begin(), text.end(), digit) == 14;
}

TEST_CASE("lines are folded after 75 bytes, no character is cut, and nothing is lost") {
  for (const std::string& text :
       {std::string(), std::string("X:короткая"), std::string(75, 'a'), std::string(76, 'a'), std::string(500, 'b')}) {
    CHECK(Unfolded(FoldLine(text)) == std::vector<std::string>{text});
  }
  std::string cyrillic = "X:";
  for (int i = 0; i < 200; ++i) cyrillic += i % 7 == 0 ? "😀" : "щ";
  CHECK(Unfolded(FoldLine(cyrillic)) == std::vector<std::string>{cyrillic});
  CHECK(FoldLine(std::string(75, 'a')) == std::string(75, 'a') + "\r\n");
  CHECK(FoldLine(std::string(76, 'a')) == std::string(75, 'a') + "\r\n a\r\n");
}

TEST_CASE("texts are escaped") {
  CHECK(EscapeText("а; б, в\\г\nд\r\x01\x7F\t:") == "а\\; б\\, в\\\\г\\nд:");
  CHECK(Unescaped(EscapeText("а; б, в\\n\nг")) == "а; б, в\\n\nг");
}

TEST_CASE("the deadlines of a simulation as a calendar, the same each time") {
  const testing::TempFolder folder;
  folder.Write("pack/a.rules", kTimedPack);
  const std::string messages = folder.Write(
      "messages.jsonl",
      kTimedMessages +
          R"({"id":"а;б,\n1","channel":"vk","received_at":"2026-02-03T09:30","text":"Дорога, яма; \\ и\nвода"})");
  const std::string file = folder.path() / "deadlines.ics";
  const auto simulate = [&](std::vector<std::string> further) {
    std::vector<std::string> line = {"simulate", folder.path() / "pack", "--input", messages,
                                     "--until",  "2026-02-10",           "--ics",   file};
    line.insert(line.end(), further.begin(), further.end());
    REQUIRE(RunProgram(line).code == 0);
    return testing::ReadFile(file);
  };
  const std::string text = simulate({});
  CHECK(simulate({}) == text);
  const std::vector<Event> events = Events(text);
  REQUIRE(events.size() == 8);
  std::set<std::string> names;
  for (const Event& event : events) {
    for (const char* required : {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS"}) {
      INFO(required);
      CHECK(event.contains(required));
    }
    CHECK(IsUtc(event.at("DTSTAMP")));
    CHECK(IsUtc(event.at("DTSTART")));
    Unescaped(event.at("SUMMARY"));
    Unescaped(event.at("DESCRIPTION"));
    names.insert(event.at("UID"));
  }
  CHECK(names.size() == events.size());
  // 12 February ends at 21:00 UTC; the last minute is the one before.
  CHECK(events[0].at("DTSTART") == "20260212T205900Z");
  CHECK(events[0].at("DTSTAMP") == "20260202T070000Z");
  CHECK(events[1].at("DTSTART") == "20260203T070000Z");
  CHECK(events[0].at("UID") == "1/ответ@проба.autorules");
  CHECK(Unescaped(events[0].at("SUMMARY")) == "Обращение 1: срок «ответ», Городское хозяйство");
  CHECK_THAT(Unescaped(events[6].at("DESCRIPTION")), Catch::Matchers::EndsWith("\nДорога, яма; \\ и вода"));

  const std::vector<Event> one = Events(simulate({"--id", "2"}));
  CHECK(one.size() == 2);
}

}  // namespace
}  // namespace autorules
