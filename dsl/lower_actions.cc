#include <algorithm>
#include <set>

#include "dsl/lowering.h"
#include "dsl/suggest.h"

namespace autorules {

std::vector<Action> Lowering::LowerDefaults(const std::vector<ast::Action>& actions) {
  // Which messages are one job, and whom one is about, is never so for all of them.
  const auto has_no_default = [](Attribute attribute) {
    return attribute == Attribute::kMerge || attribute == Attribute::kRecusal;
  };
  for (const ast::Action& action : actions) {
    const auto attribute = FindAction(action.attribute.text);
    if (attribute && has_no_default(*attribute))
      diagnostics_->Add(Code::kNoDefaultFor, action.attribute.span, {action.attribute.spelled});
  }
  std::vector<Action> lowered = LowerActions(actions);
  std::erase_if(lowered, [&](const Action& action) { return has_no_default(action.attribute); });
  std::stable_sort(lowered.begin(), lowered.end(),
                   [](const Action& a, const Action& b) { return a.attribute < b.attribute; });
  return lowered;
}

std::vector<Action> Lowering::LowerActions(const std::vector<ast::Action>& actions) {
  std::vector<Action> all;
  std::set<Attribute> written;
  for (const ast::Action& action : actions) {
    for (Action& lowered : LowerAction(action)) {
      const bool list = IsList(pack_.parts.InfoOf(lowered.attribute).type);
      if (!list && !written.insert(lowered.attribute).second) {
        diagnostics_->Add(Code::kWrittenTwice, action.span, {action.attribute.spelled});
      } else {
        all.push_back(std::move(lowered));
      }
    }
  }
  return all;
}

std::vector<Action> Lowering::LowerAction(const ast::Action& action) {
  if (action.outcome) {
    const OutcomeKind kind = *action.outcome == Node::kRedirect ? OutcomeKind::kRedirect : OutcomeKind::kNoReply;
    return {{Attribute::kOutcome, Outcome{kind, action.values.front().text}}};
  }
  const auto attribute = ResolveAction(action.attribute);
  if (!attribute) return {};
  if (*attribute == Attribute::kMerge) return {LowerMerge(action)};
  const AttributeInfo info = pack_.parts.InfoOf(*attribute);
  if (!IsList(info.type) && action.values.size() > 1) {
    diagnostics_->Add(Code::kWrittenTwice, action.values[1].span, {action.attribute.spelled});
  }
  std::vector<Action> lowered;
  for (const ast::Operand& operand : action.values) {
    if (auto one = LowerActionValue(action, operand, *attribute)) lowered.push_back(std::move(*one));
    if (!IsList(info.type)) break;
  }
  return lowered;
}

std::optional<Attribute> Lowering::ResolveAction(const ast::Name& name) {
  if (const auto attribute = FindAction(name.text)) return attribute;
  const auto own = pack_.Find(name.text);
  if (own && IsOwn(*own) && pack_.parts.IsWritable(*own)) return own;
  std::vector<std::string> known;
  for (const AttributeInfo& info : Attributes()) {
    if (!info.action_ru.empty()) known.insert(known.end(), {std::string(info.action_ru), std::string(info.action_en)});
  }
  for (const auto& field : symbols_.fields) known.push_back(field.ast->name.spelled);
  std::vector<std::string> suggestions = Nearest(name.spelled, known);
  // Whoever writes the reading form of an attribute means its action.
  const auto read = FindAttribute(name.text);
  if (read && pack_.parts.IsWritable(*read)) suggestions = {std::string(Info(*read).action_ru)};
  diagnostics_->Add(Code::kUnknownAction, name.span, {name.spelled}).suggestions = std::move(suggestions);
  return std::nullopt;
}

std::optional<Action> Lowering::LowerActionValue(const ast::Action& action, const ast::Operand& operand,
                                                 Attribute attribute) {
  const AttributeInfo info = pack_.parts.InfoOf(attribute);
  if (auto value = LowerValueOf(operand, attribute)) return value;
  if (info.type == ValueType::kUnit || info.type == ValueType::kTerritory || info.type == ValueType::kUnitList) {
    auto holder = LowerHolder(operand, attribute);
    if (!holder) return std::nullopt;
    if (attribute != Attribute::kNotice) return Action{attribute, *holder};
    return Action{attribute, Notice{*holder, action.letter ? ResolveTemplate(*action.letter) : kNone}};
  }
  const auto value = LowerValue(operand, info);
  if (!value) return std::nullopt;
  if (info.type == ValueType::kText || info.type == ValueType::kTextList) return Action{attribute, operand.text};
  if (info.type == ValueType::kImportance) return Action{attribute, static_cast<Importance>(std::get<Id>(*value))};
  if (const auto* number = std::get_if<double>(&*value)) return Action{attribute, *number};
  if (const auto* date = std::get_if<CivilDate>(&*value)) return Action{attribute, *date};
  if (const auto* flag = std::get_if<bool>(&*value)) return Action{attribute, *flag};
  return Action{attribute, std::get<Id>(*value)};
}

// `территория адрес.район`: the value that a script function or field has. What is declared under the name comes first.
std::optional<Action> Lowering::LowerValueOf(const ast::Operand& operand, Attribute attribute) {
  if (operand.kind != ast::Operand::Kind::kName) return std::nullopt;
  const auto source = pack_.Find(operand.name.text);
  if (!source || !IsOwn(*source) || *source == attribute) return std::nullopt;
  if (FindDeclared(symbols_.units, operand.name.text) != kNone) return std::nullopt;
  const ValueType to = pack_.parts.InfoOf(attribute).type;
  const ValueType from = pack_.parts.InfoOf(*source).type;
  // Options of two enumerations are numbered apart.
  const bool fits =
      (to == from && to != ValueType::kEnumeration) || (to == ValueType::kUnit && from == ValueType::kTerritory);
  if (!fits) return std::nullopt;  // the name is then looked for as a value, and reported
  pack_.used_own.insert(static_cast<Id>(OwnIndex(*source)));
  return Action{attribute, ValueOf{*source}};
}

Action Lowering::LowerMerge(const ast::Action& action) {
  MergeKeys keys;
  for (const ast::Operand& operand : action.values) {
    const auto attribute = ResolveAttribute(operand.name);
    if (!attribute) continue;
    const AttributeInfo info = pack_.parts.InfoOf(*attribute);
    if (IsList(info.type) || info.origin == Origin::kEvent) {
      diagnostics_->Add(Code::kWrongOperator, operand.span,
                        {Text(std::string(Canonical(Keyword::kMerge, Language::kRussian)),
                              std::string(Canonical(Keyword::kMerge, Language::kEnglish))),
                         operand.name.spelled, NameOf(info.type),
                         Text("признаки с одним значением", "attributes that hold one value")});
      continue;
    }
    keys.attributes.push_back(*attribute);
  }
  std::sort(keys.attributes.begin(), keys.attributes.end());
  keys.attributes.erase(std::unique(keys.attributes.begin(), keys.attributes.end()), keys.attributes.end());
  return {Attribute::kMerge, std::move(keys)};
}

std::optional<HolderRef> Lowering::LowerHolder(const ast::Operand& operand, Attribute attribute) {
  const AttributeInfo info = pack_.parts.InfoOf(attribute);
  if (operand.kind != ast::Operand::Kind::kName) {
    ReportMismatch(operand, info);
    return std::nullopt;
  }
  HolderRef holder;
  if (const ValueWord* word = FindWord(Words::kHolders, operand.name.text)) {
    holder.holder = static_cast<Holder>(word->value);
  } else {
    std::vector<std::string> known = NamesOf(symbols_.units);
    for (const ValueWord& known_word : WordsOf(Words::kHolders)) {
      known.emplace_back(known_word.ru);
      known.emplace_back(known_word.en);
    }
    holder.unit = FindDeclared(symbols_.units, operand.name.text);
    if (holder.unit == kNone) {
      ReportUnknown(operand.name, {"роль, блок, территория или исполнитель", "role, block, territory or executor"},
                    known);
      return std::nullopt;
    }
    pack_.used_units.insert(holder.unit);
  }
  const bool territory =
      holder.holder == Holder::kTerritoryByAddress || holder.holder == Holder::kTerritory ||
      (holder.holder == Holder::kUnit && symbols_.units[holder.unit].ast->kind == UnitKind::kTerritory);
  if (info.type == ValueType::kTerritory && !territory) {
    diagnostics_->Add(Code::kUnitKind, operand.span, {operand.name.spelled});
    return std::nullopt;
  }
  return holder;
}

std::optional<CivilDate> Lowering::LowerDate(const ast::Operand& operand) {
  const auto date = ParseCivilDate(operand.text);
  if (!date) diagnostics_->Add(Code::kBadDate, operand.span, {operand.text});
  return date;
}

}  // namespace autorules
