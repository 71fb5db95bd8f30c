#include "dsl/keywords.h"

#include <algorithm>
#include <vector>

#include "dsl/lexis.h"

namespace autorules {
namespace {

std::string_view FirstForm(std::string_view forms) { return forms.substr(0, forms.find('|')); }

// Length of one form (words separated by single spaces) at the start of `text`, or 0.
std::size_t MatchForm(std::string_view form, std::string_view text) {
  std::size_t at = 0;
  while (true) {
    const std::string_view word = form.substr(0, form.find(' '));
    std::size_t length = 0;
    if (!lexis::StartsWithFolded(text.substr(at), word, &length)) return 0;
    if (lexis::WordLength(text.substr(at)) != length) return 0;
    at += length;
    if (word.size() == form.size()) return at;
    form.remove_prefix(word.size() + 1);
    at += lexis::SpaceLength(text.substr(at));
  }
}

constexpr auto kReserved = std::to_array<std::string_view>({
    "если",     "то",     "и",         "или",    "не",       "конец",     "от",     "до",   "из",
    "по",       "за",     "через",     "при",    "есть",     "среди",     "в",      "с",    "где",
    "содержит", "пусто",  "заполнено", "больше", "меньше",   "ожидается", "if",     "then", "and",
    "or",       "not",    "end",       "from",   "to",       "in",        "within", "has",  "among",
    "contains", "absent", "present",   "where",  "expected",
});

}  // namespace

std::string_view Canonical(Keyword keyword, Language language) {
  const KeywordRow& row = RowOf(keyword);
  return FirstForm(language == Language::kRussian ? row.ru : row.en);
}

std::string_view Form(Keyword keyword, std::string_view spelling, Language language) {
  const KeywordRow& row = RowOf(keyword);
  std::string_view forms = language == Language::kRussian ? row.ru : row.en;
  while (!forms.empty()) {
    const std::string_view form = FirstForm(forms);
    if (MatchForm(form, spelling) == spelling.size()) return form;
    forms.remove_prefix(std::min(forms.size(), form.size() + 1));
  }
  return Canonical(keyword, language);
}

std::string_view FormAt(Keyword keyword, std::size_t index, Language language) {
  const KeywordRow& row = RowOf(keyword);
  std::string_view forms = language == Language::kRussian ? row.ru : row.en;
  while (index-- > 0) forms.remove_prefix(forms.find('|') + 1);
  return FirstForm(forms);
}

std::size_t MatchKeyword(Keyword keyword, std::string_view text) {
  const KeywordRow& row = RowOf(keyword);
  std::size_t longest = 0;
  for (std::string_view forms : {row.ru, row.en}) {
    while (!forms.empty()) {
      const std::string_view form = FirstForm(forms);
      longest = std::max(longest, MatchForm(form, text));
      forms.remove_prefix(std::min(forms.size(), form.size() + 1));
    }
  }
  return longest;
}

bool IsReserved(std::string_view folded) {
  return std::find(kReserved.begin(), kReserved.end(), folded) != kReserved.end();
}

std::span<const std::string_view> DeclarationWords() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> found;
    for (const KeywordRow& row : kKeywords) {
      if (row.place != KeywordPlace::kDeclaration) continue;
      for (std::string_view form : {FirstForm(row.ru), FirstForm(row.en)})
        found.push_back(form.substr(0, form.find(' ')));
    }
    return found;
  }();
  return words;
}

}  // namespace autorules
