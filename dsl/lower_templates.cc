#include "dsl/lowering.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr char kMark = '%';

bool IsMessageId(std::string_view folded) { return folded == "номер" || folded == "number"; }

void AppendText(std::vector<TemplatePart>* parts, std::string_view text) {
  if (text.empty()) return;
  if (parts->empty() || parts->back().kind != TemplatePart::Kind::kText) parts->emplace_back();
  parts->back().text.append(text);
}

}  // namespace

void Lowering::LowerTemplates() {
  for (const auto& declared : symbols_.templates) {
    Template letter;
    letter.name = declared.ast->name.text;
    letter.display = declared.ast->display.value;
    letter.basis = LowerBasis(declared.ast->basis);
    letter.place = PlaceOf(declared.ast->name.span);
    for (const ast::String& line : declared.ast->lines) {
      if (!letter.parts.empty()) AppendText(&letter.parts, "\n");
      for (TemplatePart& part : LowerLine(line)) {
        if (part.kind == TemplatePart::Kind::kText) {
          AppendText(&letter.parts, part.text);
        } else {
          letter.parts.push_back(std::move(part));
        }
      }
    }
    pack_.parts.templates.push_back(std::move(letter));
  }
}

std::vector<TemplatePart> Lowering::LowerLine(const ast::String& line) {
  std::vector<TemplatePart> parts;
  std::string_view rest = line.value;
  while (!rest.empty()) {
    const std::size_t open = rest.find(kMark);
    AppendText(&parts, rest.substr(0, open));
    if (open == std::string_view::npos) break;
    rest.remove_prefix(open + 1);
    const std::size_t close = rest.find(kMark);
    if (close == std::string_view::npos) {
      diagnostics_->Add(
          Code::kBadPlaceholder, line.span,
          {kMark + std::string(rest), Text("нет закрывающего знака процента", "there is no closing percent sign")});
      break;
    }
    if (close == 0) {
      AppendText(&parts, std::string_view(&kMark, 1));
    } else if (auto part = LowerPlaceholder(rest.substr(0, close), line)) {
      parts.push_back(std::move(*part));
    }
    rest.remove_prefix(close + 1);
  }
  return parts;
}

std::optional<TemplatePart> Lowering::LowerPlaceholder(std::string_view name, const ast::String& line) {
  TemplatePart part;
  const std::string folded = Fold(name);
  if (IsMessageId(folded)) {
    part.kind = TemplatePart::Kind::kMessageId;
    return part;
  }
  const auto attribute = ResolveAttribute({folded, std::string(name), line.span});
  if (!attribute) return std::nullopt;
  if (pack_.parts.InfoOf(*attribute).type == ValueType::kKeyList || *attribute == Attribute::kText) {
    diagnostics_->Add(
        Code::kBadPlaceholder, line.span,
        {kMark + std::string(name) + kMark, Text("такое не подставляют", "this is not put into letters")});
    return std::nullopt;
  }
  part.kind = TemplatePart::Kind::kAttribute;
  part.attribute = *attribute;
  return part;
}

}  // namespace autorules
