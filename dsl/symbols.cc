#include "dsl/symbols.h"

#include <map>
#include <set>
#include <tuple>

#include "dsl/suggest.h"
#include "engine/ruleset/words.h"

namespace autorules {
namespace {

// What a declaration is called by and where it is named: units and topics by a name, rules by a text.
template <typename T>
std::string KeyOf(const T& declaration) {
  if constexpr (requires { declaration.name.text; }) {
    return declaration.name.text;
  } else {
    return declaration.name.value;
  }
}

class Collector {
 public:
  Collector(const std::vector<SourceUnit>& files, Diagnostics* diagnostics)
      : files_(files), diagnostics_(diagnostics) {}

  Symbols Run() {
    Symbols symbols;
    for (const SourceUnit& unit : files_) {
      Append(&symbols.channels, unit.file.channels, unit);
      Append(&symbols.procedures, unit.file.procedures, unit);
      Append(&symbols.refinements, unit.file.refinements, unit);
      Append(&symbols.escalations, unit.file.escalations, unit);
      Append(&symbols.topics, unit.file.topics, unit);
      Append(&symbols.dictionaries, unit.file.dictionaries, unit);
      Append(&symbols.fields, unit.file.fields, unit);
      Append(&symbols.functions, unit.file.functions, unit);
      Append(&symbols.templates, unit.file.templates, unit);
      Append(&symbols.tables, unit.file.tables, unit);
      Append(&symbols.rules, unit.file.rules, unit);
      Append(&symbols.examples, unit.file.examples, unit);
      Append(&symbols.leaves, unit.file.leaves, unit);
      Append(&symbols.policies, unit.file.policies, unit);
      symbols.unparsed.insert(unit.file.unparsed.begin(), unit.file.unparsed.end());
      AppendUnits(&symbols.units, unit.file.units, unit, nullptr);
      for (const ast::Municipality& municipality : unit.file.municipalities) Municipality(&symbols, municipality);
    }
    StrongestOnly(&symbols.channels, {"канал", "channel"});
    StrongestOnly(&symbols.procedures, {"порядок", "procedure"});
    OneInLayer(&symbols.refinements, {"уточнение порядка", "refinement of procedure"});
    StrongestOnly(&symbols.escalations, {"эскалация", "escalation"});
    StrongestOnly(&symbols.units, {"подразделение или роль", "unit"});
    StrongestOnly(&symbols.topics, {"тема", "topic"});
    StrongestOnly(&symbols.dictionaries, {"словарь", "dictionary"});
    StrongestOnly(&symbols.fields, {"поле", "field"});
    StrongestOnly(&symbols.functions, {"скрипт", "script"});
    StrongestOnly(&symbols.templates, {"шаблон", "template"});
    StrongestOnly(&symbols.tables, {"таблица", "table"});
    UniqueInModule(&symbols.rules, {"правило", "rule"});
    UniqueInModule(&symbols.examples, {"пример", "example"});
    Cancel(&symbols);
    RefuseHolderNames(symbols);
    RefuseAttributeNames(symbols.fields);
    RefuseAttributeNames(symbols.functions);
    return symbols;
  }

 private:
  template <typename T>
  void Append(std::vector<Declared<T>>* to, const std::vector<T>& from, const SourceUnit& unit) {
    for (const T& declaration : from) to->push_back({&declaration, unit.layer, unit.module, nullptr});
  }
  void AppendUnits(std::vector<Declared<ast::Unit>>* to, const std::vector<ast::Unit>& from, const SourceUnit& unit,
                   const ast::Unit* outer) {
    for (const ast::Unit& declaration : from) {
      to->push_back({&declaration, unit.layer, unit.module, outer});
      AppendUnits(to, declaration.inner, unit, &declaration);
    }
  }

  void Municipality(Symbols* symbols, const ast::Municipality& municipality) {
    if (symbols->municipality == nullptr) {
      symbols->municipality = &municipality;
      return;
    }
    Report(Code::kSecondMunicipality, municipality.name.span, symbols->municipality->name.span, {});
  }

  void Report(Code code, Span span, Span first, std::vector<Text> args) {
    Diagnostic& added = diagnostics_->Add(code, span, std::move(args));
    added.labels.push_back({first, {"первое объявление здесь", "first declared here"}});
  }

  // Orders by name and position so that the same text in another order of files reports the same first place.
  template <typename T>
  static void SortByName(std::vector<Declared<T>>* all) {
    std::sort(all->begin(), all->end(), [](const Declared<T>& a, const Declared<T>& b) {
      const auto key = [](const Declared<T>& d) {
        return std::tuple(KeyOf(*d.ast), d.layer, std::string(d.module), d.ast->name.span.file, d.ast->name.span.begin);
      };
      return key(a) < key(b);
    });
  }

  template <typename T>
  void StrongestOnly(std::vector<Declared<T>>* all, const Text& kind) {
    SortByName(all);
    std::vector<Declared<T>> kept;
    for (const Declared<T>& declared : *all) {
      if (kept.empty() || KeyOf(*kept.back().ast) != KeyOf(*declared.ast)) {
        kept.push_back(declared);
      } else if (kept.back().layer < declared.layer) {
        kept.back() = declared;
      } else {
        Report(Code::kDuplicateName, declared.ast->name.span, kept.back().ast->name.span,
               {kind, declared.ast->name.spelled});
      }
    }
    *all = std::move(kept);
  }

  // Two of one layer would each have a say about the same line, and none of them is stronger.
  template <typename T>
  void OneInLayer(std::vector<Declared<T>>* all, const Text& kind) {
    SortByName(all);
    for (std::size_t i = 1; i < all->size(); ++i) {
      const Declared<T>& before = (*all)[i - 1];
      const Declared<T>& declared = (*all)[i];
      if (KeyOf(*before.ast) != KeyOf(*declared.ast) || before.layer != declared.layer) continue;
      Report(Code::kDuplicateName, declared.ast->name.span, before.ast->name.span, {kind, declared.ast->name.spelled});
    }
  }

  template <typename T>
  void UniqueInModule(std::vector<Declared<T>>* all, const Text& kind) {
    SortByName(all);
    std::vector<Declared<T>> kept;
    for (const Declared<T>& declared : *all) {
      if (!kept.empty() && kept.back().ast->name.value == declared.ast->name.value &&
          kept.back().module == declared.module && kept.back().layer == declared.layer) {
        Report(Code::kDuplicateName, declared.ast->name.span, kept.back().ast->name.span,
               {kind, declared.ast->name.value});
      } else {
        kept.push_back(declared);
      }
    }
    *all = std::move(kept);
  }

  void Cancel(Symbols* symbols) {
    std::set<const ast::Rule*> cancelled;
    for (const SourceUnit& unit : files_) {
      for (const ast::Cancel& cancel : unit.file.cancels) CancelOne(*symbols, unit, cancel, &cancelled);
    }
    std::erase_if(symbols->rules, [&](const auto& rule) { return cancelled.contains(rule.ast); });
  }
  void CancelOne(const Symbols& symbols, const SourceUnit& unit, const ast::Cancel& cancel,
                 std::set<const ast::Rule*>* cancelled) {
    bool found = false;
    std::vector<std::string> names;
    std::vector<std::string> modules;  // that have such a rule
    for (const Declared<ast::Rule>& rule : symbols.rules) {
      names.push_back(rule.ast->name.value);
      if (rule.ast->name.value == cancel.rule.value && !rule.module.empty()) modules.emplace_back(rule.module);
      const bool named =
          rule.ast->name.value == cancel.rule.value && (!cancel.module || rule.module == cancel.module->text);
      // A module cannot take a rule of the pack that uses it out.
      if (!named || rule.layer > unit.layer) continue;
      cancelled->insert(rule.ast);
      found = true;
    }
    if (found) return;
    const bool elsewhere = cancel.module && !modules.empty();
    diagnostics_->Add(Code::kUnknownRule, elsewhere ? cancel.module->span : cancel.rule.span, {cancel.rule.value})
        .suggestions = elsewhere ? modules : Nearest(cancel.rule.value, names);
  }

  void RefuseHolderNames(const Symbols& symbols) {
    for (const Declared<ast::Unit>& unit : symbols.units) {
      if (FindWord(Words::kHolders, unit.ast->name.text) != nullptr ||
          FindWord(Words::kActors, unit.ast->name.text) != nullptr) {
        diagnostics_->Add(Code::kHolderName, unit.ast->name.span, {unit.ast->name.spelled});
      }
    }
  }

  // The words before a value in a rule are attributes and actions.
  template <typename T>
  void RefuseAttributeNames(const std::vector<Declared<T>>& all) {
    for (const Declared<T>& declared : all) {
      const ast::Name& name = declared.ast->name;
      const bool window = MatchKeyword(Keyword::kSimilar, name.text) == name.text.size();
      if (window || FindAttribute(name.text) || FindAction(name.text)) {
        diagnostics_->Add(Code::kHolderName, name.span, {name.spelled});
      }
    }
  }

  const std::vector<SourceUnit>& files_;
  Diagnostics* diagnostics_;
};

}  // namespace

Symbols CollectSymbols(const std::vector<SourceUnit>& files, Diagnostics* diagnostics) {
  return Collector(files, diagnostics).Run();
}

}  // namespace autorules
