#include "engine/intake/export_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "engine/intake/message_fields.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

/// Headings of a system that a table must have, one of them telling.
constexpr std::size_t kLeastHeadings = 3;

/// Column by key of its heading; of equal ones the first.
using Columns = std::map<std::string, std::uint32_t, std::less<>>;

Columns ColumnsOf(const std::vector<std::string>& headings) {
  Columns columns;
  for (std::uint32_t i = 0; i < headings.size(); ++i) {
    if (std::string key = HeadingKey(headings[i]); !key.empty()) columns.emplace(std::move(key), i);
  }
  return columns;
}

/// Calls `visit` for every piece of `text` between separators.
template <typename Visit>
void ForEachPiece(std::string_view text, char separator, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::optional<std::uint32_t> Find(const Columns& columns, std::string_view heading) {
  const auto found = columns.find(HeadingKey(heading));
  return found == columns.end() ? std::nullopt : std::optional(found->second);
}

/// The columns that one row of the table stands for: a sheet may have more than one spelling.
std::vector<std::uint32_t> FindAll(const Columns& columns, const ExportColumn& known) {
  std::vector<std::uint32_t> found;
  ForEachPiece(known.headings, '|', [&](std::string_view heading) {
    if (const auto column = Find(columns, heading)) found.push_back(*column);
  });
  return found;
}

/// The system that has most of the headings; nullptr when there are too few for any.
const SystemInfo* Recognise(const Columns& columns) {
  const SystemInfo* best = nullptr;
  std::size_t most = kLeastHeadings - 1;
  for (const SystemInfo& info : Systems()) {
    std::size_t seen = 0;
    bool telling = false;
    for (const ExportColumn& known : ExportColumns()) {
      if (known.system != info.system || known.source == ExportColumn::Source::kAssumed) continue;
      if (FindAll(columns, known).empty()) continue;
      ++seen;
      telling |= known.source == ExportColumn::Source::kTelling;
    }
    if (!telling || seen <= most) continue;
    best = &info;
    most = seen;
  }
  return best;
}

CellKind KindOf(std::string_view path) {
  for (const MessageField& field : MessageFields()) {
    if (field.path != path) continue;
    switch (field.type) {
      case FieldType::kNumber: return CellKind::kNumber;
      case FieldType::kFlag: return CellKind::kFlag;
      case FieldType::kMoment: return CellKind::kMoment;
      case FieldType::kLatitude: return CellKind::kLatitude;
      case FieldType::kLongitude: return CellKind::kLongitude;
      default: return CellKind::kText;
    }
  }
  return CellKind::kText;
}

std::string List(const std::vector<std::string>& headings) {
  std::string list;
  for (const std::string& heading : headings) {
    if (!heading.empty()) list.append(list.empty() ? "«" : ", «").append(heading).append("»");
  }
  return list;
}

std::string NearestHeading(const std::vector<std::string>& headings, std::string_view sought) {
  const std::string key = HeadingKey(sought);
  std::size_t least = std::max<std::size_t>(1, CountCodePoints(key) / 3) + 1;
  std::string nearest;
  for (const std::string& heading : headings) {
    const std::string other = HeadingKey(heading);
    const bool contains = !key.empty() && !other.empty() && other.find(key) != std::string::npos;
    const std::size_t distance = contains ? 1 : EditDistance(key, other, least);
    if (other.empty() || distance >= least) continue;
    nearest = heading;
    least = distance;
  }
  return nearest;
}

/// As ParseColumnMap reads it.
std::string Quoted(std::string_view heading) {
  std::string quoted = "\"";
  for (const char c : heading) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

/// A --map to begin with, from words that headings of such columns have.
std::string Example(const std::vector<std::string>& headings) {
  struct Guess {
    std::string_view path;
    std::array<std::string_view, 4> words;
  };
  constexpr auto kGuesses =
      std::to_array<Guess>({{"id", {" номер", " id", " код", " рег"}},
                            {"received_at", {" дата", " поступил", " время", " создан"}},
                            {"text", {" текст", " содержание", " суть", " обращени"}},
                            {"address", {" адрес", " улица", " место", " дом"}},
                            {"source.category", {" категория", " тематика", " тема", " раздел"}}});
  std::string map;
  std::vector<bool> used(headings.size());
  for (const Guess& guess : kGuesses) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const std::string key = ' ' + HeadingKey(headings[i]);
      const bool fits = std::any_of(guess.words.begin(), guess.words.end(),
                                    [&](std::string_view word) { return key.find(word) != std::string::npos; });
      if (!fits || used[i]) continue;
      used[i] = true;
      map += fmt::format("{}{}={}", map.empty() ? "" : ",", guess.path, Quoted(headings[i]));
      break;
    }
  }
  if (map.empty()) map = "text=" + Quoted(headings.front());
  return "--map '" + map + "'";
}

class LayoutFinder {
 public:
  LayoutFinder(const Sheet& sheet, const ExportOptions& options)
      : sheet_(sheet), options_(options), columns_(ColumnsOf(sheet.headings)) {}

  Result<ExportLayout> Run() {
    const SystemInfo* system = Recognise(columns_);
    if (system == nullptr && options_.map.empty()) {
      return Fail(fmt::format(
          "{}: таблица не узнана; в строке {} столбцы {}; скажите, что есть что, например: {} --channel ИМЯ",
          sheet_.input, sheet_.heading_row, List(sheet_.headings), Example(sheet_.headings)));
    }
    for (const ColumnMapping& mapping : options_.map) {
      const auto column = Find(columns_, mapping.heading);
      if (!column) return Fail(Missing(mapping.heading));
      layout_.uses.push_back({*column, mapping.path, KindOf(mapping.path)});
    }
    layout_.channel = options_.channel;
    if (system != nullptr) AddSystem(*system);
    NoteTwins();
    if (!layout_.ColumnOf("id")) {
      Note({"нет столбца с номером: обращения названы по строкам, «строка-17»",
            "no column with a number: messages are called by their rows, 'строка-17'"},
           {"укажите его: --map id=\"…\"", "name it: --map id=\"…\""});
    }
    if (!layout_.ColumnOf("channel") && layout_.channel.empty()) {
      Note({"канал не указан", "the channel is missing"}, {"укажите его: --channel ИМЯ", "name it: --channel NAME"});
    }
    return std::move(layout_);
  }

 private:
  void AddSystem(const SystemInfo& system) {
    layout_.name = system.name;
    layout_.channel = system.channel;
    const std::size_t mapped = layout_.uses.size();
    for (const ExportColumn& known : ExportColumns()) {
      if (known.system != system.system) continue;
      for (const std::uint32_t column : FindAll(columns_, known)) {
        ForEachPiece(known.paths, ' ', [&](std::string_view path) {
          const bool is_mapped =
              std::any_of(layout_.uses.begin(), layout_.uses.begin() + static_cast<std::ptrdiff_t>(mapped),
                          [&](const ColumnUse& use) { return use.path == path; });
          if (!is_mapped) layout_.uses.push_back({column, std::string(path), known.kind});
        });
      }
    }
  }

  void NoteTwins() {
    for (std::uint32_t i = 0; i < sheet_.headings.size(); ++i) {
      const auto first = Find(columns_, sheet_.headings[i]);
      if (!first || *first == i) continue;
      const std::string letters = ColumnLetters(i);
      const std::string earlier = ColumnLetters(*first);
      const std::string& heading = sheet_.headings[i];
      Note({fmt::format("столбец {} «{}»: называется как столбец {}, взят тот", letters, heading, earlier),
            fmt::format("column {} '{}': called like column {}, which counts", letters, heading, earlier)},
           {}, i + 1);
    }
  }

  void Note(Text what, Text help, std::uint32_t column = 0) {
    layout_.notes.push_back({sheet_.input, sheet_.heading_row, false, std::move(what), std::move(help), column});
  }

  std::string Missing(const std::string& heading) const {
    const std::string nearest = NearestHeading(sheet_.headings, heading);
    const std::string help =
        nearest.empty() ? "есть " + List(sheet_.headings) : fmt::format("возможно, имелось в виду «{}»", nearest);
    return fmt::format("{}: нет столбца «{}»; {}", sheet_.input, heading, help);
  }

  const Sheet& sheet_;
  const ExportOptions& options_;
  Columns columns_;
  ExportLayout layout_;
};

}  // namespace

std::optional<std::uint32_t> ExportLayout::ColumnOf(std::string_view path) const {
  const auto found = std::find_if(uses.begin(), uses.end(), [&](const ColumnUse& use) { return use.path == path; });
  return found == uses.end() ? std::nullopt : std::optional(found->column);
}

bool AreHeadings(const std::vector<std::string>& cells, const ExportOptions& options) {
  const Columns columns = ColumnsOf(cells);
  const auto found = std::count_if(options.map.begin(), options.map.end(), [&](const ColumnMapping& mapping) {
    return Find(columns, mapping.heading).has_value();
  });
  return (found > 0 && 2 * static_cast<std::size_t>(found) >= options.map.size()) || Recognise(columns) != nullptr;
}

Result<ExportLayout> FindLayout(const Sheet& sheet, const ExportOptions& options) {
  return LayoutFinder(sheet, options).Run();
}

}  // namespace autorules
