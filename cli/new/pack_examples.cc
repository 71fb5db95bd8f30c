#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/new/names.h"
#include "cli/new/plan.h"
#include "cli/new/samples.h"

namespace autorules::cli {
namespace {

/// A channel that leaves the owner to the topic, if there is one.
std::string OrdinaryChannel(const NewPlan& plan) {
  for (const std::string& channel : plan.answers.channels) {
    if (channel != "экстренный") return channel;
  }
  return plan.answers.channels.front();
}

std::string BlockExample(const NewPlan& plan, const PlannedBlock& block) {
  std::string given;
  if (block.ByCategory()) {
    given = fmt::format("  категория {}\n  текст {}\n", Quoted(block.title), Quoted(kUnclearMessage));
  } else if (block.own_topic.empty()) {
    given = fmt::format("  текст {}\n", Quoted(SampleOf(block.topics.groups.front()).text));
  } else {
    given = fmt::format("  текст {}\n", Quoted(std::string(kWordMessage) + block.topics.words.front()));
  }
  return fmt::format(
      "\n"
      "пример {}:\n"
      "  канал {}\n"
      "{}"
      "  ожидается ответственный = {}\n"
      "конец\n",
      Quoted(fmt::format("Блок «{}»", block.title)), OrdinaryChannel(plan), given, block.name);
}

/// The category stands in for words.
std::string CategoryExample(const NewPlan& plan) {
  for (const PlannedBlock& block : plan.blocks) {
    if (block.topics.groups.empty()) continue;
    const std::string& group = block.topics.groups.front();
    return fmt::format(
        "\n"
        "пример \"Текста нет: тему назвала категория\":\n"
        "  канал {}\n"
        "  категория {}\n"
        "  ожидается тема = {}\n"
        "конец\n",
        OrdinaryChannel(plan), Quoted(SampleOf(group).category), group);
  }
  return "";
}

/// The example of 59-ФЗ that the chosen channels allow.
std::string AppealExample(const NewPlan& plan) {
  const ChannelKinds kinds = KindsOf(plan);
  const auto example = [](std::string_view name, std::string_view channel, std::string_view given,
                          std::string_view expected) {
    return fmt::format(
        "\n"
        "пример {}:\n"
        "  канал {}\n"
        "  текст {}\n"
        "{}"
        "  ожидается {}\n"
        "конец\n",
        Quoted(name), channel, Quoted(kUnclearMessage), given, expected);
  };
  constexpr std::string_view kAppeal = "порядок = обращение_59фз и есть метка \"59-ФЗ\"";
  constexpr std::string_view kFlag = "  фз59 да\n";
  if (!kinds.either.empty()) return example("59-ФЗ: гражданин выбрал обращение", kinds.either.front(), kFlag, kAppeal);
  if (!kinds.appeals.empty()) return example("59-ФЗ: так подают обращение", kinds.appeals.front(), "", kAppeal);
  if (!kinds.mail.empty())
    return example("59-ФЗ: письмо по электронной почте — уже не обращение", kinds.mail.front(),
                   "  поступило 2026-01-12 10:00\n",
                   "порядок = сообщение и есть метка \"разъяснить, как подать обращение\"");
  if (!kinds.social.empty())
    return example("59-ФЗ: в социальной сети обращение не подают", kinds.social.front(), kFlag,
                   "порядок = инцидент и есть метка \"отметку 59-ФЗ проверить\"");
  const std::string& channel = plan.answers.channels.front();
  return example("59-ФЗ: здесь обращение не подают", channel, kFlag,
                 channel == "экстренный" ? "порядок = экстренный" : "порядок = сообщение");
}

/// What two months of silence come to: an appeal that nobody registers stays where it is and is marked.
std::string SilenceExample(const NewPlan& plan) {
  const std::string channel = OrdinaryChannel(plan);
  const std::vector<std::string> appeals = KindsOf(plan).appeals;
  const bool registered = std::find(appeals.begin(), appeals.end(), channel) != appeals.end();
  return fmt::format(
      "\n"
      "// Время в примере идёт, как сказано: «через …» — от поступления, «на …» — самый день.\n"
      "пример \"Два месяца молчали: узнал руководитель\":\n"
      "  канал {}\n"
      "  текст {}\n"
      "  поступило 2026-01-12 10:00\n"
      "  через 60 дней ожидается {}\n"
      "конец\n",
      channel, Quoted(kUnclearMessage),
      registered ? fmt::format("есть уведомление {} и есть метка \"не распределено в срок\"", kHeadRole)
                 : fmt::format("ответственный = {}", kHeadRole));
}

}  // namespace

std::string ExamplesText(const NewPlan& plan) {
  std::string text =
      "// Примеры — проверка правил: что дано и что должно получиться. Выполнить: autorules test ПАПКА\n"
      "// Хорошая привычка — сначала записать пример, потом правило.\n";
  for (const PlannedBlock& block : plan.blocks) text += BlockExample(plan, block);
  text += fmt::format(
      "\n"
      "// ---------------------------------------------------------------- Остальное\n"
      "\n"
      "пример \"Тема неясна: разбирает координатор\":\n"
      "  канал {}\n"
      "  текст {}\n"
      "  ожидается ответственный = координатор и есть метка \"тема не определена\"\n"
      "конец\n"
      "{}"
      "{}"
      "\n"
      "пример \"Запах газа — критическая важность\":\n"
      "  канал {}\n"
      "  текст \"В подъезде сильный запах газа\"\n"
      "  ожидается важность = критическая и есть уведомление {}\n"
      "конец\n"
      "\n"
      "// Строка-образец таблицы data/автоправила.csv.\n"
      "пример \"Автоправило: образец\":\n"
      "  канал {}\n"
      "  категория {}\n"
      "  подкатегория {}\n"
      "  ожидается ответственный = {} и есть метка {}\n"
      "конец\n",
      OrdinaryChannel(plan), Quoted(kUnclearMessage), CategoryExample(plan), AppealExample(plan), OrdinaryChannel(plan),
      kHeadRole, OrdinaryChannel(plan), Quoted(TableCategory(plan)), Quoted(kTableSubcategory),
      plan.blocks.front().name, Quoted(kTableTag));
  return text + SilenceExample(plan);
}

}  // namespace autorules::cli
