#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

TEST_CASE("defaults fill what no rule set") {
  SmallPack pack;
  pack.parts.municipality.defaults = {
      pack.Assign("начальник"), Set(Attribute::kProcedure, pack.ProcedureId("сообщение")),
      Set(Importance::kLow),    Set(Attribute::kTopic, pack.TopicId("мусор")),
      Tag("разобрать"),         By(Attribute::kCoOwner, Holder::kSuperior)};
  pack.Add("а", pack.Words({"авария"}),
           {pack.Assign("зам"), Set(Importance::kCritical), Set(Attribute::kProcedure, pack.ProcedureId("экстренный")),
            Tag("авария")});

  const Decision plain = pack.Decide("здравствуйте");
  CHECK(pack.NameOfUnit(plain.owner) == "начальник");
  CHECK(plain.procedure == pack.ProcedureId("сообщение"));
  CHECK(plain.importance == Importance::kLow);
  CHECK(pack.NameOfTopic(plain.topic) == "мусор");
  CHECK(plain.tags == std::vector<std::string>{"разобрать"});
  CHECK(plain.co_owners == std::vector<Id>{pack.UnitId("глава")});
  CHECK(plain.fallback);

  const Decision claimed = pack.Decide("авария");
  CHECK(pack.NameOfUnit(claimed.owner) == "зам");
  CHECK(claimed.procedure == pack.ProcedureId("экстренный"));
  CHECK(claimed.importance == Importance::kCritical);
  CHECK(claimed.tags == std::vector<std::string>{"авария"});
  CHECK_FALSE(claimed.fallback);
  CHECK(claimed.fallback_reason == FallbackReason::kClaimed);
}

TEST_CASE("rules see plain defaults, but no default owner") {
  SmallPack pack;
  pack.parts.municipality.defaults.push_back(Set(Attribute::kProcedure, pack.ProcedureId("сообщение")));
  pack.parts.municipality.defaults.push_back(Set(Importance::kHigh));
  pack.Add("а", Is(Attribute::kProcedure, pack.ProcedureId("сообщение")), {Tag("порядок")});
  pack.Add("б", Is(Attribute::kImportance, static_cast<Id>(Importance::kHigh)), {Tag("важность")});
  pack.Add("в", Test(Attribute::kOwner, Op::kAbsent), {Tag("ничьё")});
  pack.Add("г", pack.Words({"яма"}), {pack.Assign("зам")});
  CHECK(pack.Decide("снег").tags == std::vector<std::string>{"важность", "ничьё", "порядок"});
  CHECK(pack.Decide("яма").tags == std::vector<std::string>{"важность", "порядок"});
}

TEST_CASE("nothing is left without an owner") {
  struct Row {
    const char* what;
    void (*change)(SmallPack*);
    const char* owner;
  };
  const Row rows[] = {
      {"the default is somebody",
       [](SmallPack* p) { p->parts.municipality.defaults = {By(Attribute::kOwner, Holder::kCoordinator)}; }, "соцсети"},
      {"the head",
       [](SmallPack* p) { p->parts.municipality.defaults = {By(Attribute::kOwner, Holder::kBlockByTopic)}; },
       "начальник"},
      {"no default at all", [](SmallPack* p) { p->parts.municipality.defaults.clear(); }, "начальник"},
      {"else a curator",
       [](SmallPack* p) {
         p->parts.municipality.defaults.clear();
         p->parts.units[p->UnitId("начальник")].role = RoleKind::kNone;
       },
       "глава"},
      {"else the first role",
       [](SmallPack* p) {
         p->parts.municipality.defaults.clear();
         for (Unit& unit : p->parts.units) unit.role = RoleKind::kNone;
       },
       "глава"},
      {"else the first unit",
       [](SmallPack* p) {
         p->parts.municipality.defaults.clear();
         for (Unit& unit : p->parts.units) {
           unit.role = RoleKind::kNone;
           unit.kind = UnitKind::kBlock;
         }
       },
       "блок_дорог"},
  };
  for (const Row& row : rows) {
    SmallPack pack;
    row.change(&pack);
    INFO(row.what);
    CHECK(pack.NameOfUnit(pack.Decide("здравствуйте").owner) == row.owner);
  }
}

TEST_CASE("why a message fell to the default") {
  SmallPack pack;
  pack.Add("а", pack.Words({"труба"}), {By(Attribute::kOwner, Holder::kBlockByTopic)});
  pack.Add("б", pack.Words({"кран"}), {By(Attribute::kOwner, Holder::kTerritoryByAddress)});
  pack.Add("в", pack.Words({"погода"}), {Redirect("Гидрометцентр")});
  struct Row {
    const char* text;
    FallbackReason expected;
  };
  const Row rows[] = {
      {"", FallbackReason::kNoText},
      {"!!! 123", FallbackReason::kNoText},
      {"здравствуйте", FallbackReason::kTopicUnknown},
      {"снег", FallbackReason::kTopicUnknown},  // 1 of 2: too few
      {"мусор на дороге", FallbackReason::kTopicUnclear},
      {"взорву", FallbackReason::kLeftToPerson},
      {"взорву трубой", FallbackReason::kLeftToPerson},
      {"яма", FallbackReason::kNoRule},
      {"мусор в трубе", FallbackReason::kNobodyResolved},  // a topic, but nobody's
      {"труба", FallbackReason::kTopicUnknown},            // no topic to find anybody by
      {"кран", FallbackReason::kNobodyResolved},
      {"труба в доме", FallbackReason::kClaimed},
      {"погода", FallbackReason::kClaimed},
  };
  for (const Row& row : rows) {
    const Decision decision = pack.Decide(row.text);
    INFO(row.text);
    CHECK(decision.fallback_reason == row.expected);
    CHECK(decision.fallback == (row.expected != FallbackReason::kClaimed));
    CHECK(decision.owner != kNone);
  }
}

TEST_CASE("an unknown channel is noted, an absent one is not") {
  const SmallPack pack;
  Message message;
  message.channel = " ВК ";
  CHECK(pack.Decide(message).channel == pack.ChannelId("вк"));
  message.channel = "telegram";
  CHECK(pack.Decide(message).channel == kNone);
  CHECK(pack.Decide(message).trace.unknown_channel);
  message.channel = "";
  CHECK_FALSE(pack.Decide(message).trace.unknown_channel);
}

}  // namespace
}  // namespace autorules
