#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "cli/terminal.h"
#include "engine/simulate/simulation.h"

namespace autorules::cli {

/// How the units came through it. A case counts once in a column, however often a unit had it.
class Owners {
 public:
  Owners(const Simulation& simulation, UnixSeconds end);

  struct Row {
    std::uint64_t received = 0;   ///< cases that it had
    std::uint64_t in_time = 0;    ///< that were closed while it had them, no clock having run out with it
    std::uint64_t overdue = 0;    ///< of which a clock ran out while it had them
    std::uint64_t escalated = 0;  ///< of which a chain took a step at or after a deadline while it had them
    std::uint64_t reopened = 0;   ///< that were closed by it and taken up again
    std::int64_t seconds = 0;     ///< of working time that it had them
    bool operator==(const Row&) const = default;
  };
  /// By display name.
  const std::map<std::string, Row>& rows() const { return rows_; }

  /// The table, those who had most cases first, and the totals.
  std::string Text(std::size_t width, Style style) const;

 private:
  void Add(const RunningCase& of_case, UnixSeconds end);

  std::map<std::string, Row> rows_;
  std::uint64_t cases_ = 0, closed_ = 0, overdue_ = 0, steps_ = 0, refused_ = 0, to_come_ = 0;
};

}  // namespace autorules::cli
