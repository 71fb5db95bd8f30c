#pragma once

#include "engine/decide/decision.h"
#include "engine/decide/fact.h"
#include "engine/intake/message.h"

namespace autorules {

/// Fills Decision::own with what the message brings for the pack's own fields, and the trace with the fields whose
/// value does not read. Names, options and entities are compared folded; of two spellings of one name the first that
/// says anything counts. An empty value is none, without complaint. Does nothing for a pack without own attributes.
void ReadOwnFields(const RuleSet& rules, const Message& message, Decision* decision);

/// True unless the field has bounds and the number lies outside of them.
bool IsWithinBounds(const Field& field, double number);

/// The value of an own attribute as the decision holds it: a field's in Decision::own, a window's or script function's
/// in Decision::inputs. Texts are as given; the view lives as long as the value stays.
Fact OwnFact(const RuleSet& rules, const Decision& decision, Attribute attribute);

}  // namespace autorules
