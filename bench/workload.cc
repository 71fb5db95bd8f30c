#include "bench/workload.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <random>

namespace autorules::bench {
namespace {

constexpr std::size_t kVocabulary = 20'000;
constexpr std::size_t kWordsPerMessage = 60;
constexpr std::array<const char*, 4> kChannels{"вк", "пос", "инцидент", "почта"};

// Word `rank` of the vocabulary: three syllables, so that stems are as long as those of Russian words.
std::string Word(std::size_t rank) {
  constexpr std::array<const char*, 30> kSyllables{
      "ба", "ве", "ги", "до", "жу",  "за",  "ке",  "ли",  "мо",  "ну",  "па",  "ре",  "си",  "то",  "фу",
      "ха", "це", "чи", "шо", "бру", "вла", "гре", "дри", "зло", "кра", "пле", "сти", "тро", "хму", "ска"};
  std::string word;
  for (int i = 0; i < 4; ++i) {
    word += kSyllables[rank % kSyllables.size()];
    rank = rank / kSyllables.size() + static_cast<std::size_t>(i) * 7 + 3;
  }
  return word + "м";
}

class Generator {
 public:
  Workload Run(std::size_t rule_count, std::size_t message_count) {
    Workload workload;
    workload.rules =
        "муниципалитет bench \"Нагрузка\": по умолчанию: назначить глава конец конец\nиспользовать каналы\n"
        "роль глава \"Глава\": вид руководитель конец\n";
    for (int unit = 0; unit < 40; ++unit) workload.rules += fmt::format("исполнитель отдел_{0} \"Отдел {0}\"\n", unit);
    for (std::size_t i = 0; i < rule_count; ++i) workload.rules += Rule(i);
    for (std::size_t i = 0; i < message_count; ++i) workload.messages.push_back(OneMessage(i));
    return workload;
  }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }

  // Rank by Zipf's law, by inversion of its continuous form.
  std::size_t Rank() {
    const double u = static_cast<double>(random_()) / 4294967296.0;
    return static_cast<std::size_t>(std::pow(static_cast<double>(kVocabulary), u)) - 1;
  }
  // Words that rules look for: neither the commonest nor the rarest.
  std::string RuleWord() { return Word(300 + Below(kVocabulary - 300)); }

  std::string Rule(std::size_t i) {
    std::string condition = fmt::format("текст содержит \"{}\"", RuleWord());
    for (std::size_t more = Below(4); more > 0; --more) condition += fmt::format(", \"{}\"", RuleWord());
    if (Below(2) == 0)
      condition = fmt::format("канал среди {}, {} и ", kChannels[Below(2)], kChannels[2 + Below(2)]) + condition;
    if (Below(6) == 0) condition += fmt::format(" и текст не содержит \"{}\"", Word(Below(300)));
    return fmt::format("правило \"R{0}\" приоритет {0}: если {1} то назначить отдел_{2} конец\n", i, condition,
                       Below(40));
  }

  Message OneMessage(std::size_t i) {
    Message message;
    message.id = std::to_string(i);
    message.channel = kChannels[Below(kChannels.size())];
    for (std::size_t word = 0; word < kWordsPerMessage; ++word) message.text += (word == 0 ? "" : " ") + Word(Rank());
    return message;
  }

  std::mt19937 random_{20240607};  // NOLINT: the same workload on every machine is the point
};

}  // namespace

Workload MakeWorkload(std::size_t rule_count, std::size_t message_count) {
  return Generator().Run(rule_count, message_count);
}

}  // namespace autorules::bench
