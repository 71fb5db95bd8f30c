#include "engine/intake/message_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <unordered_set>

#include "engine/intake/message_line.h"

namespace autorules {
namespace {

/// An open file descriptor, closed with the last copy of the reading function.
std::shared_ptr<int> Own(int descriptor) {
  return {new int(descriptor), [](const int* fd) {
            if (*fd > STDERR_FILENO) close(*fd);
            delete fd;
          }};
}

ReadBytes ReadFrom(std::string name, std::shared_ptr<int> descriptor) {
  return
      [name = std::move(name), descriptor = std::move(descriptor)](char* to, std::size_t size) -> Result<std::size_t> {
        for (;;) {
          const ssize_t got = read(*descriptor, to, size);
          if (got >= 0) return static_cast<std::size_t>(got);
          if (errno != EINTR) return Fail(fmt::format("{}: {}", name, std::strerror(errno)));
        }
      };
}

struct Input {
  std::string name;
  ReadBytes read;
};

bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

}  // namespace

struct MessageReader::Impl {
  explicit Impl(std::string zone) : parser(std::move(zone)) {}

  std::vector<Input> inputs;
  std::size_t current = 0;
  std::optional<LineReader> lines;  ///< of inputs[current]
  MessageLineParser parser;
  std::unordered_set<std::size_t> ids;  ///< hashes of the ids met
  std::uint64_t bytes_before = 0;       ///< of inputs already read
  std::optional<std::uint64_t> total;

  /// The message of one line; false when it is skipped.
  bool ReadLine(const LineReader::Line& line, Message* message, std::vector<InputProblem>* problems) {
    const std::size_t first = problems->size();
    bool kept = false;
    if (line.too_long) {
      problems->push_back({"", 0, true, {"строка длиннее 8 МиБ", "the line is longer than 8 MiB"}, {}});
    } else {
      kept = parser.Parse(line.text, message, problems);
      if (kept) CheckId(line.number, message, problems);
    }
    for (std::size_t i = first; i < problems->size(); ++i) {
      (*problems)[i].input = inputs[current].name;
      (*problems)[i].line = line.number;
    }
    return kept;
  }

  void CheckId(std::uint64_t line, Message* message, std::vector<InputProblem>* problems) {
    if (message->id.empty()) {
      message->id = fmt::format("строка-{}", line);
      problems->push_back({"",
                           0,
                           false,
                           {fmt::format("нет id: обращение названо «{}»", message->id),
                            fmt::format("no id: the message is called '{}'", message->id)},
                           {"добавьте поле id", "add the field id"}});
    } else if (!ids.insert(std::hash<std::string>()(message->id)).second) {
      problems->push_back({"",
                           0,
                           false,
                           {fmt::format("id «{}» уже встречался", message->id),
                            fmt::format("the id '{}' has occurred before", message->id)},
                           {"у каждого обращения должен быть свой id", "give each message an id of its own"}});
    }
  }
};

MessageReader::MessageReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MessageReader::MessageReader(std::string name, ReadBytes read, std::string zone)
    : impl_(std::make_unique<Impl>(std::move(zone))) {
  impl_->inputs.push_back({std::move(name), std::move(read)});
}
MessageReader::~MessageReader() = default;
MessageReader::MessageReader(MessageReader&&) noexcept = default;
MessageReader& MessageReader::operator=(MessageReader&&) noexcept = default;

Result<MessageReader> MessageReader::Open(std::vector<std::string> inputs, std::string zone) {
  auto impl = std::make_unique<Impl>(std::move(zone));
  impl->total = 0;
  for (std::string& name : inputs) {
    const int descriptor = name == "-" ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return Fail(fmt::format("{}: {}", name, std::strerror(errno)));
    const auto owned = Own(descriptor);
    struct stat info {};
    if (fstat(descriptor, &info) != 0) return Fail(fmt::format("{}: {}", name, std::strerror(errno)));
    if (S_ISDIR(info.st_mode)) return Fail(fmt::format("{}: {}", name, std::strerror(EISDIR)));
    if (!S_ISREG(info.st_mode)) impl->total.reset();
    if (impl->total) *impl->total += static_cast<std::uint64_t>(info.st_size);
    ReadBytes read = ReadFrom(name, owned);
    impl->inputs.push_back({std::move(name), std::move(read)});
  }
  return MessageReader(std::move(impl));
}

Result<bool> MessageReader::Next(Message* message, std::vector<InputProblem>* problems) {
  for (; impl_->current < impl_->inputs.size(); ++impl_->current) {
    if (!impl_->lines) impl_->lines.emplace(impl_->inputs[impl_->current].read);
    LineReader::Line line;
    for (;;) {
      Result<bool> more = impl_->lines->Next(&line);
      if (!more) return more;
      if (!*more) break;
      if (!line.too_long && IsBlank(line.text)) continue;
      if (impl_->ReadLine(line, message, problems)) return true;
    }
    impl_->bytes_before += impl_->lines->bytes_read();
    impl_->lines.reset();
  }
  return false;
}

std::uint64_t MessageReader::bytes_read() const {
  return impl_->bytes_before + (impl_->lines ? impl_->lines->bytes_read() : 0);
}

std::optional<std::uint64_t> MessageReader::total_bytes() const { return impl_->total; }

}  // namespace autorules
