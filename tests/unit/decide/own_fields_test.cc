#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

Message With(const char* field, const char* value) {
  Message message;
  message.text = "яма";
  message.fields[field] = value;
  return message;
}

TEST_CASE("what a message brings for own fields") {
  const OwnPack pack;
  struct Row {
    const char *field, *value;
    std::optional<Value> expected;
    bool unread;
  };
  const CivilDate day{2026, 1, 12};
  const Row rows[] = {
      {"этаж", "5", Value(5.0), false},
      {" ЭТАЖ ", " 5 ", Value(5.0), false},
      {"этаж", "2,5", Value(2.5), false},
      {"этаж", "2.5", Value(2.5), false},
      {"этаж", "1", Value(1.0), false},
      {"этаж", "100", Value(100.0), false},
      {"этаж", "0.9", {}, true},
      {"этаж", "101", {}, true},
      {"этаж", "пятый", {}, true},
      {"этаж", "5 эт.", {}, true},
      {"этаж", "1,2,3", {}, true},
      {"этаж", "nan", {}, true},
      {"этаж", "inf", {}, true},
      {"этаж", "", {}, false},
      {"этаж", "  ", {}, false},
      {"срочно", "да", Value(true), false},
      {"срочно", "НЕТ", Value(false), false},
      {"срочно", "true", Value(true), false},
      {"срочно", "False", Value(false), false},
      {"срочно", "yes", Value(true), false},
      {"срочно", "no", Value(false), false},
      {"срочно", "1", Value(true), false},
      {"срочно", "0", Value(false), false},
      {"срочно", "2", {}, true},
      {"дата", "2026-01-12", Value(day), false},
      {"дата", "12.01.2026", {}, true},
      {"дата", "2026-02-30", {}, true},
      {"дом", "МКД", Value(Id{0}), false},
      {"дом", "елка", Value(Id{1}), false},
      {"дом", "сарай", {}, true},
      {"дежурный", "Зам", Value(pack.UnitId("зам")), false},
      {"дежурный", "никто", {}, true},
      {"район", "центр", Value(pack.UnitId("центр")), false},
      {"район", "зам", {}, true},  // a unit, but no territory
      {"примета", " Ёлка  у дома ", Value(std::string(" Ёлка  у дома ")), false},
      {"примета", "", {}, false},
      {"неведомое", "5", {}, false},
      {"похожих (примета) за 24 часа", "5", {}, false},  // not a field
  };
  for (const Row& row : rows) {
    INFO(row.field << " = " << row.value);
    const Decision decision = pack.Decide(With(row.field, row.value));
    REQUIRE(decision.own.size() == pack.parts.own.size());
    std::vector<std::optional<Value>> expected(decision.own.size());
    const auto index = pack.OwnId(std::string(row.field) == " ЭТАЖ " ? "этаж" : row.field);
    if (index) expected[*index] = row.expected;
    CHECK(decision.own == expected);
    CHECK(decision.trace.unread_fields ==
          (row.unread ? std::vector<std::string>{row.field} : std::vector<std::string>{}));
  }
}

TEST_CASE("of two spellings of a name the first that says anything counts") {
  const OwnPack pack;
  Message message = With("ЭТАЖ", " ");
  message.fields["Этаж"] = "7";
  message.fields["этаж"] = "8";
  CHECK(pack.Decide(message).own[*pack.OwnId("этаж")] == Value(7.0));
  message.fields["Этаж"] = "седьмой";
  const Decision unread = pack.Decide(message);
  CHECK_FALSE(unread.own[*pack.OwnId("этаж")]);
  CHECK(unread.trace.unread_fields == std::vector<std::string>{"этаж"});
}

TEST_CASE("a pack without own attributes has no values of its own") {
  const Decision decision = SmallPack().Decide(With("этаж", "5"));
  CHECK(decision.own.empty());
  CHECK(decision.trace.unread_fields.empty());
}

TEST_CASE("conditions on own fields") {
  OwnPack pack;
  const auto own = [&](const char* name) { return pack.Own(name); };
  const auto text = [](const char* value) { return Value(std::string(value)); };
  Message message = With("этаж", "5");
  message.fields["примета"] = "У  ЁЛКИ, яма";
  message.fields["дом"] = "ёлка";
  message.fields["дежурный"] = "зам";
  struct Row {
    const char* what;
    Condition when;
    bool acts;
  };
  const Row rows[] = {
      {"number", Test(own("этаж"), Op::kGreater, {Value(4.0)}), true},
      {"another number", Is(own("этаж"), Value(4.0)), false},
      {"text, folded", Is(own("примета"), text("у елки, яма")), true},
      {"words in a text", pack.Words({"ямы"}, own("примета")), true},
      {"no such words", pack.Words({"снег"}, own("примета")), false},
      {"option", Is(own("дом"), Id{1}), true},
      {"among options", Test(own("дом"), Op::kOneOf, {Id{0}}), false},
      {"unit", Is(own("дежурный"), pack.UnitId("зам")), true},
      {"present", Test(own("этаж"), Op::kPresent), true},
      {"absent", Test(own("дата"), Op::kAbsent), true},
      {"comparison with what is absent", Test(own("дата"), Op::kLess, {Value(CivilDate{2030, 1, 1})}), false},
      {"its negation", Compound(Op::kNot, {Is(own("дата"), Value(CivilDate{2030, 1, 1}))}), false},
      {"an absent text is empty", Is(own("заметка"), text("")), true},
      {"and not present", Test(own("заметка"), Op::kPresent), false},
      {"and has no words", Compound(Op::kNot, {pack.Words({"яма"}, own("заметка"))}), true},
  };
  for (const Row& row : rows) {
    OwnPack with = pack;
    with.Add("а", row.when, {Tag("а")});
    INFO(row.what);
    CHECK(with.Decide(message).tags.empty() != row.acts);
  }
}

TEST_CASE("an own field is what a rule sets, else what the message brings, else the default") {
  OwnPack pack;
  const Attribute floor = pack.Own("этаж"), duty = pack.Own("дежурный");
  pack.parts.municipality.defaults.push_back({floor, 1.0});
  pack.parts.municipality.defaults.push_back({duty, HolderRef{Holder::kSuperior, kNone}});
  pack.Add("а", pack.Words({"подвал"}), {{floor, 2.0}, {duty, HolderRef{Holder::kUnit, pack.UnitId("зам")}}});
  pack.Add("б", Test(floor, Op::kLess, {Value(3.0)}), {Tag("низко")});
  const auto value = [&](const Decision& decision, Attribute attribute) { return decision.own[OwnIndex(attribute)]; };

  const Decision neither = pack.Decide("яма");
  CHECK(value(neither, floor) == Value(1.0));
  CHECK(value(neither, duty) == Value(pack.UnitId("глава")));  // above the owner, who is found first
  CHECK(neither.tags == std::vector<std::string>{"низко"});

  Message message = With("этаж", "50");
  message.fields["дежурный"] = "соцсети";
  const Decision brought = pack.Decide(message);
  CHECK(value(brought, floor) == Value(50.0));
  CHECK(value(brought, duty) == Value(pack.UnitId("соцсети")));
  CHECK(brought.tags.empty());

  message.text = "подвал";
  const Decision claimed = pack.Decide(message);
  CHECK(value(claimed, floor) == Value(2.0));
  CHECK(value(claimed, duty) == Value(pack.UnitId("зам")));
  CHECK(claimed.tags == std::vector<std::string>{"низко"});
  CHECK(claimed.fallback);  // an own field claims nothing
}

TEST_CASE("an attribute is copied when it is there") {
  struct Row {
    const char* what;
    const char *from, *value, *to;
    std::optional<Value> expected;
  };
  const OwnPack names;
  const Row rows[] = {
      {"a text as given", "примета", " Ёлка ", "заметка", Value(std::string(" Ёлка "))},
      {"an empty text is nothing", "примета", "", "заметка", {}},
      {"a number", "номер", "7", "этаж", Value(7.0)},
      {"a number out of bounds", "номер", "700", "этаж", {}},
      {"absent", "номер", "", "этаж", {}},
  };
  for (const Row& row : rows) {
    OwnPack pack;
    pack.Add("а", Always(), {{pack.Own(row.to), ValueOf{pack.Own(row.from)}}});
    const Decision decision = pack.Decide(With(row.from, row.value));
    INFO(row.what);
    CHECK(decision.own[OwnIndex(pack.Own(row.to))] == row.expected);
    const std::vector<Overridden> unresolved{{0, pack.Own(row.to), kNone, false}};
    CHECK(decision.trace.overridden == (row.expected ? std::vector<Overridden>{} : unresolved));
  }
}

TEST_CASE("an owner is copied from a field, and yields when there is none") {
  OwnPack pack;
  pack.Add("а", Always(), {{Attribute::kOwner, ValueOf{pack.Own("дежурный")}}}).priority = 5;
  pack.Add("б", Always(), {pack.Assign("глава")});
  CHECK(pack.NameOfUnit(pack.Decide(With("дежурный", "зам")).owner) == "зам");
  CHECK(pack.NameOfUnit(pack.Decide("яма").owner) == "глава");
  pack.parts.units[pack.UnitId("зам")].vacant = true;
  CHECK(pack.NameOfUnit(pack.Decide(With("дежурный", "зам")).owner) == "глава");
}

TEST_CASE("rules are found by own fields") {
  OwnPack pack;
  pack.Add("а", Compound(Op::kAll, {Is(pack.Own("дом"), Id{1}), Test(pack.Own("этаж"), Op::kPresent)}), {Tag("а")});
  pack.Add("б", Is(pack.Own("примета"), Value(std::string("у дома"))), {Tag("б")});
  Message message = With("дом", "ёлка");
  message.fields["примета"] = "У дома";
  const Decision decision = pack.Decide(message);
  CHECK(decision.tags == std::vector<std::string>{"б"});
  CHECK(decision.trace.almost == std::vector<NearMiss>{{0, 1, false}});
}

}  // namespace
}  // namespace autorules
