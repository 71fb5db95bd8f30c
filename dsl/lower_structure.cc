#include <algorithm>

#include "dsl/lowering.h"
#include "engine/base/limits.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// Which items the body of a unit of each kind may have.
bool MayHave(UnitKind kind, Node item) {
  switch (item) {
    case Node::kKindItem:
    case Node::kRunsItem: return kind == UnitKind::kRole;
    case Node::kAddressesItem: return kind == UnitKind::kTerritory;
    case Node::kUnit: return kind == UnitKind::kBlock || kind == UnitKind::kTerritory;
    default: return true;
  }
}

Text NameOfItem(Node item) {
  const auto both = [](Keyword keyword) {
    return Text(std::string(Canonical(keyword, Language::kRussian)),
                std::string(Canonical(keyword, Language::kEnglish)));
  };
  switch (item) {
    case Node::kKindItem: return both(Keyword::kKind);
    case Node::kRunsItem: return both(Keyword::kRuns);
    case Node::kAddressesItem: return both(Keyword::kAddresses);
    default: return both(Keyword::kExecutor);
  }
}

}  // namespace

void Lowering::LowerMunicipality() {
  if (symbols_.municipality == nullptr) return;  // E0406 comes from the check of the pack as a whole
  const ast::Municipality& ast = *symbols_.municipality;
  Municipality& municipality = pack_.parts.municipality;
  municipality.name = ast.name.text;
  municipality.display = ast.display.value;
  municipality.basis = LowerBasis(ast.basis);
  if (ast.oktmo) {
    municipality.oktmo = ast.oktmo->text;
    const std::size_t digits = municipality.oktmo.size();
    if (digits != 8 && digits != 11) diagnostics_->Add(Code::kBadOktmo, ast.oktmo->span, {std::to_string(digits)});
  }
  if (ast.zone) {
    municipality.zone = ast.zone->value;
    if (!IsKnownZone(municipality.zone)) diagnostics_->Add(Code::kUnknownZone, ast.zone->span, {municipality.zone});
  }
  LowerCalendar();
  LowerSchedules();
  if (!ast.defaults) return;
  municipality.defaults = LowerDefaults(*ast.defaults);
}

void Lowering::LowerChannels() {
  std::map<std::string, std::pair<Id, Span>> owner_of_code;
  // The weaker layer's code stands: a channel of the pack is told about the standard one, not the other way round.
  const auto report_taken = [&](const std::string& code, Span span, Id id, Span other_span, Id other) {
    if (symbols_.channels[id].layer < symbols_.channels[other].layer) {
      std::swap(span, other_span);
      std::swap(id, other);
    }
    Diagnostic& added =
        diagnostics_->Add(Code::kChannelCodeTaken, span, {code, symbols_.channels[other].ast->name.spelled});
    added.labels.push_back({other_span, {"код уже здесь", "the code is here already"}});
  };
  for (Id id = 0; id < symbols_.channels.size(); ++id) {
    const ast::Channel& ast = *symbols_.channels[id].ast;
    Channel channel{ast.name.text, ast.display.value, {}, LowerBasis(ast.basis)};
    const auto add = [&](const std::string& code, Span span) {
      const std::string folded = Fold(code);
      const auto [at, added] = owner_of_code.try_emplace(folded, id, span);
      if (added) {
        channel.codes.push_back(folded);
      } else if (at->second.first != id) {
        report_taken(code, span, id, at->second.second, at->second.first);
      }
    };
    add(ast.name.text, ast.name.span);
    add(ast.display.value, ast.display.span);
    for (const ast::String& code : ast.codes) add(code.value, code.span);
    std::sort(channel.codes.begin(), channel.codes.end());
    pack_.parts.channels.push_back(std::move(channel));
  }
}

void Lowering::LowerUnits() {
  pack_.parts.units.resize(symbols_.units.size());
  std::map<std::pair<UnitKind, Id>, Id> owners;
  for (Id id = 0; id < symbols_.units.size(); ++id) {
    CheckItems(*symbols_.units[id].ast);
    LowerUnit(symbols_.units[id], &pack_.parts.units[id]);
    LowerOwnedTopics(*symbols_.units[id].ast, id, &owners, &pack_.parts.units[id]);
  }
}

void Lowering::CheckItems(const ast::Unit& unit) {
  for (const auto& [item, span] : unit.items) {
    if (!MayHave(unit.kind, item))
      diagnostics_->Add(Code::kItemNotAllowed, span, {NameOfItem(item), NameOf(unit.kind)});
  }
}

void Lowering::LowerUnit(const Declared<ast::Unit>& declared, Unit* unit) {
  const ast::Unit& ast = *declared.ast;
  unit->name = ast.name.text;
  unit->display = ast.display.value;
  unit->kind = ast.kind;
  unit->basis = LowerBasis(ast.basis);
  unit->place = PlaceOf(ast.name.span);
  if (ast.under) {
    unit->superior = ResolveUnit(*ast.under);
  } else if (declared.outer != nullptr) {
    unit->superior = ResolveUnit(declared.outer->name);
  }
  if (ast.role_kind) {
    if (const ValueWord* word = FindWord(Words::kRoleKinds, ast.role_kind->text)) {
      unit->role = static_cast<RoleKind>(word->value);
    } else {
      ast::Operand operand;
      operand.name = *ast.role_kind;
      operand.span = ast.role_kind->span;
      ReportUnknownValue(operand, {"вид роли", "kind of role"}, Words::kRoleKinds);
    }
  }
  const auto channels = [&](const std::vector<ast::Name>& names, std::vector<Id>* to) {
    for (const ast::Name& name : names) {
      const Id channel = Resolve(symbols_.channels, name, {"канал", "channel"});
      if (channel != kNone) to->push_back(channel);
    }
    std::sort(to->begin(), to->end());
    to->erase(std::unique(to->begin(), to->end()), to->end());
  };
  channels(ast.channels, &unit->channels);
  channels(ast.reserve_channels, &unit->reserve_channels);
}

void Lowering::LowerOwnedTopics(const ast::Unit& ast, Id id, std::map<std::pair<UnitKind, Id>, Id>* owners,
                                Unit* unit) {
  for (const ast::Name& name : ast.topics) {
    const Id topic = ResolveTopic(name);
    if (topic == kNone) continue;
    // Two roles may own one topic (a curator of the direction above the head of it); other kinds may not.
    const auto [at, added] = owners->try_emplace({ast.kind, topic}, id);
    if (!added && (at->second != id) && ast.kind != UnitKind::kRole) {
      const ast::Name& owner = symbols_.units[at->second].ast->name;
      Diagnostic& reported = diagnostics_->Add(Code::kTopicOwnedTwice, name.span, {name.spelled, owner.spelled});
      reported.labels.push_back({owner.span, {"владелец темы", "owns the topic"}});
    }
    unit->topics.push_back(topic);
  }
  std::sort(unit->topics.begin(), unit->topics.end());
  unit->topics.erase(std::unique(unit->topics.begin(), unit->topics.end()), unit->topics.end());
}

}  // namespace autorules
