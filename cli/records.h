#pragma once

#include <string>

#include "engine/decide/decision.h"
#include "engine/intake/message.h"

/// The answer to one message for programs; docs/message.md defines the keys.
namespace autorules::cli {

/// One line of NDJSON.
void AppendJsonRecord(const RuleSet& rules, const Message& message, const Decision& decision, std::string& out);
/// The header of the table: a byte order mark and `;`, which Russian spreadsheets expect.
void AppendCsvHeader(const RuleSet& rules, std::string& out);
/// One row; lists are joined by ", ".
void AppendCsvRecord(const RuleSet& rules, const Message& message, const Decision& decision, std::string& out);

}  // namespace autorules::cli
