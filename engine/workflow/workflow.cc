#include "engine/workflow/workflow.h"

#include <fmt/format.h>

#include "engine/workflow/changes.h"
#include "engine/workflow/draft.h"
#include "engine/workflow/migrate.h"
#include "engine/workflow/states.h"
#include "engine/workflow/take.h"

namespace autorules {
namespace {

/// When the case of a message begins: when it came; of a day without a time, where working hours begin that day, if
/// it has any.
UnixSeconds BeginningOf(const Message& message, const WorkingTime& time, UnixSeconds now) {
  if (!message.received_at) return now;
  if (!message.only_day) return *message.received_at;
  const UnixSeconds at = time.NextWorkingMoment(*message.received_at);
  const bool same_day = LocalDate(at, time.zone()) == LocalDate(*message.received_at, time.zone());
  return same_day ? at : *message.received_at;
}

/// True when no unit that the input names is unknown.
struct NamesUnits {
  std::size_t units;
  bool Is(Id unit) const { return unit == kNone || unit < units; }
  bool operator()(const Request& request) const { return Is(request.by); }
  bool operator()(const TimerFired&) const { return true; }
  bool operator()(const Rated&) const { return true; }
  bool operator()(const Edited& edited) const { return Is(edited.by); }
  bool operator()(const Redirected& redirected) const { return Is(redirected.by) && Is(redirected.to); }
  bool operator()(const Merged& merged) const { return Is(merged.owner); }
};

/// What holds for whatever happens to a case: it is of these rules, time goes forward, and the timers that were due
/// have fired, unless this is one of them.
Acceptance Check(const Rulebook& book, const Case& value, UnixSeconds now, bool is_timer) {
  if (value.revision != book.rules().revision()) {
    return Refuse(fmt::format("сообщение ведётся по правилам {}, а не {}", value.revision, book.rules().revision()),
                  fmt::format("the message is under rules {}, not {}", value.revision, book.rules().revision()));
  }
  if (now < value.changed) {
    return Refuse("это раньше того, что с сообщением уже было", "this is earlier than what has been done already");
  }
  if (!is_timer && !value.timers.empty() && value.timers.front().at <= now) {
    return Refuse("к этому времени уже должен был сработать таймер: сначала он",
                  "a timer was due by that time: it comes first");
  }
  return {};
}

}  // namespace

struct Workflow::Impl {
  explicit Impl(std::shared_ptr<const RuleSet> rules) : book(std::move(rules)) {}
  UnixSeconds BeginningOf(const Message& message, UnixSeconds now) const {
    return autorules::BeginningOf(message, book.TimeOf(Clock{}), now);
  }
  Rulebook book;
};

Workflow::Workflow(std::shared_ptr<const RuleSet> rules) : impl_(std::make_unique<Impl>(std::move(rules))) {}

Workflow::~Workflow() = default;

const RuleSet& Workflow::rules() const { return impl_->book.rules(); }

Transition Workflow::Open(Message message, Decision decision, UnixSeconds now) const {
  Draft draft{impl_->book, impl_->BeginningOf(message, now)};
  Case& next = draft.next();
  const auto notices = decision.notices;
  const auto replies = decision.replies;
  next.decided = {decision.owner, decision.importance, decision.tags};
  next.message = std::move(message);
  next.decision = std::move(decision);
  next.revision = rules().revision();
  Begin(&draft);
  for (const Notification& notice : notices) Tell(&draft, notice.unit, notice.letter, "поступило");
  for (const Id letter : replies) Reply(&draft, letter);
  return std::move(draft.made);
}

StepResult Workflow::Step(const Case& value, const Input& input, UnixSeconds now) const {
  const bool is_timer = std::holds_alternative<TimerFired>(input);
  if (const Acceptance check = Check(impl_->book, value, now, is_timer); !check) return tl::unexpected(check.error());
  if (!std::visit(NamesUnits{rules().units().size()}, input))
    return tl::unexpected(Refusal{Text("такого подразделения нет", "there is no such unit")});
  Draft draft{impl_->book, now};
  draft.next() = value;
  draft.next().changed = now;
  const Acceptance taken = std::visit([&](const auto& known) { return Take(&draft, known); }, input);
  if (!taken) return tl::unexpected(taken.error());
  return std::move(draft.made);
}

StepResult Workflow::Migrate(const Case& value, const Workflow& from, UnixSeconds now) const {
  if (const Acceptance check = Check(from.impl_->book, value, now, false); !check) return tl::unexpected(check.error());
  return MigrateCase(value, from.impl_->book, impl_->book, now);
}

const WorkingTime& Workflow::TimeOf(const Clock& clock) const { return impl_->book.TimeOf(clock); }

std::vector<std::pair<const Clock*, Deadline>> Workflow::FirstDeadlines(const Message& message,
                                                                        const Decision& decision,
                                                                        UnixSeconds now) const {
  std::vector<std::pair<const Clock*, Deadline>> deadlines;
  const Procedure* procedure = impl_->book.ProcedureOf(decision);
  if (procedure == nullptr || IsFinal(*procedure, procedure->start)) return deadlines;
  const UnixSeconds begun = impl_->BeginningOf(message, now);
  for (const Clock& clock : procedure->clocks) {
    if (clock.from != procedure->start) continue;
    deadlines.emplace_back(&clock, TimeOf(clock).Due(begun, *AmountOf(clock.duration), clock.last_day));
  }
  return deadlines;
}

}  // namespace autorules
