#include "engine/text/tail_words.h"

#include <array>
#include <unordered_map>

namespace autorules {
namespace {

/// From messages in exports of «Инцидент Менеджмент» (Perm 2021, Omsk 2026), posts of news and traffic channels, and
/// what programs that clean such posts look for (2022-2026).
constexpr std::array kCalls = {
    TailCall{"подпишись", true},
    TailCall{"подпишитесь", true},
    TailCall{"подписаться", true},
    TailCall{"подписывайся", true},
    TailCall{"подписывайтесь", true},
    TailCall{"подписываемся", true},
    TailCall{"прислать новост*", true},
    TailCall{"прислать нам новост*", true},
    TailCall{"присылайте новост*", true},
    TailCall{"присылайте нам новост*", true},
    TailCall{"предложить новост*", true},
    TailCall{"предлагайте новост*", true},
    TailCall{"сообщить новост*", true},
    TailCall{"читай нас", true},
    TailCall{"читайте нас", true},
    TailCall{"читай", false},
    TailCall{"читайте", false},
    TailCall{"больше новост*", false},
    TailCall{"вступай", false},
    TailCall{"вступайте", false},
    TailCall{"присоединяйся", false},
    TailCall{"присоединяйтесь", false},
    TailCall{"мы в", false},
    TailCall{"наш", false},
    TailCall{"наша", false},
    TailCall{"наши", false},
};

/// «Макс» is also a man and «ок» a yes, so they prove no more than a group does.
constexpr std::array kThings = {"бот*",    "групп*",    "канал*", "макс",    "новост*",  "ок",         "ok",
                                "паблик*", "предложк*", "сетях",  "соцсет*", "страниц*", "сообществ*", "чат*"};

constexpr std::array kNetworks = {"instagram", "max",     "rutube",  "telegram",  "tg", "vk",        "viber",
                                  "whatsapp",  "youtube", "вайбер*", "ватсап*",   "вк", "вконтакте", "вотсап*",
                                  "дзен*",     "мах",     "рутуб*",  "телеграм*", "тг", "ютуб*"};

constexpr std::array kFillers = {"в",           "во",         "все",        "всех",
                                 "всегда",      "для",        "друзьям",    "друзьями",
                                 "еще",         "здесь",      "и",          "или",
                                 "к",           "на",         "нам",        "нас",
                                 "не",          "об",         "от",         "по",
                                 "с",           "со",         "там",        "тут",
                                 "у",           "чтобы",      "наше",       "нашего",
                                 "нашей",       "нашем",      "нашему",     "нашу",
                                 "наших",       "нашим",      "ваши",       "вашу",
                                 "свою",        "свои",       "официальн*", "будь",
                                 "будьте",      "быть",       "курсе",      "событи*",
                                 "первым*",     "узнавай",    "узнавайте",  "смотри",
                                 "смотрите",    "следи",      "следите",    "жми",
                                 "жмите",       "переходи",   "переходите", "ссылк*",
                                 "пропусти",    "пропустить", "пропускай",  "ничего",
                                 "самое",       "самые",      "важное",     "важные",
                                 "главное",     "главные",    "свежие",     "последние",
                                 "оперативные", "интересное", "интересные", "город*",
                                 "фото",        "видео",      "реклам*",    "сотрудничеств*",
                                 "вопросам",    "обратная",   "связь",      "связи",
                                 "мессенджер*", "социальных"};

/// Every word of the tables above, without its `*`.
struct Entry {
  TailWord word = TailWord::kOther;
  bool endings = false;
};
using Vocabulary = std::unordered_map<std::string_view, Entry>;

void Add(std::string_view word, TailWord meaning, Vocabulary& vocabulary) {
  const bool endings = word.ends_with('*');
  if (endings) word.remove_suffix(1);
  vocabulary.try_emplace(word, Entry{meaning, endings});
}

Vocabulary MakeVocabulary() {
  Vocabulary vocabulary;
  for (const std::string_view word : kNetworks) Add(word, TailWord::kNetwork, vocabulary);
  for (const std::string_view word : kThings) Add(word, TailWord::kThing, vocabulary);
  for (const std::string_view word : kFillers) Add(word, TailWord::kFiller, vocabulary);
  // The other words of the calls stand above.
  for (const TailCall& call : kCalls) Add(call.words.substr(0, call.words.find(' ')), TailWord::kCall, vocabulary);
  return vocabulary;
}

/// Bytes of two Cyrillic letters.
constexpr std::size_t kEndingBytes = 4;

}  // namespace

std::span<const TailCall> TailCalls() { return kCalls; }

bool IsFormOf(std::string_view form, std::string_view word) {
  if (!word.ends_with('*')) return form == word;
  word.remove_suffix(1);
  return form.starts_with(word) && form.size() <= word.size() + kEndingBytes;
}

TailWord ReadTailWord(std::string_view form) {
  static const Vocabulary vocabulary = MakeVocabulary();
  for (std::size_t ending = 0; ending <= kEndingBytes && ending < form.size(); ending += 2) {
    const auto found = vocabulary.find(form.substr(0, form.size() - ending));
    if (found != vocabulary.end() && (ending == 0 || found->second.endings)) return found->second.word;
  }
  return TailWord::kOther;
}

}  // namespace autorules
