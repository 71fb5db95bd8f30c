#include "engine/decide/keys.h"

#include <fmt/format.h>

#include "engine/ruleset/values.h"
#include "engine/ruleset/words.h"

namespace autorules {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

struct ValueText {
  const RuleSetParts& parts;
  Attribute attribute;

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::string_view text) const { return Quoted(text); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(CivilDate day) const { return day.ToString(); }
  std::string operator()(bool flag) const { return std::string(FindWord(Words::kFlags, flag ? "yes" : "no")->ru); }
  std::string operator()(Id id) const { return std::string(NameOfId(parts, attribute, id, Language::kRussian)); }
};

}  // namespace

std::optional<std::string> KeyText(std::span<const Attribute> keys, Facts& facts) {
  const RuleSetParts& parts = facts.rules().parts();
  std::string text;
  for (const Attribute key : keys) {
    if (!facts.IsPresent(key) || IsList(parts.InfoOf(key).type)) return std::nullopt;
    if (!text.empty()) text += "; ";
    text.append(parts.InfoOf(key).ru).append("=").append(std::visit(ValueText{parts, key}, facts.Read(key)));
  }
  return text;
}

}  // namespace autorules
