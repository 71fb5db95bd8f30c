#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/working_time.h"
#include "engine/decide/decision.h"
#include "engine/intake/message.h"

namespace autorules {

/// One run of a clock. A clock that starts again after a reopening is a new run; earlier ones stay as history.
struct ClockRun {
  std::uint32_t clock = 0;  ///< index in Procedure::clocks of the case's procedure
  UnixSeconds started = 0;
  Deadline due;         ///< with what was granted and paused so far
  TimeAmount extended;  ///< by extensions, in the unit family of the clock
  TimeAmount stood;     ///< by pauses that have ended, in the unit family of the clock
  std::uint32_t extensions = 0;
  std::optional<UnixSeconds> paused;   ///< since when it stands still
  std::optional<UnixSeconds> stopped;  ///< by a state that ends it
  bool overdue = false;                ///< its time was up before it stopped
  bool by_end = false;                 ///< it was a final state that stopped it: a reopening starts the clock again
  bool operator==(const ClockRun&) const = default;
};

inline constexpr std::uint32_t kExpiry = 0xFFFFFFFFU;

/// What a case waits for. Belongs to a run that is neither paused nor stopped.
struct Timer {
  std::uint32_t id = 0;  ///< unique within the case, ascending in the order of setting
  UnixSeconds at = 0;
  std::uint32_t run = 0;         ///< index in Case::clocks
  std::uint32_t step = kExpiry;  ///< of the clock's escalation, or kExpiry: the time is up
  std::uint32_t repetition = 0;  ///< 0 for the first time
  bool operator==(const Timer&) const = default;
};

/// Who held the case, from when until when.
struct Holding {
  Id unit = kNone;
  UnixSeconds from = 0;
  std::optional<UnixSeconds> to;
  bool operator==(const Holding&) const = default;
};

/// A step of a chain that has been taken: never twice for one run.
struct StepTaken {
  std::uint32_t run = 0, step = 0, repetition = 0;
  auto operator<=>(const StepTaken&) const = default;
};

/// What the rules said when they last decided the message. A change of the message undoes nothing that people,
/// escalations and rules of events have done since: only what the rules now say otherwise.
struct Decided {
  Id owner = kNone;
  Importance importance = Importance::kNormal;
  std::vector<std::string> tags;  ///< ordered
  bool operator==(const Decided&) const = default;
};

/// The life of one message after its decision: plain data. Ids refer to the rule set whose revision it carries: rules,
/// structure, procedure and chains of a case are those of its start (the snapshot is the whole immutable rule set, by
/// its hash), until Migrate moves it to another.
struct Case {
  Message message;
  /// What holds now: rules of events, escalations and people change owner, importance, tags and notices.
  Decision decision;
  Decided decided;
  std::string revision;
  std::string state;  ///< "" when the procedure has no states
  UnixSeconds opened = 0;
  UnixSeconds changed = 0;            ///< moment of the last input that was taken
  std::optional<UnixSeconds> closed;  ///< in a final state since
  std::vector<ClockRun> clocks;       ///< in the order of their start
  std::vector<Timer> timers;          ///< ascending by moment, then id
  std::uint32_t next_timer = 1;
  std::vector<Holding> holdings;  ///< the last one has no end while the case is open; nobody holds a closed one
  std::vector<StepTaken> steps;   ///< ordered
  std::optional<int> rating;
  std::uint32_t reopenings = 0;
  std::string job;  ///< key of the job it was merged into, "" for none; every case of a job is answered by itself
  bool operator==(const Case&) const = default;
};

/// One fact of the history of a case, for people and programs. `kind` says which of the others matter.
struct JournalEntry {
  enum class Kind : std::uint8_t {
    kOpened,         ///< unit: the owner
    kState,          ///< name: the transition, text: the state after it; unit: who did it; kNone for the citizen
    kClockStarted,   ///< name: the clock; due
    kClockPaused,    ///< name
    kClockResumed,   ///< name; due
    kClockExtended,  ///< name; due; unit: who; text: by how much
    kClockStopped,   ///< name
    kClockOverdue,   ///< name
    kNotified,       ///< unit; name: the template or ""; text: for what
    kHandedOver,     ///< unit: the new owner; from: the one before; text: for what
    kTagged,         ///< text: the tag
    kRaised,         ///< text: the importance
    kSkipped,        ///< text: what an escalation wanted and why nobody was there for it
    kRule,           ///< name: a rule of an event acted
    kRated,          ///< text: the stars
    kEdited,         ///< unit: who
    kReopened,       ///< unit: who
    kMerged,         ///< text: key of the job; name: id of the message it joins
    kClosed,         ///< text: the final state
    kMigrated,       ///< text: one change
    kReply,          ///< name: a template sent to the citizen
  };
  Kind kind = Kind::kOpened;
  UnixSeconds at = 0;
  Id unit = kNone, from = kNone;
  Id by = kNone;  ///< of kHandedOver: the person who did it, if one did
  std::string name, text;
  std::optional<Deadline> due;
  std::vector<std::pair<std::string, std::string>> given;  ///< what a request brought, by name
  bool operator==(const JournalEntry&) const = default;
};

/// A stable text of a case, every field, for comparing byte for byte.
std::string Dump(const Case& value);

}  // namespace autorules
