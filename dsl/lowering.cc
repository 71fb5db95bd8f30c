#include "dsl/lowering.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "dsl/suggest.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

/// The end of a help that lists the names when they are few; else empty.
Text ListFew(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty() || names.size() > limits::kListedNames) return {};
  const std::string listed = fmt::format("{}", fmt::join(names, ", "));
  return {"; есть: " + listed, "; there are: " + listed};
}

}  // namespace

Text KnownTo(Attribute attribute) {
  if (attribute == Attribute::kRating) return {"правилам «при оценке»", "to rules 'on rating'"};
  return {"правилам «при …» и шагам примеров «через …»", "to rules 'on …' and to steps of examples 'after …'"};
}

LoweredPack Lowering::Run() {
  // Ids are indices into the ordered symbols, so every entity can be referred to before it is lowered.
  LowerChannels();
  LowerTopics();
  LowerLeaves();
  LowerPolicy();
  LowerUnits();
  LowerPeople();
  LowerAddresses();
  LoadScripts();
  LowerOwn();
  LowerTemplates();
  LowerMunicipality();
  LowerEscalations();
  LowerProcedures();
  LowerRules();
  LowerExamples();
  return std::move(pack_);
}

void Lowering::ReportUnknown(const ast::Name& name, const Text& kind, const std::vector<std::string>& known) {
  if (symbols_.unparsed.contains(name.text)) return;
  auto nearest = Nearest(name.spelled, known);
  const Text listed = nearest.empty() ? ListFew(known) : Text();
  diagnostics_->Add(Code::kUnknownName, name.span, {kind, name.spelled, listed}).suggestions = std::move(nearest);
}

void Lowering::ReportUnknownValue(const ast::Operand& operand, const Text& kind, Words words) {
  std::vector<std::string> known;
  for (const ValueWord& word : WordsOf(words)) {
    known.emplace_back(word.ru);
    known.emplace_back(word.en);
  }
  const std::string shown = operand.kind == ast::Operand::Kind::kName ? operand.name.spelled : operand.text;
  diagnostics_->Add(Code::kUnknownValue, operand.span, {shown, kind, ListWords(words)}).suggestions =
      Nearest(shown, known);
}

Id Lowering::ResolveUnit(const ast::Name& name) {
  const Id id =
      Resolve(symbols_.units, name, {"роль, блок, территория или исполнитель", "role, block, territory or executor"});
  if (id != kNone) pack_.used_units.insert(id);
  return id;
}

Id Lowering::ResolveTopic(const ast::Name& name) {
  const Id id = Resolve(symbols_.topics, name, {"тема", "topic"});
  if (id != kNone) pack_.used_topics.insert(id);
  return id;
}

Id Lowering::ResolveTemplate(const ast::Name& name) {
  const Id id = Resolve(symbols_.templates, name, {"шаблон", "template"});
  if (id != kNone) pack_.used_templates.insert(id);
  return id;
}

void Lowering::ReportMismatch(const ast::Operand& operand, const AttributeInfo& info) {
  using Kind = ast::Operand::Kind;
  const std::string shown = operand.kind == Kind::kName ? operand.name.spelled : operand.text;
  Text what;
  switch (operand.kind) {
    case Kind::kName: what = {"имя «" + shown + "»", "name '" + shown + "'"}; break;
    case Kind::kString: what = {"текст «" + shown + "»", "text '" + shown + "'"}; break;
    case Kind::kNumber: what = {"число " + shown, "number " + shown}; break;
    case Kind::kDate: what = {"дата " + shown, "date " + shown}; break;
    case Kind::kTime: what = {"время " + shown, "time " + shown}; break;
  }
  const bool state = info.id == Attribute::kState;
  diagnostics_->Add(Code::kTypeMismatch, operand.span,
                    {info.ru, state ? Text("имя состояния", "the name of a state") : NameOf(info.type), what});
}

std::optional<PatternId> Lowering::Intern(const ast::String& literal) {
  auto pattern = ParsePattern(literal.value);
  if (!pattern) {
    diagnostics_->Add(Code::kBadPattern, literal.span, {literal.value, pattern.error().what});
    return std::nullopt;
  }
  const auto [at, added] = patterns_.try_emplace(*pattern, static_cast<PatternId>(pack_.parts.patterns.size()));
  if (added) {
    pack_.parts.patterns.push_back(std::move(*pattern));
    pack_.literals.push_back(literal.value);
  }
  return at->second;
}

Place Lowering::PlaceOf(Span span) const {
  if (!span.valid()) return {};
  const SourceFile& file = sources_.Get(span.file);
  return {file.path(), file.PositionOf(span.begin).line};
}

std::string Lowering::Spelled(Span span) const {
  return sources_.Get(span.file).text().substr(span.begin, span.end - span.begin);
}

std::string Lowering::OneLineOf(Span span) const {
  std::string line;
  bool space = false;
  for (const char c : Spelled(span)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      if (space && !line.empty()) line += ' ';
      line += c;
    }
    space = blank;
  }
  return line;
}

Basis Lowering::LowerBasis(const std::optional<ast::BasisClause>& basis) {
  return basis ? Basis{basis->text.value, basis->assumed} : Basis{};
}

}  // namespace autorules
