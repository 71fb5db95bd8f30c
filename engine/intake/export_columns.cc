#include "engine/intake/export_columns.h"

#include <algorithm>
#include <array>

#include "engine/text/fold.h"
#include "engine/text/letters.h"

namespace autorules {
namespace {

const SystemInfo kSystems[] = {
    {System::kPos, {"выгрузка ПОС", "export of POS"}, "pos"},
    {System::kIncident, {"выгрузка «Инцидент Менеджмент»", "export of Incident Management"}, "incident"},
};

constexpr System kPos = System::kPos;
constexpr System kIncident = System::kIncident;
constexpr auto kTelling = ExportColumn::Source::kTelling;
constexpr auto kAssumed = ExportColumn::Source::kAssumed;
constexpr auto kText = CellKind::kText;
constexpr auto kMoment = CellKind::kMoment;
constexpr auto kDay = CellKind::kDay;
constexpr auto kFlag = CellKind::kFlag;

constexpr auto kColumns = std::to_array<ExportColumn>({
    {kPos, "Номер|Номер сообщения", "id"},
    {kPos, "Номер ЕПГУ", "external_id", kText, kTelling},
    {kPos, "Источник", "fields.источник"},
    {kPos, "Верхнеуровневый ЛКО", "fields.верхнеуровневый_лко", kText, kTelling},
    {kPos, "Категория", "source.category"},
    {kPos, "Подкатегория", "source.subcategory"},
    {kPos, "Факт", "source.fact", kText, kTelling},
    {kPos, "Организация, в которой находится сообщение", "source.organisation", kText, kTelling},
    {kPos, "Организация, в которую поступило сообщение", "source.organisation fields.организация_поступления", kText,
     kTelling},
    {kPos, "Организация исполнителя", "source.organisation"},
    {kPos, "Дата поступления", "received_at", kMoment},
    {kPos, "Дата планируемого завершения работ", "fields.плановый_срок", kDay},
    {kPos, "Дата фактического завершения работ", "fields.дата_завершения", kDay},
    {kPos, "Стадия", "fields.стадия"},
    {kPos, "Статус", "fields.статус"},
    {kPos, "Просрочено", "fields.просрочено", kFlag},
    {kPos, "Фаст-трек|Фасттрек", "source.fast_track", kFlag, kTelling},
    {kPos, "Заявитель выбрал подачу по 59-ФЗ", "source.fz59", kFlag, kTelling},
    {kPos, "ФЗ", "source.fz59", CellKind::kRegime},
    {kPos, "Тип решения", "fields.тип_решения"},
    {kPos, "Направлено по email в ФОИВ, не подключенный к ПОС", "fields.направлено_в_фоив", kText, kTelling},
    {kPos, "Оценка ответа заявителем", "fields.оценка_заявителя"},
    {kPos, "Повторное рассмотрение", "fields.повторное_рассмотрение"},
    {kPos, "ФИО координатора", ""},
    {kPos, "ФИО исполнителя", ""},
    {kPos, "ФИО руководителя", ""},
    {kPos, "Текст сообщения|Текст|Описание|Описание проблемы", "text", kText, kAssumed},
    {kPos, "Адрес|Адрес проблемы|Место", "address", kText, kAssumed},
    {kPos, "ОКТМО", "source.oktmo", kText, kAssumed},

    {kIncident, "Номер инцидента|ID инцидента", "id", kText, kTelling},
    {kIncident, "Номер", "id"},
    {kIncident, "Дата создания", "received_at", kMoment},
    {kIncident, "Дата закрытия|Дата окончания", "fields.дата_закрытия", kDay},
    {kIncident, "Группа тем", "source.category label.group", kText, kTelling},
    {kIncident, "Тема", "source.subcategory label.topic"},
    {kIncident, "Регион", "fields.регион"},
    {kIncident, "Муниципалитет", "fields.муниципальное_образование"},
    {kIncident, "Населенный пункт", "address"},
    {kIncident, "Улица", "address"},
    {kIncident, "Дом", "address"},
    {kIncident, "Теги", "fields.теги"},
    {kIncident, "Текст инцидента", "text", kText, kTelling},
    {kIncident, "Текст ответа", ""},
    {kIncident, "Время ответа|Время первого ответа", "fields.время_ответа"},
    {kIncident, "Исполнитель", "fields.исполнитель_инцидента"},
    {kIncident, "Отдел", "fields.отдел"},
    {kIncident, "Тип инцидента", "fields.тип_инцидента", kText, kTelling},
    {kIncident, "Итог", "fields.итог"},
    {kIncident, "Источник", "fields.источник", kText, kAssumed},
    {kIncident, "Ссылка", "fields.ссылка", kText, kAssumed},
    {kIncident, "Автор", "", kText, kAssumed},
});

}  // namespace

std::span<const SystemInfo> Systems() { return kSystems; }

std::span<const ExportColumn> ExportColumns() { return kColumns; }

std::string HeadingKey(std::string_view heading) {
  constexpr std::string_view kNumberSign = "№";
  std::string spelled(heading);
  for (std::size_t at = spelled.find(kNumberSign); at != std::string::npos; at = spelled.find(kNumberSign, at)) {
    spelled.replace(at, kNumberSign.size(), " номер ");
  }
  const std::string folded = Fold(spelled);
  std::string key;
  bool blank = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t letter = std::max(LetterAt(folded, at), DigitAt(folded, at));
    if (letter == 0) {
      blank = !key.empty();
      ++at;
      continue;
    }
    if (blank) key += ' ';
    blank = false;
    key.append(folded, at, letter);
    at += letter;
  }
  return key;
}

}  // namespace autorules
