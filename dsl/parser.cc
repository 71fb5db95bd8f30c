#include "dsl/parser.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "dsl/lexis.h"
#include "dsl/suggest.h"
#include "engine/base/limits.h"
#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

bool IsDeclarationWord(std::string_view text) {
  const std::size_t length = lexis::WordLength(text);
  if (length == 0) return false;
  const std::string word = Fold(text.substr(0, length));
  const auto words = DeclarationWords();
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool InFirstColumn(std::string_view text, std::uint32_t at) {
  return at == 0 || text[at - 1] == '\n' || (at == 3 && text.starts_with("\xEF\xBB\xBF"));
}

// Bytes of the token at `at`, at least one.
std::uint32_t TokenLength(std::string_view text, std::uint32_t at) {
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(lexis::TokenAt(text.substr(at)).size()));
}

// Where to go on after an error at `at`: the next declaration keyword in the first column, or what follows a `конец`
// when it is such a keyword (`исполнитель` aside: it stands inside bodies too) or a word in the first column, which may
// be a misspelled one.
std::uint32_t Recover(std::string_view text, std::uint32_t begin, std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text.size());
  bool after_end = false;
  for (at = std::max(at, begin); at < size;) {
    at += static_cast<std::uint32_t>(lexis::SpaceLength(text.substr(at)));
    if (at >= size) break;
    const std::string_view rest = text.substr(at);
    const std::size_t end = MatchKeyword(Keyword::kEnd, rest);
    if (at > begin) {
      const bool declaration = IsDeclarationWord(rest);
      if (InFirstColumn(text, at) && (declaration || (after_end && end == 0 && lexis::WordLength(rest) > 0))) return at;
      if (declaration && after_end && MatchKeyword(Keyword::kExecutor, rest) == 0) return at;
    }
    after_end = end > 0;
    at += TokenLength(text, at);
  }
  return size;
}

// Where a declaration that fails at `failed` left its own text: a rule without `конец` reads the next declaration's
// first words as an action. Words that may stand in a body too say nothing.
std::uint32_t Strayed(std::string_view text, std::uint32_t begin, std::uint32_t failed) {
  for (std::size_t at = text.find('\n', begin); at < failed; at = text.find('\n', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    const std::string word = Fold(rest.substr(0, lexis::WordLength(rest)));
    const bool in_bodies = FindAttribute(word) || FindAction(word) || MatchKeyword(Keyword::kExecutor, rest) > 0 ||
                           MatchKeyword(Keyword::kDictionary, rest) > 0;
    if (IsDeclarationWord(rest) && !in_bodies) return static_cast<std::uint32_t>(at + 1);
  }
  return failed;
}

// The recursive rules of the grammar are parentheses and `не`: both are counted before the parser sees them.
std::optional<std::uint32_t> TooDeep(std::string_view text, std::uint32_t begin) {
  std::size_t depth = 0;
  std::size_t negations = 0;
  for (std::uint32_t at = begin; at < text.size();) {
    at += static_cast<std::uint32_t>(lexis::SpaceLength(text.substr(at)));
    if (at >= text.size()) break;
    const std::string_view rest = text.substr(at);
    if (MatchKeyword(Keyword::kEnd, rest) > 0 || (at > begin && InFirstColumn(text, at) && IsDeclarationWord(rest)))
      break;
    if (rest[0] == '(') ++depth;
    if (rest[0] == ')' && depth > 0) --depth;
    const bool negation = MatchKeyword(Keyword::kNot, rest) > 0;
    negations = negation ? negations + 1 : (rest[0] == '(' ? negations : 0);
    if (depth + negations > limits::kConditionDepth) return at;
    at += TokenLength(text, at);
  }
  return std::nullopt;
}

Text Describe(std::string_view token) {
  if (token.empty()) return {"конец файла", "the end of the file"};
  if (token == "\n" || token == "\r") return {"конец строки", "the end of the line"};
  if (lexis::StringLength(token) == token.size()) return {"текст " + std::string(token), "text " + std::string(token)};
  return {"«" + std::string(token) + "»", "'" + std::string(token) + "'"};
}

class FileParser {
 public:
  FileParser(const SourceMap& sources, FileId file, Diagnostics* diagnostics)
      : text_(sources.Get(file).text()), file_(file), diagnostics_(diagnostics) {}

  std::vector<CstNode> Run() {
    std::vector<CstNode> trees;
    std::uint32_t at = SkipSpace(0);
    while (at < text_.size()) {
      if (const auto deep = TooDeep(text_, at)) {
        diagnostics_->Add(Code::kTooDeep, SpanAt(*deep), {std::to_string(limits::kConditionDepth)});
        trees.push_back(Unparsed(at, *deep));
        at = Recover(text_, at, *deep);
        continue;
      }
      CstNode tree;
      SyntaxFailure failure;
      const std::uint32_t next = ParseDeclaration(text_, at, &tree, &failure);
      if (next > at) {
        trees.push_back(std::move(tree));
        at = next;
      } else {
        const std::uint32_t strayed = Strayed(text_, at, failure.offset);
        if (strayed != failure.offset) failure = {strayed, RowOfKeyword(Keyword::kEnd)};
        Report(failure);
        trees.push_back(Unparsed(at, failure.offset));
        at = Recover(text_, at, failure.offset);
      }
    }
    return trees;
  }

 private:
  std::uint32_t SkipSpace(std::uint32_t at) const {
    return at + static_cast<std::uint32_t>(lexis::SpaceLength(std::string_view(text_).substr(at)));
  }

  static CstNode Unparsed(std::uint32_t begin, std::uint32_t end) { return {Node::kUnparsed, {}, begin, end, {}}; }

  Span SpanAt(std::uint32_t at) const {
    const auto length = static_cast<std::uint32_t>(lexis::TokenAt(std::string_view(text_).substr(at)).size());
    return {file_, at, at + length};
  }

  void Report(const SyntaxFailure& failure) {
    const std::string_view token = lexis::TokenAt(std::string_view(text_).substr(failure.offset));
    const Span span = SpanAt(failure.offset);
    const SyntaxMessage& message = MessageRow(failure.message);
    if (lexis::StringLength(std::string_view(text_).substr(failure.offset)) == std::string_view::npos) {
      diagnostics_->Add(Code::kUnclosedString, span, {token.substr(0, 1) == "\"" ? "\"" : "»"});
      return;
    }
    const bool is_word = !token.empty() && lexis::WordLength(token) == token.size();
    if (is_word && lexis::IsMixedScript(token)) {
      diagnostics_->Add(Code::kMixedScript, span, {std::string(token), lexis::WithoutLatin(token)});
      return;
    }
    if (message.code == Code::kDecimalComma) {
      ReportDecimalComma(failure.offset);
      return;
    }
    std::vector<Text> args{Describe(token), message.expected};
    Diagnostic& added = diagnostics_->Add(message.code, span, std::move(args));
    if (is_word) {
      added.suggestions =
          message.code == Code::kUnknownDeclaration ? NearestDeclarationWords(token) : NearestKeywords(token);
    }
  }

  void ReportDecimalComma(std::uint32_t comma) {
    const auto digit = [&](std::uint32_t at) { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; };
    std::uint32_t begin = comma;
    std::uint32_t end = comma + 1;
    while (begin > 0 && digit(begin - 1)) --begin;
    while (digit(end)) ++end;
    const std::string whole = text_.substr(begin, comma - begin);
    const std::string part = text_.substr(comma + 1, end - comma - 1);
    diagnostics_->Add(Code::kDecimalComma, {file_, begin, end},
                      {whole + "," + part, whole + "." + part, whole + ", " + part});
  }

  const std::string& text_;
  FileId file_;
  Diagnostics* diagnostics_;
};

}  // namespace

std::vector<CstNode> ParseFile(const SourceMap& sources, FileId file, Diagnostics* diagnostics) {
  return FileParser(sources, file, diagnostics).Run();
}

}  // namespace autorules
