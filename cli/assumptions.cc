#include "cli/assumptions.h"

#include <fmt/format.h>

#include <string_view>

#include "engine/ruleset/words.h"

namespace autorules::cli {
namespace {

class Lister {
 public:
  void Add(std::string_view kind, std::string_view name, const Basis& basis, const Place& place) {
    AddTitled(fmt::format("{} «{}»", kind, name), basis, place);
  }

  void Add(const Procedure& procedure) {
    Add("порядок", procedure.name, procedure.basis, procedure.place);
    const auto add = [&](std::string_view kind, const auto& part) {
      AddTitled(fmt::format("{} «{}» порядка «{}»", kind, part.name, procedure.name), part.basis, part.place);
    };
    for (const ProcedureStep& step : procedure.transitions) add("переход", step);
    for (const Clock& clock : procedure.clocks) add("срок", clock);
  }

  std::string Finish() {
    text_ += fmt::format("допущений: {}\n", count_);
    return std::move(text_);
  }

 private:
  void AddTitled(std::string_view title, const Basis& basis, const Place& place) {
    if (!basis.assumed) return;
    ++count_;
    text_ += title;
    if (!place.file.empty()) text_ += fmt::format("  {}:{}", place.file, place.line);
    text_ += fmt::format("\n    {}\n", basis.text);
  }

  std::string text_;
  int count_ = 0;
};

}  // namespace

std::string ListAssumptions(const RuleSet& rules) {
  Lister lister;
  lister.Add("муниципалитет", rules.municipality().name, rules.municipality().basis, {});
  for (const Channel& channel : rules.channels()) lister.Add("канал", channel.name, channel.basis, {});
  for (const Procedure& procedure : rules.procedures()) lister.Add(procedure);
  for (const Escalation& chain : rules.escalations()) lister.Add("эскалация", chain.name, chain.basis, chain.place);
  for (const Unit& unit : rules.units()) lister.Add(NameOf(unit.kind).ru, unit.name, unit.basis, unit.place);
  for (const Topic& topic : rules.topics()) lister.Add("тема", topic.name, topic.basis, topic.place);
  for (const OwnAttributeInfo& info : rules.own()) lister.Add("поле", info.name, info.basis, info.place);
  for (const Template& letter : rules.templates()) lister.Add("шаблон", letter.name, letter.basis, letter.place);
  const Rule* before = nullptr;
  for (const Rule& rule : rules.rules()) {
    // A table is one assumption, however many rows it has.
    const bool row = before != nullptr && rule.row != 0 && before->row != 0 && before->name == rule.name;
    if (!row) lister.Add(rule.row == 0 ? "правило" : "таблица", rule.name, rule.basis, rule.place);
    before = &rule;
  }
  return lister.Finish();
}

}  // namespace autorules::cli
