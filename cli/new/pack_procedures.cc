#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/new/names.h"
#include "cli/new/plan.h"

namespace autorules::cli {
namespace {

/// One rule of the set that settles the procedure.
std::string WayOfFiling(std::string_view name, int priority, std::string_view basis, const std::string& condition,
                        std::string_view procedure) {
  return fmt::format(
      "\n"
      "правило {} набор порядок_подачи приоритет {}:\n"
      "  основание {}\n"
      "  если {}\n"
      "  то порядок {}\n"
      "конец\n",
      Quoted(name), priority, basis, condition, procedure);
}

constexpr std::string_view kMailRules = R"~(
правило "Электронная почта до 30.03.2025 — обращение" набор порядок_подачи приоритет 60:
  основание "59-ФЗ, ст. 4 и 7 (до вступления в силу 547-ФЗ от 28.12.2024)"
  если канал = почта и поступило меньше 2025-03-30
  то порядок обращение_59фз
конец

правило "Электронная почта с 30.03.2025 — сообщение" набор порядок_подачи приоритет 50:
  основание "547-ФЗ от 28.12.2024: обращение подают через ЕПГУ, систему органа или сайт с подтверждением личности"
  действует с 2025-03-30
  если канал = почта
  то
    порядок сообщение
    метка "разъяснить, как подать обращение"
конец
)~";

constexpr std::string_view kAppealMark = R"~(
// Обращение видит и координатор: его надо зарегистрировать за три дня.
правило "Обращение: регистрация за три дня":
  основание "59-ФЗ, ст. 8 ч. 2"
  если порядок = обращение_59фз
  то
    соисполнитель координатор
    метка "59-ФЗ"
конец
)~";

constexpr std::string_view kUnknownChannel = R"~(
правило "Канал неизвестен":
  основание допущение "сообщение не теряется: человек уточнит, откуда оно"
  если канал пусто
  то метка "канал неизвестен"
конец
)~";

}  // namespace

std::vector<std::string> Chosen(const NewPlan& plan, const std::vector<std::string>& candidates) {
  std::vector<std::string> chosen;
  for (const std::string& candidate : candidates) {
    const std::vector<std::string>& all = plan.answers.channels;
    if (std::find(all.begin(), all.end(), candidate) != all.end()) chosen.push_back(candidate);
  }
  return chosen;
}

std::string ChannelIs(const std::vector<std::string>& channels) {
  if (channels.size() == 1) return fmt::format("канал = {}", channels[0]);
  return fmt::format("канал среди {}", fmt::join(channels, ", "));
}

ChannelKinds KindsOf(const NewPlan& plan) {
  ChannelKinds kinds{Chosen(plan, {"экстренный"}),
                     Chosen(plan, {"фз59_бумага", "фз59_епгу", "фз59_сайт", "приём"}),
                     Chosen(plan, {"пос", "региональная_система"}),
                     Chosen(plan, {"почта"}),
                     Chosen(plan, {"инцидент", "вк", "ок", "телеграм", "макс"}),
                     {}};
  for (const std::string& channel : plan.answers.channels) {
    bool known = channel == "пос";
    for (const auto* kind : {&kinds.emergency, &kinds.appeals, &kinds.mail, &kinds.social}) {
      known = known || std::find(kind->begin(), kind->end(), channel) != kind->end();
    }
    if (!known) kinds.rest.push_back(channel);
  }
  return kinds;
}

std::string ProceduresText(const NewPlan& plan) {
  const ChannelKinds kinds = KindsOf(plan);
  std::string text =
      "// Порядок рассмотрения следует из способа подачи, а не из слов: обращение — то, что подано в порядке 59-ФЗ,\n"
      "// сообщение — то, для чего гражданин выбрал другой способ. Поэтому правила смотрят на канал, дату и отметки "
      "системы.\n";
  if (!kinds.emergency.empty())
    text += WayOfFiling("Экстренный вызов — свой порядок", 100, "допущение \"вызов не ждёт регистрации\"",
                        ChannelIs(kinds.emergency), "экстренный");
  if (!kinds.appeals.empty())
    text += WayOfFiling("Бумага, ЕПГУ, официальный сайт, личный приём — обращение", 90, "\"59-ФЗ, ст. 4, 7 и 13\"",
                        ChannelIs(kinds.appeals), "обращение_59фз");
  if (!kinds.either.empty())
    text += WayOfFiling("Гражданин выбрал 59-ФЗ в системе", 70,
                        "допущение \"отметку ставит сам гражданин; впишите пункт положения\"",
                        fmt::format("фз59 = да и {}", ChannelIs(kinds.either)), "обращение_59фз");
  if (!kinds.mail.empty()) text += kMailRules;
  if (const auto pos = Chosen(plan, {"пос"}); !pos.empty())
    text += WayOfFiling("Сообщение в ПОС", 40, "\"Постановление Правительства РФ от 10.11.2020 № 1802\"",
                        ChannelIs(pos), "пос");
  if (!kinds.social.empty())
    text += WayOfFiling("Сообщение из социальных сетей и мессенджеров", 30, "допущение \"впишите пункт положения\"",
                        ChannelIs(kinds.social), "инцидент");
  if (!kinds.rest.empty())
    text += WayOfFiling("Остальные способы связи — сообщение", 10, "допущение \"впишите пункт положения\"",
                        ChannelIs(kinds.rest), "сообщение");
  text += "\n// ---------------------------------------------------------------- Отметки к порядку\n";
  if (!kinds.appeals.empty() || !kinds.either.empty() || !kinds.mail.empty()) text += kAppealMark;
  std::vector<std::string> never = kinds.social;
  for (const std::string& phone : Chosen(plan, {"телефон"})) never.push_back(phone);
  if (!never.empty())
    text += fmt::format(
        "\n"
        "правило \"Отметка 59-ФЗ там, где так не подают\":\n"
        "  основание \"59-ФЗ, ст. 4\"\n"
        "  если фз59 = да и {}\n"
        "  то метка \"отметку 59-ФЗ проверить\"\n"
        "конец\n",
        ChannelIs(never));
  return text + std::string(kUnknownChannel);
}

}  // namespace autorules::cli
