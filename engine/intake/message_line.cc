#include "engine/intake/message_line.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <bitset>
#include <cmath>

#include "engine/base/limits.h"
#include "engine/intake/json_repair.h"
#include "engine/intake/line_reader.h"
#include "engine/intake/message_fields.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

namespace dom = simdjson::dom;
static_assert(LineReader::kPadding >= simdjson::SIMDJSON_PADDING);

/// Objects and lists inside each other; the schema needs three.
constexpr std::size_t kJsonDepth = 32;
constexpr std::size_t kMaxFields = 64;

Text WhyUnreadable(simdjson::error_code error) {
  switch (error) {
    case simdjson::UNCLOSED_STRING: return {"текст в кавычках не закрыт", "a quoted text is not closed"};
    case simdjson::UNESCAPED_CHARS: return {"внутри кавычек управляющий символ", "a control character inside quotes"};
    case simdjson::STRING_ERROR: return {"неверная последовательность после «\\»", "a bad escape after '\\'"};
    case simdjson::NUMBER_ERROR:
      return {"число написано неверно или слишком велико", "a number is misspelt or too large"};
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR: return {"ожидалось true, false или null", "expected true, false or null"};
    case simdjson::DEPTH_ERROR:
      return {fmt::format("вложенность больше {}", kJsonDepth), fmt::format("nested deeper than {}", kJsonDepth)};
    default:
      return {"скобки, запятые и двоеточия стоят не по правилам JSON", "brackets, commas or colons are not JSON"};
  }
}

/// The value when it is of JSON type T.
template <typename T>
std::optional<T> As(dom::element value) {
  T out{};
  if (value.get(out) != simdjson::SUCCESS) return std::nullopt;
  return out;
}

std::optional<std::string> WholeNumberText(dom::element value) {
  if (const auto number = As<std::int64_t>(value)) return std::to_string(*number);
  if (const auto number = As<std::uint64_t>(value)) return std::to_string(*number);
  return std::nullopt;
}

/// A scalar as text; nullopt for lists, objects and null.
std::optional<std::string> ScalarText(dom::element value) {
  if (const auto text = As<std::string_view>(value)) return std::string(*text);
  if (auto number = WholeNumberText(value)) return number;
  if (const auto number = As<double>(value)) return fmt::format("{}", *number);
  if (const auto flag = As<bool>(value)) return *flag ? "true" : "false";
  return std::nullopt;
}

Text TypeName(FieldType type) {
  switch (type) {
    case FieldType::kText: return {"текст в кавычках", "a quoted text"};
    case FieldType::kCode: return {"текст или целое число", "a text or a whole number"};
    case FieldType::kNumber: return {"число", "a number"};
    case FieldType::kFlag: return {"true или false", "true or false"};
    case FieldType::kMoment:
      return {"время по ISO 8601, например 2026-01-12T10:00:00+05:00",
              "an ISO 8601 moment such as 2026-01-12T10:00:00+05:00"};
    case FieldType::kLatitude: return {"число от -90 до 90", "a number from -90 to 90"};
    case FieldType::kLongitude: return {"число от -180 до 180", "a number from -180 to 180"};
    case FieldType::kObject:
    case FieldType::kTexts:
    case FieldType::kLabels: break;
  }
  return {"объект { … }", "an object { … }"};
}

/// Longer names may be misspelt more.
std::size_t AllowedTypos(std::string_view name) { return name.size() < 4 ? 0 : name.size() < 7 ? 1 : 2; }

/// Fills one message. Known fields go by the table; of equal keys the first counts.
class MessageFiller {
 public:
  MessageFiller(const std::string& zone, Message* message, std::vector<InputProblem>* problems)
      : zone_(zone), message_(*message), problems_(*problems) {}

  bool Fill(dom::object object) {
    ReadFields(object, "");
    if (latitude_ && longitude_) {
      message_.location = {*latitude_, *longitude_};
    } else if (latitude_ || longitude_) {
      Say({"место без одной из координат: не учтено", "a location lacks a coordinate: ignored"},
          {"нужны обе: location.lat и location.lon", "give both location.lat and location.lon"});
    }
    if (message_.channel.empty() && !bad_[IndexOf("channel")]) {
      Say({"канал не указан", "the channel is missing"}, {"добавьте поле channel", "add the field channel"});
    }
    if (seen_[IndexOf("text")] && !bad_[IndexOf("text")]) return true;
    Say({"нет текста обращения: строка пропущена", "no message text: line skipped"},
        {"поле text обязательно, это текст в кавычках", "the field text is required and is a quoted text"});
    problems_.back().skipped = true;
    return false;
  }

 private:
  static std::size_t IndexOf(std::string_view path) {
    const auto fields = MessageFields();
    std::size_t i = 0;
    while (i < fields.size() && fields[i].path != path) ++i;
    return i;
  }

  void Say(Text what, Text help) { problems_.push_back({"", 0, false, std::move(what), std::move(help)}); }

  void ReadFields(dom::object object, std::string_view prefix) {
    std::string path;
    for (const auto [key, value] : object) {
      path.assign(prefix).append(key);
      const std::size_t index = IndexOf(path);
      if (index == MessageFields().size()) {
        SayIfMisspelt(path);
      } else if (seen_[index]) {
        Say({fmt::format("поле «{}» повторяется: взято первое", path),
             fmt::format("the field '{}' occurs twice: the first one counts", path)},
            {});
      } else {
        seen_[index] = !value.is_null();
        if (!value.is_null()) ReadField(index, value);
      }
    }
  }

  void ReadField(std::size_t index, dom::element value) {
    const MessageField& field = MessageFields()[index];
    if (Store(field, value)) return;
    bad_[index] = true;
    // A record without a readable text is skipped, which is said once, in Fill.
    if (field.path == "text") return;
    const Text type = TypeName(field.type);
    Say({fmt::format("поле «{}» не читается: не учтено", field.path),
         fmt::format("cannot read the field '{}': ignored", field.path)},
        {"ожидается " + type.ru, "expected " + type.en});
  }

  /// False when the value is not of the field's type.
  bool Store(const MessageField& field, dom::element value) {
    switch (field.type) {
      case FieldType::kText: return value.is_string() && StoreText(ScalarText(value), field);
      case FieldType::kCode: return StoreText(value.is_string() ? ScalarText(value) : WholeNumberText(value), field);
      case FieldType::kNumber:
        message_.*std::get<std::optional<double> Message::*>(field.target) = As<double>(value);
        return value.is_number();
      case FieldType::kLatitude: return StoreDegrees(value, 90, latitude_);
      case FieldType::kLongitude: return StoreDegrees(value, 180, longitude_);
      case FieldType::kFlag:
        message_.*std::get<std::optional<bool> Message::*>(field.target) = As<bool>(value);
        return value.is_bool();
      case FieldType::kMoment: {
        auto& moment = message_.*std::get<std::optional<UnixSeconds> Message::*>(field.target);
        if (const auto text = As<std::string_view>(value)) moment = ParseMoment(*text, zone_);
        return moment.has_value();
      }
      case FieldType::kObject: {
        const auto object = As<dom::object>(value);
        if (!object) return false;
        ReadFields(*object, std::string(field.path) + ".");
        return true;
      }
      case FieldType::kTexts: {
        const auto object = As<dom::object>(value);
        if (!object) return false;
        for (const auto [key, entry] : *object) StoreOwnField(key, entry);
        return true;
      }
      case FieldType::kLabels: {
        const auto object = As<dom::object>(value);
        if (!object) return false;
        for (const auto [key, entry] : *object) StoreLabel(key, entry);
        return true;
      }
    }
    return false;
  }

  bool StoreText(std::optional<std::string> text, const MessageField& field) {
    if (!text) return false;
    message_.*std::get<std::string Message::*>(field.target) = *std::move(text);
    return true;
  }

  static bool StoreDegrees(dom::element value, double most, std::optional<double>& target) {
    const auto degrees = As<double>(value);
    if (!degrees || std::abs(*degrees) > most) return false;
    target = degrees;
    return true;
  }

  void StoreOwnField(std::string_view key, dom::element value) {
    if (value.is_null()) return;
    if (std::optional<std::string> text = ScalarText(value)) {
      message_.fields.emplace(key, *std::move(text));
    } else {
      SayNested("fields", key);
    }
  }

  void StoreLabel(std::string_view key, dom::element value) {
    std::vector<std::string>& accepted = message_.labels[std::string(key)];
    const auto add = [&](dom::element entry) {
      if (entry.is_null()) return;
      if (std::optional<std::string> text = ScalarText(entry); !text) {
        SayNested("label", key);
      } else if (!text->empty()) {
        accepted.push_back(*std::move(text));
      }
    };
    const auto list = As<dom::array>(value);
    if (!list) return add(value);
    for (const dom::element entry : *list) add(entry);
  }

  void SayNested(std::string_view object, std::string_view key) {
    Say({fmt::format("поле «{}.{}» не читается: не учтено", object, key),
         fmt::format("cannot read the field '{}.{}': ignored", object, key)},
        {"ожидается текст, число или true/false", "expected a text, a number or true/false"});
  }

  void SayIfMisspelt(std::string_view path) {
    const std::size_t limit = AllowedTypos(path);
    for (const MessageField& field : MessageFields()) {
      if (EditDistance(path, field.path, limit) > limit) continue;
      Say({fmt::format("неизвестное поле «{}»: не учтено", path), fmt::format("unknown field '{}': ignored", path)},
          {fmt::format("возможно, имелось в виду «{}»", field.path), fmt::format("did you mean '{}'?", field.path)});
      return;
    }
  }

  const std::string& zone_;
  Message& message_;
  std::vector<InputProblem>& problems_;
  std::bitset<kMaxFields> seen_;  ///< given and not null
  std::bitset<kMaxFields> bad_;   ///< given with a value of another type
  std::optional<double> latitude_, longitude_;
};

}  // namespace

struct MessageLineParser::Impl {
  std::string zone;
  dom::parser parser;
  std::string mended;  ///< the line with its bad bytes replaced, and padding
};

MessageLineParser::MessageLineParser(std::string zone) : impl_(std::make_unique<Impl>()) {
  impl_->zone = std::move(zone);
}
MessageLineParser::~MessageLineParser() = default;

bool MessageLineParser::Parse(std::string_view line, Message* message, std::vector<InputProblem>* problems) {
  *message = {};
  const auto mend = [&](std::string text, Text what) {
    impl_->mended = std::move(text);
    const std::size_t size = impl_->mended.size();
    impl_->mended.resize(size + LineReader::kPadding);
    line = std::string_view(impl_->mended).substr(0, size);
    problems->push_back({"", 0, false, std::move(what), {}});
  };
  if (!IsValidUtf8(line)) {
    mend(RepairUtf8(line),
         {"байты не в UTF-8 заменены знаком «\xEF\xBF\xBD»", "bytes that are not UTF-8 became '\xEF\xBF\xBD'"});
    problems->back().help = {"сохраните файл в UTF-8", "save the file as UTF-8"};
  }
  if (std::optional<std::string> repaired = RepairSurrogates(line)) {
    mend(*std::move(repaired),
         {"половина символа заменена знаком «\xEF\xBF\xBD»", "half a character became '\xEF\xBF\xBD'"});
  }

  const auto skip = [&](Text what, Text help) {
    problems->push_back({"", 0, true, std::move(what), std::move(help)});
    return false;
  };
  const Text form("в каждой строке должен быть один объект: {\"id\": …, \"channel\": …, \"text\": …}",
                  "each line must hold one object: {\"id\": …, \"channel\": …, \"text\": …}");
  dom::parser& parser = impl_->parser;
  simdjson::error_code error = simdjson::SUCCESS;
  // The depth can only be set together with a capacity; the parser grows by itself later.
  if (parser.max_depth() != kJsonDepth) error = parser.allocate(line.size(), kJsonDepth);
  dom::element root;
  if (error == simdjson::SUCCESS) error = parser.parse(line.data(), line.size(), false).get(root);
  if (error != simdjson::SUCCESS) {
    const Text why = WhyUnreadable(error);
    return skip({"строка не читается как JSON: " + why.ru, "the line is not JSON: " + why.en}, form);
  }
  const auto object = As<dom::object>(root);
  if (!object) return skip({"в строке не объект JSON", "the line is not a JSON object"}, form);
  return MessageFiller(impl_->zone, message, problems).Fill(*object);
}

}  // namespace autorules
