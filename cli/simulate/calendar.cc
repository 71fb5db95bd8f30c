#include "cli/simulate/calendar.h"

#include <fmt/format.h>

#include <map>

#include "cli/journal_text.h"
#include "cli/layout.h"
#include "cli/names.h"
#include "cli/simulate/clocks.h"
#include "engine/workflow/view.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kLineBytes = 75;
constexpr std::size_t kTextColumns = 300;

/// 20260211T185900Z
std::string UtcText(UnixSeconds moment) {
  constexpr int kMinutes = 60;
  const LocalTime utc = ToLocalTime(moment, "");
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", utc.date.year, utc.date.month, utc.date.day,
                     utc.minute / kMinutes, utc.minute % kMinutes, (moment % kMinutes + kMinutes) % kMinutes);
}

/// Names one clock of one message of one municipality, in every calendar made of them.
std::string UidOf(const RunningCase& of_case, const std::string& clock, std::map<std::string, int>& known) {
  std::string name =
      fmt::format("{}/{}@{}.autorules", of_case.value().message.id, clock, of_case.rules().municipality().name);
  // Several messages may have one id.
  const int before = known[name]++;
  return before == 0 ? name : fmt::format("{}/{}", before + 1, name);
}

void AppendEvent(const RunningCase& of_case, const ClockRun& run, std::map<std::string, int>& uids, std::string& out) {
  const Case& value = of_case.value();
  const RuleSet& rules = of_case.rules();
  const Clock& clock = ClockOf(of_case.rules(), of_case.value(), run);
  const auto line = [&](std::string_view name, std::string_view text) {
    out += FoldLine(fmt::format("{}:{}", name, text));
  };
  constexpr UnixSeconds kMinute = 60;
  // An event of a day that ends at midnight would stand in the next one.
  const UnixSeconds at = run.due.end_of_day ? run.due.at - kMinute : run.due.at;
  const std::string owner(value.decision.owner == kNone ? "без ответственного" : UnitName(rules, value.decision.owner));
  line("BEGIN", "VEVENT");
  line("UID", EscapeText(UidOf(of_case, clock.name, uids)));
  line("DTSTAMP", UtcText(run.started));
  line("DTSTART", UtcText(at));
  line("SUMMARY", EscapeText(fmt::format("Обращение {}: срок «{}», {}", value.message.id, clock.name, owner)));
  line("DESCRIPTION",
       EscapeText(fmt::format("{}\n{}", ClockText(run, of_case), Shorten(OneLine(value.message.text), kTextColumns))));
  line("STATUS", run.due.preliminary ? "TENTATIVE" : "CONFIRMED");
  line("TRANSP", "TRANSPARENT");
  line("END", "VEVENT");
}

}  // namespace

std::string EscapeText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out.append({'\\', c});
    } else if (static_cast<unsigned char>(c) >= 0x20U && c != '\x7F') {
      out += c;
    }
  }
  return out;
}

std::string FoldLine(std::string_view line) {
  std::string out;
  std::size_t room = kLineBytes;
  while (line.size() > room) {
    std::size_t size = room;
    while ((static_cast<unsigned char>(line[size]) & 0xC0U) == 0x80U) --size;
    out.append(line.substr(0, size)).append("\r\n ");
    line.remove_prefix(size);
    room = kLineBytes - 1;  // the space counts
  }
  return out.append(line).append("\r\n");
}

std::string CalendarOf(std::span<const RunningCase* const> cases) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//autorules//simulate//RU\r\nCALSCALE:GREGORIAN\r\n";
  std::map<std::string, int> uids;
  for (const RunningCase* of_case : cases) {
    for (const ClockRun* run : LatestRuns(of_case->value())) AppendEvent(*of_case, *run, uids, out);
  }
  return out + "END:VCALENDAR\r\n";
}

}  // namespace autorules::cli
