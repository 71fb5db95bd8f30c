#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dsl/durations.h"
#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// A window keeps every message of its time: longer ones are reports, not rules.
constexpr std::int64_t kLongestWindow = 366LL * 24 * 60 * 60;

void CollectWindows(const ast::Condition& condition, std::vector<const ast::Window*>* windows) {
  for (const ast::Condition& child : condition.children) CollectWindows(child, windows);
  if (condition.window) windows->push_back(&*condition.window);
}

}  // namespace

std::optional<Attribute> LoweredPack::Find(std::string_view folded) const {
  if (const auto built_in = FindAttribute(folded)) return built_in;
  const auto at =
      std::lower_bound(parts.own.begin(), parts.own.end(), folded,
                       [](const OwnAttributeInfo& info, std::string_view name) { return info.name < name; });
  if (at == parts.own.end() || at->name != folded) return std::nullopt;
  return OwnAttribute(static_cast<std::size_t>(at - parts.own.begin()));
}

// Ids are places in the order of names, so all names come first and what they mean after.
void Lowering::LowerOwn() {
  std::vector<const ast::Window*> windows;
  for (const auto& rule : symbols_.rules) CollectWindows(rule.ast->when, &windows);
  for (const auto& example : symbols_.examples) {
    if (example.layer != Layer::kPack) continue;
    if (example.ast->expected) CollectWindows(*example.ast->expected, &windows);
    for (const ast::Step& step : example.ast->steps) CollectWindows(step.expected, &windows);
  }
  std::map<std::string, OwnAttributeInfo> own;
  const auto add = [&](const ast::Name& name, const std::optional<ast::BasisClause>& basis) {
    OwnAttributeInfo info;
    info.name = name.text;
    info.basis = LowerBasis(basis);
    info.place = PlaceOf(name.span);
    own.try_emplace(name.text, std::move(info));
  };
  for (const auto& field : symbols_.fields) add(field.ast->name, field.ast->basis);
  for (const auto& function : symbols_.functions) add(function.ast->name, function.ast->basis);
  std::map<std::string, const ast::Window*> by_name;
  for (const ast::Window* window : windows) {
    const std::string name = WindowName(*window);
    if (by_name.try_emplace(name, window).second) add({name, name, window->span}, std::nullopt);
  }
  for (auto& [name, info] : own) pack_.parts.own.push_back(std::move(info));

  for (OwnAttributeInfo& info : pack_.parts.own) {
    const Id field = FindDeclared(symbols_.fields, info.name);
    const Id function = FindDeclared(symbols_.functions, info.name);
    if (field != kNone) {
      info.source = LowerField(*symbols_.fields[field].ast, &info.type);
    } else if (function != kNone) {
      info.source = LowerFunction(*symbols_.functions[function].ast, &info.type);
    } else {
      info.type = ValueType::kNumber;
      if (auto window = LowerWindow(*by_name.at(info.name))) info.source = std::move(*window);
    }
  }
}

std::optional<ValueType> Lowering::LowerType(const ast::Name& name) {
  if (const ValueWord* word = FindWord(Words::kTypes, name.text)) return static_cast<ValueType>(word->value);
  ast::Operand operand;
  operand.name = name;
  operand.span = name.span;
  ReportUnknownValue(operand, {"тип", "type"}, Words::kTypes);
  return std::nullopt;
}

Field Lowering::LowerField(const ast::Field& ast, ValueType* type) {
  Field field;
  if (!ast.type) {
    *type = ValueType::kEnumeration;
    std::set<std::string> known;
    for (const ast::Name& option : ast.options) {
      if (known.insert(option.text).second) {
        field.options.push_back(option.spelled);
      } else {
        diagnostics_->Add(Code::kRepeatedItem, option.span, {option.spelled});
      }
    }
    return field;
  }
  *type = LowerType(*ast.type).value_or(ValueType::kText);
  if (!ast.bounds) return field;
  const auto& [low, high] = *ast.bounds;
  if (*type != ValueType::kNumber) {
    diagnostics_->Add(Code::kBadNumber, low.span,
                      {Spelled(low.span), Text("границы бывают только у чисел", "only numbers have bounds")});
  } else if (high.value < low.value) {
    diagnostics_->Add(Code::kReversedRange, low.span, {Spelled(low.span), Spelled(high.span)});
  } else {
    field.low = low.value;
    field.high = high.value;
  }
  return field;
}

ScriptCall Lowering::LowerFunction(const ast::ScriptFunction& ast, ValueType* type) {
  *type = LowerType(ast.type).value_or(ValueType::kText);
  ScriptCall call;
  for (const ast::Name& name : ast.arguments) {
    const auto attribute = ResolveAttribute(name);
    if (!attribute) continue;
    // One function asked with another, or with itself, would have no first.
    if (FindDeclared(symbols_.functions, name.text) != kNone) {
      diagnostics_->Add(Code::kBadArgument, name.span, {name.spelled});
    } else if (pack_.parts.InfoOf(*attribute).origin == Origin::kEvent) {
      diagnostics_->Add(Code::kEventAttribute, name.span, {name.spelled, KnownTo(*attribute)});
    } else {
      call.arguments.push_back(*attribute);
    }
  }
  const std::size_t dot = ast.name.text.rfind('.');
  const std::string script = ast.name.text.substr(0, std::min(dot, ast.name.text.size()));
  const std::string function = dot == std::string::npos ? "" : ast.name.text.substr(dot + 1);
  std::vector<std::string> known;
  for (Id id = 0; id < pack_.parts.scripts.size(); ++id) {
    known.push_back(pack_.parts.scripts[id].name);
    if (pack_.parts.scripts[id].name == script) call.script = id;
  }
  if (call.script == kNone) {
    diagnostics_->Add(Code::kUnknownScript, ast.name.span, {script}).suggestions = Nearest(script, known);
    return call;
  }
  if (scripts_[call.script].load_failure()) return call;  // its functions are not known
  for (const std::string& name : scripts_[call.script].functions()) {
    if (Fold(name) == function) call.function = name;
  }
  if (call.function.empty()) {
    diagnostics_->Add(Code::kUnknownFunction, ast.name.span, {script, function}).suggestions =
        Nearest(function, scripts_[call.script].functions());
  }
  return call;
}

std::optional<Attribute> Lowering::ResolveAttribute(const ast::Name& name) {
  if (const auto attribute = pack_.Find(name.text)) {
    if (IsOwn(*attribute)) pack_.used_own.insert(static_cast<Id>(OwnIndex(*attribute)));
    return attribute;
  }
  std::vector<std::string> known;
  for (const AttributeInfo& info : Attributes())
    known.insert(known.end(), {std::string(info.ru), std::string(info.en)});
  for (const OwnAttributeInfo& info : pack_.parts.own) known.push_back(info.name);
  if (!symbols_.unparsed.contains(name.text)) {
    diagnostics_->Add(Code::kUnknownAttribute, name.span, {name.spelled}).suggestions = Nearest(name.spelled, known);
  }
  return std::nullopt;
}

// The same window whatever the order of its keys, their spelling and the unit of its time.
std::string Lowering::WindowName(const ast::Window& window) const {
  std::set<std::string> keys;
  for (const ast::Name& key : window.keys) {
    const auto built_in = FindAttribute(key.text);
    keys.insert(built_in ? std::string(Info(*built_in).ru) : key.text);
  }
  std::string names;
  for (const std::string& key : keys) names += (names.empty() ? "" : ", ") + key;
  const auto seconds = window.duration.Seconds();
  const Duration duration = seconds ? FromSeconds(*seconds) : window.duration;
  return fmt::format("похожих ({}) за {}", names, Spell(duration, Language::kRussian));
}

std::optional<Attribute> Lowering::FindWindow(const ast::Window& window) const {
  return pack_.Find(WindowName(window));
}

std::optional<Window> Lowering::LowerWindow(const ast::Window& ast) {
  Window window;
  for (const ast::Name& name : ast.keys) {
    const auto attribute = ResolveAttribute(name);
    if (!attribute) continue;
    const AttributeInfo info = pack_.parts.InfoOf(*attribute);
    if (IsList(info.type) || info.origin == Origin::kEvent) {
      diagnostics_->Add(
          Code::kWrongOperator, name.span,
          {Text(std::string(Canonical(Keyword::kSimilar, Language::kRussian)),
                std::string(Canonical(Keyword::kSimilar, Language::kEnglish))),
           name.spelled, NameOf(info.type), Text("признаки с одним значением", "attributes that hold one value")});
      continue;
    }
    window.keys.push_back(*attribute);
  }
  std::sort(window.keys.begin(), window.keys.end());
  window.keys.erase(std::unique(window.keys.begin(), window.keys.end()), window.keys.end());
  const auto seconds = ast.duration.Seconds();
  if (!seconds || *seconds <= 0 || *seconds > kLongestWindow) {
    diagnostics_->Add(
        Code::kBadDuration, ast.duration_span,
        {Spelled(ast.duration_span),
         Text("окно считается в минутах, часах, днях или неделях, до 366 дней: «за 24 часа»",
              "a window is counted in minutes, hours, days or weeks, up to 366 days: 'within 24 hours'")});
    return std::nullopt;
  }
  window.seconds = *seconds;
  return window;
}

}  // namespace autorules
