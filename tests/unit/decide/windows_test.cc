#include "engine/decide/windows.h"

#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

constexpr UnixSeconds kNoon = 1768201200;
constexpr UnixSeconds kDay = 86400;

/// Decides messages of one stream in turn.
struct Stream {
  explicit Stream(const OwnPack& pack) : rules(pack.Freeze()), decider(std::make_shared<const RuleIndex>(rules)) {}

  Decision Next(const std::string& text, std::optional<UnixSeconds> at, const std::string& mark = "") {
    Message message;
    message.text = text;
    message.received_at = at;
    if (!mark.empty()) message.fields["примета"] = mark;
    const Decision decision = decider.Decide(message, {{2025, 6, 15}, &windows});
    windows.Add(*rules, message, decision);
    return decision;
  }

  std::shared_ptr<const RuleSet> rules;
  Decider decider;
  StreamWindows windows;
};

/// Asks for both windows, whatever they count.
OwnPack Asking() {
  OwnPack pack;
  pack.Add("а", Test(pack.Own("похожих (тема) за 24 часа"), Op::kPresent), {Tag("тема")});
  pack.Add("б", Test(pack.Own("похожих (примета) за 24 часа"), Op::kGreaterEqual, {Value(2.0)}), {Tag("примета")});
  return pack;
}

TEST_CASE("a window counts this message and the earlier ones that agree on its keys") {
  const OwnPack pack = Asking();
  Stream stream(pack);
  const Attribute by_mark = pack.Own("похожих (примета) за 24 часа"), by_topic = pack.Own("похожих (тема) за 24 часа");
  using Counts = std::vector<WindowCount>;
  CHECK(stream.Next("яма", kNoon).inputs.windows == Counts{{by_topic, "тема=дороги_ямы", 1}});
  CHECK(stream.Next("мусор", kNoon).inputs.windows == Counts{{by_topic, "тема=мусор", 1}});
  CHECK(stream.Next("яма", kNoon, "у дома").inputs.windows ==
        Counts{{by_mark, "примета=\"у дома\"", 1}, {by_topic, "тема=дороги_ямы", 2}});
  const Decision same = stream.Next("здравствуйте", kNoon, "У ДОМА");
  CHECK(same.inputs.windows == Counts{{by_mark, "примета=\"у дома\"", 2}});  // no topic: unknown, not asked
  CHECK(same.tags == std::vector<std::string>{"примета"});
}

TEST_CASE("which earlier messages a window reaches") {
  struct Row {
    const char* what;
    std::vector<std::optional<UnixSeconds>> earlier;
    std::optional<UnixSeconds> at;
    std::uint32_t count;
  };
  const Row rows[] = {
      {"the same second", {kNoon}, kNoon, 2},
      {"a second less than a day", {kNoon - kDay + 1}, kNoon, 2},
      {"a day", {kNoon - kDay}, kNoon, 1},
      {"later than this one", {kNoon + 1}, kNoon, 1},
      {"not in order of time", {kNoon, kNoon - kDay, kNoon - 5, kNoon + 5}, kNoon, 3},
      {"without a time: the latest so far", {kNoon - 10, kNoon, std::nullopt}, kNoon + kDay - 1, 3},
      {"this one without a time", {kNoon - kDay, kNoon, kNoon - 1}, std::nullopt, 3},
      {"no time was ever seen", {std::nullopt, std::nullopt}, std::nullopt, 3},
      {"times come later", {std::nullopt, std::nullopt}, kNoon, 1},
      {"and stay apart", {std::nullopt, kNoon}, std::nullopt, 2},
  };
  for (const Row& row : rows) {
    Stream stream(Asking());
    for (const auto& earlier : row.earlier) stream.Next("яма", earlier);
    INFO(row.what);
    CHECK(stream.Next("яма", row.at).inputs.windows.at(0).count == row.count);
  }
}

TEST_CASE("a message that joins an earlier job is not counted") {
  OwnPack pack = Asking();
  pack.Add("в", Always(), {{Attribute::kMerge, MergeKeys{{pack.Own("примета")}}}});
  Stream stream(pack);
  const auto count = [&](const char* mark) {
    for (const WindowCount& window : stream.Next("яма", kNoon, mark).inputs.windows) {
      if (window.key == "тема=дороги_ямы") return window.count;
    }
    return 0U;
  };
  CHECK(count("а") == 1);
  CHECK(count("а") == 2);  // joins the first; the first counts
  CHECK(count("б") == 2);
  CHECK(count("") == 3);  // joins nothing
  CHECK(count("") == 4);
  CHECK(count("б") == 5);
}

TEST_CASE("the keys that count are those of the finished decision") {
  OwnPack pack = Asking();
  const Attribute mark = pack.Own("примета");
  pack.parts.municipality.defaults.push_back({mark, ValueOf{pack.Own("заметка")}});
  Stream stream(pack);
  Message message;
  message.fields["заметка"] = "у дома";
  message.received_at = kNoon;
  const Decision first = stream.decider.Decide(message, {{2025, 6, 15}, &stream.windows});
  CHECK(first.inputs.windows.empty());  // the default came after the rules
  stream.windows.Add(*stream.rules, message, first);
  CHECK(stream.Next("здравствуйте", kNoon, "у дома").inputs.windows.at(0).count == 2);
}

TEST_CASE("without a store there was nothing before") {
  const OwnPack pack = Asking();
  CHECK(pack.Decide("яма").inputs.windows ==
        std::vector<WindowCount>{{pack.Own("похожих (тема) за 24 часа"), "тема=дороги_ямы", 1}});
}

TEST_CASE("a window is not asked for when the other clauses are false") {
  OwnPack pack;
  const Condition crowded = Test(pack.Own("похожих (тема) за 24 часа"), Op::kGreater, {Value(1.0)});
  pack.Add("а", Compound(Op::kAll, {pack.Words({"снег"}), crowded}), {Tag("а")});
  CHECK(pack.Decide("яма").inputs.windows.empty());
  CHECK(pack.Decide("яма под снегом").inputs.windows.size() == 1);
}

TEST_CASE("a window is asked for after its keys are settled") {
  OwnPack pack;
  pack.Add("а", Test(pack.Own("похожих (тема) за 24 часа"), Op::kPresent), {Tag("есть")});
  pack.Add("б", Always(), {Set(Attribute::kTopic, pack.TopicId("мусор"))});
  CHECK(pack.Decide("яма").inputs.windows.at(0).key == "тема=мусор");
}

}  // namespace
}  // namespace autorules
