#include "engine/intake/message_reader.h"

#include <fmt/format.h>

#include <unordered_set>

#include "engine/intake/export_input.h"
#include "engine/intake/input_file.h"
#include "engine/intake/message_line.h"

namespace autorules {
namespace {

struct Input {
  std::string name;
  ReadBytes read;
  std::uint64_t size = 0;  ///< of a plain file
  std::unique_ptr<ExportInput> table;
};

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

/// Fails when the first bytes are those of a table: a thousand lines that are no JSON would not say so.
ReadBytes RefuseTable(ReadBytes read) {
  return [read = std::move(read), first = true](char* to, std::size_t size) mutable -> Result<std::size_t> {
    Result<std::size_t> got = read(to, size);
    const bool is_table = first && got && LooksLikeTable({to, *got});
    first = false;
    if (!is_table) return got;
    return Fail(
        "-: это таблица, а из стандартного ввода читают строки JSON; сохраните её в файл и назовите его: --input "
        "выгрузка.csv");
  };
}

}  // namespace

struct MessageReader::Impl {
  explicit Impl(std::string zone) : parser(std::move(zone)) {}

  std::vector<Input> inputs;
  std::size_t current = 0;
  std::optional<LineReader> lines;          ///< of inputs[current]
  const ExportInput* last_table = nullptr;  ///< that gave the last message
  MessageLineParser parser;
  std::unordered_set<std::size_t> ids;  ///< hashes of the ids met
  std::uint64_t bytes_before = 0;       ///< of inputs already read
  std::optional<std::uint64_t> total;

  Result<void> Add(InputFile file, const ExportOptions& options, const std::string& zone) {
    if (!file.size) total.reset();
    if (total) *total += *file.size;
    Input input{file.name, file.read, file.size.value_or(0), nullptr};
    if (IsTable(file, !options.map.empty())) {
      Result<std::string> bytes = ReadWhole(file);
      if (!bytes) return tl::unexpected(bytes.error());
      if (!file.size) input.size = bytes->size();
      auto table = ExportInput::Open(file.name, *std::move(bytes), options, zone);
      if (!table) return tl::unexpected(table.error());
      input.table = *std::move(table);
    } else if (LooksLikeTable(file.start)) {
      return Fail(fmt::format("{}: похоже на таблицу; дайте файлу имя на .csv или назовите столбцы: --map text=\"…\"",
                              file.name));
    } else if (file.name == "-") {
      input.read = RefuseTable(std::move(input.read));
    }
    inputs.push_back(std::move(input));
    return {};
  }

  /// The next message of the current input; false at its end.
  Result<bool> Next(Message* message, std::vector<InputProblem>* problems) {
    ExportInput* table = inputs[current].table.get();
    last_table = table;
    if (table != nullptr) {
      if (!table->Next(message, problems)) return false;
      CheckId(*table, message, problems);
      return true;
    }
    if (!lines) lines.emplace(inputs[current].read);
    LineReader::Line line;
    for (;;) {
      Result<bool> more = lines->Next(&line);
      if (!more || !*more) return more;
      if (!line.too_long && IsBlank(line.text)) continue;
      if (ReadLine(line, message, problems)) return true;
    }
  }

  std::uint64_t BytesOfCurrent() const {
    if (current == inputs.size()) return 0;
    const Input& input = inputs[current];
    if (input.table != nullptr)
      return static_cast<std::uint64_t>(static_cast<double>(input.size) * input.table->progress());
    return lines ? lines->bytes_read() : 0;
  }

 private:
  /// The message of one line; false when it is skipped.
  bool ReadLine(const LineReader::Line& line, Message* message, std::vector<InputProblem>* problems) {
    const std::size_t first = problems->size();
    bool kept = false;
    if (line.too_long) {
      problems->push_back({"", 0, true, {"строка длиннее 8 МиБ", "the line is longer than 8 MiB"}, {}});
    } else {
      kept = parser.Parse(line.text, message, problems);
      if (kept && message->id.empty()) {
        NameByLine(line.number, message);
        problems->push_back(NoId(*message, {"добавьте поле id", "add the field id"}));
      } else if (kept && IsTwin(*message)) {
        problems->push_back(Twin(*message));
      }
    }
    for (std::size_t i = first; i < problems->size(); ++i) {
      (*problems)[i].input = inputs[current].name;
      (*problems)[i].line = line.number;
    }
    return kept;
  }

  void CheckId(const ExportInput& table, Message* message, std::vector<InputProblem>* problems) {
    const std::optional<std::uint32_t> column = table.layout().ColumnOf("id");
    InputProblem problem;
    if (message->id.empty()) {
      NameByLine(table.row(), message);
      if (!column) return;  // has been said of the table
      problem = NoId(*message, {});
    } else if (IsTwin(*message)) {
      problem = Twin(*message);
    } else {
      return;
    }
    problems->push_back(
        CellProblem(table.sheet(), table.row(), *column, std::move(problem.what), std::move(problem.help)));
  }

  static void NameByLine(std::uint64_t line, Message* message) { message->id = fmt::format("строка-{}", line); }

  static InputProblem NoId(const Message& message, Text help) {
    return {"",
            0,
            false,
            {fmt::format("нет id: обращение названо «{}»", message.id),
             fmt::format("no id: the message is called '{}'", message.id)},
            std::move(help)};
  }

  bool IsTwin(const Message& message) { return !ids.insert(std::hash<std::string>()(message.id)).second; }

  static InputProblem Twin(const Message& message) {
    return {
        "",
        0,
        false,
        {fmt::format("id «{}» уже встречался", message.id), fmt::format("the id '{}' has occurred before", message.id)},
        {"у каждого обращения должен быть свой id", "give each message an id of its own"}};
  }
};

MessageReader::MessageReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MessageReader::MessageReader(std::string name, ReadBytes read, std::string zone)
    : impl_(std::make_unique<Impl>(std::move(zone))) {
  impl_->inputs.push_back({std::move(name), std::move(read), 0, nullptr});
}
MessageReader::~MessageReader() = default;
MessageReader::MessageReader(MessageReader&&) noexcept = default;
MessageReader& MessageReader::operator=(MessageReader&&) noexcept = default;

Result<MessageReader> MessageReader::Open(std::vector<std::string> inputs, const std::string& zone,
                                          const ExportOptions& options) {
  auto impl = std::make_unique<Impl>(zone);
  impl->total = 0;
  for (std::string& name : inputs) {
    Result<InputFile> file = OpenInput(std::move(name));
    if (!file) return tl::unexpected(file.error());
    const Result<void> added = impl->Add(*std::move(file), options, zone);
    if (!added) return tl::unexpected(added.error());
  }
  return MessageReader(std::move(impl));
}

Result<bool> MessageReader::Next(Message* message, std::vector<InputProblem>* problems) {
  for (; impl_->current < impl_->inputs.size(); ++impl_->current) {
    Result<bool> more = impl_->Next(message, problems);
    if (!more || *more) return more;
    impl_->bytes_before += impl_->BytesOfCurrent();
    impl_->lines.reset();
  }
  return false;
}

std::vector<const ExportInput*> MessageReader::tables() const {
  std::vector<const ExportInput*> tables;
  for (const Input& input : impl_->inputs) {
    if (input.table != nullptr) tables.push_back(input.table.get());
  }
  return tables;
}

const Sheet* MessageReader::sheet() const {
  return impl_->last_table == nullptr ? nullptr : &impl_->last_table->sheet();
}

std::uint32_t MessageReader::row() const { return impl_->last_table == nullptr ? 0 : impl_->last_table->row(); }

std::uint64_t MessageReader::bytes_read() const { return impl_->bytes_before + impl_->BytesOfCurrent(); }

std::optional<std::uint64_t> MessageReader::total_bytes() const { return impl_->total; }

}  // namespace autorules
