// Decides a recorded workload and compares every outcome with another engine's before timing anything:
//   autorules_baseline DIR N [OUTCOMES]
// DIR/data/messages.jsonl has id, channel, district, text, author_followers; DIR/data/rules_N.json has rules with
// channels, district, followers_gt, any, not and set{unit, topic, deadline}, the first of equal fields winning.
// OUTCOMES has a line a message: unit, topic, deadline (`-` for none), number of matched rules and FNV-1a hash of their
// numbers.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "dsl/compile.h"
#include "engine/decide/decide.h"

namespace autorules::bench {
namespace {

using nlohmann::json;

std::string Quoted(const json& words) {
  std::string list;
  for (const json& word : words) list += (list.empty() ? "\"" : ", \"") + word.get<std::string>() + "\"";
  return list;
}

std::string Joined(const json& names) {
  std::string list;
  for (const json& name : names) list += (list.empty() ? "" : ", ") + name.get<std::string>();
  return list;
}

// Units become roles, deadlines territories: any three attributes that hold one value each would do.
std::string PackOf(const json& rules) {
  std::string pack =
      "муниципалитет bench \"Нагрузка\": по умолчанию: назначить никто конец конец\nроль никто \"Никто\": вид "
      "руководитель конец\n";
  for (const char* channel : {"web", "email", "telegram", "vk", "phone", "mobile_app", "paper", "odnoklassniki"}) {
    pack += fmt::format("канал {0} \"{0}\"\n", channel);
  }
  for (int i = 1; i <= 40; ++i) pack += fmt::format("роль unit_{0:02} \"unit_{0:02}\"\n", i);
  for (int i = 1; i <= 60; ++i) pack += fmt::format("тема topic_{0:02} \"topic_{0:02}\" группа\n", i);
  for (const int days : {3, 5, 7, 10, 15, 30}) pack += fmt::format("территория days_{0} \"{0}\"\n", days);
  int priority = 1'000'000;
  for (const json& rule : rules) {
    std::string when;
    const auto add = [&](const std::string& clause) { when += (when.empty() ? "" : " и ") + clause; };
    if (!rule["channels"].is_null()) add("канал среди " + Joined(rule["channels"]));
    if (!rule["district"].is_null()) add("категория = \"" + rule["district"].get<std::string>() + "\"");
    if (!rule["followers_gt"].is_null())
      add(fmt::format("автор.подписчиков больше {}", rule["followers_gt"].get<int>()));
    if (!rule["any"].is_null()) add("текст содержит " + Quoted(rule["any"]));
    if (!rule["not"].is_null()) add("текст не содержит \"" + rule["not"].get<std::string>() + "\"");
    std::string then;
    if (rule["set"].contains("unit")) then += " назначить " + rule["set"]["unit"].get<std::string>();
    if (rule["set"].contains("topic")) then += " тема " + rule["set"]["topic"].get<std::string>();
    if (rule["set"].contains("deadline"))
      then += fmt::format(" территория days_{}", rule["set"]["deadline"].get<int>());
    pack += fmt::format("правило \"{}\" приоритет {}: если {} то{} конец\n", rule["id"].get<std::string>(), priority--,
                        when, then);
  }
  return pack;
}

std::vector<Message> ReadMessages(const std::string& path) {
  std::vector<Message> messages;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const json from = json::parse(line);
    Message message;
    message.id = std::to_string(from["id"].get<int>());
    message.channel = from["channel"].get<std::string>();
    message.category = from["district"].get<std::string>();
    message.text = from["text"].get<std::string>();
    message.author_followers = from["author_followers"].get<double>();
    messages.push_back(std::move(message));
  }
  return messages;
}

std::string Outcome(const Decision& decision, const RuleSet& rules) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const FiredRule& fired : decision.trace.fired) {
    // Rule names are R00000 …: in the rule set they stand in the order of their numbers.
    for (unsigned shift = 0; shift < 32; shift += 8) hash = (hash ^ (fired.rule >> shift & 255U)) * 0x100000001b3ULL;
  }
  const bool owned = !decision.fallback;
  const std::string territory = decision.territory == kNone ? "-" : rules.units()[decision.territory].display;
  return fmt::format("{} {} {} {} {:016x}", owned ? rules.units()[decision.owner].name : "-",
                     decision.topic == kNone ? "-" : rules.topics()[decision.topic].name, territory,
                     decision.trace.fired.size(), hash);
}

int Main(const std::string& folder, const std::string& count, const char* outcomes) {
  std::ifstream rules_file(folder + "/data/rules_" + count + ".json");
  const std::vector<Message> messages = ReadMessages(folder + "/data/messages.jsonl");
  const std::string pack = PackOf(json::parse(rules_file));
  const auto now = [] { return std::chrono::steady_clock::now(); };
  const auto seconds = [](auto span) { return std::chrono::duration<double>(span).count(); };
  const auto compile_start = now();
  const Compilation compiled = CompileTexts({{"bench.rules", pack}}, {.module_folders = {}, .warnings = false});
  fmt::print("compile {:.3f} s\n", seconds(now() - compile_start));
  if (compiled.rules == nullptr) {
    for (const Diagnostic& problem : compiled.diagnostics.all()) {
      fmt::print(stderr, "{} {}\n", compiled.sources->Describe(problem.span), MessageOf(problem, Language::kEnglish));
    }
    return 3;
  }
  Decider decider(std::make_shared<RuleIndex>(compiled.rules));
  const DecideContext context{{2026, 1, 12}};
  if (outcomes != nullptr) {
    std::ifstream expected(outcomes);
    std::size_t different = 0;
    for (const Message& message : messages) {
      std::string line;
      std::getline(expected, line);
      const std::string actual = Outcome(decider.Decide(message, context), *compiled.rules);
      if (actual != line && different++ < 5) fmt::print("message {}: {} instead of {}\n", message.id, actual, line);
    }
    fmt::print("outcomes that differ: {} of {}\n", different, messages.size());
  }
  double best = 0;
  for (int pass = 0; pass < 5; ++pass) {
    const auto start = now();
    std::size_t fired = 0;
    for (const Message& message : messages) fired += decider.Decide(message, context).trace.fired.size();
    best = std::max(best, static_cast<double>(messages.size()) / seconds(now() - start));
    if (fired == 0) fmt::print("no rule fired\n");
  }
  fmt::print("best of 5 passes: {:.0f} messages/s\n", best);
  return 0;
}

}  // namespace
}  // namespace autorules::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: autorules_baseline DIR N [OUTCOMES]\n";
    return 2;
  }
  return autorules::bench::Main(argv[1], argv[2], argc > 3 ? argv[3] : nullptr);
}
