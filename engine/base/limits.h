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
/// Characters of a name or word; longer runs of letters in messages are cut for matching, never in output.
inline constexpr std::size_t kWordBytes = 255;
/// A message text: 59-ФЗ letters run to some 100 KiB; the rest is reported and not matched.
inline constexpr std::size_t kMessageTextBytes = 1U << 20U;
/// One NDJSON line.
inline constexpr std::size_t kMessageLineBytes = 8U << 20U;
/// Words between the parts of a pattern with `...`.
inline constexpr std::size_t kPatternGapWords = 5;
/// Words of one pattern.
inline constexpr std::size_t kPatternWords = 16;
/// Errors shown in one run before the rest is only counted.
inline constexpr std::size_t kShownDiagnostics = 200;
/// Distinct word forms remembered by one worker's scanner before it starts afresh (about 40 MiB).
inline constexpr std::size_t kRememberedForms = 1U << 19U;

}  // namespace autorules::limits
