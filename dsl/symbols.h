#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast.h"
#include "engine/base/diagnostic.h"

namespace autorules {

/// A parsed file with its strength and the module it belongs to ("" for the pack itself).
struct SourceUnit {
  ast::File file;
  Layer layer = Layer::kPack;
  std::string module;
};

/// A declaration with where it comes from. The tree outlives it.
template <typename T>
struct Declared {
  const T* ast = nullptr;
  Layer layer = Layer::kPack;
  std::string_view module;
  const ast::Unit* outer = nullptr;  ///< of a unit: the unit it is declared inside
};

/// Every declaration of a pack by kind, ordered by name: the index is the Id in the rule set. A stronger layer's
/// declaration replaces a weaker one's of the same name; rules and examples are ordered by name, then module.
struct Symbols {
  std::vector<Declared<ast::Channel>> channels;
  std::vector<Declared<ast::Procedure>> procedures;
  std::vector<Declared<ast::Procedure>> refinements;  ///< by name, weaker layers first
  std::vector<Declared<ast::Escalation>> escalations;
  std::vector<Declared<ast::Unit>> units;
  std::vector<Declared<ast::Topic>> topics;
  std::vector<Declared<ast::Dictionary>> dictionaries;
  std::vector<Declared<ast::Field>> fields;
  std::vector<Declared<ast::ScriptFunction>> functions;
  std::vector<Declared<ast::Template>> templates;
  std::vector<Declared<ast::Table>> tables;
  std::vector<Declared<ast::Rule>> rules;  ///< cancelled ones are left out
  std::vector<Declared<ast::Example>> examples;
  std::vector<Declared<ast::Leave>> leaves;
  std::vector<Declared<ast::Policy>> policies;
  const ast::Municipality* municipality = nullptr;
  std::set<std::string> unparsed;  ///< names whose declaration has an error of its own: not reported as unknown
};

/// Collects and orders; reports duplicates within a layer, names that are words of the language, several
/// municipalities and cancelled rules that do not exist.
Symbols CollectSymbols(const std::vector<SourceUnit>& files, Diagnostics* diagnostics);

/// The id of the declaration called `folded`, or kNone.
template <typename T>
Id FindDeclared(const std::vector<Declared<T>>& all, std::string_view folded) {
  const auto at = std::lower_bound(
      all.begin(), all.end(), folded,
      [](const Declared<T>& declared, std::string_view name) { return declared.ast->name.text < name; });
  return at != all.end() && at->ast->name.text == folded ? static_cast<Id>(at - all.begin()) : kNone;
}

/// All names of a kind, as spelled, for suggestions.
template <typename T>
std::vector<std::string> NamesOf(const std::vector<Declared<T>>& all) {
  std::vector<std::string> names;
  names.reserve(all.size());
  for (const Declared<T>& declared : all) names.push_back(declared.ast->name.spelled);
  return names;
}

}  // namespace autorules
