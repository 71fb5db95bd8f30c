// The grammar for editors against the parser: what the tree of a file says about each of its words is how the grammar
// colours it, in every pack, in both spellings, for words at places where they are names, and in any layout.

#include <fmt/format.h>

#include <random>
#include <set>

#include "dsl/cst.h"
#include "dsl/format.h"
#include "dsl/parser.h"
#include "engine/base/render.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/editor_grammar.h"
#include "tests/support/editor_view.h"
#include "tests/support/editor_words.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"
#include "tests/support/textmate.h"

namespace autorules {
namespace {

using namespace autorules::testing;

// Where the grammar and the tree differ: `file:line: text` with both scopes.
std::vector<std::string> Differences(const TextMateGrammar& grammar, const SourceMap& sources, FileId file,
                                     const std::vector<CstNode>& trees) {
  const std::string& text = sources.Get(file).text();
  const std::vector<ScopedText> tokens = grammar.Tokenize(text);
  std::vector<std::string> differences;
  std::size_t token = 0;
  for (const WantedScope& wanted : WantedScopes(text, trees)) {
    for (std::uint32_t at = wanted.begin; at < wanted.end; ++at) {
      if (static_cast<unsigned char>(text[at]) <= ' ') continue;
      while (token < tokens.size() && tokens[token].end <= at) ++token;
      if (token == tokens.size() || tokens[token].begin > at) FAIL("the grammar leaves out byte " << at);
      if (wanted.Fits(tokens[token].scopes)) continue;
      differences.push_back(fmt::format("{}:{}: «{}» should be {}, is {}", sources.Get(file).path(),
                                        sources.Get(file).PositionOf(at).line,
                                        text.substr(wanted.begin, wanted.end - wanted.begin),
                                        wanted.scope.empty() ? "plain" : wanted.scope, tokens[token].scopes.back()));
      break;
    }
  }
  return differences;
}

// The same for a text, which must parse.
std::vector<std::string> Differences(const TextMateGrammar& grammar, const std::string& path, const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const FileId file = sources.Add(path, text);
  const std::vector<CstNode> trees = ParseFile(sources, file, &diagnostics);
  INFO(RenderAll(diagnostics, sources, {}));
  REQUIRE_FALSE(diagnostics.has_errors());
  return Differences(grammar, sources, file, trees);
}

std::string Listed(const std::vector<std::string>& differences) {
  std::string list;
  for (std::size_t i = 0; i < differences.size() && i < 10; ++i) list += differences[i] + "\n";
  return list + fmt::format("{} in all", differences.size());
}

std::string Formatted(const std::string& path, const std::string& text, Language language) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto formatted = FormatSource(sources, sources.Add(path, text), language, &diagnostics);
  INFO(RenderAll(diagnostics, sources, {}));
  REQUIRE(formatted);
  return *formatted;
}

// Every rule file of the packs, the standard library and the goldens of the language, by its path.
TextFiles AllRules() {
  TextFiles files;
  for (const char* folder : {"rules", "stdlib", "tests/golden/language"}) {
    const std::size_t before = files.size();
    for (auto& [path, text] : FilesBelow(SourceRoot() / folder)) {
      if (path.ends_with(".rules")) files.emplace_back(fmt::format("{}/{}", folder, path), std::move(text));
    }
    INFO(folder);
    REQUIRE(files.size() > before);
  }
  return files;
}

const TextMateGrammar& Grammar() {
  static const TextMateGrammar grammar(EditorGrammar());
  return grammar;
}

TEST_CASE("the grammar colours every pack as the parser reads it, in both spellings") {
  for (const auto& [path, text] : AllRules()) {
    const auto as_written = Differences(Grammar(), path, text);
    if (!as_written.empty()) FAIL_CHECK(Listed(as_written));
    const auto english = Differences(Grammar(), path + " (English)", Formatted(path, text, Language::kEnglish));
    if (!english.empty()) FAIL_CHECK(Listed(english));
  }
}

std::vector<CstNode> Parsed(const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  return ParseFile(sources, sources.Add("текст.rules", text), &diagnostics);
}

void CollectKeywords(const std::string& text, const std::vector<CstNode>& nodes, std::set<std::string>* forms) {
  for (const CstNode& node : nodes) {
    if (node.node == Node::kKeyword) {
      const std::string spelling = text.substr(node.begin, node.end - node.begin);
      forms->insert(fmt::format("{} {}", static_cast<int>(node.keyword), Fold(spelling)));
    }
    CollectKeywords(text, node.children, forms);
  }
}

TEST_CASE("the packs that are coloured hold every keyword in both spellings") {
  std::set<std::string> seen;
  for (const auto& [path, text] : AllRules()) {
    for (const Language language : {Language::kRussian, Language::kEnglish}) {
      const std::string formatted = Formatted(path, text, language);
      CollectKeywords(formatted, Parsed(formatted), &seen);
    }
  }
  for (const KeywordRow& row : kKeywords) {
    for (const Language language : {Language::kRussian, Language::kEnglish}) {
      INFO(Canonical(row.id, language));
      CHECK(seen.contains(fmt::format("{} {}", static_cast<int>(row.id), Fold(Canonical(row.id, language)))));
    }
  }
}

// ---- names that are spelled like keywords

bool SameShape(const std::vector<CstNode>& a, const std::vector<CstNode>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const CstNode& x, const CstNode& y) {
    return x.node == y.node && x.keyword == y.keyword && SameShape(x.children, y.children);
  });
}

// Words of keywords that may also be names, and are no words for values.
std::vector<std::string> KeywordsAsNames() {
  std::set<std::string> words;
  for (const KeywordRow& row : kKeywords) {
    for (const std::string& form : editor::FormsOf(row.id)) {
      const auto is = [&](Words values) { return FindWord(values, form) != nullptr; };
      const bool value = is(Words::kHolders) || is(Words::kActors) || is(Words::kOutcomes);
      if (form.find(' ') == std::string::npos && !IsReserved(Fold(form)) && !value) words.insert(form);
    }
  }
  return {words.begin(), words.end()};
}

TEST_CASE("a name is a name at its place, even when it is spelled like a keyword") {
  const std::vector<std::string> words = KeywordsAsNames();
  std::mt19937_64 random(1);
  std::size_t tried = 0;
  std::size_t read = 0;
  for (const auto& [path, text] : AllRules()) {
    for (const CstNode& tree : Parsed(text)) {
      const std::string declaration = text.substr(tree.begin, tree.end - tree.begin);
      const std::vector<CstNode> trees = Parsed(declaration);
      for (const WantedScope& wanted : WantedScopes(declaration, trees)) {
        if (wanted.kind != WantedScope::Kind::kName) continue;
        std::string changed = declaration;
        changed.replace(wanted.begin, wanted.end - wanted.begin, words[random() % words.size()]);
        ++tried;
        // Where the parser sees a keyword, so does the grammar.
        if (!SameShape(trees, Parsed(changed))) continue;
        ++read;
        const auto differences = Differences(Grammar(), path, changed);
        INFO(changed);
        if (!differences.empty()) FAIL_CHECK(Listed(differences));
      }
    }
  }
  CHECK(read > 1000);
  CHECK(read > tried / 2);
}

// ---- layout and spelling

// The text with `between` between its tokens instead of white space and comments. Rows of tables stay on their lines,
// and so does what follows `словарь` in a condition: after a comma nothing else tells it from a value. Several
// declarations at a time share a line: more would only take long.
std::string Relaid(const std::string& text, std::string_view between) {
  std::string relaid;
  std::size_t count = 0;
  for (const CstNode& tree : Parsed(text)) {
    const std::string declaration = text.substr(tree.begin, tree.end - tree.begin);
    relaid += ++count % 8 == 0 ? "\n" : between;
    if (tree.node == Node::kTable) {
      relaid += "\n" + declaration + "\n";
      continue;
    }
    std::string_view gap;
    for (const WantedScope& wanted : WantedScopes(declaration, Parsed(declaration))) {
      if (wanted.kind == WantedScope::Kind::kComment) continue;
      relaid.append(gap).append(declaration, wanted.begin, wanted.end - wanted.begin);
      gap = wanted.keyword == Keyword::kDictionaryRef ? " " : between;
    }
  }
  return relaid;
}

TEST_CASE("colours do not hang on the layout") {
  for (const auto& [path, text] : AllRules()) {
    for (const std::string_view between : {" ", "\t\u00a0 ", "\n", " // о порядке: если\r\n  "}) {
      const auto differences = Differences(Grammar(), path, Relaid(text, between));
      INFO("between tokens: «" << between << "»");
      if (!differences.empty()) FAIL_CHECK(Listed(differences));
    }
  }
}

// Upper case, Ё for every Е, other blanks inside.
std::string Shouted(std::string_view word) {
  std::string shouted;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto byte = [&](std::size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0U; };
    const unsigned letter = byte(at) << 8U | byte(at + 1);
    if (word[at] == ' ') {
      shouted += "\t\u00a0";
    } else if (letter == 0xD0B5 || letter == 0xD191 || letter == 0xD095) {
      shouted += "Ё";
      ++at;
    } else if (letter >= 0xD0B0 && letter <= 0xD0BF) {  // а to п
      shouted.append({'\xD0', static_cast<char>(letter - 0x20)});
      ++at;
    } else if (letter >= 0xD180 && letter <= 0xD18F) {  // р to я
      shouted.append({'\xD0', static_cast<char>(letter + 0x20)});
      ++at;
    } else {
      shouted += word[at] >= 'a' && word[at] <= 'z' ? static_cast<char>(word[at] - 0x20) : word[at];
    }
  }
  return shouted;
}

TEST_CASE("colours do not hang on case, ё and blanks") {
  for (const auto& [path, text] : AllRules()) {
    for (const Language language : {Language::kRussian, Language::kEnglish}) {
      const std::string plain = Formatted(path, text, language);
      std::string shouted;
      std::uint32_t at = 0;
      for (const WantedScope& wanted : WantedScopes(plain, Parsed(plain))) {
        if (wanted.kind > WantedScope::Kind::kWord) continue;  // keywords and names
        shouted.append(plain, at, wanted.begin - at);
        shouted += Shouted(std::string_view(plain).substr(wanted.begin, wanted.end - wanted.begin));
        at = wanted.end;
      }
      shouted += plain.substr(at);
      const auto differences = Differences(Grammar(), path, shouted);
      if (!differences.empty()) FAIL_CHECK(Listed(differences));
    }
  }
}

// ---- text that is being written

// Every token as `text=innermost scope`, without the name of the language; plain ones left out.
std::string Coloured(const std::string& text) {
  std::string coloured;
  for (const ScopedText& token : Grammar().Tokenize(text)) {
    if (token.scopes.size() == 1) continue;
    const std::string& scope = token.scopes.back();
    coloured += fmt::format("{}{}={}", coloured.empty() ? "" : " ", text.substr(token.begin, token.end - token.begin),
                            scope.substr(0, scope.rfind('.')));
  }
  return coloured;
}

TEST_CASE("a declaration in the first column is coloured whatever was left open before it") {
  const std::string next = "роль глава \"Глава\"";
  const std::string coloured = Coloured(next);
  REQUIRE(coloured ==
          "роль=keyword.declaration глава=entity.name.type \"=punctuation.definition.string.begin "
          "Глава=string.quoted.double \"=punctuation.definition.string.end");
  for (const char* open : {
           "роль",
           "роль зам",
           "роль зам \"Заместитель",
           "роль зам \"Заместитель\":",
           "блок хозяйство \"Хозяйство\":\n  исполнитель отдел \"Отдел\":\n    темы",
           "правило \"Ямы\":\n  если тема в дороги и (канал",
           "правило \"Ямы\":\n  если похожих (тема",
           "правило \"Ямы\":\n  если есть",
           "правило \"Ямы\":\n  если тема заполнено\n  то объединить (тема",
           "правило \"Ямы\":\n  если тема заполнено\n  то исход без ответа основание",
           "таблица строки первая:\n  если категория ;\n  то тема ;",
           "таблица строки первая:\n  если категория\n  то тема\n  \"Дороги\" ; дороги",
           "пример \"Ямы\":\n  канал вк\n  ожидается тема =",
           "пример \"Ямы\":\n  поступило 2026-01-12\n  через 3 дня переход взять от",
           "пример \"Ямы\":\n  поступило 2026-01-12\n  через 3 дня ожидается срок ответ",
           "порядок обычный \"Обычный\":\n  состояния поступило, в_работе\n  срок ответ 30 дней пауза в",
           "порядок обычный \"Обычный\":\n  переход взять из поступило в в_работе может",
           "уточнить порядок обычный:\n  срок ответ 15 дней продление до",
           "эскалация обычная",
           "эскалация обычная:\n  за 1 рабочий день до срока уведомить",
           "эскалация обычная:\n  по истечении передать вышестоящий\n  через 1 день после срока",
           "муниципалитет proba \"Район\":\n  рабочее время:\n    пн, вт от",
           "муниципалитет proba \"Район\":\n  по умолчанию:\n    назначить",
           "шаблон принято \"Принято\":\n  текст \"Здравствуйте,",
           "скрипт адрес.район(текст",
           "поле этаж",
           "словарь угрозы:\n  \"взорв*\",",
       }) {
    INFO(open);
    const std::string both = Coloured(std::string(open) + "\n\n" + next);
    CHECK(both.size() > coloured.size());
    CHECK(both.ends_with(coloured));
  }
}

TEST_CASE("strings hold marks of patterns, places of templates and doubled quotes") {
  struct Case {
    std::string text, coloured;
  };
  for (const Case& one : {
           Case{"словарь а: \"=МУП\", \"нет ... вод*\", \"а*б\" конец",
                "==constant.character.pattern ...=constant.character.pattern *=constant.character.pattern"},
           Case{
               "шаблон а \"50%\": текст \"%тема%, 100%%, %автор.имя%\" основание \"%тема%\" конец",
               "%тема%=constant.other.placeholder %%=constant.character.escape %автор.имя%=constant.other.placeholder"},
           Case{"канал а «Канал »»*»»»", "»»=constant.character.escape »»=constant.character.escape"},
       }) {
    std::string inside;
    for (const ScopedText& token : Grammar().Tokenize(one.text)) {
      const std::string& scope = token.scopes.back();
      if (!scope.starts_with("constant.")) continue;
      inside += fmt::format("{}{}={}", inside.empty() ? "" : " ", one.text.substr(token.begin, token.end - token.begin),
                            scope.substr(0, scope.rfind('.')));
    }
    CHECK(inside == one.coloured);
  }
}

// ---- this test

TEST_CASE("a grammar that lacks a word or knows one too many is noticed") {
  const TextFiles files = AllRules();
  const auto noticed = [&](std::string_view from, std::string_view to) {
    std::string json = EditorGrammar().dump();
    REQUIRE(json.find(from) != std::string::npos);
    for (std::size_t at = 0; (at = json.find(from, at)) != std::string::npos; at += to.size())
      json.replace(at, from.size(), to);
    const TextMateGrammar broken(nlohmann::ordered_json::parse(json));
    return std::any_of(files.begin(), files.end(),
                       [&](const auto& file) { return !Differences(broken, file.first, file.second).empty(); });
  };
  CHECK_FALSE(noticed("source.autorules", "source.autorules"));
  CHECK(noticed("подчиня[её]тся", "подчинится"));
  CHECK(noticed("#basis", "#comment"));
  CHECK(noticed("keyword.operator.word", "keyword.control"));
  CHECK(noticed("comment.line", "comment.block"));
  CHECK(noticed("constant.numeric.date", "constant.numeric"));
  CHECK(noticed("{\"match\":\"[", "{\"name\":\"keyword.other.autorules\",\"match\":\"["));
}

}  // namespace
}  // namespace autorules
