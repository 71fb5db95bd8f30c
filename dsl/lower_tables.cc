#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dsl/cst_reader.h"
#include "dsl/lexis.h"
#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::string_view kOr = " или ";

bool IsPattern(const std::string& text) {
  return text.find('*') != std::string::npos || text.find("...") != std::string::npos;
}

bool IsWord(Keyword keyword, std::string_view text) {
  return !text.empty() && MatchKeyword(keyword, text) == text.size();
}

std::string_view Trim(std::string_view text) {
  text.remove_prefix(lexis::BlankLength(text));
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> Split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    parts.push_back(Trim(text.substr(0, at)));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(Trim(text));
  return parts;
}

std::string ShownOperands(const std::vector<ast::Operand>& operands) {
  std::string shown;
  for (const ast::Operand& operand : operands) {
    shown += shown.empty() ? "" : ", ";
    const bool text = operand.kind == ast::Operand::Kind::kString;
    shown += text ? "«" + operand.text + "»" : operand.name.spelled + operand.text;
  }
  return shown;
}

}  // namespace

void Lowering::LowerTables() {
  for (const auto& declared : symbols_.tables) LowerTable(declared);
}

void Lowering::LowerTable(const Declared<ast::Table>& declared) {
  const ast::Table& ast = *declared.ast;
  LoweredTable table;
  table.ast = &ast;
  // Columns once, so that a misspelt one is not reported for every row.
  bool complete = true;
  for (const ast::Column& column : ast.conditions) {
    const auto attribute = ResolveAttribute(column.attribute);
    complete = complete && attribute.has_value();
    if (attribute) table.columns.push_back(*attribute);
  }
  std::set<Attribute> written;
  for (const ast::Column& column : ast.actions) {
    const auto attribute = ResolveAction(column.attribute);
    complete = complete && attribute.has_value();
    if (!attribute || IsList(pack_.parts.InfoOf(*attribute).type)) continue;
    if (!written.insert(*attribute).second) {
      diagnostics_->Add(Code::kWrittenTwice, column.attribute.span, {column.attribute.spelled});
      complete = false;
    }
  }
  if (!complete) return;
  const Rule head = LowerTableHead(declared);
  if (!ast.file) {
    for (std::uint32_t i = 0; i < ast.rows.size(); ++i) LowerRow(head, ast.rows[i], i + 1, &table);
  } else {
    for (const ast::Row& row : RowsOfFile(ast)) {
      LowerRow(head, row, sources_.Get(row.span.file).PositionOf(row.span.begin).line, &table);
    }
  }
  pack_.tables.push_back(std::move(table));
}

// What all rows have in common.
Rule Lowering::LowerTableHead(const Declared<ast::Table>& declared) {
  const ast::Table& ast = *declared.ast;
  Rule rule;
  rule.name = ast.name.text;
  rule.module = std::string(declared.module);
  rule.layer = declared.layer;
  rule.priority = LowerPriority(ast.priority);
  LowerValidity(ast.from, ast.to, &rule);
  // A table whose rows all act is no set: each row stands for itself.
  if (ast.policy != Keyword::kAllRows) rule.set = "таблица " + ast.name.text;
  rule.basis = LowerBasis(ast.basis);
  return rule;
}

void Lowering::LowerRow(const Rule& head, const ast::Row& row, std::uint32_t number, LoweredTable* table) {
  const ast::Table& ast = *table->ast;
  const std::size_t columns = ast.conditions.size() + ast.actions.size();
  if (row.cells.size() != columns) {
    diagnostics_->Add(Code::kRowCells, row.span, {std::to_string(row.cells.size()), std::to_string(columns)});
    return;
  }
  Pending pending{head, {}};
  Rule& rule = pending.rule;
  rule.row = number;
  rule.place = PlaceOf(row.span);
  rule.when.op = Op::kAll;
  rule.when.span = row.span;
  std::vector<Condition> cells;
  bool readable = true;
  for (std::size_t i = 0; i < ast.conditions.size(); ++i) {
    cells.push_back(LowerCell(ast.conditions[i], row.cells[i]));
    if (row.cells[i].op == Node::kAll) continue;
    readable = readable && !(cells.back().op == Op::kAll && cells.back().children.empty());
    rule.when.children.push_back(cells.back());
  }
  for (std::size_t i = 0; i < ast.actions.size(); ++i) {
    LowerActionCell(ast.actions[i], row.cells[ast.conditions.size() + i], &rule);
  }
  if (readable) {
    table->rows.push_back(number);
    table->cells.push_back(std::move(cells));
    table->spans.push_back(row.span);
  }
  pending.source = {row.span, row.span, static_cast<Id>(pack_.tables.size())};
  pending_.push_back(std::move(pending));
}

Condition Lowering::LowerCell(const ast::Column& column, const ast::Cell& cell) {
  if (cell.op == Node::kAll) return {};
  ast::Condition test;
  test.op = cell.op;
  test.attribute = column.attribute;
  test.operands = cell.operands;
  test.span = cell.span;
  std::string text = column.attribute.spelled + " ";
  const auto attribute = pack_.Find(column.attribute.text);
  const ValueType type = attribute ? pack_.parts.InfoOf(*attribute).type : ValueType::kText;
  if (cell.op == Node::kRedirect || cell.op == Node::kNoReply) {
    diagnostics_->Add(Code::kTableRow, cell.span,
                      {Text("столбец «" + column.attribute.spelled + "»", "column '" + column.attribute.spelled + "'"),
                       Text("исход бывает только действием", "an outcome is an action")});
    return {};
  }
  if (cell.op == Node::kAmong) {
    const bool words = type == ValueType::kText &&
                       (attribute == Attribute::kText || std::any_of(cell.operands.begin(), cell.operands.end(),
                                                                     [](const auto& o) { return IsPattern(o.text); }));
    test.op = IsList(type)                ? Node::kHas
              : words                     ? Node::kContains
              : cell.operands.size() == 1 ? Node::kEqual
                                          : Node::kAmong;
    text += IsList(type) ? "есть " : words ? "содержит " : cell.operands.size() == 1 ? "= " : "среди ";
    text += ShownOperands(cell.operands);
    if (words) {
      for (const ast::Operand& operand : cell.operands) test.patterns.push_back({operand.text, operand.span});
    }
  } else {
    text += Spelled(cell.span);
  }
  Condition condition;
  if (test.op == Node::kHas && test.operands.size() > 1) {
    condition.op = Op::kAny;
    for (const ast::Operand& operand : cell.operands) {
      test.operands = {operand};
      condition.children.push_back(LowerTest(test, Where::kRule));
    }
  } else {
    condition = LowerTest(test, Where::kRule);
  }
  condition.span = cell.span;
  condition.text = std::move(text);
  return condition;
}

void Lowering::LowerActionCell(const ast::Column& column, const ast::Cell& cell, Rule* rule) {
  if (cell.op == Node::kAll) return;
  const bool outcome = cell.op == Node::kRedirect || cell.op == Node::kNoReply;
  const bool wants_outcome = ResolveAction(column.attribute) == Attribute::kOutcome;
  if (outcome != wants_outcome || (!outcome && cell.op != Node::kAmong)) {
    diagnostics_->Add(
        Code::kTableRow, cell.span,
        {Text("столбец «" + column.attribute.spelled + "»", "column '" + column.attribute.spelled + "'"),
         Text("«" + Spelled(cell.span) + "» здесь не годится", "'" + Spelled(cell.span) + "' does not fit")});
    return;
  }
  ast::Action action;
  action.attribute = column.attribute;
  action.values = cell.operands;
  action.span = cell.span;
  if (outcome) action.outcome = cell.op;
  for (Action& lowered : LowerAction(action)) rule->actions.push_back(std::move(lowered));
}

bool Lowering::HoldsText(const ast::Column& column, bool acting) const {
  const auto attribute = acting ? FindAction(column.attribute.text) : FindAttribute(column.attribute.text);
  const auto found = attribute ? attribute : pack_.Find(column.attribute.text);
  if (!found) return false;
  const ValueType type = pack_.parts.InfoOf(*found).type;
  return type == ValueType::kText || type == ValueType::kTextList;
}

// A column is called in the file as the rules say, or as its attribute is in either spelling: files are not translated
// with the rules.
int Lowering::FileColumn(const LoadedTable& loaded, const ast::Column& column, bool acting) {
  if (column.heading) return NeedColumn(loaded, column.heading->value, column.heading->span);
  const auto attribute = acting ? FindAction(column.attribute.text) : FindAttribute(column.attribute.text);
  if (attribute && loaded.table.Column(column.attribute.spelled) < 0) {
    const AttributeInfo& info = Info(*attribute);
    for (const std::string_view name : {acting ? info.action_ru : info.ru, acting ? info.action_en : info.en}) {
      const int found = loaded.table.Column(name);
      if (found >= 0) return found;
    }
  }
  return NeedColumn(loaded, column.attribute.spelled, column.attribute.span);
}

std::vector<ast::Row> Lowering::RowsOfFile(const ast::Table& ast) {
  const LoadedTable* loaded = tables_.Load(*ast.file);
  if (loaded == nullptr) return {};
  struct Source {
    int column;
    bool text, acting;
  };
  std::vector<Source> sources;
  const auto add = [&](const ast::Column& column, bool acting) {
    sources.push_back({FileColumn(*loaded, column, acting), HoldsText(column, acting), acting});
  };
  for (const ast::Column& column : ast.conditions) add(column, false);
  for (const ast::Column& column : ast.actions) add(column, true);
  if (std::any_of(sources.begin(), sources.end(), [](const Source& s) { return s.column < 0; })) return {};
  if (loaded->table.rows.empty() && loaded->table.problems.empty()) {
    diagnostics_->Add(Code::kTableUnreadable, ast.file->span,
                      {ast.file->value, Text("в таблице нет строк", "the table has no rows")});
  }
  std::vector<ast::Row> rows;
  rows.reserve(loaded->table.rows.size());
  for (const CsvRow& csv : loaded->table.rows) {
    ast::Row row;
    row.span = {loaded->file, csv.cells.front().begin, csv.cells.back().end};
    for (const Source& source : sources) {
      const CsvCell& cell = csv.cells[static_cast<std::size_t>(source.column)];
      row.cells.push_back(CellOfFile(*loaded, cell, source.text, source.acting));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// In a file texts stand without quotes; everything else is written as in the rules.
ast::Cell Lowering::CellOfFile(const LoadedTable& loaded, const CsvCell& csv, bool text, bool acting) {
  ast::Cell cell;
  cell.span = loaded.SpanOf(csv);
  const std::string_view value = Trim(csv.value);
  if (value.empty() || IsWord(Keyword::kAnyValue, value)) return cell;
  if (text) {
    if (!acting && IsWord(Keyword::kPresent, value)) {
      cell.op = Node::kPresent;
    } else if (!acting && IsWord(Keyword::kAbsent, value)) {
      cell.op = Node::kAbsent;
    } else {
      cell.op = Node::kAmong;
      for (const std::string_view part : acting ? std::vector{value} : Split(value, kOr)) {
        ast::Operand operand;
        operand.kind = ast::Operand::Kind::kString;
        operand.text = lexis::StringLength(part) == part.size() ? lexis::StringValue(part) : std::string(part);
        operand.span = cell.span;
        cell.operands.push_back(std::move(operand));
      }
    }
    return cell;
  }
  const bool quoted = csv.end - csv.begin >= 2 && sources_.Get(loaded.file).text()[csv.begin] == '"';
  const std::uint32_t inside = quoted ? 1 : 0;
  CstNode tree;
  SyntaxFailure failure;
  if (ParseCell(sources_.Get(loaded.file).text(), csv.begin + inside, csv.end - inside, &tree, &failure)) {
    return CstReader(sources_, loaded.file, diagnostics_).CellOf(tree);
  }
  diagnostics_->Add(Code::kTableRow, cell.span,
                    {Text("ячейка «" + csv.value + "»", "cell '" + csv.value + "'"),
                     Text("нужно: " + MessageRow(failure.message).expected.ru,
                          "expected: " + MessageRow(failure.message).expected.en)});
  return cell;
}

}  // namespace autorules
