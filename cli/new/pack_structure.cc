#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/new/names.h"
#include "cli/new/plan.h"
#include "cli/new/standard_module.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kNamesPerLine = 8;

/// `здрав, ковид, …` over several lines, each but the first indented.
std::string Lines(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i % kNamesPerLine == 0 ? ",\n  " : ", ";
    text += names[i];
  }
  return text;
}

std::string OwnerOf(const NewPlan& plan, const std::string& group) {
  for (const PlannedBlock& block : plan.blocks) {
    for (const std::string& owned : block.topics.groups) {
      if (owned == group) return block.title;
    }
  }
  return "";
}

std::string OwnTopic(const PlannedBlock& block) {
  return fmt::format(
      "// Готовой группы тем для этого блока нет. Вот тема из слов его названия: допишите слова, по которым узнают "
      "его\n"
      "// вопросы. \"музей\" находит слово в любой форме, \"экскурс*\" — всё, что так начинается.\n"
      "тема {} {} группа:\n"
      "  вес 3 {}\n"
      "  основание допущение \"слова взяты из названия блока; впишите, как о его вопросах пишут жители\"\n"
      "конец\n",
      block.own_topic, Quoted(block.title), fmt::format("\"{}\"", fmt::join(block.topics.words, "\", \"")));
}

std::string WhyByCategory(const NewPlan& plan, const PlannedBlock& block) {
  const std::string& taken = block.topics.taken;
  if (taken.empty()) {
    return "// По названию этого блока тем не нашлось: пока его сообщения узнаёт категория (routing.rules). Свою тему "
           "пишут так:\n"
           "//   тема имя \"Название\" группа: вес 3 \"слово\", \"начало*\" конец\n"
           "// и добавляют в блок строку «темы имя».\n";
  }
  return fmt::format(
      "// Группа тем «{}» уже у блока «{}». Этому блоку можно отдать её подтемы (autorules stdlib темы):\n"
      "// строка «темы имя_подтемы» в блоке. Пока его сообщения узнаёт категория (routing.rules).\n",
      DisplayOfTopic(taken), OwnerOf(plan, taken));
}

std::string BlockText(const NewPlan& plan, const PlannedBlock& block) {
  std::string text;
  std::string topics;
  std::string_view why = "темы подобраны по названию блока; впишите пункт положения";
  if (!block.own_topic.empty()) {
    text += OwnTopic(block);
    topics = fmt::format("  темы {}\n", block.own_topic);
    why = "впишите пункт положения";
  } else if (block.ByCategory()) {
    text += WhyByCategory(plan, block);
    why = "впишите пункт положения";
  } else {
    topics = fmt::format("  темы {}\n", fmt::join(block.topics.groups, ", "));
  }
  text += fmt::format(
      "роль {} {} подчиняется {}:\n"
      "  вид руководитель_блока\n"
      "  основание допущение \"впишите должность и пункт положения\"\n"
      "конец\n"
      "блок {} {} подчиняется {}:\n"
      "{}"
      "  основание допущение \"{}\"\n"
      "конец\n",
      block.head, Quoted(fmt::format("Руководитель блока «{}»", block.title)), kHeadRole, block.name,
      Quoted(block.title), block.head, topics, why);
  return text;
}

}  // namespace

std::string MunicipalityText(const NewPlan& plan) {
  const NewPackAnswers& answers = plan.answers;
  const std::string oktmo =
      answers.oktmo.empty()
          ? "  // Код ОКТМО, 8 или 11 цифр: уберите две черты в начале следующей строки и впишите свой.\n"
            "  // октмо 00000000\n"
          : fmt::format("  октмо {}\n", answers.oktmo);
  return fmt::format(
      "// Правила центра управления. Папка — это один набор правил; порядок файлов и объявлений ничего не значит.\n"
      "//   municipality.rules    кто мы и к кому попадёт сообщение, для которого не нашлось правила\n"
      "//   structure.rules       должности и блоки: кто за что отвечает\n"
      "//   procedures.rules      что рассматривается как обращение по 59-ФЗ, а что как сообщение\n"
      "//   routing.rules         кому отдать сообщение и что срочно\n"
      "//   examples.rules        примеры: ими проверяют, что правила делают задуманное\n"
      "//   data/автоправила.csv  таблица автоправил, её ведут в Excel\n"
      "// Две косые черты начинают пояснение для людей. «основание» — пункт положения, «основание допущение» — место, "
      "где\n"
      "// положение молчит или ещё не вписано; все такие места перечислит: autorules check ПАПКА --assumptions\n"
      "\n"
      "муниципалитет {} {}:\n"
      "{}"
      "  часовой пояс {}\n"
      "  // Праздники и переносы выходных; свои дни района дописывают таблицей. Часы работы — с 9 до 18, пока не "
      "сказано иное.\n"
      "  календарь россия\n"
      "  основание допущение \"впишите постановление о создании центра: дату, номер, название\"\n"
      "  // Сообщение, которое не забрало ни одно правило, разбирает человек: тот, кто ведёт канал (structure.rules).\n"
      "  по умолчанию:\n"
      "    назначить координатор\n"
      "    порядок сообщение\n"
      "    важность обычная\n"
      "  конец\n"
      "конец\n"
      "\n"
      "// Готовые списки, встроенные в программу: откуда приходят сообщения, как их рассматривают и о чём они бывают.\n"
      "// Посмотреть список: autorules stdlib темы\n"
      "использовать каналы, порядки, темы\n",
      answers.code, Quoted(answers.title), oktmo, Quoted(answers.zone));
}

std::string StructureText(const NewPlan& plan) {
  std::string text = fmt::format(
      "// Кто за что отвечает. Здесь должности, а не фамилии. Слово после «роль» или «блок» — имя для правил, текст в\n"
      "// кавычках — для людей: его меняют свободно, а имя — сразу везде, где оно стоит.\n"
      "\n"
      "роль {} \"Руководитель центра\":\n"
      "  вид руководитель\n"
      "  основание допущение \"впишите должность и пункт положения\"\n"
      "конец\n"
      "\n"
      "// «ведёт» — каналы, за которые отвечает координатор: к нему попадает всё, чему не нашлось владельца. Если "
      "каналы\n"
      "// ведут разные люди, напишите две роли и разделите список.\n"
      "роль {} \"Координатор\" подчиняется {}:\n"
      "  вид координатор\n"
      "  ведёт {}\n"
      "  основание допущение \"впишите должность и пункт положения\"\n"
      "конец\n"
      "\n"
      "// ---------------------------------------------------------------- Блоки\n"
      "// «темы» — за что отвечает блок: группы тем со всеми подтемами. Посмотреть их слова: autorules stdlib темы\n",
      kHeadRole, kCoordinatorRole, kHeadRole, fmt::join(plan.answers.channels, ", "));
  for (const PlannedBlock& block : plan.blocks) text += "\n" + BlockText(plan, block);
  if (plan.left.empty()) return text;
  text += fmt::format(
      "\n"
      "// ---------------------------------------------------------------- Темы без блока\n"
      "// Сообщения на эти темы получает координатор. Чтобы отдать тему блоку, уберите её имя отсюда и допишите в "
      "строку\n"
      "// «темы» этого блока: темы дороги, благо\n"
      "на разбор темы {}\n"
      "  основание допущение \"блок для этих тем не назван\"\n",
      Lines(plan.left));
  return text;
}

}  // namespace autorules::cli
