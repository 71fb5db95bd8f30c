#include "tests/support/constructs.h"

#include <fmt/format.h>

#include "dsl/durations.h"
#include "dsl/keywords.h"
#include "dsl/lexis.h"
#include "dsl/parser.h"
#include "engine/ruleset/words.h"
#include "engine/script/script_state.h"
#include "engine/text/csv.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/enumerators.h"

namespace autorules::testing {
namespace {

std::string OfKind(Node comparison, const std::string& kind) {
  return fmt::format("comparison {} of an attribute like «{}»", NameOf(comparison), kind);
}

constexpr std::string_view kClockTest = "comparison of the time of day: от 22:00 до 07:00";

std::string WordUse(Words words, std::string_view word) { return fmt::format("word {} «{}»", NameOf(words), word); }

std::string PatternUse(std::string_view literal) {
  return fmt::format("pattern {}", literal.find("...") != std::string_view::npos ? "with a gap"
                                   : literal.starts_with('=')                    ? "of an exact form"
                                   : literal.find('*') != std::string_view::npos ? "of a beginning"
                                   : literal.find(' ') != std::string_view::npos ? "of words in a row"
                                                                                 : "of a word");
}

constexpr auto kPatternLiterals = std::to_array<std::string_view>({"а", "а*", "=а", "а б", "а ... б"});

// What a cell holds beside a node of its own (comparisons, ranges, outcomes).
constexpr auto kCellForms =
    std::to_array<std::string_view>({"empty in a condition", "empty in an action", "любая in a condition", "one value",
                                     "a list", "a pattern", "a range of times", "a range of dates"});
constexpr auto kCellNodes =
    std::to_array<Node>({Node::kGreater, Node::kLess, Node::kNotGreater, Node::kNotLess, Node::kBetween, Node::kPresent,
                         Node::kAbsent, Node::kAmong, Node::kRedirect, Node::kNoReply});
constexpr auto kFileCellForms = std::to_array<std::string_view>(
    {"empty", "любая", "several texts", "a pattern", "in quotes", "a list", "a comparison", "заполнено"});

std::string CellUse(std::string_view form) { return fmt::format("cell: {}", form); }
std::string FileCellUse(std::string_view form) { return fmt::format("cell of a file: {}", form); }

std::string DurationUse(const Duration& duration) {
  return fmt::format("duration in {}{}", duration.working ? "working " : "", NameOf(duration.unit));
}

std::string ActorUse(Actor::Kind kind) { return fmt::format("actor {}", NameOf(kind)); }

}  // namespace

Constructs::Constructs(Detail detail) {
  for (const KeywordRow& row : kKeywords) Need(fmt::format("keyword {} «{}»", NameOf(row.id), row.ru));
  for (const Node node : All<Node>()) {
    // The root is made by nobody, an unparsed declaration is an error.
    if (node != Node::kRoot && node != Node::kUnparsed) Need("node " + NameOf(node));
  }
  for (const AttributeInfo& info : Attributes()) {
    Need(fmt::format("attribute «{}» read", info.ru));
    if (!info.action_ru.empty()) Need(fmt::format("attribute «{}» set", info.ru));
  }
  if (detail == Detail::kAll) {
    for (const auto& [kind, comparisons] : kinds_.comparisons()) {
      for (const Node comparison : comparisons) Need(OfKind(comparison, kind));
    }
  }
  Need(std::string(kClockTest));
  for (const Words words : All<Words>()) {
    // A week has seven days, but not every municipality works on all of them.
    if (detail == Detail::kWithoutKinds && words == Words::kWeekdays) continue;
    for (const ValueWord& word : WordsOf(words)) Need(WordUse(words, word.ru));
  }
  for (const std::string_view literal : kPatternLiterals) Need(PatternUse(literal));
  for (const std::string_view form : kCellForms) Need(CellUse(form));
  for (const Node node : kCellNodes) Need(CellUse(NameOf(node)));
  for (const std::string_view form : kFileCellForms) Need(FileCellUse(form));
  for (const DurationUnit unit : All<DurationUnit>()) {
    for (const bool working : {false, true}) {
      const Duration duration{1, unit, working};
      if (AmountOf(duration)) Need(DurationUse(duration));
    }
  }
  for (const Actor::Kind kind : All<Actor::Kind>()) Need(ActorUse(kind));
  Need("actor by name");
  for (const TemplatePart::Kind kind : All<TemplatePart::Kind>()) Need("template part " + NameOf(kind));
  for (const char* what : {"define", "a global function", "rule", "rule.set", "rule.priority", "rule.basis"})
    Need(fmt::format("Lua: {}", what));
}

void Constructs::Need(const std::string& construct) {
  if (first_.try_emplace(construct).second) order_.push_back(construct);
}

void Constructs::Mark(const std::string& construct, const std::string& user) {
  const auto at = first_.find(construct);
  if (at != first_.end() && at->second.empty()) at->second = user;
}

std::vector<std::string> Constructs::Unused() const {
  std::vector<std::string> unused;
  for (const std::string& construct : order_) {
    if (first_.at(construct).empty()) unused.push_back(construct);
  }
  return unused;
}

std::string Constructs::Table() const {
  std::map<std::string, std::string> users;
  for (const std::string& construct : order_) {
    std::string& row = users[first_.at(construct)];
    row += (row.empty() ? "" : "; ") + construct;
  }
  std::string table;
  for (const auto& [user, constructs] : users) table += fmt::format("{} ← {}\n", user, constructs);
  return table;
}

// Marks what the trees of one pack use.
class ConstructWalker {
 public:
  ConstructWalker(const TextFiles& files, const RuleSetParts& parts, std::string user, Constructs* constructs)
      : kinds_(constructs->kinds_), files_(files), parts_(parts), user_(std::move(user)), constructs_(constructs) {}

  void Run() {
    for (const auto& [path, text] : files_) {
      if (path.ends_with(".rules")) WalkFile(path, text);
      if (path.ends_with(".lua")) WalkScript(path, text);
    }
    for (const Template& letter : parts_.templates) {
      for (const TemplatePart& part : letter.parts) Use("template part " + NameOf(part.kind));
    }
    for (const Procedure& procedure : parts_.procedures) {
      for (const ProcedureStep& step : procedure.transitions) {
        for (const Actor& actor : step.may) UseActor(actor);
      }
    }
    for (const Escalation& escalation : parts_.escalations) {
      for (const EscalationStep& step : escalation.steps) {
        for (const EscalationAct& act : step.acts) {
          if (const auto* notice = std::get_if<EscalationNotice>(&act)) UseActor(notice->to);
          if (const auto* over = std::get_if<EscalationHandOver>(&act)) UseActor(over->to);
        }
      }
    }
  }

 private:
  void Use(const std::string& construct) { constructs_->Mark(construct, user_); }

  void UseActor(const Actor& actor) {
    const bool named = actor.kind == Actor::Kind::kHolder && actor.holder.holder == Holder::kUnit;
    Use(named ? "actor by name" : ActorUse(actor.kind));
  }

  void WalkFile(const std::string& path, const std::string& text) {
    SourceMap sources;
    Diagnostics diagnostics;
    const FileId file = sources.Add(path, text);
    text_ = text;
    for (const CstNode& tree : ParseFile(sources, file, &diagnostics)) Walk(tree);
  }

  void WalkScript(const std::string& path, const std::string& text) {
    const ScriptState script({"", path, text});
    for (const std::string& function : script.functions()) {
      const bool defined = text.find("define(\"" + function + "\"") != std::string::npos;
      Use(defined ? "Lua: define" : "Lua: a global function");
    }
    for (const ScriptRule& rule : script.rules()) {
      Use("Lua: rule");
      if (!rule.set.empty()) Use("Lua: rule.set");
      if (rule.priority != 0) Use("Lua: rule.priority");
      if (!rule.basis.empty()) Use("Lua: rule.basis");
    }
  }

  std::string Spelling(const CstNode& node) const { return text_.substr(node.begin, node.end - node.begin); }

  // ---- attributes

  const OwnAttributeInfo* Own(const CstNode& node) const {
    const std::string name = Fold(Spelling(node));
    for (const OwnAttributeInfo& info : parts_.own) {
      if (info.name == name) return &info;
    }
    return nullptr;
  }

  // The attribute under which Kinds knows it.
  std::string KindOf(const CstNode& subject) const {
    if (subject.node == Node::kWindow) return kinds_.Of(OwnFieldOf("number"));
    if (const auto attribute = FindAttribute(Fold(Spelling(subject)))) {
      return kinds_.Of(std::string(Info(*attribute).ru));
    }
    const OwnAttributeInfo* own = Own(subject);
    REQUIRE(own != nullptr);
    return kinds_.Of(OwnFieldOf(own->type == ValueType::kEnumeration ? "enumeration" : TypeWord(own->type)));
  }

  static std::string_view TypeWord(ValueType type) {
    for (const ValueWord& word : WordsOf(Words::kTypes)) {
      if (word.value == static_cast<int>(type)) return word.en;
    }
    return "";
  }

  std::optional<ValueType> TypeOf(const CstNode& subject, bool acting) const {
    const std::string name = Fold(Spelling(subject));
    if (const auto attribute = acting ? FindAction(name) : FindAttribute(name)) return Info(*attribute).type;
    const OwnAttributeInfo* own = Own(subject);
    return own == nullptr ? std::nullopt : std::optional(own->type);
  }

  void Read(const CstNode& subject) {
    if (const auto attribute = FindAttribute(Fold(Spelling(subject)))) {
      Use(fmt::format("attribute «{}» read", Info(*attribute).ru));
    }
  }

  // `subject` is a name or the keyword that stands for one.
  void Set(const CstNode& subject) {
    const bool keyword = subject.node == Node::kKeyword;
    const std::string name(keyword ? Canonical(subject.keyword, Language::kRussian) : Spelling(subject));
    if (const auto attribute = FindAction(Fold(name))) Use(fmt::format("attribute «{}» set", Info(*attribute).ru));
  }

  // ---- words and patterns

  void Word(Words words, const CstNode& node) {
    if (const ValueWord* word = FindWord(words, Fold(Spelling(node)))) Use(WordUse(words, word->ru));
  }

  void ValueWords(std::optional<ValueType> type, const CstNode& node) {
    if (!type) return;
    const bool unit = type == ValueType::kUnit || type == ValueType::kTerritory || type == ValueType::kUnitList;
    const auto words = unit ? std::optional(Words::kHolders) : WordsOfType(*type);
    for (const CstNode& child : node.children) {
      if (words && (child.node == Node::kName || child.node == Node::kDotted)) Word(*words, child);
    }
  }

  void Patterns(const CstNode& node) {
    for (const CstNode& child : node.children) {
      if (child.node == Node::kString) Use(PatternUse(lexis::StringValue(Spelling(child))));
    }
  }

  // ---- constructs

  void Test(const CstNode& test) {
    const CstNode& subject = test.children[0];
    const CstNode& comparison = test.children[1];
    INFO(NameOf(comparison.node) << " is no row of kComparisons");
    CHECK(IsKnownComparison(comparison.node));
    Use(OfKind(comparison.node, KindOf(subject)));
    if (comparison.node == Node::kBetween && HasChild(comparison, Node::kTime)) Use(std::string(kClockTest));
    if (comparison.node == Node::kContains || comparison.node == Node::kNotContains ||
        comparison.node == Node::kContainsAll)
      Patterns(comparison);
    if (subject.node == Node::kWindow) return;
    Read(subject);
    ValueWords(TypeOf(subject, false), comparison);
  }

  void Has(const CstNode& has) {
    const CstNode& subject = has.children[1];
    Use(OfKind(Node::kHas, KindOf(subject)));
    Read(subject);
    ValueWords(TypeOf(subject, false), has);
  }

  static bool HasChild(const CstNode& node, Node kind) {
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const CstNode& child) { return child.node == kind; });
  }

  void Table(const CstNode& table) {
    struct Column {
      std::optional<ValueType> type;
      bool acting;
    };
    std::vector<Column> columns;
    bool acting = false;
    for (const CstNode& child : table.children) {
      acting = acting || (child.node == Node::kKeyword && child.keyword == Keyword::kThen);
      if (child.node == Node::kColumn) {
        const CstNode& subject = child.children.front();
        columns.push_back({TypeOf(subject, acting), acting});
        acting ? Set(subject) : Read(subject);
      }
      if (child.node != Node::kRow) continue;
      std::size_t at = 0;
      for (const CstNode& cell : child.children) {
        REQUIRE(at < columns.size());
        Cell(cell, columns[at].type, columns[at].acting);
        ++at;
      }
    }
  }

  void Cell(const CstNode& cell, std::optional<ValueType> type, bool acting) {
    if (cell.children.empty()) {
      Use(CellUse(acting ? "empty in an action" : "empty in a condition"));
      return;
    }
    const CstNode& content = cell.children.front();
    if (content.node == Node::kKeyword) {
      if (!acting) Use(CellUse("любая in a condition"));
      return;
    }
    Use(CellUse(NameOf(content.node)));
    ValueWords(type, content);
    if (content.node == Node::kBetween && HasChild(content, Node::kTime)) Use(CellUse("a range of times"));
    if (content.node == Node::kBetween && HasChild(content, Node::kDate)) Use(CellUse("a range of dates"));
    if (content.node != Node::kAmong) return;
    Use(CellUse(content.children.size() > 1 ? "a list" : "one value"));
    for (const CstNode& value : content.children) {
      const bool pattern = !acting && value.node == Node::kString && Spelling(value).find('*') != std::string::npos;
      if (pattern) Use(CellUse("a pattern"));
    }
  }

  void TableFile(const CstNode& rows_from) {
    const std::string wanted = lexis::StringValue(Spelling(rows_from.children.back()));
    for (const auto& [path, text] : files_) {
      if (path != wanted) continue;
      for (const CsvRow& row : ParseCsv(text).rows) {
        for (const CsvCell& cell : row.cells) FileCell(cell.value, text[cell.begin] == '"');
      }
    }
  }

  void FileCell(const std::string& value, bool quoted) {
    const auto is = [&](Keyword keyword) { return !value.empty() && MatchKeyword(keyword, value) == value.size(); };
    if (value.empty()) Use(FileCellUse("empty"));
    if (quoted) Use(FileCellUse("in quotes"));
    if (is(Keyword::kAnyValue)) Use(FileCellUse("любая"));
    if (is(Keyword::kPresent)) Use(FileCellUse("заполнено"));
    if (value.find(" или ") != std::string::npos) Use(FileCellUse("several texts"));
    if (value.find('*') != std::string::npos) Use(FileCellUse("a pattern"));
    if (value.find(", ") != std::string::npos) Use(FileCellUse("a list"));
    if (MatchKeyword(Keyword::kGreater, value) > 0) Use(FileCellUse("a comparison"));
  }

  void Walk(const CstNode& node) {
    Use("node " + NameOf(node.node));
    switch (node.node) {
      case Node::kKeyword: Use(fmt::format("keyword {} «{}»", NameOf(node.keyword), RowOf(node.keyword).ru)); break;
      case Node::kTest: Test(node); break;
      case Node::kHas: Has(node); break;
      case Node::kGiven: ValueWords(TypeOf(node.children[0], false), node); break;
      case Node::kAction:
        Set(node.children[0]);
        ValueWords(TypeOf(node.children[0], true), node);
        break;
      case Node::kOutcome:
      case Node::kReply:
      case Node::kRecuse:
      case Node::kMerge: Set(node.children[0]); break;
      case Node::kNotify:
        Set(node.children[0]);
        ValueWords(ValueType::kUnitList, node);
        for (const CstNode& child : node.children) Word(Words::kActors, child);
        break;
      case Node::kTable: Table(node); break;
      case Node::kRowsFrom: TableFile(node); break;
      case Node::kWeight:
      case Node::kDictionary: Patterns(node); break;
      case Node::kDuration:
        if (const auto duration = ParseDuration(Spelling(node))) Use(DurationUse(*duration));
        break;
      case Node::kMay:
      case Node::kHandOver:
      case Node::kStepBy:
        for (const CstNode& child : node.children) Word(Words::kActors, child);
        break;
      case Node::kKindItem: Word(Words::kRoleKinds, node.children.back()); break;
      case Node::kHours:
        for (const CstNode& child : node.children) Word(Words::kWeekdays, child);
        break;
      case Node::kField:
      case Node::kScript:
        for (const CstNode& child : node.children) {
          if (child.node == Node::kName) Word(Words::kTypes, child);
        }
        break;
      default: break;
    }
    for (const CstNode& child : node.children) Walk(child);
  }

  const AttributeKinds& kinds_;
  const TextFiles& files_;
  const RuleSetParts& parts_;
  std::string user_;
  Constructs* constructs_;
  std::string text_;
};

void Constructs::Use(const TextFiles& files, const RuleSetParts& parts, const std::string& user) {
  ConstructWalker(files, parts, user, this).Run();
}

}  // namespace autorules::testing
