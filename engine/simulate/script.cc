#include "engine/simulate/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/text/fold.h"

namespace autorules {
namespace {

using nlohmann::json;

constexpr int kLeastStars = 1, kMostStars = 5;

/// What kind of event a key makes of its line.
constexpr std::array<std::string_view, 5> kKinds = {"transition", "hand_over", "rating", "text", "pack"};

struct Field {
  std::string_view name;
  std::vector<std::string_view> of;  ///< kinds that have it
};
const std::vector<Field>& Fields() {
  static const std::vector<Field> kFields = {
      {"at", {"transition", "hand_over", "rating", "text", "pack"}},
      {"id", {"transition", "hand_over", "rating", "text"}},
      {"job", {"transition", "hand_over", "rating", "text"}},
      {"by", {"transition", "hand_over", "text"}},
      {"given", {"transition"}},
      {"extend", {"transition"}},
      {"reason", {"hand_over"}},
      {"transition", {"transition"}},
      {"hand_over", {"hand_over"}},
      {"rating", {"rating"}},
      {"text", {"text"}},
      {"pack", {"pack"}},
  };
  return kFields;
}

const Text kForm = {"в каждой строке должен быть один объект: {\"at\": …, \"id\": …, \"transition\": …}",
                    "each line must hold one object: {\"at\": …, \"id\": …, \"transition\": …}"};

/// A text, a number or a flag as text; nullopt for anything else and for an empty text.
std::optional<std::string> ScalarText(const json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return text.empty() ? std::nullopt : std::optional(text);
  }
  if (value.is_number() || value.is_boolean()) return value.dump();
  return std::nullopt;
}

/// Reads one line. Whatever is wrong is said, and then there is no event.
class EventReader {
 public:
  EventReader(const std::string& zone, const ReadDuration& read_duration, std::vector<InputProblem>& problems)
      : zone_(zone), read_duration_(read_duration), problems_(problems), said_before_(problems.size()) {}

  std::optional<ScriptEvent> Read(std::string_view line) {
    if (!IsValidUtf8(line)) {
      Say({"строка не в UTF-8", "the line is not UTF-8"}, {"сохраните файл в UTF-8", "save the file as UTF-8"});
      return std::nullopt;
    }
    object_ = json::parse(line, nullptr, false);
    if (object_.is_discarded()) {
      Say({"строка не читается как JSON", "the line is not JSON"}, kForm);
      return std::nullopt;
    }
    if (!object_.is_object()) {
      Say({"в строке не объект JSON", "the line is not a JSON object"}, kForm);
      return std::nullopt;
    }
    // null is the same as a field left out.
    for (auto field = object_.begin(); field != object_.end();)
      field = field->is_null() ? object_.erase(field) : ++field;
    ReadKind();
    ReadMoment();
    if (!kind_.empty()) {
      ReadTarget();
      ReadWhat();
    }
    SayStrangeFields();
    if (problems_.size() > said_before_) return std::nullopt;
    return std::move(event_);
  }

 private:
  bool Has(std::string_view name) const { return object_.contains(name); }

  void Say(Text what, Text help) {
    // The line is skipped once, whatever is wrong with it.
    const bool first = problems_.size() == said_before_;
    problems_.push_back({"", 0, first, std::move(what), std::move(help)});
  }

  void SayUnreadable(std::string_view name, const Text& expected) {
    Say({fmt::format("поле «{}» не читается", name), fmt::format("cannot read the field '{}'", name)},
        {"ожидается " + expected.ru, "expected " + expected.en});
  }

  void ReadKind() {
    std::string all;
    for (const std::string_view kind : kKinds) {
      if (!Has(kind)) continue;
      all += (all.empty() ? "" : ", ") + std::string(kind);
      if (!kind_.empty()) several_ = true;
      kind_ = kind;
    }
    if (several_) {
      kind_ = {};
      Say({fmt::format("в одной строке несколько событий: {}", all),
           fmt::format("several events in one line: {}", all)},
          {"запишите каждое событие своей строкой", "write each event on a line of its own"});
    } else if (kind_.empty()) {
      Say({"не сказано, что происходит", "the line does not say what happens"},
          {"нужно одно из полей transition, hand_over, rating, text, pack",
           "give one of the fields transition, hand_over, rating, text, pack"});
    }
  }

  void ReadMoment() {
    if (!Has("at")) {
      return Say({"нет момента события", "the event has no moment"},
                 {"добавьте поле at, например \"at\": \"2026-01-14T10:00\"",
                  "add the field at, such as \"at\": \"2026-01-14T10:00\""});
    }
    const json& value = object_["at"];
    const auto moment = value.is_string() ? ParseMoment(value.get_ref<const std::string&>(), zone_) : std::nullopt;
    if (moment) {
      event_.at = *moment;
    } else {
      SayUnreadable("at",
                    {"время по ISO 8601, например 2026-01-14T10:00", "an ISO 8601 moment such as 2026-01-14T10:00"});
    }
  }

  /// A text that must not be empty.
  std::string TextOf(std::string_view name) {
    const json& value = object_[std::string(name)];
    if (value.is_string() && !value.get_ref<const std::string&>().empty()) return value;
    SayUnreadable(name, {"непустой текст в кавычках", "a quoted text that is not empty"});
    return {};
  }

  /// A text or a whole number, as the ids of messages are.
  std::string CodeOf(std::string_view name) {
    const json& value = object_[std::string(name)];
    return value.is_number_integer() ? value.dump() : TextOf(name);
  }

  void ReadTarget() {
    if (kind_ == "pack") return;
    if (Has("id") == Has("job")) {
      return Say(Has("id")
                     ? Text("и id, и job: о чём событие, неясно", "both id and job: unclear what the event is about")
                     : Text("не сказано, с каким обращением это происходит",
                            "the line does not say which message it is about"),
                 {"нужно одно поле: id обращения или job, общее дело нескольких",
                  "give one field: the id of a message, or job for all messages of a job"});
    }
    (Has("id") ? event_.id : event_.job) = CodeOf(Has("id") ? "id" : "job");
  }

  void ReadWhat() {
    if (Has("by") && kind_ != "rating" && kind_ != "pack") event_.by = TextOf("by");
    if (kind_ == "transition") {
      ReadTransition();
    } else if (kind_ == "hand_over") {
      event_.what = ScriptEvent::HandOver{TextOf("hand_over"), Has("reason") ? TextOf("reason") : std::string()};
    } else if (kind_ == "rating") {
      ReadRating();
    } else if (kind_ == "text") {
      event_.what = ScriptEvent::Edit{TextOf("text")};
    } else {
      event_.what = ScriptEvent::PackSwap{TextOf("pack")};
    }
  }

  void ReadTransition() {
    ScriptEvent::Transition transition{Fold(TextOf("transition")), {}, {}};
    if (Has("extend")) {
      const json& value = object_["extend"];
      if (value.is_string()) transition.extension = read_duration_(value.get_ref<const std::string&>());
      if (!transition.extension) {
        SayUnreadable("extend", {"длительность, например \"15 дней\"", "a duration such as \"15 days\""});
      }
    }
    if (Has("given")) ReadGiven(transition.given);
    event_.what = std::move(transition);
  }

  void ReadGiven(std::vector<std::pair<std::string, std::string>>& given) {
    const json& object = object_["given"];
    if (!object.is_object()) return SayUnreadable("given", {"объект { … }", "an object { … }"});
    for (const auto& [name, value] : object.items()) {
      if (const auto text = ScalarText(value)) {
        given.emplace_back(Fold(name), *text);
      } else {
        SayUnreadable("given." + name, {"непустой текст, число или true/false", "a text, a number or true/false"});
      }
    }
    std::sort(given.begin(), given.end());
  }

  void ReadRating() {
    const json& value = object_["rating"];
    const auto stars = value.is_number_integer() ? value.get<std::int64_t>() : 0;
    if (stars < kLeastStars || stars > kMostStars) {
      return SayUnreadable("rating", {"целое число от 1 до 5", "a whole number from 1 to 5"});
    }
    event_.what = ScriptEvent::Rating{static_cast<int>(stars)};
  }

  void SayStrangeFields() {
    for (const auto& field : object_.items()) {
      const std::string& name = field.key();
      const auto known = std::find_if(Fields().begin(), Fields().end(), [&](const Field& f) { return f.name == name; });
      if (known == Fields().end()) {
        SayUnknown(name);
      } else if (!kind_.empty() && std::find(known->of.begin(), known->of.end(), kind_) == known->of.end()) {
        Say({fmt::format("поле «{}» вместе с «{}» ничего не значит", name, kind_),
             fmt::format("the field '{}' means nothing together with '{}'", name, kind_)},
            {"уберите его", "remove it"});
      }
    }
  }

  void SayUnknown(const std::string& name) {
    constexpr std::size_t kTypos = 2;
    Text help{"есть поля at, id, job, by, transition, given, extend, hand_over, reason, rating, text, pack",
              "the fields are at, id, job, by, transition, given, extend, hand_over, reason, rating, text, pack"};
    for (const Field& field : Fields()) {
      if (field.name.size() <= kTypos || EditDistance(name, field.name, kTypos) > kTypos) continue;
      help = {fmt::format("возможно, имелось в виду «{}»", field.name), fmt::format("did you mean '{}'?", field.name)};
      break;
    }
    Say({fmt::format("неизвестное поле «{}»", name), fmt::format("unknown field '{}'", name)}, std::move(help));
  }

  const std::string& zone_;
  const ReadDuration& read_duration_;
  std::vector<InputProblem>& problems_;
  std::size_t said_before_;
  json object_;
  std::string_view kind_;
  bool several_ = false;
  ScriptEvent event_;
};

struct Describer {
  Text operator()(const ScriptEvent::Transition& transition) const {
    return {fmt::format("переход «{}»", transition.name), fmt::format("transition '{}'", transition.name)};
  }
  Text operator()(const ScriptEvent::HandOver& hand_over) const {
    return {fmt::format("передача: «{}»", hand_over.to), fmt::format("hand-over to '{}'", hand_over.to)};
  }
  Text operator()(const ScriptEvent::Rating& rating) const {
    return {fmt::format("оценка {}", rating.stars), fmt::format("rating {}", rating.stars)};
  }
  Text operator()(const ScriptEvent::Edit&) const { return {"правка текста", "edit of the text"}; }
  Text operator()(const ScriptEvent::PackSwap& swap) const {
    return {fmt::format("смена правил: {}", swap.folder), fmt::format("new rules: {}", swap.folder)};
  }
};

}  // namespace

Text Describe(const ScriptEvent& event) { return std::visit(Describer(), event.what); }

EventScript ReadEventScript(std::string_view text, const std::string& input, const std::string& zone,
                            const ReadDuration& read_duration) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  EventScript script;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    const std::size_t before = script.problems.size();
    auto event = EventReader(zone, read_duration, script.problems).Read(line);
    for (std::size_t i = before; i < script.problems.size(); ++i) {
      script.problems[i].input = input;
      script.problems[i].line = number;
    }
    if (!event) continue;
    event->input = input;
    event->line = number;
    script.events.push_back(*std::move(event));
  }
  return script;
}

}  // namespace autorules
