#include "dsl/keywords.h"

#include <map>

#include "engine/ruleset/words.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/enumerators.h"

namespace autorules {
namespace {

using namespace autorules::testing;

std::vector<std::string> Forms(std::string_view row) {
  std::vector<std::string> forms;
  while (true) {
    const std::size_t bar = row.find('|');
    forms.emplace_back(row.substr(0, bar));
    if (bar == std::string_view::npos) return forms;
    row.remove_prefix(bar + 1);
  }
}

TEST_CASE("rows stand in the order of their ids and have both spellings") {
  for (std::size_t i = 0; i < kKeywords.size(); ++i) {
    INFO(kKeywords[i].ru);
    CHECK(static_cast<std::size_t>(kKeywords[i].id) == i);
    CHECK(Canonical(kKeywords[i].id, Language::kRussian) == Forms(kKeywords[i].ru).front());
    CHECK(Canonical(kKeywords[i].id, Language::kEnglish) == Forms(kKeywords[i].en).front());
    for (const std::string& form : Forms(kKeywords[i].en)) {
      for (const char c : form) CHECK(((c >= 'a' && c <= 'z') || c == ' '));
    }
    for (const std::string& form : Forms(kKeywords[i].ru))
      CHECK(form.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos);
  }
}

TEST_CASE("a form means one thing at its place, in each language") {
  for (const bool russian : {true, false}) {
    std::map<std::pair<KeywordPlace, std::string>, Keyword> seen;
    for (const KeywordRow& row : kKeywords) {
      for (const std::string& form : Forms(russian ? row.ru : row.en)) {
        // `с`/`из`/`от` share their English word: the grammar never expects two of them at one point.
        if (row.id == Keyword::kCancelFrom || row.id == Keyword::kFromFile || row.id == Keyword::kPeopleFile) continue;
        // `на 15 дней` ends a step of an example, `на 2026-02-12` begins one: what follows tells them apart.
        if (row.id == Keyword::kStepFor) continue;
        INFO(form);
        CHECK(seen.try_emplace({row.place, Fold(form)}, row.id).second);
      }
    }
  }
}

TEST_CASE("every form is matched as whole words in any case") {
  for (const KeywordRow& row : kKeywords) {
    for (const std::string_view forms : {row.ru, row.en}) {
      for (const std::string& form : Forms(forms)) {
        INFO(form);
        CHECK(MatchKeyword(row.id, form) == form.size());
        CHECK(MatchKeyword(row.id, form + " дальше") == form.size());
        CHECK(MatchKeyword(row.id, form + "_дальше") == 0);
        CHECK(MatchKeyword(row.id, Fold(form)) == Fold(form).size());
        CHECK(MatchKeyword(row.id, "") == 0);
      }
    }
  }
  CHECK(MatchKeyword(Keyword::kNotGreater, "НЕ \n // почему\n больше 5") == 36);
  CHECK(MatchKeyword(Keyword::kRuns, "ведет вк") == 10);
}

TEST_CASE("words of the language have both spellings, each once in its enumeration") {
  for (const Words words : All<Words>()) {
    std::map<std::string, int> seen;
    for (const ValueWord& word : WordsOf(words)) {
      INFO(word.ru);
      CHECK(seen.try_emplace(Fold(word.ru), word.value).second);
      CHECK(seen.try_emplace(Fold(word.en), word.value).second);
      CHECK(FindWord(words, word.ru) == &word);
      CHECK(FindWord(words, word.en) == &word);
    }
  }
  for (const AttributeInfo& info : Attributes()) {
    CHECK(FindAttribute(Fold(info.ru)) == info.id);
    CHECK(FindAttribute(info.en) == info.id);
    if (info.action_ru.empty()) continue;
    CHECK(FindAction(Fold(info.action_ru)) == info.id);
    CHECK(FindAction(info.action_en) == info.id);
  }
}

TEST_CASE("attributes and values are not reserved words") {
  for (const AttributeInfo& info : Attributes()) {
    CHECK_FALSE(IsReserved(Fold(info.ru)));
    CHECK_FALSE(IsReserved(info.en));
  }
  for (const char* word : {"если", "то", "и", "или", "не", "конец", "if", "then", "and", "or", "not", "end"})
    CHECK(IsReserved(word));
}

}  // namespace
}  // namespace autorules
