#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using testing::SmallPack;

TEST_CASE("words decide the topic") {
  struct Row {
    const char* text;
    TopicPolicy policy;
    const char* topic;
  };
  // дороги: дорога 3, снег 1; дороги_ямы: яма 3; жкх: дом 2, снег 1; вода: горячая вода 3, труба 1; мусор: мусор 3
  const Row rows[] = {
      {"дорога", {2, 1, false}, "дороги"},
      {"дорога дорога дорога", {4, 1, false}, "-"},  // each pattern counts once
      {"яма", {2, 1, false}, "дороги_ямы"},          // the group lives on its subtopic's words
      {"труба в доме", {2, 1, false}, "жкх"},        // the subtopic is below the threshold
      {"горячая вода", {3, 1, false}, "вода"},       // exactly the threshold
      {"горячая вода", {3.000001, 1, false}, "-"},
      {"мусор на дороге", {2, 1, false}, "-"},             // equal
      {"мусор на дороге", {2, 0, false}, "дороги"},        // equal, and a margin of nothing: by name
      {"мусор, снег на дороге", {2, 1, false}, "дороги"},  // leads by the margin exactly
      {"мусор, снег на дороге", {2, 1.5, false}, "-"},
      {"снег", {0, 0, false}, "дороги"},     // forced: the name decides
      {"здравствуйте", {0, 0, false}, "-"},  // a topic without a hit never wins
      {"", {0, 0, false}, "-"},
      {"дорога", {3, 1, true}, "дороги"},                        // 3 / √1
      {"наша прекрасная дорога тут", {1.5, 1, true}, "дороги"},  // 3 / √4
      {"наша прекрасная дорога вот тут", {1.5, 1, true}, "-"},   // 3 / √5
  };
  for (const Row& row : rows) {
    SmallPack pack;
    pack.parts.policy = row.policy;
    const Decision decision = pack.Decide(row.text);
    INFO(row.text << " " << row.policy.threshold << " " << row.policy.margin);
    CHECK(pack.NameOfTopic(decision.topic_by_words) == row.topic);
    CHECK(decision.topic == decision.topic_by_words);
  }
}

TEST_CASE("the trace shows the sums, best first") {
  const SmallPack pack;
  const Decision decision = pack.Decide("снег и яма на дороге, мусор у дома");
  const auto id = [&](const char* name) { return pack.TopicId(name); };
  CHECK(decision.trace.groups == std::vector<TopicScore>{{id("дороги"), 7}, {id("жкх"), 3}, {id("мусор"), 3}});
  CHECK(decision.trace.subtopics == std::vector<TopicScore>{{id("дороги_ямы"), 3}});
  CHECK(decision.trace.topic_words.size() == 5);
}

TEST_CASE("weights add up as decimals do") {
  SmallPack pack;
  for (Topic& topic : pack.parts.topics) topic.patterns.clear();
  pack.parts.topics[pack.TopicId("мусор")].patterns = {{pack.PatternOf("свалка"), 0.7, ""},
                                                       {pack.PatternOf("бак"), 0.1, ""}};
  pack.parts.topics[pack.TopicId("жкх")].patterns = {{pack.PatternOf("свалка"), 0.5, ""}};
  pack.parts.policy = {0.8, 0.3, false};  // 0.7 + 0.1 < 0.8 in binary floating point
  CHECK(pack.NameOfTopic(pack.Decide("свалка, бак").topic_by_words) == "мусор");
}

TEST_CASE("a constant counts once a word of the topic or of one below it was found") {
  SmallPack pack;
  pack.parts.topics[pack.TopicId("жкх")].base = -1;
  pack.parts.topics[pack.TopicId("вода")].base = 5;
  const Decision no_water = pack.Decide("дом");
  CHECK(no_water.trace.groups == std::vector<TopicScore>{{pack.TopicId("жкх"), 1}});
  const Decision water = pack.Decide("труба");
  CHECK(water.trace.groups == std::vector<TopicScore>{{pack.TopicId("жкх"), 5}});
  CHECK(water.trace.subtopics == std::vector<TopicScore>{{pack.TopicId("вода"), 6}});
}

TEST_CASE("negative words speak against a topic") {
  SmallPack pack;
  pack.parts.topics[pack.TopicId("дороги")].patterns.push_back({pack.PatternOf("железная дорога"), -3, ""});
  CHECK(pack.NameOfTopic(pack.Decide("железная дорога").topic_by_words) == "-");
  CHECK(pack.NameOfTopic(pack.Decide("дорога").topic_by_words) == "дороги");
}

}  // namespace
}  // namespace autorules
