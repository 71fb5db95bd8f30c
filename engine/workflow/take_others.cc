#include <fmt/format.h>

#include <algorithm>

#include "engine/decide/people.h"
#include "engine/workflow/actors.h"
#include "engine/workflow/changes.h"
#include "engine/workflow/escalations.h"
#include "engine/workflow/event_rules.h"
#include "engine/workflow/take.h"
#include "engine/workflow/timers.h"

namespace autorules {
namespace {

const std::string& NameOf(const Draft& draft, Id unit) { return draft.book.rules().units()[unit].name; }

Acceptance RefuseClosed() {
  return Refuse("сообщение завершено: сначала переоткройте его", "the message is closed: reopen it first");
}

void Expire(Draft* draft, std::uint32_t run) {
  draft->next().clocks[run].overdue = true;
  const std::string& clock = ClockOf(draft->book, draft->next(), run).name;
  draft->Note(JournalEntry::Kind::kClockOverdue).name = clock;
  FireRules(draft, {EventKind::kOverdue, clock, fmt::format("срок «{}» истёк", clock), {}});
}

Acceptance RefuseRecused(const Draft& draft, Id unit) {
  return Refuse(fmt::format("«{}» не может получить сообщение: оно о нём (отвод)", NameOf(draft, unit)),
                fmt::format("'{}' may not get the message: it is about them (recusal)", NameOf(draft, unit)));
}

}  // namespace

Acceptance Take(Draft* draft, const TimerFired& fired) {
  auto& timers = draft->next().timers;
  const auto found =
      std::find_if(timers.begin(), timers.end(), [&](const Timer& timer) { return timer.id == fired.timer; });
  if (found == timers.end()) return Refuse("такого таймера у сообщения нет", "the message has no such timer");
  if (found->at > draft->now) return Refuse("время таймера ещё не пришло", "the timer is not due yet");
  if (found != timers.begin()) {
    return Refuse("таймеры срабатывают по порядку, этот не первый",
                  "timers fire in their order, this is not the first");
  }
  const Timer timer = *found;
  timers.erase(found);
  if (timer.step == kExpiry) {
    Expire(draft, timer.run);
  } else {
    TakeStep(draft, timer);
  }
  return {};
}

Acceptance Take(Draft* draft, const Rated& rated) {
  Case& next = draft->next();
  if (!next.closed)
    return Refuse("оценивают ответ, а его ещё не было", "it is the answer that is rated, there is none");
  if (rated.stars < 1 || rated.stars > 5) return Refuse("оценка — число от 1 до 5", "a rating is a number from 1 to 5");
  next.rating = rated.stars;
  draft->Note(JournalEntry::Kind::kRated).text = std::to_string(rated.stars);
  FireRules(draft, {EventKind::kRating, "", fmt::format("оценка {}", rated.stars), rated.stars});
  return {};
}

Acceptance Take(Draft* draft, const Redirected& redirected) {
  const Decision& decision = draft->next().decision;
  if (draft->next().closed) return RefuseClosed();
  if (redirected.to == kNone) return Refuse("не сказано, кому передать", "it is not said to whom");
  if (!MayRedirect(redirected.by, draft->book, decision)) {
    const std::string who = redirected.by == kNone ? "заявитель" : NameOf(*draft, redirected.by);
    const std::string who_en = redirected.by == kNone ? "the citizen" : who;
    return Refuse(
        fmt::format("«{}» не может передать сообщение; могут ответственный, вышестоящие, координатор канала и "
                    "администратор",
                    who),
        fmt::format("'{}' may not hand the message over; the owner, those above, the coordinator of the channel and "
                    "an administrator may",
                    who_en));
  }
  const Id to = draft->book.holders().Answering(redirected.to);
  if (to == kNone) {
    return Refuse(fmt::format("должность «{}» вакантна, и заместителя нет", NameOf(*draft, redirected.to)),
                  fmt::format("post '{}' is vacant and has no deputy", NameOf(*draft, redirected.to)));
  }
  if (to == decision.owner) {
    return Refuse(fmt::format("сообщение уже у «{}»", NameOf(*draft, to)),
                  fmt::format("'{}' has the message already", NameOf(*draft, to)));
  }
  if (IsRecused(draft->book.rules(), decision, to)) return RefuseRecused(*draft, to);
  HandOver(draft, to, redirected.reason, redirected.by);
  return {};
}

Acceptance Take(Draft* draft, const Merged& merged) {
  Case& next = draft->next();
  if (next.closed) return RefuseClosed();
  if (merged.job.empty() || merged.owner == kNone)
    return Refuse("у общей задачи нет ключа или ответственного", "the job has no key or no owner");
  if (merged.job == next.job) return Refuse("сообщение уже в этой задаче", "the message is in this job already");
  const bool moves = merged.owner != next.decision.owner;
  if (moves && IsRecused(draft->book.rules(), next.decision, merged.owner)) return RefuseRecused(*draft, merged.owner);
  next.job = merged.job;
  JournalEntry& entry = draft->Note(JournalEntry::Kind::kMerged);
  entry.text = merged.job;
  entry.name = merged.lead;
  if (moves) HandOver(draft, merged.owner, fmt::format("одна задача с сообщением № {}", merged.lead));
  return {};
}

}  // namespace autorules
