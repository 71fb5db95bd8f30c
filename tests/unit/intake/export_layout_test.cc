#include "engine/intake/export_layout.h"

#include <rapidcheck.h>

#include <set>

#include "tests/support/catch.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using Cells = std::vector<std::string>;

const Cells kPosHeadings = {"Номер",
                            "Номер ЕПГУ",
                            "Источник",
                            "Верхнеуровневый ЛКО",
                            "Категория",
                            "Подкатегория",
                            "Факт",
                            "Организация, в которую поступило сообщение",
                            "Организация, в которой находится сообщение",
                            "Дата поступления",
                            "Дата планируемого завершения работ",
                            "Дата фактического завершения работ",
                            "Стадия",
                            "Статус",
                            "Просрочено",
                            "Фаст-трек",
                            "ФЗ",
                            "Заявитель выбрал подачу по 59-ФЗ",
                            "Тип решения",
                            "Направлено по email в ФОИВ, не подключенный к ПОС",
                            "Оценка ответа заявителем",
                            "Повторное рассмотрение",
                            "ФИО координатора",
                            "ФИО исполнителя",
                            "ФИО руководителя"};

const Cells kIncidentHeadings = {"Номер инцидента", "Дата создания", "Группа тем",     "Тема",
                                 "Улица",           "Дом",           "Текст инцидента"};

Sheet SheetWith(Cells headings) {
  Sheet sheet;
  sheet.input = "t.csv";
  sheet.heading_row = 3;
  sheet.headings = std::move(headings);
  return sheet;
}

ExportLayout LayoutOf(Cells headings, const ExportOptions& options = {}) {
  const Result<ExportLayout> layout = FindLayout(SheetWith(std::move(headings)), options);
  REQUIRE(layout.has_value());
  return *layout;
}

std::string ErrorOf(Cells headings, const ExportOptions& options = {}) {
  const Result<ExportLayout> layout = FindLayout(SheetWith(std::move(headings)), options);
  REQUIRE_FALSE(layout.has_value());
  return layout.error().message;
}

/// Heading and path of every use.
std::multiset<std::string> UsesOf(const Cells& headings, const ExportLayout& layout) {
  std::multiset<std::string> uses;
  for (const ColumnUse& use : layout.uses) uses.insert(headings.at(use.column) + " → " + use.path);
  return uses;
}

TEST_CASE("both systems are known by their headings") {
  const ExportLayout pos = LayoutOf(kPosHeadings);
  CHECK(pos.name.ru == "выгрузка ПОС");
  CHECK(pos.channel == "pos");
  CHECK(pos.notes.empty());
  CHECK(pos.uses.size() == 23);  // three names are left, one column has two fields
  CHECK(pos.ColumnOf("id") == 0U);
  CHECK(pos.ColumnOf("external_id") == 1U);
  CHECK(pos.ColumnOf("source.organisation") == 8U);
  CHECK(pos.ColumnOf("source.fz59") == 17U);
  CHECK_FALSE(pos.ColumnOf("text").has_value());

  const ExportLayout incident = LayoutOf(kIncidentHeadings);
  CHECK(incident.name.ru == "выгрузка «Инцидент Менеджмент»");
  CHECK(incident.channel == "incident");
  CHECK(incident.ColumnOf("label.group") == 2U);

  // A second shape of an export of POS, without numbers: said once.
  const ExportLayout short_pos =
      LayoutOf({"Дата поступления", "Организация исполнителя", "Категория", "Подкатегория", "Факт"});
  CHECK(short_pos.channel == "pos");
  REQUIRE(short_pos.notes.size() == 1);
  CHECK(short_pos.notes[0].line == 3);
  CHECK_FALSE(short_pos.notes[0].skipped);
  CHECK_THAT(short_pos.notes[0].what.ru, Contains("нет столбца с номером"));
}

TEST_CASE("the order of headings, case, ё, blanks and punctuation make no difference") {
  const std::multiset<std::string> expected = UsesOf(kPosHeadings, LayoutOf(kPosHeadings));
  CHECK(rc::check([&] {
    Cells headings = kPosHeadings;
    for (std::size_t i = headings.size(); i > 1; --i) {
      std::swap(headings[i - 1], headings[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    RC_ASSERT(UsesOf(headings, LayoutOf(headings)) == expected);
  }));
  for (const std::string heading :
       {"дата поступления", "ДАТА  ПОСТУПЛЕНИЯ", " Дата\nпоступления:", "Дата поступления*", "Дата\u00A0поступления"}) {
    INFO(heading);
    CHECK(LayoutOf({heading, "Номер", "Номер ЕПГУ"}).ColumnOf("received_at") == 0U);
  }
  CHECK(LayoutOf({"№ ЕПГУ", "№", "Дата поступления"}).ColumnOf("id") == 1U);
  CHECK(LayoutOf({"№ инцидента", "Населённый пункт", "Тема"}).ColumnOf("address") == 1U);
}

TEST_CASE("tables of others are not taken for one of these") {
  for (const Cells& headings : std::vector<Cells>{
           {"Номер", "Дата поступления", "Категория", "Статус", "Источник"},  // nothing telling
           {"Номер", "Факт"},                                                 // too few
           {"Номер", "Дата создания", "Тема", "Исполнитель"},
           {"Текст", "Адрес", "ОКТМО", "Факт"},  // assumed ones do not count
           {},
       }) {
    CHECK_FALSE(AreHeadings(headings, {}));
  }
  CHECK(AreHeadings(kPosHeadings, {}));
  CHECK(AreHeadings(kIncidentHeadings, {}));
}

TEST_CASE("an unknown table is refused with its headings and a map to begin with") {
  const std::string error = ErrorOf({"Рег. №", "Дата", "Содержание \"обращения\"", "", "Район"});
  CHECK_THAT(error, Contains("t.csv: таблица не узнана; в строке 3 столбцы «Рег. №», «Дата», «Содержание") &&
                        Contains("«Район»") && !Contains("«»"));
  const std::string map = "id=\"Рег. №\",received_at=\"Дата\",text=\"Содержание \"\"обращения\"\"\"";
  CHECK_THAT(error, Contains("--map '" + map + "'"));
  // What is suggested is a map, and one that serves.
  const auto parsed = ParseColumnMap(map);
  REQUIRE(parsed.has_value());
  CHECK(LayoutOf({"Рег. №", "Дата", "Содержание \"обращения\"", "", "Район"}, {*parsed, "почта"}).uses.size() == 3);
  CHECK_THAT(ErrorOf({"а", "б"}), Contains("--map 'text=\"а\"'"));
}

TEST_CASE("a map gives columns of any table their meaning") {
  const ExportOptions options{{{"text", "содержание"},
                               {"received_at", "ДАТА"},
                               {"fields.этаж", "Этаж"},
                               {"author.followers", "Подписчики"},
                               {"location.lat", "Широта"},
                               {"source.fz59", "59-ФЗ"}},
                              "почта"};
  const Cells headings = {"Дата", "Содержание", "Этаж", "Подписчики", "Широта", "59-ФЗ"};
  const ExportLayout layout = LayoutOf(headings, options);
  CHECK(layout.name == Text());
  CHECK(layout.channel == "почта");
  CHECK(layout.uses == std::vector<ColumnUse>{{1, "text", CellKind::kText},
                                              {0, "received_at", CellKind::kMoment},
                                              {2, "fields.этаж", CellKind::kText},
                                              {3, "author.followers", CellKind::kNumber},
                                              {4, "location.lat", CellKind::kLatitude},
                                              {5, "source.fz59", CellKind::kFlag}});
  CHECK(AreHeadings(headings, options));
  CHECK(AreHeadings({"Дата", "Содержание", "Этаж"}, options));
  CHECK_FALSE(AreHeadings({"Дата", "Содержание"}, options));

  const ExportLayout silent = LayoutOf({"Текст"}, {{{"text", "Текст"}}, ""});
  REQUIRE(silent.notes.size() == 2);
  CHECK_THAT(silent.notes[1].what.ru, Contains("канал не указан"));
  CHECK(LayoutOf({"Текст", "Канал"}, {{{"text", "Текст"}, {"channel", "Канал"}}, ""}).notes.size() == 1);
}

TEST_CASE("a map comes before what is recognised, for its fields alone") {
  const ExportLayout layout =
      LayoutOf(kPosHeadings, {{{"text", "Факт"}, {"source.organisation", "Источник"}}, "почта"});
  CHECK(layout.channel == "pos");
  CHECK(layout.ColumnOf("text") == 6U);
  CHECK(layout.ColumnOf("source.fact") == 6U);
  std::vector<std::uint32_t> organisations;
  for (const ColumnUse& use : layout.uses) {
    if (use.path == "source.organisation") organisations.push_back(use.column);
  }
  CHECK(organisations == std::vector<std::uint32_t>{2});
  CHECK(layout.ColumnOf("fields.источник") == 2U);
}

TEST_CASE("a column that is missing is said with the nearest") {
  const ExportOptions options{{{"text", "Содержане"}}, ""};
  CHECK_THAT(ErrorOf({"Номер", "Содержание"}, options),
             Contains("t.csv: нет столбца «Содержане»; возможно, имелось в виду «Содержание»"));
  CHECK_THAT(ErrorOf({"Номер", "Полное содержание"}, {{{"text", "Содержание"}}, ""}),
             Contains("возможно, имелось в виду «Полное содержание»"));
  CHECK_THAT(ErrorOf({"Номер", "Дата"}, options), Contains("есть «Номер», «Дата»"));
  CHECK_THAT(ErrorOf(kPosHeadings, options), Contains("нет столбца «Содержане»"));
}

TEST_CASE("of two columns of one name the first counts") {
  Cells headings = kPosHeadings;
  headings.insert(headings.end(), {"номер", "", ""});
  const ExportLayout layout = LayoutOf(headings);
  CHECK(layout.ColumnOf("id") == 0U);
  REQUIRE(layout.notes.size() == 1);
  CHECK(layout.notes[0].column == 26);
  CHECK(layout.notes[0].what.ru == "столбец Z «номер»: называется как столбец A, взят тот");
}

TEST_CASE("keys of headings") {
  CHECK(HeadingKey("  Фаст-Трек ") == "фаст трек");
  CHECK(HeadingKey("№ п/п") == "номер п п");
  CHECK(HeadingKey("Рег.№") == "рег номер");
  CHECK(HeadingKey("Населённый пункт") == "населенный пункт");
  CHECK(HeadingKey("—").empty());
  CHECK(HeadingKey("").empty());
}

}  // namespace
}  // namespace autorules
