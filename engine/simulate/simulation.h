#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/decide/switch_off.h"
#include "engine/intake/input_problem.h"
#include "engine/match/rule_index.h"
#include "engine/simulate/jobs.h"
#include "engine/simulate/running_case.h"
#include "engine/simulate/script.h"

namespace autorules {

/// What is to be played.
struct Scenario {
  std::shared_ptr<const RuleIndex> rules;
  std::vector<Message> messages;  ///< each with its time of arrival (see SpreadArrivals)
  std::vector<ScriptEvent> events;
  std::map<std::string, std::shared_ptr<const RuleIndex>> packs;  ///< by folder: those that the events swap in
  UnixSeconds end = 0;                                            ///< what happens at this moment still happens
  bool migrate = false;                                           ///< open cases go on by new rules
};

/// Plays the life of messages on a clock that is set by hand: they arrive, timers fire, people do what the script says.
/// The clock goes from one thing that happens to the next, nothing waits and the time of day is never read, so that the
/// same scenario always goes the same way.
///
/// At one moment timers come first, then new rules, then messages, then people; timers in the order of arrival of their
/// cases, the others in the order in which they were given. Messages that agree on a merge key with a case that is open
/// join its job and get the owner that its first case has then. Windows count the messages that have arrived, in the
/// order of their arrival; for new rules, as if these had decided them all.
///
/// Not thread-safe.
class Simulation {
 public:
  /// Requires a rule set for every swap.
  explicit Simulation(Scenario scenario);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  /// Called after each thing that happened, with its moment.
  using Watch = std::function<void(UnixSeconds)>;
  /// Plays everything up to the end. Call it once.
  void Run(const Watch& watch = {});

  /// In the order of arrival.
  const std::vector<std::unique_ptr<RunningCase>>& cases() const { return cases_; }
  /// Messages that come after the end.
  std::size_t to_come() const { return scenario_.messages.size() - cases_.size(); }
  /// What the script asked for and no case could be asked about, in the order of time. Events after the end are among
  /// them.
  const std::vector<InputProblem>& problems() const { return problems_; }
  /// Inputs that cases have refused; each is in the history of its case.
  std::size_t refused() const { return refused_; }
  /// What of the scripts has been switched off.
  const std::vector<SwitchOff>& switch_offs() const { return switch_offs_; }
  /// When the first thing happens; the end when nothing does.
  UnixSeconds begin() const;

 private:
  struct Rules;

  void Arrive(Message message, UnixSeconds now);
  void Join(std::size_t number, UnixSeconds now);
  void Play(const ScriptEvent& event);
  void Swap(const ScriptEvent& event);
  void CountAgain(Rules& rules);
  void ApplyTo(std::size_t number, const ScriptEvent& event);
  Decision DecideAgain(std::size_t number, const Message& message, UnixSeconds now);
  Rules& RulesOf(const std::shared_ptr<const RuleIndex>& index);
  void SetTimer(std::size_t number);
  void Say(const ScriptEvent& event, Text what, Text help);

  Scenario scenario_;
  std::vector<std::unique_ptr<Rules>> rules_;  ///< all that have held, in the order of their coming
  Rules* current_ = nullptr;
  std::vector<std::unique_ptr<RunningCase>> cases_;
  std::map<std::string, std::size_t> by_id_;              ///< the latest of that id
  std::set<std::pair<UnixSeconds, std::size_t>> timers_;  ///< the next one of each case
  std::vector<std::optional<UnixSeconds>> next_timer_;    ///< by case: what it has in timers_
  Jobs jobs_;
  std::vector<InputProblem> problems_;
  std::vector<SwitchOff> switch_offs_;
  std::size_t refused_ = 0;
};

}  // namespace autorules
