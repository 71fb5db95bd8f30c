#include "engine/decide/evaluate.h"

#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

constexpr Truth kF = Truth::kFalse, kU = Truth::kUnknown, kT = Truth::kTrue;

TEST_CASE("Kleene's tables") {
  struct Row {
    Truth a, b, conjunction, disjunction;
  };
  constexpr Row kRows[] = {{kF, kF, kF, kF}, {kF, kU, kF, kU}, {kF, kT, kF, kT}, {kU, kF, kF, kU}, {kU, kU, kU, kU},
                           {kU, kT, kU, kT}, {kT, kF, kF, kT}, {kT, kU, kU, kT}, {kT, kT, kT, kT}};
  for (const Row& row : kRows) {
    INFO(static_cast<int>(row.a) << " " << static_cast<int>(row.b));
    CHECK(And(row.a, row.b) == row.conjunction);
    CHECK(Or(row.a, row.b) == row.disjunction);
  }
  CHECK(Not(kF) == kT);
  CHECK(Not(kU) == kU);
  CHECK(Not(kT) == kF);
}

struct Fixture {
  Fixture() {
    message.text = "Яма на дороге, нет горячей воды";
    message.received_at = 1768244400;  // 2026-01-13 in Yekaterinburg, the 12th in Moscow
    message.address = "улица Ленина, 5";
    message.category = "  Ёлки ";
    message.fast_track = true;
    decision.channel = pack.ChannelId("вк");
    decision.topic = pack.TopicId("вода");
    decision.importance = Importance::kHigh;
    decision.tags = {"Срочно"};
    decision.co_owners = {pack.UnitId("зам")};
  }

  Truth Of(const Condition& condition) {
    // Freezing renumbers patterns; an example carries the condition through it.
    SmallPack with = pack;
    with.parts.examples.emplace_back().expected = condition;
    const auto frozen = with.Freeze();
    Facts facts(*frozen);
    facts.Begin(message, decision);
    const Holders holders(*frozen);
    return Evaluate(frozen->examples().back().expected, facts, holders);
  }

  SmallPack pack;
  Message message;
  Decision decision;
};

TEST_CASE_METHOD(Fixture, "conditions") {
  using A = Attribute;
  const auto text = [](const char* value) { return Value(std::string(value)); };
  const auto day = [](int y, int m, int d) {
    return Value(CivilDate{static_cast<std::int16_t>(y), static_cast<std::uint8_t>(m), static_cast<std::uint8_t>(d)});
  };
  const Value followers = Value(100.0);
  struct Row {
    const char* what;
    Condition condition;
    Truth expected;
  };
  const Row rows[] = {
      {"channel =", Is(A::kChannel, pack.ChannelId("вк")), kT},
      {"channel = other", Is(A::kChannel, pack.ChannelId("пос")), kF},
      {"channel among", Test(A::kChannel, Op::kOneOf, {pack.ChannelId("пос"), pack.ChannelId("вк")}), kT},
      {"word", pack.Words({"ямы"}), kT},
      {"no such word", pack.Words({"мусор", "снег"}), kF},
      {"any word", pack.Words({"мусор", "дорога"}), kT},
      {"all words", pack.AllWords({"яма", "горячая вода"}), kT},
      {"not all words", pack.AllWords({"яма", "мусор"}), kF},
      {"words of the address", pack.Words({"ленина"}, A::kAddress), kT},
      {"the text has its own words", pack.Words({"ленина"}), kF},
      {"words of an empty field", pack.Words({"ленина"}, A::kFact), kF},
      {"folded texts are equal", Is(A::kCategory, text("елки")), kT},
      {"an empty text is a value", Is(A::kFact, text("дороги")), kF},
      {"words count", Is(A::kWords, Value(6.0)), kT},
      {"more words than", Test(A::kWords, Op::kGreater, {Value(6.0)}), kF},
      {"words from to", Test(A::kWords, Op::kBetween, {Value(6.0), Value(9.0)}), kT},
      {"absent number", Test(A::kAuthorFollowers, Op::kGreaterEqual, {followers}), kU},
      {"not absent number", Compound(Op::kNot, {Is(A::kAuthorFollowers, followers)}), kU},
      {"absent", Test(A::kAuthorFollowers, Op::kAbsent), kT},
      {"present", Test(A::kAuthorFollowers, Op::kPresent), kF},
      {"guard",
       Compound(Op::kAny, {Test(A::kAuthorFollowers, Op::kAbsent), Test(A::kAuthorFollowers, Op::kLess, {followers})}),
       kT},
      {"false and unknown", Compound(Op::kAll, {Is(A::kAuthorFollowers, followers), pack.Words({"мусор"})}), kF},
      {"true and unknown", Compound(Op::kAll, {Is(A::kAuthorFollowers, followers), pack.Words({"яма"})}), kU},
      {"false or unknown", Compound(Op::kAny, {pack.Words({"мусор"}), Is(A::kAuthorFollowers, followers)}), kU},
      {"all of nothing", Compound(Op::kAll, {}), kT},
      {"any of nothing", Compound(Op::kAny, {}), kF},
      {"the local day", Is(A::kReceived, day(2026, 1, 13)), kT},
      {"days inclusive", Test(A::kReceived, Op::kBetween, {day(2026, 1, 1), day(2026, 1, 13)}), kT},
      {"flag", Is(A::kFastTrack, Value(true)), kT},
      {"absent flag", Is(A::kFz59, Value(false)), kU},
      {"topic exact", Is(A::kTopic, pack.TopicId("жкх")), kF},
      {"topic within", Test(A::kTopic, Op::kWithin, {pack.TopicId("дороги"), pack.TopicId("жкх")}), kT},
      {"topic not within", Test(A::kTopic, Op::kWithin, {pack.TopicId("дороги")}), kF},
      {"absent topic within", Test(A::kTopicByWords, Op::kWithin, {pack.TopicId("дороги")}), kU},
      {"importance", Test(A::kImportance, Op::kGreater, {static_cast<Id>(Importance::kNormal)}), kT},
      {"absent outcome", Is(A::kOutcome, static_cast<Id>(OutcomeKind::kRedirect)), kU},
      {"tag", Test(A::kTag, Op::kHas, {text("срочно")}), kT},
      {"no such tag", Test(A::kTag, Op::kHas, {text("проверить")}), kF},
      {"any tag", Test(A::kTag, Op::kAbsent), kF},
      {"co-owner", Test(A::kCoOwner, Op::kHas, {pack.UnitId("зам")}), kT},
      {"no such co-owner", Test(A::kCoOwner, Op::kHas, {pack.UnitId("глава")}), kF},
      {"a field is empty", Test(A::kFact, Op::kAbsent), kT},
      {"a field is filled", Test(A::kCategory, Op::kPresent), kT},
      {"the text is filled", Test(A::kText, Op::kPresent), kT},
      {"a constant of another type", Is(A::kWords, text("шесть")), kF},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(Of(row.condition) == row.expected);
  }
}

}  // namespace
}  // namespace autorules
