#include <fmt/format.h>

#include "cli/new/names.h"
#include "cli/new/plan.h"
#include "cli/new/samples.h"
#include "cli/new/standard_module.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

constexpr std::string_view kByTopic =
    R"~(// Кому отдать сообщение и что срочно. Срабатывают все верные правила; из правил одного набора (слово «набор») — одно,
// самое сильное: у него больше «приоритет».

правило "Вопрос — блоку по теме" набор маршрут приоритет 100:
  основание допущение "впишите пункт положения: за тему отвечает блок, у которого она записана"
  если тема заполнено
  то назначить блок_по_теме
конец
)~";

constexpr std::string_view kRest = R"~(
// Остальное разбирает координатор (municipality.rules, «по умолчанию»); метка говорит ему, почему. Показать такие
// сообщения: autorules run ПАПКА --input ФАЙЛ --only fallback
правило "Тема без блока":
  основание допущение "тема названа в «на разбор темы» (structure.rules)"
  если тема заполнено и ответственный пусто
  то метка "тема без блока"
конец

правило "Тема неясна":
  основание допущение "слов не хватило, чтобы узнать тему: распределяет координатор"
  если тема пусто и ответственный пусто
  то метка "тема не определена"
конец

// ---------------------------------------------------------------- Что срочно
// Словарь — список слов, который можно назвать в нескольких правилах. "запах ... газа" — второе слово не дальше пяти слов
// после первого.

правило "Угроза жизни" набор важность_дела приоритет 100:
  основание допущение "лучше ошибиться в сторону осторожности: человек снимет важность одним действием"
  если текст содержит словарь угроза_жизни
  то
    важность критическая
    метка "угроза жизни"
    уведомить руководитель_центра
конец
словарь угроза_жизни:
  "запах ... газа", "пахнет газом", "утечка газа", "обрушил*", "рухнул*", "упал в люк", "открытый люк", "под напряжением",
  "оголённые провода", "оборван* провод*", "пожар", "горит дом", "горит подъезд", "угроза жизни"
конец

правило "Авария" набор важность_дела приоритет 90:
  основание допущение "нет воды, тепла или света: счёт на часы"
  если текст содержит словарь авария
  то
    важность высокая
    метка "авария"
конец
словарь авария:
  "авария", "прорвало", "прорыв трубы", "затопил*", "топит подвал", "нет отопления", "нет тепла", "нет воды", "нет света",
  "отключили воду", "отключили свет"
конец
)~";

constexpr std::string_view kTable = R"~(
// ---------------------------------------------------------------- Автоправила
// Строки лежат в data/автоправила.csv: таблицу открывают и сохраняют в Excel (тип файла «CSV»). Первая строка — образец,
// замените её своими. Одна строка — одно правило. Пустая ячейка — «неважно», под «Кому» стоит имя блока или роли из
// structure.rules. Несколько слов разделяют « или »: яма* или провал*. Действуют все подходящие строки; если они
// назначают разное, сильнее верхняя, поэтому частный случай ставят выше общего. После правки: autorules check ПАПКА
таблица автоправила все приоритет 300:
  основание допущение "таблицу автоправил ведёт центр; впишите пункт положения"
  если категория "Категория" ; подкатегория "Подкатегория" ; текст "Слова в тексте"
  то назначить "Кому" ; важность "Важность" ; метка "Метка"
  из "data/автоправила.csv"
конец
)~";

std::string ByCategory(const PlannedBlock& block) {
  return fmt::format(
      "\n"
      "правило {} набор маршрут приоритет 110:\n"
      "  основание допущение \"темы у блока пока нет: категорию выбрал гражданин\"\n"
      "  если категория = {}\n"
      "  то назначить {}\n"
      "конец\n",
      Quoted(fmt::format("Категория «{}» — блоку", block.title)), Quoted(block.title), block.name);
}

/// A topic and what people call it when they choose a category.
struct CategoryRow {
  std::vector<std::string> categories;
  std::string topic;
};

std::vector<CategoryRow> CategoryRows(const NewPlan& plan) {
  std::vector<CategoryRow> rows;
  for (const PlannedBlock& block : plan.blocks) {
    for (const std::string& group : block.topics.groups) {
      CategoryRow row{{std::string(SampleOf(group).category)}, group};
      const std::string& display = DisplayOfTopic(group);
      if (Fold(display) != Fold(row.categories[0])) row.categories.push_back(display);
      rows.push_back(std::move(row));
    }
    // A text with these signs would be looked for as a pattern.
    const bool plain = block.title.find('*') == std::string::npos && block.title.find("...") == std::string::npos &&
                       block.title.find("…") == std::string::npos;
    if (!block.own_topic.empty() && plain) rows.push_back({{block.title}, block.own_topic});
  }
  return rows;
}

std::string CategoryTable(const std::vector<CategoryRow>& rows) {
  std::string text = R"~(
// Тему называют слова сообщения. Когда их не хватило (в выгрузках ПОС текста нет), её называет категория. Строка таблицы —
// правило, ячейки разделяет «;», «пусто» — слова темы не дали. Впишите категории своих систем.
таблица тема_по_категории все:
  основание допущение "названия категорий — какими их выбирают в системах"
  если тема_по_словам ; категория
  то тема
)~";
  for (const CategoryRow& row : rows) {
    std::string cell;
    for (const std::string& category : row.categories) cell += (cell.empty() ? "" : ", ") + Quoted(category);
    text += fmt::format("  пусто ; {} ; {}\n", cell, row.topic);
  }
  return text + "конец\n";
}

}  // namespace

std::string RoutingText(const NewPlan& plan) {
  std::string text(kByTopic);
  bool first = true;
  for (const PlannedBlock& block : plan.blocks) {
    if (!block.ByCategory()) continue;
    if (first) text += "\n// Блоки, у которых пока нет тем: их сообщения узнаёт категория, выбранная в системе.\n";
    std::string rule = ByCategory(block);
    text += first ? rule.substr(1) : rule;
    first = false;
  }
  if (const auto rows = CategoryRows(plan); !rows.empty()) text += CategoryTable(rows);
  return text + std::string(kRest) + std::string(kTable);
}

std::string TableCategory(const NewPlan& plan) {
  const std::vector<std::string>& groups = plan.blocks.front().topics.groups;
  return groups.empty() ? "Пример категории" : std::string(SampleOf(groups.front()).category);
}

std::string TableText(const NewPlan& plan) {
  // As spreadsheets write it, so that a spreadsheet opens it with its Russian letters.
  return fmt::format(
      "\xEF\xBB\xBFКатегория;Подкатегория;Слова в тексте;Кому;Важность;Метка\r\n"
      "{};{};;{};;{}\r\n",
      TableCategory(plan), kTableSubcategory, plan.blocks.front().name, kTableTag);
}

}  // namespace autorules::cli
