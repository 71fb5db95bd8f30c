#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/intake/message.h"
#include "tests/support/rules_blocks.h"

namespace autorules::testing {

/// Random packs as people would write them: declarations of one small district with rules, tables, fields, windows,
/// templates and a script. Every pack compiles. The same seed gives the same sequence on every machine.
class PackTextGen {
 public:
  explicit PackTextGen(std::uint64_t seed) : random_(seed) {}

  /// The declarations of a pack, each a text of its own, and the files beside them.
  struct Pack {
    std::vector<std::string> declarations;
    TextFiles beside;
  };
  Pack APack();
  Message AMessage(std::size_t number);

 private:
  std::size_t Below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  bool Chance(unsigned percent) { return Below(100) < percent; }
  std::string Pick(const std::vector<std::string>& list) { return list[Below(list.size())]; }
  std::string ATest();
  std::string ACondition(unsigned depth);
  std::string Actions();
  std::string ARule(std::size_t number);
  std::string ATable(std::size_t number);

  std::mt19937_64 random_;
};

/// The declarations dealt out to up to `files` files at random, in a random order within each.
TextFiles Deal(std::vector<std::string> declarations, std::size_t files, std::mt19937_64& random);

}  // namespace autorules::testing
