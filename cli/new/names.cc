#include "cli/new/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dsl/keywords.h"
#include "dsl/lexis.h"
#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

/// Long enough for «Управление имущественных и земельных отношений», short enough for a line of rules.
constexpr std::size_t kNameLetters = 48;

/// Latin letters from a to z in Russian ones.
constexpr std::array<std::string_view, 26> kTranscription{"а", "б", "к", "д", "е", "ф", "г", "х", "и",
                                                          "й", "к", "л", "м", "н", "о", "п", "к", "р",
                                                          "с", "т", "у", "в", "в", "х", "у", "з"};

bool IsLatinOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Bytes of the Russian letter (folded, so never ё) that the text starts with; 0 when it starts with none.
std::size_t RussianLetter(std::string_view text) {
  const std::string_view letter = text.substr(0, 2);
  return letter >= "а" && letter <= "я" && letter.size() == 2 ? 2 : 0;
}

/// Words of Russian and Latin letters and digits, joined by `_`; as many as fit.
std::string JoinWords(std::string_view folded) {
  std::string name;
  std::size_t letters = 0;
  std::size_t word = 0;  // where the present one begins
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t length = IsLatinOrDigit(folded[at]) ? 1 : RussianLetter(folded.substr(at));
    if (length == 0) {
      if (!name.empty() && name.back() != '_') {
        name += '_';
        ++letters;
        word = name.size();
      }
      ++at;
      continue;
    }
    if (letters >= kNameLetters) {
      if (word > 0) name.resize(word);
      break;
    }
    name += folded.substr(at, length);
    ++letters;
    at += length;
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

std::string Transcribed(std::string_view name) {
  std::string russian;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') {
      russian += kTranscription[static_cast<std::size_t>(c - 'a')];
    } else {
      russian += c;
    }
  }
  return russian;
}

bool IsWordOf(std::string_view forms, std::string_view folded) {
  while (true) {
    const std::size_t end = forms.find('|');
    if (Fold(forms.substr(0, end)) == folded) return true;
    if (end == std::string_view::npos) return false;
    forms.remove_prefix(end + 1);
  }
}

}  // namespace

bool IsLanguageWord(std::string_view folded) {
  if (IsReserved(folded) || FindAttribute(folded) || FindAction(folded)) return true;
  for (const Words words : {Words::kHolders, Words::kImportances, Words::kRoleKinds, Words::kFlags, Words::kOutcomes,
                            Words::kTypes, Words::kWeekdays}) {
    if (FindWord(words, folded) != nullptr) return true;
  }
  return std::any_of(kKeywords.begin(), kKeywords.end(),
                     [&](const KeywordRow& row) { return IsWordOf(row.ru, folded) || IsWordOf(row.en, folded); });
}

std::string NameMaker::Make(std::string_view title, std::string_view prefix) {
  std::string name = JoinWords(Fold(title));
  if (lexis::IsMixedScript(name)) name = Transcribed(name);
  if (name.empty()) {
    name = prefix;
  } else if (lexis::WordLength(name) != name.size() || IsLanguageWord(name)) {
    name = fmt::format("{}_{}", prefix, name);
    if (lexis::IsMixedScript(name)) name = Transcribed(name);
  }
  std::string free = name;
  for (int number = 2; !taken_.insert(free).second; ++number) free = fmt::format("{}_{}", name, number);
  return free;
}

std::string Quoted(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    if (c == '"') literal += '"';
    literal += c;
  }
  return literal + '"';
}

}  // namespace autorules::cli
