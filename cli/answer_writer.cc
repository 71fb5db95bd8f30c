#include "cli/answer_writer.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/answer_book.h"
#include "cli/output.h"
#include "cli/records.h"
#include "cli/run_table.h"
#include "cli/summary.h"

namespace autorules::cli {
namespace {

/// What is written as a stream of text.
class TextWriter : public AnswerWriter {
 public:
  explicit TextWriter(int descriptor) : output_(descriptor) {}
  bool Add(const MessageStream&, const Message& message, const Decision& decision, bool shown) final {
    Count(decision);
    if (shown) Append(message, decision, output_.buffer());
    return output_.Commit();
  }
  ExitCode Finish(const MessageStream&, ExitCode code) final {
    End(output_.buffer());
    return output_.Finish(code);
  }

 protected:
  virtual void Append(const Message& message, const Decision& decision, std::string& out) = 0;
  virtual void Count(const Decision&) {}
  virtual void End(std::string&) {}
  std::string& buffer() { return output_.buffer(); }

 private:
  Output output_;
};

class JsonWriter final : public TextWriter {
 public:
  JsonWriter(const Workflow& workflow, int descriptor) : TextWriter(descriptor), records_(workflow) {}
  void Append(const Message& message, const Decision& decision, std::string& out) override {
    records_.AppendJson(message, decision, out);
  }

 private:
  Records records_;
};

class CsvWriter final : public TextWriter {
 public:
  CsvWriter(const Workflow& workflow, int descriptor) : TextWriter(descriptor), records_(workflow) {
    records_.AppendCsvHeader(buffer());
  }
  void Append(const Message& message, const Decision& decision, std::string& out) override {
    records_.AppendCsv(message, decision, out);
  }

 private:
  Records records_;
};

class TableWriter final : public TextWriter {
 public:
  TableWriter(const Workflow& workflow, int descriptor)
      : TextWriter(descriptor),
        width_(TerminalWidth(descriptor)),
        style_(Style::For(descriptor)),
        reasons_(workflow.rules()),
        table_(workflow, reasons_, width_, style_),
        summary_(workflow.rules()) {
    table_.AppendHeader(buffer());
  }
  void Append(const Message& message, const Decision& decision, std::string& out) override {
    table_.AppendRow(message, decision, out);
  }
  void Count(const Decision& decision) override { summary_.Add(decision); }
  void End(std::string& out) override {
    table_.AppendEnd(out);
    summary_.Append(width_, style_, out);
  }

 private:
  std::size_t width_;
  Style style_;
  Reasons reasons_;
  RunTable table_;
  Summary summary_;
};

class BookWriter final : public AnswerWriter {
 public:
  BookWriter(const Workflow& workflow, Workbook workbook, const MessageStream& from, bool all)
      : book_(workflow, std::move(workbook), from.sheets(), all) {}
  bool Add(const MessageStream& from, const Message& message, const Decision& decision, bool shown) override {
    book_.Note(from.problems());
    book_.Add(from.sheet(), from.row(), message, decision, shown);
    return true;
  }
  ExitCode Finish(const MessageStream& from, ExitCode code) override {
    book_.Note(from.problems());
    const Result<void> done = book_.Finish();
    if (done) return code;
    fmt::print(stderr, "autorules: {}\n", done.error().message);
    return kCouldNotRun;
  }

 private:
  AnswerBook book_;
};

}  // namespace

std::unique_ptr<AnswerWriter> MakeAnswerWriter(const AnswerOptions& options, const Workflow& workflow,
                                               const MessageStream& from, const PendingFile* file) {
  const int descriptor = file == nullptr ? STDOUT_FILENO : file->descriptor();
  if (options.format == "jsonl") return std::make_unique<JsonWriter>(workflow, descriptor);
  if (options.format == "csv") return std::make_unique<CsvWriter>(workflow, descriptor);
  if (options.format == "table") return std::make_unique<TableWriter>(workflow, descriptor);
  Result<Workbook> workbook = Workbook::Create(file->name());
  if (workbook) return std::make_unique<BookWriter>(workflow, *std::move(workbook), from, options.all);
  fmt::print(stderr, "autorules: {}\n", workbook.error().message);
  return nullptr;
}

}  // namespace autorules::cli
