#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/layout.h"
#include "cli/score.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownConfusions = 10;
constexpr std::size_t kClassColumns = 42;
constexpr std::size_t kSampleColumns = 84;

Json Shares(const Tally& tally) {
  return {{"labelled", tally.labelled},   {"decided", tally.decided},       {"right", tally.right},
          {"coverage", tally.coverage()}, {"precision", tally.precision()}, {"accuracy", tally.accuracy()}};
}

void AppendTally(std::string_view name, const Tally& tally, std::string& out) {
  out += fmt::format("{} {:8} {:8} {:10.4f} {:10.4f} {:12.4f}\n", Pad(std::string(name), 18), tally.labelled,
                     tally.decided, tally.coverage(), tally.precision(), tally.accuracy());
}

}  // namespace

std::string ScoreText(const Score& score, std::uint64_t messages) {
  std::string out = fmt::format(
      "Обращений: {}. Покрытие: доля решённых из размеченных; точность: доля верных из решённых;\n"
      "вынужденная: доля верных, если решать всегда (порог и отрыв 0).\n\n",
      messages);
  out += "                   размечено   решено   покрытие   точность  вынужденная\n";
  AppendTally("все", score.all(), out);
  if (score.even().labelled > 0) AppendTally("чётные номера", score.even(), out);
  if (score.odd().labelled > 0) AppendTally("нечётные номера", score.odd(), out);

  out += "\n" + Pad("Класс", kClassColumns) + " размечено   решено    верно  точность  полнота\n";
  for (const auto& [name, tally] : score.classes()) {
    out += fmt::format("{} {:9} {:8} {:8} {:9.3f} {:8.3f}\n", Pad(Shorten(name, kClassColumns), kClassColumns),
                       tally.labelled, tally.decided, tally.right, tally.precision(), tally.recall());
  }
  const auto confusions = score.WorstConfusions(kShownConfusions);
  if (!confusions.empty()) out += "\nЧаще всего путаются: размечено → решено\n";
  for (const Confusion& confusion : confusions) {
    out += fmt::format("{:5}  {} → {}\n", confusion.count, confusion.label, confusion.decided);
    for (const Sample& sample : confusion.samples) {
      out += fmt::format("       {}  {}\n", OneLine(sample.id), Shorten(OneLine(sample.text), kSampleColumns));
    }
  }
  return out;
}

std::string ScoreJson(const Score& score, std::uint64_t messages) {
  Json root;
  root["messages"] = messages;
  root.update(Shares(score.all()));
  root["halves"] = {{"even", Shares(score.even())}, {"odd", Shares(score.odd())}};
  root["per_class"] = Json::object();
  for (const auto& [name, tally] : score.classes()) {
    root["per_class"][name] = {{"labelled", tally.labelled},
                               {"decided", tally.decided},
                               {"right", tally.right},
                               {"precision", tally.precision()},
                               {"recall", tally.recall()}};
  }
  root["confusions"] = Json::array();
  for (const Confusion& confusion : score.WorstConfusions(kShownConfusions)) {
    Json& entry = root["confusions"].emplace_back();
    entry["label"] = confusion.label;
    entry["decided"] = confusion.decided;
    entry["count"] = confusion.count;
    entry["examples"] = Json::array();
    for (const Sample& sample : confusion.samples) {
      entry["examples"].push_back({{"id", sample.id}, {"text", Shorten(OneLine(sample.text), kSampleColumns)}});
    }
  }
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace autorules::cli
