#include "tests/support/textmate.h"

#include <oniguruma.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "tests/support/catch.h"

namespace autorules::testing {
namespace {

using Json = nlohmann::ordered_json;
using Captures = std::map<int, std::string>;

const OnigUChar* Bytes(std::string_view text) { return reinterpret_cast<const OnigUChar*>(text.data()); }

std::vector<std::string> ScopesOf(const std::string& name) {
  std::istringstream in(name);
  return {std::istream_iterator<std::string>(in), {}};
}

// Nothing that only other readers of grammars would understand.
void RequireKeys(const Json& object, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : object.items()) {
    INFO("a key that is not known here: " << key << " in " << object.dump());
    REQUIRE(std::find(known.begin(), known.end(), key) != known.end());
  }
}

Captures CapturesOf(const Json& rule, const char* key) {
  Captures captures;
  if (!rule.contains(key)) return captures;
  for (const auto& [group, capture] : rule.at(key).items()) {
    RequireKeys(capture, {"name"});
    captures[std::stoi(group)] = capture.at("name");
  }
  return captures;
}

OnigRegex Compile(const std::string& expression) {
  OnigRegex compiled = nullptr;
  OnigErrorInfo error;
  // As editors do it: every group captures, syntax of Ruby.
  const int code = onig_new(&compiled, Bytes(expression), Bytes(expression) + expression.size(),
                            ONIG_OPTION_CAPTURE_GROUP, ONIG_ENCODING_UTF8, ONIG_SYNTAX_DEFAULT, &error);
  std::string reason(ONIG_MAX_ERROR_MESSAGE_LEN, '\0');
  if (code != ONIG_NORMAL)
    reason.resize(
        static_cast<std::size_t>(onig_error_code_to_str(reinterpret_cast<OnigUChar*>(reason.data()), code, &error)));
  INFO("the expression " << expression << ": " << reason);
  REQUIRE(code == ONIG_NORMAL);
  return compiled;
}

}  // namespace

struct TextMateGrammar::Rule {
  std::string name;
  std::string expression;  ///< of `match`, or of `begin` of a region
  Captures captures;
  bool region = false;
  std::string end;
  Captures end_captures;
  std::vector<const Rule*> patterns;
  mutable std::unique_ptr<Scanner> scanner;  ///< of a region, made when it is first entered
};

// What may come next inside a region: its end, else one of its patterns.
class TextMateGrammar::Scanner {
 public:
  struct Found {
    const Rule* rule = nullptr;  ///< nullptr: the end of the region
    std::vector<std::pair<int, int>> groups;
    int begin() const { return groups.front().first; }
    int end() const { return groups.front().second; }
  };

  explicit Scanner(const Rule& region) : rules_(region.patterns) {
    REQUIRE(onig_regset_new(&set_, 0, nullptr) == ONIG_NORMAL);
    // Of two that fit at the same place the earlier one counts, and the end comes before all.
    if (!region.end.empty()) rules_.insert(rules_.begin(), nullptr);
    for (const Rule* rule : rules_) {
      REQUIRE(onig_regset_add(set_, Compile(rule == nullptr ? region.end : rule->expression)) == ONIG_NORMAL);
    }
  }
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;
  ~Scanner() { onig_regset_free(set_); }

  std::optional<Found> Next(std::string_view line, std::size_t from) const {
    int place = 0;
    const OnigUChar* begin = Bytes(line);
    const OnigUChar* end = begin + line.size();
    const int index =
        onig_regset_search(set_, begin, end, begin + from, end, ONIG_REGSET_POSITION_LEAD, ONIG_OPTION_NONE, &place);
    if (index < 0) return std::nullopt;
    Found found{rules_[static_cast<std::size_t>(index)], {}};
    const OnigRegion& region = *onig_regset_get_region(set_, index);
    for (int group = 0; group < region.num_regs; ++group)
      found.groups.emplace_back(region.beg[group], region.end[group]);
    return found;
  }

 private:
  std::vector<const Rule*> rules_;
  OnigRegSet* set_ = nullptr;
};

// Turns JSON into rules; what the repository holds is read once, so that regions may hold each other.
class TextMateGrammar::Loader {
 public:
  Loader(const Json& grammar, std::vector<std::unique_ptr<Rule>>* rules) : rules_(rules) {
    if (grammar.contains("repository")) repository_ = grammar.at("repository");
  }

  Rule* Root(const Json& patterns) {
    rules_->push_back(std::make_unique<Rule>());
    Rule* root = rules_->back().get();
    Add(patterns, &root->patterns);
    return root;
  }

 private:
  void Add(const Json& patterns, std::vector<const Rule*>* to) {
    for (const Json& pattern : patterns) {
      if (!pattern.contains("include")) {
        to->push_back(Load(pattern));
        continue;
      }
      RequireKeys(pattern, {"include"});
      const std::string include = pattern.at("include");
      INFO("include of " << include);
      REQUIRE(include.starts_with('#'));
      AddNamed(include.substr(1), to);
    }
  }

  // An entry is a rule, or only a list of them.
  void AddNamed(const std::string& name, std::vector<const Rule*>* to) {
    REQUIRE(repository_.contains(name));
    const Json& entry = repository_.at(name);
    if (!entry.contains("match") && !entry.contains("begin")) {
      RequireKeys(entry, {"patterns"});
      Add(entry.at("patterns"), to);
      return;
    }
    const auto known = named_.find(name);
    to->push_back(known != named_.end() ? known->second : Load(entry, name));
  }

  const Rule* Load(const Json& json, const std::string& name = "") {
    rules_->push_back(std::make_unique<Rule>());
    Rule* rule = rules_->back().get();
    if (!name.empty()) named_[name] = rule;
    rule->name = json.value("name", "");
    rule->region = json.contains("begin");
    if (!rule->region) {
      RequireKeys(json, {"name", "match", "captures"});
      rule->expression = json.at("match");
      rule->captures = CapturesOf(json, "captures");
      return rule;
    }
    RequireKeys(json, {"name", "begin", "beginCaptures", "end", "endCaptures", "patterns"});
    rule->expression = json.at("begin");
    rule->captures = CapturesOf(json, "beginCaptures");
    rule->end = json.at("end");
    rule->end_captures = CapturesOf(json, "endCaptures");
    if (json.contains("patterns")) Add(json.at("patterns"), &rule->patterns);
    return rule;
  }

  Json repository_;
  std::map<std::string, const Rule*> named_;
  std::vector<std::unique_ptr<Rule>>* rules_;
};

// As many steps without leaving a place as no sensible grammar needs.
constexpr std::size_t kCircle = 50;

// The state that goes from line to line.
class TextMateGrammar::LineReader {
 public:
  LineReader(const Rule& root, std::string scope, std::vector<ScopedText>* out)
      : regions_{&root}, scopes_{std::move(scope)}, depths_{0}, out_(out) {}

  // `line` with its line break, which expressions see and nobody else does.
  void Read(std::string_view line, std::size_t offset) {
    offset_ = offset;
    size_ = line.size() - 1;
    at_ = 0;
    for (std::size_t standing = 0; at_ < line.size();) {
      const auto found = ScannerOf(*regions_.back()).Next(line, at_);
      if (!found) break;
      Emit(static_cast<std::size_t>(found->begin()));
      standing = static_cast<std::size_t>(found->end()) > at_ ? 0 : standing + 1;
      if (standing == kCircle) FAIL("rules turn in a circle at byte " << offset_ + at_);
      Take(*found);
    }
    Emit(line.size());
  }

 private:
  static const Scanner& ScannerOf(const Rule& region) {
    if (!region.scanner) region.scanner = std::make_unique<Scanner>(region);
    return *region.scanner;
  }

  void Take(const Scanner::Found& found) {
    if (found.rule == nullptr) {
      EmitCaptures(found, regions_.back()->end_captures);
      scopes_.resize(depths_.back());
      depths_.pop_back();
      regions_.pop_back();
      return;
    }
    const std::size_t depth = scopes_.size();
    for (std::string& scope : ScopesOf(found.rule->name)) scopes_.push_back(std::move(scope));
    EmitCaptures(found, found.rule->captures);
    if (found.rule->region) {
      regions_.push_back(found.rule);
      depths_.push_back(depth);
    } else {
      scopes_.resize(depth);
    }
  }

  void EmitCaptures(const Scanner::Found& found, const Captures& captures) {
    for (const auto& [group, name] : captures) {
      if (static_cast<std::size_t>(group) >= found.groups.size()) FAIL("no group " << group << " for " << name);
      const auto [begin, end] = found.groups[static_cast<std::size_t>(group)];
      if (begin == end) continue;
      if (static_cast<std::size_t>(begin) < at_) FAIL("a capture inside another, which is not known here: " << name);
      Emit(static_cast<std::size_t>(begin));
      const std::size_t depth = scopes_.size();
      for (std::string& scope : ScopesOf(name)) scopes_.push_back(std::move(scope));
      Emit(static_cast<std::size_t>(end));
      scopes_.resize(depth);
    }
    Emit(static_cast<std::size_t>(found.end()));
  }

  // What lies between the last place and this one has the scopes of now.
  void Emit(std::size_t to) {
    const std::size_t end = std::min(to, size_);
    if (end > at_) {
      out_->push_back({static_cast<std::uint32_t>(offset_ + at_), static_cast<std::uint32_t>(offset_ + end), scopes_});
    }
    at_ = std::max(at_, to);
  }

  std::vector<const Rule*> regions_;
  std::vector<std::string> scopes_;
  std::vector<std::size_t> depths_;  ///< by region, the number of scopes around it
  std::vector<ScopedText>* out_;
  std::size_t offset_ = 0;
  std::size_t size_ = 0;
  std::size_t at_ = 0;
};

TextMateGrammar::TextMateGrammar(const Json& grammar) {
  RequireKeys(grammar, {"information_for_contributors", "name", "scopeName", "patterns", "repository"});
  scope_ = grammar.at("scopeName");
  root_ = Loader(grammar, &rules_).Root(grammar.at("patterns"));
}

TextMateGrammar::~TextMateGrammar() = default;

std::vector<ScopedText> TextMateGrammar::Tokenize(std::string_view text) const {
  std::vector<ScopedText> tokens;
  LineReader reader(*root_, scope_, &tokens);
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line(text.substr(at, end - at));
    if (line.ends_with('\r')) line.pop_back();
    reader.Read(line + "\n", at);
    at = end + 1;
  }
  return tokens;
}

}  // namespace autorules::testing
