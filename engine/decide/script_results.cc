#include "engine/decide/script_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/decide/own_facts.h"
#include "engine/ruleset/values.h"
#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

using ActionValue = decltype(Action::value);

/// Enough of a text to know it again; whole characters only.
std::string Shortened(std::string_view text) {
  constexpr std::size_t kShownBytes = 80;
  if (text.size() <= kShownBytes) return std::string(text);
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

struct Shown {
  std::string operator()(std::monostate) const { return "nil"; }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(const std::string& text) const { return fmt::format("«{}»", Shortened(text)); }
  std::string operator()(const std::vector<std::string>& list) const {
    return list.empty() ? "{}" : fmt::format("{{«{}», …}}", Shortened(list.front()));
  }
};

bool Has(std::span<const Attribute> attributes, Attribute sought) {
  return std::find(attributes.begin(), attributes.end(), sought) != attributes.end();
}

class ResultReader {
 public:
  /// `reads` is what the script has declared to read.
  ResultReader(const RuleSetParts& parts, std::span<const Attribute> reads) : parts_(parts), reads_(reads) {}

  Checked<ActionValue> Single(Attribute attribute, const ScriptValue& value) const {
    const ValueType type = parts_.InfoOf(attribute).type;
    if (type == ValueType::kOutcome) return OutcomeFrom(attribute, value);
    if (const auto* number = std::get_if<double>(&value); number != nullptr && type == ValueType::kNumber) {
      return NumberFrom(attribute, *number);
    }
    if (const auto* flag = std::get_if<bool>(&value); flag != nullptr && type == ValueType::kFlag) return *flag;
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return Unfit(attribute, value);
    switch (type) {
      case ValueType::kText: return *text;
      case ValueType::kNumber:
      case ValueType::kFlag: return Unfit(attribute, value);
      case ValueType::kDate: {
        const auto day = ParseCivilDate(*text);
        if (!day) return Unfit(attribute, value);
        return *day;
      }
      case ValueType::kUnit:
      case ValueType::kTerritory: return Widen(HolderFrom(attribute, *text));
      default: break;
    }
    const auto id = FindId(parts_, attribute, Fold(*text));
    if (!id) return Unfit(attribute, value);
    if (type == ValueType::kImportance) return static_cast<Importance>(*id);
    return *id;
  }

  Checked<std::vector<Action>> List(Attribute attribute, const ScriptValue& value, const ScriptNames& names) const {
    std::vector<std::string> texts;
    if (const auto* text = std::get_if<std::string>(&value)) {
      texts.push_back(*text);
    } else if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
      texts = *list;
    } else {
      return Unfit(attribute, value);
    }
    std::vector<Action> actions;
    if (attribute == Attribute::kMerge) {
      if (texts.empty()) return actions;
      auto keys = KeysFrom(texts, names);
      if (!keys) return tl::unexpected(std::move(keys.error()));
      return std::vector<Action>{{attribute, *std::move(keys)}};
    }
    for (const std::string& text : texts) {
      auto entry = Entry(attribute, text);
      if (!entry) return tl::unexpected(std::move(entry.error()));
      actions.push_back({attribute, *std::move(entry)});
    }
    return actions;
  }

 private:
  template <typename T>
  static Checked<ActionValue> Widen(Checked<T> value) {
    if (!value) return tl::unexpected(std::move(value.error()));
    return ActionValue(*std::move(value));
  }

  tl::unexpected<std::string> Unfit(Attribute attribute, const ScriptValue& value) const {
    const AttributeInfo info = parts_.InfoOf(attribute);
    return tl::unexpected(fmt::format("{}: значение {} не подходит, здесь {}", info.ru, std::visit(Shown(), value),
                                      NameOf(info.type).ru));
  }

  Checked<ActionValue> NumberFrom(Attribute attribute, double number) const {
    const auto* field = IsOwn(attribute) ? std::get_if<Field>(&parts_.own[OwnIndex(attribute)].source) : nullptr;
    if (field == nullptr || IsWithinBounds(*field, number)) return number;
    return tl::unexpected(fmt::format("{}: число {} вне границ поля", parts_.InfoOf(attribute).ru, number));
  }

  Checked<ActionValue> OutcomeFrom(Attribute attribute, const ScriptValue& value) const {
    const auto* text = std::get_if<std::string>(&value);
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    const bool pair = list != nullptr && list->size() == 2;
    const auto id =
        text != nullptr || pair ? FindId(parts_, attribute, Fold(pair ? list->front() : *text)) : std::nullopt;
    if (!id) return Unfit(attribute, value);
    return Outcome{static_cast<OutcomeKind>(*id), pair ? list->back() : std::string()};
  }

  Checked<HolderRef> HolderFrom(Attribute attribute, const std::string& text) const {
    const std::string folded = Fold(text);
    if (const ValueWord* word = FindWord(Words::kHolders, folded)) {
      const auto holder = static_cast<Holder>(word->value);
      const auto read = ReadsOf(holder);
      if (!read || MayRead(*read)) return HolderRef{holder, kNone};
      return tl::unexpected(fmt::format("{}: «{}» находят по атрибуту «{}», которого скрипт не читает",
                                        parts_.InfoOf(attribute).ru, word->ru, Info(*read).ru));
    }
    const auto unit = FindId(parts_, attribute, folded);
    if (!unit) return Unfit(attribute, text);
    return HolderRef{Holder::kUnit, *unit};
  }

  Checked<MergeKeys> KeysFrom(const std::vector<std::string>& texts, const ScriptNames& names) const {
    MergeKeys keys;
    for (const std::string& name : texts) {
      const auto key = names.Find(name);
      if (!key || !MayRead(*key) || IsList(parts_.InfoOf(*key).type)) return Unfit(Attribute::kMerge, name);
      if (!Has(keys.attributes, *key)) keys.attributes.push_back(*key);
    }
    std::sort(keys.attributes.begin(), keys.attributes.end());
    return keys;
  }

  Checked<ActionValue> Entry(Attribute attribute, const std::string& text) const {
    switch (attribute) {
      case Attribute::kTag:
        if (Fold(text).empty()) return Unfit(attribute, text);
        return text;
      case Attribute::kCoOwner:
      case Attribute::kRecusal: return Widen(HolderFrom(attribute, text));
      case Attribute::kNotice: {
        const auto holder = HolderFrom(attribute, text);
        if (!holder) return tl::unexpected(holder.error());
        return Notice{*holder, kNone};
      }
      default: {
        const auto letter = FindId(parts_, attribute, Fold(text));
        if (!letter) return Unfit(attribute, text);
        return *letter;
      }
    }
  }

  /// The script runs when these are settled.
  bool MayRead(Attribute attribute) const {
    return Has(reads_, attribute) || (!IsOwn(attribute) && Info(attribute).origin != Origin::kDecided);
  }

  const RuleSetParts& parts_;
  std::span<const Attribute> reads_;
};

}  // namespace

Checked<std::optional<Action>> ActionOfFunction(const RuleSetParts& parts, Attribute function,
                                                const ScriptValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  const auto& call = std::get<ScriptCall>(parts.own[OwnIndex(function)].source);
  auto single = ResultReader(parts, call.arguments).Single(function, value);
  if (!single) return tl::unexpected(std::move(single.error()));
  return Action{function, *std::move(single)};
}

Checked<std::vector<Action>> ActionsOfRule(const RuleSetParts& parts, const ScriptNames& names,
                                           const ScriptedRule& rule, const ScriptWrites& writes) {
  const ResultReader reader(parts, rule.reads);
  std::vector<Action> actions;
  std::vector<Attribute> written;
  for (const auto& [name, value] : writes) {
    const auto attribute = names.Find(name);
    if (!attribute || !Has(rule.writes, *attribute)) {
      return tl::unexpected(fmt::format("act: «{}» не объявлен в writes", Shortened(name)));
    }
    if (Has(written, *attribute)) return tl::unexpected(fmt::format("act: «{}» задан дважды", Shortened(name)));
    written.push_back(*attribute);
    if (IsList(parts.InfoOf(*attribute).type)) {
      auto more = reader.List(*attribute, value, names);
      if (!more) return tl::unexpected(std::move(more.error()));
      actions.insert(actions.end(), more->begin(), more->end());
    } else {
      auto single = reader.Single(*attribute, value);
      if (!single) return tl::unexpected(std::move(single.error()));
      actions.push_back({*attribute, *std::move(single)});
    }
  }
  return actions;
}

}  // namespace autorules
