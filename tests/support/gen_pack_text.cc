#include "tests/support/gen_pack_text.h"

#include <algorithm>

namespace autorules::testing {
namespace {

const std::vector<std::string> kWords{"яма", "снег", "вода", "крыша", "мусор", "автобус", "светофор", "подъезд"};
const std::vector<std::string> kCategories{"Дороги", "ЖКХ", "Мусор"};

/// What every pack of the generator has.
std::vector<std::string> District() {
  return {
      R"(муниципалитет proba "Пробный район":
  часовой пояс "Asia/Yekaterinburg"
  календарь россия
  рабочее время: пн, вт, ср, чт, пт от 09:00 до 18:00 перерыв от 13:00 до 14:00 конец
  люди из "data/люди.csv"
  по умолчанию: назначить координатор порядок сообщение конец
конец
)",
      "канал вк \"ВКонтакте\"\n",
      "канал пос \"ПОС\": коды \"решаем вместе\" конец\n",
      "порядок сообщение \"Сообщение\": состояния новое, дан_ответ переход ответить из новое в дан_ответ конец\n",
      "роль глава \"Глава\": вид куратор темы дороги конец\n",
      "роль зам \"Заместитель\" подчиняется глава: вид руководитель темы жкх конец\n",
      "роль соцсети \"Соцсети\" подчиняется зам: ведёт вк ведёт пос запасной конец\n",
      "блок блок_жкх \"ЖКХ\" подчиняется зам:\n  темы жкх\n  исполнитель водоканал \"Водоканал\": темы вода "
      "конец\nконец\n",
      "территория центр \"Центр\" подчиняется глава: адреса из \"data/streets.csv\" где \"Район\" = \"Центр\" конец\n",
      "территория север \"Север\" подчиняется глава: адреса из \"data/streets.csv\" где \"Район\" = \"Север\" конец\n",
      "тема дороги \"Дороги\" группа: вес 3 \"яма\", \"снег\" вес 1 \"светофор\" конец\n",
      "тема жкх \"ЖКХ\" группа: вес 2 \"крыша\", \"подъезд\" конец\n",
      "тема вода \"Вода\" в жкх: вес 2 \"вода\" основа 0.5 конец\n",
      "порог тем 2 отрыв 1\n",
      "словарь зима: \"снег\", \"наледь\" конец\n",
      "поле этаж число от 1 до 20\n",
      "поле дом перечень мкд, частный\n",
      "шаблон принято \"Принято\": текст \"Обращение %номер%: %тема%, %ответственный%\" конец\n",
      "скрипт счёт.знаки(текст) даёт число\n",
  };
}

}  // namespace

std::string PackTextGen::ATest() {
  const std::string word = "\"" + Pick(kWords) + "\"";
  const std::vector<std::string> tests{
      "текст содержит " + word + ", \"" + Pick(kWords) + "*\"",
      "текст не содержит " + word,
      "текст содержит словарь зима",
      "канал = " + Pick({"вк", "пос"}),
      "категория = \"" + Pick(kCategories) + "\"",
      "категория среди \"" + Pick(kCategories) + "\", \"" + Pick(kCategories) + "\"",
      "тема_по_словам в " + Pick({"дороги", "жкх"}),
      "слов " + Pick({"больше", "меньше", "не меньше"}) + " " + std::to_string(Below(8)),
      "автор.подписчиков больше " + std::to_string(Below(200)),
      "этаж от " + std::to_string(1 + Below(5)) + " до " + std::to_string(6 + Below(10)),
      "дом = " + Pick({"мкд", "частный"}),
      "территория_по_адресу = " + Pick({"центр", "север"}),
      "поступило " + Pick({"в рабочее время", "в выходной", "от 22:00 до 07:00"}),
      "счёт.знаки больше " + std::to_string(Below(60)),
      "похожих (тема_по_словам, канал) за " + Pick({"2 часа", "1 день"}) + " не меньше " + std::to_string(1 + Below(4)),
      "фаст_трек = да",
  };
  return Pick(tests);
}

std::string PackTextGen::ACondition(unsigned depth) {
  if (depth == 0 || Chance(40)) return ATest();
  const std::string connective = Chance(60) ? " и " : " или ";
  std::string condition;
  for (std::size_t i = 0, n = 2 + Below(2); i < n; ++i) {
    const std::string part = ACondition(depth - 1);
    const bool compound = part.find(" и ") != std::string::npos || part.find(" или ") != std::string::npos;
    condition += (i > 0 ? connective : "") + (compound ? "(" + part + ")" : part);
  }
  return condition;
}

std::string PackTextGen::Actions() {
  std::vector<std::string> actions{
      "тема " + Pick({"дороги", "жкх", "вода"}),
      "назначить " + Pick({"глава", "зам", "водоканал", "координатор", "территория_по_адресу"}),
      "важность " + Pick({"низкая", "высокая", "критическая"}),
      "метка \"" + Pick({"срочно", "зима", "проверить"}) + "\", \"" + Pick(kWords) + "\"",
      "соисполнитель " + Pick({"соцсети", "блок_жкх"}),
      "уведомить глава, соцсети" + std::string(Chance(50) ? " шаблон принято" : ""),
      "ответить шаблон принято",
      "объединить (тема_по_словам, территория_по_адресу)",
      "исход " + Pick({"перенаправить \"Область\"", "без ответа основание \"п. 1\""}),
      "территория " + Pick({"центр", "север"}),
  };
  std::shuffle(actions.begin(), actions.end(), random_);
  std::string text;
  for (std::size_t i = 0, n = 1 + Below(3); i < n; ++i) text += "  " + actions[i] + "\n";
  return text;
}

std::string PackTextGen::ARule(std::size_t number) {
  std::string rule = "правило \"Правило " + std::to_string(number) + "\"";
  if (Chance(40)) rule += " набор набор" + std::to_string(Below(3));
  if (Chance(60)) rule += " приоритет " + std::to_string(Below(3));
  rule += ":\n";
  if (Chance(20)) rule += "  действует с 2025-06-01\n";
  return rule + "  если " + ACondition(2) + "\n  то\n" + Actions() + "конец\n";
}

std::string PackTextGen::ATable(std::size_t number) {
  std::string table = "таблица таблица" + std::to_string(number) + " " + Pick({"первая", "все"}) + ":\n" +
                      "  если категория ; слов ; дом\n  то назначить ; метка\n";
  for (std::size_t i = 0, n = 1 + Below(6); i < n; ++i) {
    table += "  " + (Chance(70) ? "\"" + Pick(kCategories) + "\"" : std::string("любая")) + " ; " +
             (Chance(50) ? "от 1 до " + std::to_string(2 + Below(9)) : std::string()) + " ; " +
             (Chance(40) ? Pick({"мкд", "частный"}) : std::string("любой")) + " ; " +
             Pick({"зам", "глава", "водоканал"}) + " ; " + (Chance(50) ? "\"таблица\"" : "") + "\n";
  }
  return table + "конец\n";
}

PackTextGen::Pack PackTextGen::APack() {
  Pack pack;
  pack.declarations = District();
  for (std::size_t i = 0, n = 3 + Below(14); i < n; ++i) pack.declarations.push_back(ARule(i));
  for (std::size_t i = 0, n = Below(3); i < n; ++i) pack.declarations.push_back(ATable(i));
  // On its own: two rules that both recuse and name an owner would wait for each other.
  pack.declarations.push_back("правило \"Отвод\": если " + ATest() + " то нельзя направить " +
                              Pick({"водоканал", "зам, блок_жкх", "территория_по_адресу"}) + " конец\n");
  pack.beside = {{"data/люди.csv", "Роль;Человек;Заместитель\nглава;-;зам\nзам;первый;\nсоцсети;первый;\n"},
                 {"data/streets.csv", "Улица;Тип;Дома;Район\nМира;улица;;Центр\nЛенина;улица;1-9 нечет;Север\n"},
                 {"scripts/счёт.lua",
                  "define(\"знаки\", function(s) return #s end)\n"
                  "rule{ name = \"Из Lua\", reads = {\"текст\"}, writes = {\"метка\"},\n"
                  "  when = function(m) return text.contains(m.text, \"мусор*\") end,\n"
                  "  act = function(m) return { [\"метка\"] = \"из Lua\" } end }\n"}};
  return pack;
}

Message PackTextGen::AMessage(std::size_t number) {
  Message message;
  message.id = std::to_string(number);
  for (std::size_t i = 0, n = Below(9); i < n; ++i) message.text += (i > 0 ? " " : "") + Pick(kWords);
  if (Chance(20)) message.text += ", улица " + Pick({"Мира", "Ленина, 3"});
  if (Chance(80)) message.channel = Pick({"вк", "ПОС", "решаем вместе", "голубь"});
  if (Chance(60)) message.category = Pick(kCategories);
  if (Chance(80)) message.received_at = 1767225600 + static_cast<std::int64_t>(Below(60UL * 86400UL));
  if (Chance(40)) message.author_followers = static_cast<double>(Below(300));
  if (Chance(40)) message.fields["этаж"] = std::to_string(Below(25));
  if (Chance(40)) message.fields["дом"] = Pick({"МКД", "частный", "дворец"});
  if (Chance(30)) message.fast_track = Chance(50);
  return message;
}

TextFiles Deal(std::vector<std::string> declarations, std::size_t files, std::mt19937_64& random) {
  std::shuffle(declarations.begin(), declarations.end(), random);
  TextFiles dealt;
  for (std::size_t i = 0; i < files; ++i) dealt.emplace_back("файл" + std::to_string(i) + ".rules", "");
  for (const std::string& declaration : declarations) dealt[random() % files].second += declaration + "\n";
  return dealt;
}

}  // namespace autorules::testing
