#pragma once

#include <nlohmann/json.hpp>

namespace autorules::testing {

/// The TextMate grammar of the language, made from the tables of keywords, values and attributes: what
/// editors/vscode/syntaxes/autorules.tmLanguage.json holds. A new word of a known place comes in by itself, a new
/// declaration as a head without a body until Declarations() in the source knows its body.
nlohmann::ordered_json EditorGrammar();

/// What editors/vscode/language-configuration.json holds: comments, brackets, folding and indentation.
nlohmann::ordered_json EditorConfiguration();

}  // namespace autorules::testing
