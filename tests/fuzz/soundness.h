#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/decide/decide.h"

/// Invariants that several fuzz targets share. Each function aborts when one is broken.
namespace autorules::fuzz {

/// The day on which messages without a time of arrival are decided.
inline constexpr DecideContext kToday{{2025, 6, 15}};

/// True when [begin, end) lies in `text` and cuts no character of it.
bool IsRangeOf(std::string_view text, std::size_t begin, std::size_t end);

/// Every place lies inside its file, between characters; every text is filled and valid UTF-8; all of them can be
/// rendered in both languages.
void RequireSoundDiagnostics(const Diagnostics& diagnostics, const SourceMap& sources);

/// Decides every message with one decider and with a fresh one each: equal, ids known, places inside the message.
std::vector<Decision> DecideSoundly(const std::shared_ptr<const RuleSet>& rules, const std::vector<Message>& messages);

}  // namespace autorules::fuzz
