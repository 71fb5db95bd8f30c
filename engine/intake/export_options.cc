#include "engine/intake/export_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/intake/message_fields.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::string_view kOwnFields = "fields.";
constexpr std::string_view kLabels = "label.";

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

bool IsColumnPath(std::string_view path) {
  for (const std::string_view prefix : {kOwnFields, kLabels}) {
    if (path.starts_with(prefix)) return path.size() > prefix.size();
  }
  const auto fields = MessageFields();
  return std::any_of(fields.begin(), fields.end(), [&](const MessageField& field) {
    return field.path == path && field.type != FieldType::kObject && field.type != FieldType::kTexts &&
           field.type != FieldType::kLabels;
  });
}

/// The field that is meant most probably, or what fields there are.
std::string WhichFields(std::string_view path) {
  std::string_view nearest;
  std::size_t least = std::max<std::size_t>(1, CountCodePoints(path) / 3);
  std::string all;
  for (const MessageField& field : MessageFields()) {
    if (!IsColumnPath(field.path)) continue;
    all.append(all.empty() ? "" : ", ").append(field.path);
    const std::string_view last = field.path.substr(field.path.find('.') + 1);
    const std::size_t distance = std::min(EditDistance(path, field.path, least), EditDistance(path, last, least));
    if (distance > least) continue;
    nearest = field.path;
    least = distance - std::min<std::size_t>(distance, 1);
  }
  if (!nearest.empty()) return fmt::format("возможно, имелось в виду «{}»", nearest);
  return fmt::format("поля: {}, fields.ИМЯ, label.ИМЯ", all);
}

class MapParser {
 public:
  explicit MapParser(std::string_view text) : text_(text) {}

  Result<std::vector<ColumnMapping>> Run() {
    std::vector<ColumnMapping> map;
    do {
      const std::size_t equals = text_.find('=');
      const std::string path(Trim(text_.substr(0, equals)));
      if (equals == std::string_view::npos || path.empty()) {
        return Fail(fmt::format("«{}»: ожидается поле=\"Столбец\"", Trim(text_)));
      }
      if (!IsColumnPath(path)) return Fail(fmt::format("нет поля «{}»; {}", path, WhichFields(path)));
      text_ = text_.substr(equals + 1);
      std::optional<std::string> heading = TakeHeading();
      if (!heading) return Fail(fmt::format("{}: кавычки не закрыты или после них нет запятой", path));
      if (heading->empty()) return Fail(fmt::format("{}: не указан столбец", path));
      map.push_back({path, *std::move(heading)});
    } while (more_);
    return map;
  }

 private:
  /// Takes the comma after it too.
  std::optional<std::string> TakeHeading() {
    text_ = Trim(text_);
    return text_.starts_with('"') ? TakeQuoted() : TakePlain();
  }

  std::optional<std::string> TakeQuoted() {
    std::string heading;
    std::size_t at = 1;
    for (; at < text_.size(); ++at) {
      if (text_[at] == '"' && !text_.substr(at + 1).starts_with('"')) break;
      at += text_[at] == '"' ? 1 : 0;
      heading += text_[at];
    }
    if (at >= text_.size()) return std::nullopt;
    const std::string_view rest = Trim(text_.substr(at + 1));
    if (!rest.empty() && rest.front() != ',') return std::nullopt;
    Continue(rest);
    return heading;
  }

  /// Shells take quotes away, so that a comma may belong to the heading: it separates when a pair follows.
  std::string TakePlain() {
    std::size_t end = text_.find(',');
    while (end != std::string_view::npos) {
      const std::size_t next = text_.find_first_of(",=", end + 1);
      if (next != std::string_view::npos && text_[next] == '=') break;
      end = next;
    }
    std::string heading(Trim(text_.substr(0, end)));
    Continue(end == std::string_view::npos ? "" : text_.substr(end));
    return heading;
  }

  void Continue(std::string_view rest) {
    more_ = !rest.empty();
    text_ = more_ ? rest.substr(1) : rest;
  }

  std::string_view text_;
  bool more_ = false;
};

}  // namespace

Result<std::vector<ColumnMapping>> ParseColumnMap(std::string_view text) { return MapParser(text).Run(); }

}  // namespace autorules
