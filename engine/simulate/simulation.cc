#include "engine/simulate/simulation.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/decide/decide.h"
#include "engine/ruleset/values.h"
#include "engine/simulate/event_input.h"

namespace autorules {
namespace {

bool IsSwap(const ScriptEvent& event) { return std::holds_alternative<ScriptEvent::PackSwap>(event.what); }

bool HasWindows(const RuleSet& rules) {
  const auto is_window = [](const OwnAttributeInfo& info) { return std::holds_alternative<Window>(info.source); };
  return std::any_of(rules.own().begin(), rules.own().end(), is_window);
}

/// What windows count for a message that has been counted by some of them itself.
class CountsWithout final : public WindowCounts {
 public:
  CountsWithout(WindowCounts& all, const std::vector<WindowCount>& itself) : all_(all), itself_(itself) {}
  std::uint32_t Earlier(Attribute window, const std::string& key, std::optional<UnixSeconds> at) override {
    const auto same = [&](const WindowCount& count) { return count.window == window && count.key == key; };
    return all_.Earlier(window, key, at) - (std::any_of(itself_.begin(), itself_.end(), same) ? 1 : 0);
  }

 private:
  WindowCounts& all_;
  const std::vector<WindowCount>& itself_;
};

}  // namespace

/// A rule set that holds or has held, with what it takes to decide by it.
struct Simulation::Rules {
  explicit Rules(const std::shared_ptr<const RuleIndex>& index) : decider(index), workflow(index->shared_rules()) {}

  const RuleSet& set() const { return workflow.rules(); }
  DecideContext Context(UnixSeconds now, WindowCounts* counts) const {
    return {.today = LocalDate(now, set().municipality().zone), .windows = counts};
  }
  /// Counts the message of a case, which has just been decided.
  void Count(std::size_t number, const Message& message, const Decision& decision) {
    const auto& asked = decision.inputs.windows;
    const auto earlier = [&](const WindowCount& at) { return windows.Earlier(at.window, at.key, message.received_at); };
    std::vector<std::uint32_t> before;
    for (const WindowCount& count : asked) before.push_back(earlier(count));
    windows.Add(set(), message, decision);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (earlier(asked[i]) > before[i]) counted[number].push_back(asked[i]);
    }
  }

  Decider decider;
  Workflow workflow;
  StreamWindows windows;
  std::map<std::size_t, std::vector<WindowCount>> counted;  ///< by case: what counts its message
};

Simulation::Simulation(Scenario scenario) : scenario_(std::move(scenario)) {
  const auto comes_at = [](const Message& message) { return *message.received_at; };
  std::stable_sort(scenario_.messages.begin(), scenario_.messages.end(),
                   [&](const Message& a, const Message& b) { return comes_at(a) < comes_at(b); });
  const auto when = [](const ScriptEvent& event) { return std::pair(event.at, !IsSwap(event)); };
  std::stable_sort(scenario_.events.begin(), scenario_.events.end(),
                   [&](const ScriptEvent& a, const ScriptEvent& b) { return when(a) < when(b); });
  current_ = &RulesOf(scenario_.rules);
}

Simulation::~Simulation() = default;

UnixSeconds Simulation::begin() const {
  UnixSeconds begin = scenario_.end;
  if (!scenario_.messages.empty()) begin = std::min(begin, *scenario_.messages.front().received_at);
  if (!scenario_.events.empty()) begin = std::min(begin, scenario_.events.front().at);
  return begin;
}

void Simulation::Run(const Watch& watch) {
  enum Turn : std::uint8_t { kTimer, kSwap, kMessage, kPerson, kEnd };
  auto& messages = scenario_.messages;
  const auto& events = scenario_.events;
  std::size_t event = 0;
  for (;;) {
    std::pair<UnixSeconds, Turn> next = {scenario_.end, kEnd};
    if (!timers_.empty()) next = std::min(next, {timers_.begin()->first, kTimer});
    if (cases_.size() < messages.size()) next = std::min(next, {*messages[cases_.size()].received_at, kMessage});
    if (event < events.size()) next = std::min(next, {events[event].at, IsSwap(events[event]) ? kSwap : kPerson});
    const auto [now, turn] = next;
    if (turn == kEnd) break;
    if (turn == kTimer) {
      const std::size_t number = timers_.begin()->second;
      cases_[number]->FireTimer(now);
      SetTimer(number);
    } else if (turn == kMessage) {
      Arrive(messages[cases_.size()], now);
    } else {
      Play(events[event++]);
    }
    if (watch) watch(now);
  }
  for (; event < events.size(); ++event) {
    Say(events[event], {"событие после конца моделирования не наступило", "the event lies after the end"},
        {"отодвиньте --until", "set --until later"});
  }
}

void Simulation::Arrive(Message message, UnixSeconds now) {
  const std::size_t number = cases_.size();
  Decision decision = current_->decider.Decide(message, current_->Context(now, &current_->windows));
  current_->Count(number, message, decision);
  for (SwitchOff& off : current_->decider.TakeSwitchOffs()) switch_offs_.push_back(std::move(off));
  by_id_[message.id] = number;
  cases_.push_back(std::make_unique<RunningCase>(current_->workflow, std::move(message), std::move(decision), now));
  next_timer_.emplace_back();
  Join(number, now);
  SetTimer(number);
}

void Simulation::Join(std::size_t number, UnixSeconds now) {
  RunningCase& joining = *cases_[number];
  const auto is_open = [&](std::size_t other) { return cases_[other]->open(); };
  const auto lead = jobs_.Add(number, joining.value().decision.merges, is_open);
  if (!lead || !joining.open()) return;
  const RunningCase& first = *cases_[lead->of];
  // The first case may be under other rules: units keep their names. Nobody of that name: it keeps its own owner.
  Id owner = joining.value().decision.owner;
  if (const Id with = first.value().decision.owner; with != kNone) {
    const auto same = FindId(joining.rules().parts(), Attribute::kOwner, first.rules().units()[with].name);
    owner = same.value_or(owner);
  }
  joining.FireTimersUntil(now);
  const bool joined = joining.Apply(Merged{lead->key, first.value().message.id, owner}, joining.value().changed,
                                    Cause::kMerge, fmt::format("объединить с обращением {}", first.value().message.id));
  refused_ += joined ? 0 : 1;
}

void Simulation::Play(const ScriptEvent& event) {
  if (IsSwap(event)) return Swap(event);
  if (event.job.empty()) {
    const auto found = by_id_.find(event.id);
    if (found != by_id_.end()) return ApplyTo(found->second, event);
    return Say(event,
               {fmt::format("обращения {} к этому времени нет", event.id),
                fmt::format("there is no message {} by that time", event.id)},
               {"проверьте id и время поступления", "check the id and the time of its arrival"});
  }
  std::vector<std::size_t> members = jobs_.WithKey(event.job);
  if (const auto found = by_id_.find(event.job); members.empty() && found != by_id_.end()) {
    members = jobs_.With(found->second);
  }
  std::erase_if(members, [&](std::size_t number) { return !cases_[number]->open(); });
  for (const std::size_t number : members) ApplyTo(number, event);
  if (!members.empty()) return;
  Say(event,
      {fmt::format("открытых обращений общего дела «{}» к этому времени нет", event.job),
       fmt::format("there are no open messages of the job '{}' by that time", event.job)},
      {"job — ключ объединения (merges) или id обращения, которое по нему объединено",
       "job is a merge key or the id of a message that has one"});
}

void Simulation::Swap(const ScriptEvent& event) {
  const auto& index = scenario_.packs.at(std::get<ScriptEvent::PackSwap>(event.what).folder);
  Rules& next = RulesOf(index);
  if (&next == current_) return;
  current_ = &next;
  CountAgain(next);
  if (!scenario_.migrate) return;
  for (std::size_t number = 0; number < cases_.size(); ++number) {
    RunningCase& moved = *cases_[number];
    if (!moved.open() || &moved.workflow() == &next.workflow) continue;
    refused_ += moved.Migrate(next.workflow, event.at, Describe(event).ru) ? 0 : 1;
    SetTimer(number);
  }
}

void Simulation::CountAgain(Rules& rules) {
  rules.windows = StreamWindows();
  rules.counted.clear();
  if (!HasWindows(rules.set())) return;
  for (std::size_t number = 0; number < cases_.size(); ++number) {
    const Message& message = cases_[number]->value().message;
    rules.Count(number, message, rules.decider.Decide(message, rules.Context(*message.received_at, &rules.windows)));
  }
}

void Simulation::ApplyTo(std::size_t number, const ScriptEvent& event) {
  RunningCase& at = *cases_[number];
  const auto decide = [&](const Message& message) { return DecideAgain(number, message, event.at); };
  const auto input = InputOf(event, at, decide);
  const std::string what = Describe(event).ru;
  bool done = false;
  if (input) {
    done = at.Apply(*input, event.at, Cause::kInput, what);
  } else {
    at.Refuse(event.at, Cause::kInput, what, input.error().reason);
  }
  refused_ += done ? 0 : 1;
  SetTimer(number);
}

Decision Simulation::DecideAgain(std::size_t number, const Message& message, UnixSeconds now) {
  const auto& at = cases_[number]->workflow();
  Rules& rules =
      **std::find_if(rules_.begin(), rules_.end(), [&](const auto& known) { return &known->workflow == &at; });
  CountsWithout counts(rules.windows, rules.counted[number]);
  return rules.decider.Decide(message, rules.Context(now, &counts));
}

Simulation::Rules& Simulation::RulesOf(const std::shared_ptr<const RuleIndex>& index) {
  const auto known = std::find_if(rules_.begin(), rules_.end(), [&](const auto& rules) {
    return rules->set().revision() == index->rules().revision();
  });
  if (known != rules_.end()) return **known;
  rules_.push_back(std::make_unique<Rules>(index));
  return *rules_.back();
}

void Simulation::SetTimer(std::size_t number) {
  std::optional<UnixSeconds>& known = next_timer_[number];
  const auto next = cases_[number]->NextTimer();
  if (known == next) return;
  if (known) timers_.erase({*known, number});
  if (next) timers_.emplace(*next, number);
  known = next;
}

void Simulation::Say(const ScriptEvent& event, Text what, Text help) {
  const Text described = Describe(event);
  problems_.push_back(
      {event.input, event.line, true, {described.ru + ": " + what.ru, described.en + ": " + what.en}, std::move(help)});
}

}  // namespace autorules
