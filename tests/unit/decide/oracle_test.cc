#include <algorithm>
#include <numeric>
#include <random>
#include <tuple>

#include "engine/decide/decide.h"
#include "tests/support/catch.h"
#include "tests/support/gen_rules.h"
#include "tests/support/naive_decide.h"
#include "tests/support/naive_windows.h"

namespace autorules {
namespace {

constexpr std::uint64_t kSeed = 20260112;
constexpr CivilDate kToday{2025, 6, 15};
constexpr DecideContext kContext{kToday};

std::shared_ptr<const RuleIndex> Index(std::shared_ptr<const RuleSet> rules) {
  return std::make_shared<const RuleIndex>(std::move(rules));
}

/// Which part differs first: a whole Decision is no readable failure.
std::string Difference(const Decision& a, const Decision& b) {
  std::string parts;
  const auto note = [&](bool same, const char* what) {
    if (!same) parts += std::string(what) + " ";
  };
  note(a.channel == b.channel, "channel");
  note(a.topic_by_words == b.topic_by_words, "topic_by_words");
  note(a.territory_by_address == b.territory_by_address, "territory_by_address");
  note(a.topic == b.topic, "topic");
  note(a.procedure == b.procedure, "procedure");
  note(a.owner == b.owner, "owner");
  note(a.territory == b.territory, "territory");
  note(a.importance == b.importance, "importance");
  note(a.outcome == b.outcome, "outcome");
  note(a.tags == b.tags, "tags");
  note(a.co_owners == b.co_owners, "co_owners");
  note(a.recusals == b.recusals, "recusals");
  note(a.notices == b.notices, "notices");
  note(a.replies == b.replies, "replies");
  note(a.merges == b.merges, "merges");
  note(a.own == b.own, "own");
  note(a.fallback == b.fallback, "fallback");
  note(a.fallback_reason == b.fallback_reason, "fallback_reason");
  note(a.trace.groups == b.trace.groups, "groups");
  note(a.trace.subtopics == b.trace.subtopics, "subtopics");
  note(a.trace.topic_words == b.trace.topic_words, "topic_words");
  note(a.trace.addresses == b.trace.addresses, "addresses");
  note(a.trace.fired == b.trace.fired, "fired");
  note(a.trace.overridden == b.trace.overridden, "overridden");
  note(a.trace.almost == b.trace.almost, "almost");
  note(a.trace.unread_fields == b.trace.unread_fields, "unread_fields");
  note(a.trace == b.trace, "trace");
  note(a.inputs == b.inputs, "inputs");
  return parts;
}

/// The naive evaluator counts every window, Decider those that it needs: of these, what the naive one has counted.
DecisionInputs NaiveInputs(const Decision& decision, const Decision& expected) {
  DecisionInputs inputs = expected.inputs;
  std::erase_if(inputs.windows, [&](const WindowCount& count) {
    const auto& asked = decision.inputs.windows;
    return std::none_of(asked.begin(), asked.end(), [&](const WindowCount& a) { return a.window == count.window; });
  });
  return inputs;
}

/// How much of the engine the random pairs reached: a generator that hits nothing proves nothing.
struct Reached {
  std::size_t pairs = 0, fired = 0, almost = 0, overridden = 0, clashes = 0, yielded = 0, claimed = 0, topics = 0,
              territories = 0, stages = 0, own = 0, unread = 0, notices = 0, replies = 0, merges = 0, windows = 0,
              crowded = 0, recused = 0;
  std::array<std::size_t, 8> reasons{};

  void Count(const Decision& d) {
    ++pairs;
    fired += d.trace.fired.size();
    almost += d.trace.almost.size();
    for (const Overridden& o : d.trace.overridden) {
      ++overridden;
      clashes += o.clash ? 1 : 0;
      yielded += o.by == kNone ? 1 : 0;
      recused += o.recused ? 1 : 0;
    }
    claimed += d.fallback ? 0 : 1;
    topics += d.topic_by_words == kNone ? 0 : 1;
    territories += d.territory_by_address == kNone ? 0 : 1;
    own += static_cast<std::size_t>(std::count_if(d.own.begin(), d.own.end(), [](const auto& v) { return !!v; }));
    unread += d.trace.unread_fields.size();
    notices += d.notices.size();
    replies += d.replies.size();
    merges += d.merges.size();
    windows += d.inputs.windows.size();
    for (const WindowCount& window : d.inputs.windows) crowded += window.count > 2 ? 1 : 0;
    ++reasons[static_cast<std::size_t>(d.fallback_reason)];
  }
};

TEST_CASE("decisions agree with the naive evaluator") {
  testing::RuleGen gen(kSeed);
  Reached reached;
  for (int pack = 0; pack < 400; ++pack) {
    const RuleSetParts parts = gen.Parts();
    const auto rules = RuleSet::Freeze(parts);
    reached.stages = std::max(reached.stages, rules->stages().size());
    Decider decider(Index(rules));
    const testing::NaiveDecider oracle(rules);
    StreamWindows stream;
    testing::NaiveWindows history(rules);
    for (int i = 0; i < 60; ++i) {
      const Message message = gen.AMessage(parts);
      const Decision decision = decider.Decide(message, {kToday, &stream});
      Decision expected = oracle.Decide(message, {kToday, &history});
      stream.Add(*rules, message, decision);
      history.Add(message, expected);
      expected.inputs = NaiveInputs(decision, expected);
      if (!(decision == expected)) {
        INFO("seed " << kSeed << " pack " << pack << " message " << i << ": " << message.text);
        INFO(Dump(rules->parts()));
        FAIL("differs in: " << Difference(decision, expected));
      }
      reached.Count(decision);
    }
  }
  INFO("seed " << kSeed << ": pairs " << reached.pairs << ", fired " << reached.fired << ", almost " << reached.almost
               << ", overridden " << reached.overridden << ", clashes " << reached.clashes << ", yielded "
               << reached.yielded << ", claimed " << reached.claimed << ", topics " << reached.topics
               << ", territories " << reached.territories << ", stages " << reached.stages << ", own " << reached.own
               << ", unread " << reached.unread << ", notices " << reached.notices << ", replies " << reached.replies
               << ", merges " << reached.merges << ", windows " << reached.windows << ", crowded " << reached.crowded << ", recused "
               << reached.recused);
  CHECK(reached.pairs >= 20000);
  CHECK(reached.fired > reached.pairs);
  CHECK(reached.almost > reached.pairs / 4);
  CHECK(reached.clashes > 1000);
  CHECK(reached.yielded > 1000);
  CHECK(reached.topics > reached.pairs / 10);
  CHECK(reached.territories > reached.pairs / 10);
  CHECK(reached.stages >= 4);
  CHECK(reached.own > reached.pairs);
  CHECK(reached.unread > 1000);
  CHECK(reached.notices > 1000);
  CHECK(reached.replies > 1000);
  CHECK(reached.merges > 1000);
  CHECK(reached.windows > 1000);
  CHECK(reached.crowded > 200);
  CHECK(reached.recused > 1000);
  for (const std::size_t count : reached.reasons) CHECK(count > 20);
}

void Renumber(Condition* condition, const std::vector<PatternId>& renumbered) {
  for (PatternId& pattern : condition->patterns) pattern = renumbered[pattern];
  for (Condition& child : condition->children) Renumber(&child, renumbered);
}

/// The same pack as other files in another order would bring it to the compiler.
RuleSetParts Shuffled(RuleSetParts parts, std::mt19937_64* random) {
  std::shuffle(parts.rules.begin(), parts.rules.end(), *random);
  std::sort(parts.rules.begin(), parts.rules.end(),
            [](const Rule& a, const Rule& b) { return std::tie(a.name, a.row) < std::tie(b.name, b.row); });
  std::shuffle(parts.addresses.begin(), parts.addresses.end(), *random);

  std::vector<PatternId> order(parts.patterns.size()), renumbered(parts.patterns.size());
  std::iota(order.begin(), order.end(), PatternId{0});
  std::shuffle(order.begin(), order.end(), *random);
  std::vector<Pattern> patterns;
  for (const PatternId old : order) {
    renumbered[old] = static_cast<PatternId>(patterns.size());
    patterns.push_back(parts.patterns[old]);
  }
  parts.patterns = patterns;
  for (Rule& rule : parts.rules) Renumber(&rule.when, renumbered);
  for (Topic& topic : parts.topics) {
    for (WeightedPattern& word : topic.patterns) word.pattern = renumbered[word.pattern];
    std::shuffle(topic.patterns.begin(), topic.patterns.end(), *random);
  }
  return parts;
}

TEST_CASE("the order of declarations changes neither revision nor decisions") {
  testing::RuleGen gen(kSeed + 1);
  std::mt19937_64 random(kSeed);
  for (int pack = 0; pack < 60; ++pack) {
    const RuleSetParts parts = gen.Parts();
    const auto rules = RuleSet::Freeze(parts);
    const auto shuffled = RuleSet::Freeze(Shuffled(parts, &random));
    REQUIRE(rules->revision() == shuffled->revision());
    Decider a(Index(rules)), b(Index(shuffled));
    for (int i = 0; i < 30; ++i) {
      const Message message = gen.AMessage(parts);
      INFO("seed " << kSeed + 1 << " pack " << pack << " message " << i);
      REQUIRE(a.Decide(message, kContext) == b.Decide(message, kContext));
    }
  }
}

TEST_CASE("a decider keeps nothing of the messages before") {
  testing::RuleGen gen(kSeed + 2);
  for (int pack = 0; pack < 40; ++pack) {
    const RuleSetParts parts = gen.Parts();
    const auto index = Index(RuleSet::Freeze(parts));
    Decider used(index);
    for (int i = 0; i < 20; ++i) {
      const Message message = gen.AMessage(parts);
      INFO("seed " << kSeed + 2 << " pack " << pack << " message " << i);
      REQUIRE(used.Decide(message, kContext) == Decider(index).Decide(message, kContext));
    }
  }
}

}  // namespace
}  // namespace autorules
