#include "cli/assumptions.h"

#include <fmt/format.h>

#include <string_view>

#include "dsl/words.h"

namespace autorules::cli {
namespace {

class Lister {
 public:
  void Add(std::string_view kind, std::string_view name, const Basis& basis, const Place& place) {
    if (!basis.assumed) return;
    ++count_;
    text_ += fmt::format("{} «{}»", kind, name);
    if (!place.file.empty()) text_ += fmt::format("  {}:{}", place.file, place.line);
    text_ += fmt::format("\n    {}\n", basis.text);
  }

  std::string Finish() {
    text_ += fmt::format("допущений: {}\n", count_);
    return std::move(text_);
  }

 private:
  std::string text_;
  int count_ = 0;
};

}  // namespace

std::string ListAssumptions(const RuleSet& rules) {
  Lister lister;
  lister.Add("муниципалитет", rules.municipality().name, rules.municipality().basis, {});
  for (const Channel& channel : rules.channels()) lister.Add("канал", channel.name, channel.basis, {});
  for (const Procedure& procedure : rules.procedures()) lister.Add("порядок", procedure.name, procedure.basis, {});
  for (const Unit& unit : rules.units()) lister.Add(NameOf(unit.kind).ru, unit.name, unit.basis, unit.place);
  for (const Topic& topic : rules.topics()) lister.Add("тема", topic.name, topic.basis, topic.place);
  for (const Rule& rule : rules.rules()) lister.Add("правило", rule.name, rule.basis, rule.place);
  return lister.Finish();
}

}  // namespace autorules::cli
