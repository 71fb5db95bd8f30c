#pragma once

#include <cstddef>
#include <cstdint>

/// Every ceiling of the program in one place, each with its reason. A user who reaches one gets a diagnostic or a
/// reported, shortened value, never a crash.
namespace autorules::limits {

/// Parentheses and `не` in a condition: recursion depth of the parser and evaluator (each level costs stack).
inline constexpr std::size_t kConditionDepth = 64;
/// Units declared inside units, superiors above superiors, topics inside topics.
inline constexpr std::size_t kTreeDepth = 32;
/// A rule file: the federal topic lists take 100 KiB; 16 MiB leaves room for generated ones and bounds memory.
inline constexpr std::size_t kSourceBytes = 16U << 20U;
/// A table: the street register of a city of a million has under 100,000 rows.
inline constexpr std::size_t kTableBytes = 64U << 20U;
/// Cells of a table, with those filled in: all rows of a spreadsheet (2^20) by eight columns, some 400 MiB.
inline constexpr std::size_t kTableCells = 1U << 23U;
/// Rows at the top of an export among which its headings are looked for; above them stand titles and dates.
inline constexpr std::size_t kHeadingRows = 10;
/// An export: 100,000 messages with long texts take some 150 MiB, and a file is held in memory whole.
inline constexpr std::size_t kExportBytes = 256U << 20U;
/// What one workbook may unpack to, and its cells come to as text: kTableCells with their markup; zip packs a
/// thousandfold.
inline constexpr std::size_t kUnpackedBytes = 512U << 20U;
/// A row of a workbook, or a part that is read whole (its list of sheets, its styles): as a tree in memory some twenty
/// times that.
inline constexpr std::size_t kWorkbookPartBytes = 16U << 20U;
/// Columns of a sheet, as Excel has them.
inline constexpr std::size_t kSheetColumns = 1U << 14U;
/// Rows of a worksheet that we write, as Excel has them.
inline constexpr std::size_t kSheetRows = 1U << 20U;
/// UTF-16 units of a cell that we write, as Excel has them.
inline constexpr std::size_t kCellUnits = 32'767;
/// Steps of one search over a decision table, of some nanoseconds each: the pairs of 10,000 rows, or half a second.
inline constexpr std::size_t kGridSteps = 50'000'000;
/// Columns of a decision table that are searched for gaps (recursion depth); tables made by people have under ten.
inline constexpr std::size_t kGridColumns = 64;
/// Characters of a name or word; longer runs of letters in messages are cut for matching, never in output.
inline constexpr std::size_t kWordBytes = 255;
/// A message text: 59-ФЗ letters run to some 100 KiB; the rest is reported and not matched.
inline constexpr std::size_t kMessageTextBytes = 1U << 20U;
/// One NDJSON line.
inline constexpr std::size_t kMessageLineBytes = 8U << 20U;
/// The end of a text that is searched for advertising: five lines with their links.
inline constexpr std::size_t kTailBytes = 600;
/// Words of the channel's name in it; more may be a citizen's sentence.
inline constexpr std::size_t kTailNames = 4;
/// Words between the parts of a pattern with `...`.
inline constexpr std::size_t kPatternGapWords = 5;
/// Words of one pattern.
inline constexpr std::size_t kPatternWords = 16;
/// Names that an error about an unknown one lists when none is like it: what fits on a line.
inline constexpr std::size_t kListedNames = 12;
/// Errors shown in one run before the rest is only counted.
inline constexpr std::size_t kShownDiagnostics = 200;
/// Distinct word forms remembered by one worker's scanner before it starts afresh (about 40 MiB).
inline constexpr std::size_t kRememberedForms = 1U << 19U;
/// Days, each with a procedure, whose deadlines a run remembers before it starts afresh: ten years of one (some 10
/// MiB).
inline constexpr std::size_t kRememberedDays = 1U << 12U;

/// Work that a pack may make for one message, in word look-ups of some 20 ns: 0.4 s, where ten thousand ordinary rules
/// come to 10 ms. See engine/ruleset/cost.h.
inline constexpr std::int64_t kPackCost = 20'000'000;
/// The same for one script function or rule in Lua that uses up its budget of instructions.
inline constexpr std::int64_t kScriptCost = 500'000;
/// Failures in a row after which a script function or rule in Lua is switched off.
inline constexpr int kScriptFailures = 5;

/// Lines of the explanation of a deadline: a year takes some fifteen; the rest is counted in one line.
inline constexpr std::size_t kTimelineEntries = 100;
/// Months of a calendar that are drawn at once: ten years.
inline constexpr int kCalendarMonths = 120;

}  // namespace autorules::limits
