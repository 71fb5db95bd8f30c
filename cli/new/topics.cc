#include "cli/new/topics.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "cli/new/standard_module.h"
#include "engine/text/fold.h"
#include "engine/text/scanner.h"

namespace autorules::cli {
namespace {

/// A common word of the group (weight 2 in the module) is enough to know it by.
constexpr double kFits = 2;
/// What a display name adds when all of it is named: as much as a word that hardly occurs in other groups.
constexpr double kNameWeight = 4;
/// A word may stand in a topic of the pack's own when no group gives it more: it then leads by the margin.
constexpr double kMeansLittle = 1;
/// Shorter words are prepositions and the like.
constexpr std::size_t kWordLetters = 3;

/// Words in names of blocks that say nothing of what messages are about.
constexpr std::string_view kEmptyWords =
    "управление отдел комитет департамент блок служба сектор центр дело вопрос сфера работа развитие администрация "
    "город городской район районный округ местный муниципальный организация область направление отрасль политика "
    "хозяйство отношения внутренний общий прочий другой для при";

struct Word {
  std::string form, stem;
};

/// How much a group speaks of a text.
struct Score {
  double words = 0;  ///< sum of the weights found, as the classifier adds them up
  double name = 0;   ///< share of the display name
  bool whole = false;

  double Sum() const { return words + kNameWeight * name; }
  bool Fits() const { return whole || words >= kFits; }
};

/// The groups of the module `темы` with all words below them.
class Groups {
 public:
  Groups() : patterns_(Read()), scanner_(patterns_) {
    for (std::size_t group = 0; group < names_.size(); ++group) ReadDisplay(group);
  }

  std::size_t size() const { return names_.size(); }
  const std::string& NameOf(std::size_t group) const { return names_[group]; }

  std::vector<Word> WordsOf(std::string_view text) {
    std::vector<Word> words;
    for (const Token& token : scanner_.Scan(text).tokens) {
      if (token.kind != TokenKind::kWord || token.joined || CountCodePoints(token.form) < kWordLetters) continue;
      words.push_back({std::string(token.form), std::string(token.stem)});
    }
    return words;
  }

  std::vector<Score> ScoresOf(std::string_view text) {
    std::vector<Score> scores(size());
    for (const PatternHit& hit : scanner_.Scan(text).hits) {
      scores[postings_[hit.pattern].group].words += postings_[hit.pattern].weight;
    }
    std::set<std::string> stems;
    for (Word& word : WordsOf(text)) stems.insert(std::move(word.stem));
    for (const Display& display : displays_) {
      const auto known = [&](const std::string& stem) { return stems.contains(stem); };
      const auto named = static_cast<double>(std::count_if(display.stems.begin(), display.stems.end(), known));
      const auto all = static_cast<double>(display.stems.size());
      Score& score = scores[display.group];
      score.name = std::max(score.name, named * named / all);
      score.whole = score.whole || named == all;
    }
    return scores;
  }

 private:
  struct Posting {
    std::size_t group;
    double weight;
  };
  /// One of the names that a display name gives: «Мусор/Свалки/ТКО».
  struct Display {
    std::size_t group;
    std::set<std::string> stems;
  };

  std::vector<Pattern> Read() {
    std::vector<Pattern> patterns;
    std::map<std::string, std::size_t> group_of;
    for (const ast::Topic& topic : StandardTopics().topics) {
      // A group stands before its topics in the module.
      const std::size_t group = topic.parent ? group_of.at(topic.parent->text) : names_.size();
      if (!topic.parent) names_.push_back(topic.name.spelled);
      group_of[topic.name.text] = group;
      for (const ast::Weight& weight : topic.weights) {
        for (const ast::String& literal : weight.patterns) {
          patterns.push_back(*ParsePattern(literal.value));
          postings_.push_back({group, weight.weight.value});
        }
      }
    }
    return patterns;
  }

  void ReadDisplay(std::size_t group) {
    for (const ast::Topic& topic : StandardTopics().topics) {
      if (topic.name.spelled != names_[group]) continue;
      std::string_view rest = topic.display.value;
      while (!rest.empty()) {
        const std::string_view name = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        Display display{group, {}};
        for (Word& word : WordsOf(name)) display.stems.insert(std::move(word.stem));
        if (!display.stems.empty()) displays_.push_back(std::move(display));
      }
    }
  }

  std::vector<std::string> names_;
  std::vector<Posting> postings_;
  PatternSet patterns_;
  TextScanner scanner_;
  std::vector<Display> displays_;
};

/// «Дороги, мосты и транспорт» in its parts.
std::vector<std::string> PartsOf(std::string_view title) {
  std::string text(title);
  for (const std::string_view joint : {" и ", ",", ";", "/"}) {
    for (std::size_t at = text.find(joint); at != std::string::npos; at = text.find(joint)) {
      text.replace(at, joint.size(), "\n");
    }
  }
  std::vector<std::string> parts;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

/// A group that a part of a block's name speaks of.
struct Claim {
  Score score;
  std::size_t block, group;
};

/// Who names the group comes before who only uses its words: «Транспорт» before «Автобусы».
bool Stronger(const Claim& a, const Claim& b) {
  return std::pair(a.score.name, a.score.words) > std::pair(b.score.name, b.score.words);
}

std::vector<Claim> ClaimsOf(const std::vector<std::string>& blocks, Groups& groups) {
  std::vector<Claim> claims;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    for (const std::string& part : PartsOf(blocks[block])) {
      const std::vector<Score> scores = groups.ScoresOf(part);
      std::size_t best = scores.size();
      for (std::size_t group = 0; group < scores.size(); ++group) {
        if (scores[group].Fits() && (best == scores.size() || scores[group].Sum() > scores[best].Sum())) best = group;
      }
      if (best < scores.size()) claims.push_back({scores[best], block, best});
    }
  }
  std::stable_sort(claims.begin(), claims.end(), Stronger);
  return claims;
}

std::vector<Word> MeaningfulWords(const std::string& title, const std::set<std::string>& empty, Groups& groups) {
  std::vector<Word> words;
  std::set<std::string> seen = empty;
  for (Word& word : groups.WordsOf(title)) {
    if (!seen.insert(word.stem).second) continue;
    const std::vector<Score> scores = groups.ScoresOf(word.form);
    const auto means = [](const Score& score) { return score.words > kMeansLittle; };
    if (std::none_of(scores.begin(), scores.end(), means)) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

std::vector<BlockTopics> FitTopics(const std::vector<std::string>& blocks, const std::vector<std::string>& messages) {
  Groups groups;
  std::vector<BlockTopics> fitted(blocks.size());
  std::map<std::size_t, std::size_t> owner;
  for (const Claim& claim : ClaimsOf(blocks, groups)) {
    BlockTopics& block = fitted[claim.block];
    const auto [at, free] = owner.try_emplace(claim.group, claim.block);
    if (free) block.groups.push_back(groups.NameOf(claim.group));
    if (!free && at->second != claim.block && block.taken.empty()) block.taken = groups.NameOf(claim.group);
  }

  std::set<std::string> empty;
  for (const Word& word : groups.WordsOf(kEmptyWords)) empty.insert(word.stem);
  for (const std::string& message : messages) {
    for (const Word& word : groups.WordsOf(message)) empty.insert(word.stem);
  }
  std::map<std::string, int> uses;
  std::vector<std::vector<Word>> words(blocks.size());
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (!fitted[block].groups.empty()) {
      fitted[block].taken.clear();
      continue;
    }
    if (!fitted[block].taken.empty()) continue;
    words[block] = MeaningfulWords(blocks[block], empty, groups);
    for (const Word& word : words[block]) ++uses[word.stem];
  }
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    for (const Word& word : words[block]) {
      if (uses[word.stem] == 1) fitted[block].words.push_back(word.form);
    }
  }
  return fitted;
}

}  // namespace autorules::cli
