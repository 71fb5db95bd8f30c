#include <string_view>
#include <utility>

#include "dsl/build_procedures.h"
#include "dsl/cst_reader.h"
#include "dsl/lexis.h"
#include "dsl/parser.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

class AstBuilder : CstReader {
 public:
  AstBuilder(const SourceMap& sources, FileId file, Diagnostics* diagnostics)
      : CstReader(sources, file, diagnostics), text_(sources.Get(file).text()), diagnostics_(diagnostics) {
    file_.id = file;
  }

  ast::File Run(const std::vector<CstNode>& trees) {
    bool first = true;
    for (const CstNode& tree : trees) {
      if (tree.node == Node::kUnparsed) {
        Unparsed(tree);
      } else {
        Declaration(tree, first);
        first = false;
      }
    }
    return std::move(file_);
  }

 private:
  void Municipality(const CstNode& node) {
    ast::Municipality municipality;
    municipality.span = SpanOf(node.children.front());
    municipality.name = NameOf(*Find(node, Node::kName));
    municipality.display = StringOf(*Find(node, Node::kString));
    for (const CstNode& item : node.children) {
      if (item.node == Node::kOktmo) Once(&municipality.oktmo, OperandOf(*Find(item, Node::kDigits)), item);
      if (item.node == Node::kZone) Once(&municipality.zone, StringOf(*Find(item, Node::kString)), item);
      if (item.node == Node::kBasis) Basis(item, &municipality.basis);
      if (item.node == Node::kCalendar) {
        for (ast::Name& name : Names(item)) municipality.calendars.push_back(std::move(name));
        for (ast::String& file : Strings(item)) municipality.calendar_files.push_back(std::move(file));
      }
      if (item.node == Node::kWorkingHours) {
        if (const CstNode* name = Find(item, Node::kName)) {
          municipality.named_hours.push_back({NameOf(*name), HoursOf(item)});
        } else {
          Once(&municipality.hours, HoursOf(item), item);
        }
      }
      if (item.node == Node::kPeople) Once(&municipality.people, StringOf(*Find(item, Node::kString)), item);
      if (item.node == Node::kDefaults) {
        std::vector<ast::Action> actions;
        for (const CstNode& child : item.children) {
          if (IsAction(child)) actions.push_back(ActionOf(child));
        }
        Once(&municipality.defaults, std::move(actions), item);
      }
    }
    file_.municipalities.push_back(std::move(municipality));
  }

  std::vector<ast::Hours> HoursOf(const CstNode& node) const {
    std::vector<ast::Hours> all;
    for (const CstNode& line : node.children) {
      if (line.node != Node::kHours && line.node != Node::kBreak) continue;
      ast::Hours hours;
      hours.days = Names(line);
      std::vector<const CstNode*> times;
      for (const CstNode& child : line.children) {
        if (child.node == Node::kTime) times.push_back(&child);
      }
      hours.from = {std::string(Spelling(*times[0])), SpanOf(*times[0])};
      hours.to = {std::string(Spelling(*times[1])), SpanOf(*times[1])};
      hours.span = {file_.id, line.begin, times[1]->end};
      all.push_back(std::move(hours));
    }
    return all;
  }

  // Channel or procedure: a name, a text and perhaps codes and a basis.
  template <typename T>
  T Named(const CstNode& node) {
    T named;
    named.name = NameOf(*Find(node, Node::kName));
    named.display = StringOf(*Find(node, Node::kString));
    for (const CstNode& item : node.children) {
      if (item.node == Node::kBasis) Basis(item, &named.basis);
    }
    return named;
  }

  void Field(const CstNode& node) {
    ast::Field field;
    field.name = NameOf(node.children[1]);
    for (std::size_t i = 2; i < node.children.size(); ++i) {
      const CstNode& item = node.children[i];
      if (item.node == Node::kName) field.type = NameOf(item);
      if (item.node == Node::kOptions) field.options = Names(item);
      if (item.node == Node::kBounds) field.bounds.emplace(NumberOf(item.children[1]), NumberOf(item.children[3]));
      if (item.node == Node::kBasis) Basis(item, &field.basis);
    }
    file_.fields.push_back(std::move(field));
  }

  void Script(const CstNode& node) {
    ast::ScriptFunction function;
    std::vector<ast::Name> names = Names(node, Node::kDotted);
    function.name = std::move(names.front());
    function.arguments.assign(names.begin() + 1, names.end());
    function.type = NameOf(*Find(node, Node::kName));
    if (const CstNode* basis = Find(node, Node::kBasis)) Basis(*basis, &function.basis);
    file_.functions.push_back(std::move(function));
  }

  void Table(const CstNode& node) {
    ast::Table table;
    table.name = NameOf(*Find(node, Node::kName));
    table.span = table.name.span;
    bool acting = false;
    for (const CstNode& item : node.children) {
      if (item.node == Node::kKeyword) {
        if (item.keyword == Keyword::kUniqueRow || item.keyword == Keyword::kAllRows) table.policy = item.keyword;
        acting = acting || item.keyword == Keyword::kThen;
      }
      if (item.node == Node::kPriority) Once(&table.priority, NumberOf(*Find(item, Node::kNumber)), item);
      if (item.node == Node::kBasis) Basis(item, &table.basis);
      if (item.node == Node::kValid) Valid(item, &table.from, &table.to);
      if (item.node == Node::kColumn) (acting ? table.actions : table.conditions).push_back(ColumnOf(item));
      if (item.node == Node::kRow) table.rows.push_back(RowOf(item));
      if (item.node == Node::kRowsFrom) table.file = StringOf(*Find(item, Node::kString));
    }
    file_.tables.push_back(std::move(table));
  }

  ast::Column ColumnOf(const CstNode& node) const {
    ast::Column column;
    const CstNode& first = node.children.front();
    column.attribute = first.node == Node::kKeyword ? ast::Name{Fold(Canonical(first.keyword, Language::kRussian)),
                                                                std::string(Spelling(first)), SpanOf(first)}
                                                    : NameOf(first);
    if (const CstNode* heading = Find(node, Node::kString)) column.heading = StringOf(*heading);
    return column;
  }

  ast::Row RowOf(const CstNode& node) const {
    ast::Row row;
    for (const CstNode& child : node.children) {
      if (child.node == Node::kCell) row.cells.push_back(CellOf(child));
    }
    row.span = {file_.id, node.begin, row.cells.back().span.end};
    return row;
  }

  ast::Event EventOf(const CstNode& node) const {
    ast::Event event;
    const CstNode& kind = node.children[1];
    switch (kind.keyword) {
      case Keyword::kOnTransition: event.kind = EventKind::kTransition; break;
      case Keyword::kOnOverdue: event.kind = EventKind::kOverdue; break;
      case Keyword::kOnRating: event.kind = EventKind::kRating; break;
      case Keyword::kOnReopening: event.kind = EventKind::kReopening; break;
      default: event.kind = EventKind::kChange;
    }
    if (const CstNode* name = Find(node, Node::kName)) event.name = NameOf(*name);
    event.span = {file_.id, node.begin, node.children.back().end};
    return event;
  }

  void Valid(const CstNode& item, std::optional<ast::Operand>* from, std::optional<ast::Operand>* to) const {
    if (const CstNode* start = Find(item, Node::kValidFrom)) Once(from, OperandOf(*Find(*start, Node::kDate)), *start);
    if (const CstNode* end = Find(item, Node::kValidTo)) Once(to, OperandOf(*Find(*end, Node::kDate)), *end);
  }

  ast::Unit UnitOf(const CstNode& node) {
    ast::Unit unit = Named<ast::Unit>(node);
    switch (node.children.front().keyword) {
      case Keyword::kBlock: unit.kind = UnitKind::kBlock; break;
      case Keyword::kTerritory: unit.kind = UnitKind::kTerritory; break;
      case Keyword::kExecutor: unit.kind = UnitKind::kExecutor; break;
      default: unit.kind = UnitKind::kRole;
    }
    for (const CstNode& item : node.children) {
      if (item.node != Node::kKeyword)
        unit.items.emplace_back(item.node, SpanOf(item.children.empty() ? item : item.children.front()));
      UnitItem(item, &unit);
    }
    return unit;
  }

  void UnitItem(const CstNode& item, ast::Unit* unit) {
    const auto append = [](std::vector<ast::Name>* to, std::vector<ast::Name> names) {
      for (ast::Name& name : names) to->push_back(std::move(name));
    };
    switch (item.node) {
      case Node::kUnder: Once(&unit->under, NameOf(*Find(item, Node::kName)), item); break;
      case Node::kKindItem: Once(&unit->role_kind, NameOf(*Find(item, Node::kName)), item); break;
      case Node::kTopicsItem: append(&unit->topics, Names(item)); break;
      case Node::kRunsItem:
        append(Has(item, Keyword::kReserve) ? &unit->reserve_channels : &unit->channels, Names(item));
        break;
      case Node::kAddressesItem: {
        ast::Addresses addresses{StringOf(*Find(item, Node::kString)), std::nullopt};
        if (const CstNode* where = Find(item, Node::kWhere)) {
          std::vector<ast::String> sides = Strings(*where);
          addresses.where.emplace(std::move(sides[0]), std::move(sides[1]));
        }
        unit->addresses.push_back(std::move(addresses));
        break;
      }
      case Node::kUnit: unit->inner.push_back(UnitOf(item)); break;
      default: break;
    }
  }

  void Topic(const CstNode& node) {
    ast::Topic topic = Named<ast::Topic>(node);
    for (const CstNode& item : node.children) {
      if (item.node == Node::kInTopic) topic.parent = NameOf(*Find(item, Node::kName));
      if (item.node == Node::kWeight) topic.weights.push_back({NumberOf(*Find(item, Node::kNumber)), Strings(item)});
      if (item.node == Node::kBase) topic.bases.push_back(NumberOf(*Find(item, Node::kNumber)));
    }
    file_.topics.push_back(std::move(topic));
  }

  void Rule(const CstNode& node) {
    ast::Rule rule;
    rule.name = StringOf(*Find(node, Node::kString));
    rule.span = rule.name.span;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const CstNode& item = node.children[i];
      if (item.node == Node::kSet) Once(&rule.set, NameOf(*Find(item, Node::kName)), item);
      if (item.node == Node::kPriority) Once(&rule.priority, NumberOf(*Find(item, Node::kNumber)), item);
      if (item.node == Node::kBasis) Basis(item, &rule.basis);
      if (item.node == Node::kValid) Valid(item, &rule.from, &rule.to);
      if (item.node == Node::kEvent) {
        if (rule.event.kind != EventKind::kArrival) {
          diagnostics_->Add(Code::kRepeatedItem, SpanOf(item), {std::string(Spelling(item.children.front()))});
        }
        rule.event = EventOf(item);
      }
      if (item.node == Node::kKeyword && item.keyword == Keyword::kIf) rule.when = ConditionAt(node.children, i + 1);
      if (IsAction(item)) rule.actions.push_back(ActionOf(item));
    }
    file_.rules.push_back(std::move(rule));
  }

  void Example(const CstNode& node) {
    ast::Example example;
    example.name = StringOf(*Find(node, Node::kString));
    example.span = example.name.span;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const CstNode& item = node.children[i];
      if (item.node == Node::kGiven) {
        ast::Given given{NameOf(item.children[0]), OperandOf(item.children[1])};
        if (const CstNode* time = Find(item, Node::kTime)) given.value.time = std::string(Spelling(*time));
        example.givens.push_back(std::move(given));
      }
      if (item.node == Node::kSimilarGiven) Once(&example.similar, NumberOf(*Find(item, Node::kDigits)), item);
      if (item.node == Node::kKeyword && item.keyword == Keyword::kExpected)
        example.expected = ConditionAt(node.children, i + 1);
      if (item.node == Node::kStep) example.steps.push_back(BuildStep(*this, item));
    }
    file_.examples.push_back(std::move(example));
  }

  // The word after the first one is the name, whatever the rest was to be.
  void Unparsed(const CstNode& node) {
    std::string_view rest = text_.substr(node.begin);
    rest.remove_prefix(lexis::WordLength(rest));
    rest.remove_prefix(lexis::SpaceLength(rest));
    file_.unparsed.push_back(Fold(rest.substr(0, lexis::WordLength(rest))));
  }

  void Declaration(const CstNode& node, bool first) {
    switch (node.node) {
      case Node::kModule: {
        ast::Name name = NameOf(*Find(node, Node::kName));
        if (first) {
          file_.module = std::move(name);
        } else {
          diagnostics_->Add(Code::kModuleNotFirst, SpanOf(node.children.front()));
        }
        break;
      }
      case Node::kUse:
        for (ast::Name& name : Names(node)) file_.uses.push_back(std::move(name));
        break;
      case Node::kMunicipality: Municipality(node); break;
      case Node::kChannel: {
        ast::Channel channel = Named<ast::Channel>(node);
        for (const CstNode& item : node.children) {
          if (item.node != Node::kCodes) continue;
          for (ast::String& code : Strings(item)) channel.codes.push_back(std::move(code));
        }
        file_.channels.push_back(std::move(channel));
        break;
      }
      case Node::kProcedure: file_.procedures.push_back(BuildProcedure(*this, node)); break;
      case Node::kRefine: file_.refinements.push_back(BuildProcedure(*this, node)); break;
      case Node::kEscalation: file_.escalations.push_back(BuildEscalation(*this, node)); break;
      case Node::kUnit: file_.units.push_back(UnitOf(node)); break;
      case Node::kTopic: Topic(node); break;
      case Node::kTopicPolicy: {
        ast::Policy policy;
        policy.span = SpanOf(node.children.front());
        policy.by_length = Has(node, Keyword::kByLength);
        policy.threshold = NumberOf(node.children[1]);
        policy.margin = NumberOf(node.children[3]);
        file_.policies.push_back(policy);
        break;
      }
      case Node::kLeave: {
        ast::Leave leave{Names(node), std::nullopt};
        if (const CstNode* basis = Find(node, Node::kBasis)) Basis(*basis, &leave.basis);
        file_.leaves.push_back(std::move(leave));
        break;
      }
      case Node::kDictionary: file_.dictionaries.push_back({NameOf(*Find(node, Node::kName)), Strings(node)}); break;
      case Node::kField: Field(node); break;
      case Node::kTemplate: {
        auto letter = Named<ast::Template>(node);
        std::vector<ast::String> strings = Strings(node);
        letter.lines.assign(strings.begin() + 1, strings.end());
        file_.templates.push_back(std::move(letter));
        break;
      }
      case Node::kScript: Script(node); break;
      case Node::kTable: Table(node); break;
      case Node::kRule: Rule(node); break;
      case Node::kCancel: {
        ast::Cancel cancel{StringOf(*Find(node, Node::kString)), std::nullopt};
        if (const CstNode* module = Find(node, Node::kName)) cancel.module = NameOf(*module);
        file_.cancels.push_back(std::move(cancel));
        break;
      }
      case Node::kExample: Example(node); break;
      default: break;
    }
  }

  std::string_view text_;
  Diagnostics* diagnostics_;
  ast::File file_;
};

}  // namespace

ast::File BuildAst(const SourceMap& sources, FileId file, const std::vector<CstNode>& trees, Diagnostics* diagnostics) {
  return AstBuilder(sources, file, diagnostics).Run(trees);
}

}  // namespace autorules
