#pragma once

#include <vector>

#include "dsl/lowering.h"
#include "dsl/symbols.h"
#include "engine/base/diagnostic.h"

namespace autorules {

/// What every check looks at. Entities of `pack.parts` and declarations of `symbols` share their indices.
struct CheckInput {
  const SourceMap& sources;
  const std::vector<SourceUnit>& files;
  const Symbols& symbols;
  const LoweredPack& pack;
};

// One check per file. Each only adds diagnostics and works on packs with errors too, unless it says otherwise.

/// A municipality with a default that names an owner (E0401, E0406).
void CheckWhole(const CheckInput& input, Diagnostics* diagnostics);
/// Superiors and parent topics end somewhere (E0208, E0209).
void CheckTrees(const CheckInput& input, Diagnostics* diagnostics);
/// Rules can be ordered by what they read and write (E0402).
void CheckOrder(const CheckInput& input, Diagnostics* diagnostics);
/// A negation over an absent value says what it means (E0403).
void CheckAbsence(const CheckInput& input, Diagnostics* diagnostics);
/// The procedure follows from the way of filing alone (E0404).
void CheckProcedures(const CheckInput& input, Diagnostics* diagnostics);

/// What a window counts by is known before any window is asked (E0410).
void CheckWindows(const CheckInput& input, Diagnostics* diagnostics);
/// Rules of events read and write what they may (E0409, E0413).
void CheckEvents(const CheckInput& input, Diagnostics* diagnostics);
/// The work a message can make stays within limits::kPackCost (E0411). Needs parts without errors.
void CheckCost(const CheckInput& input, Diagnostics* diagnostics);
/// Every topic has an owner or is left to a person on purpose (E0414).
void CheckTopicOwners(const CheckInput& input, Diagnostics* diagnostics);
/// Rows that fit one message under `единственная` (E0505).
void CheckRowOverlaps(const CheckInput& input, Diagnostics* diagnostics);

/// Rows that can never act and messages that a table says nothing of (W0107, W0108).
void CheckTableRows(const CheckInput& input, Diagnostics* diagnostics);
/// Declarations that nothing refers to (W0101).
void CheckUnused(const CheckInput& input, Diagnostics* diagnostics);
/// States that no case comes into or gets out of again (W0109, W0110). Needs parts without errors.
void CheckStates(const CheckInput& input, Diagnostics* diagnostics);
/// Escalations that speak of somebody who is not there (W0111). Needs parts without errors.
void CheckEscalations(const CheckInput& input, Diagnostics* diagnostics);
/// Patterns of a topic that another pattern of it already covers (W0104).
void CheckPatterns(const CheckInput& input, Diagnostics* diagnostics);
/// Conditions that contradict themselves (W0105). Needs parts without errors.
void CheckContradictions(const CheckInput& input, Diagnostics* diagnostics);
/// Pairs of equally strong rules that may set different values together (W0103). Needs parts without errors.
void CheckClashes(const CheckInput& input, Diagnostics* diagnostics);

/// True for a procedure that the pack declares or refers to, or that somebody refines: what a library has besides is
/// there to be chosen from.
bool IsInPlay(const CheckInput& input, Id procedure);

}  // namespace autorules
