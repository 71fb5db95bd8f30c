#include "engine/intake/message_fields.h"

namespace autorules {
namespace {

const MessageField kFields[] = {
    {"id", FieldType::kCode, true, &Message::id},
    {"channel", FieldType::kText, true, &Message::channel},
    {"text", FieldType::kText, true, &Message::text},
    {"received_at", FieldType::kMoment, false, &Message::received_at},
    {"author", FieldType::kObject, false, {}},
    {"author.name", FieldType::kText, false, &Message::author_name},
    {"author.contact", FieldType::kCode, false, &Message::author_contact},
    {"author.followers", FieldType::kNumber, false, &Message::author_followers},
    {"address", FieldType::kText, false, &Message::address},
    {"location", FieldType::kObject, false, {}},
    {"location.lat", FieldType::kLatitude, false, {}},
    {"location.lon", FieldType::kLongitude, false, {}},
    {"external_id", FieldType::kCode, false, &Message::external_id},
    {"source", FieldType::kObject, false, {}},
    {"source.category", FieldType::kText, false, &Message::category},
    {"source.subcategory", FieldType::kText, false, &Message::subcategory},
    {"source.fact", FieldType::kText, false, &Message::fact},
    {"source.organisation", FieldType::kText, false, &Message::organisation},
    {"source.oktmo", FieldType::kCode, false, &Message::source_oktmo},
    {"source.fast_track", FieldType::kFlag, false, &Message::fast_track},
    {"source.fz59", FieldType::kFlag, false, &Message::fz59},
    {"fields", FieldType::kTexts, false, {}},
    {"label", FieldType::kLabels, false, {}},
};

}  // namespace

std::span<const MessageField> MessageFields() { return kFields; }

}  // namespace autorules
