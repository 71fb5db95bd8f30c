#include "tests/support/guide.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules::testing {
namespace {

namespace fs = std::filesystem;

const std::string kFence = "```";

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string InQuotes(const std::string& path) { return "'" + path + "'"; }

/// What the command prints, with a line break at the end unless it prints nothing.
std::string OutputOf(const std::string& command, const fs::path& folder) {
  const fs::path program = AUTORULES_PROGRAM;
  const std::string line = "cd " + InQuotes(folder.string()) + " && PATH=" + InQuotes(program.parent_path().string()) +
                           ":\"$PATH\" && { " + command + "\n} 2>&1 </dev/null";
  std::FILE* pipe = popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), size);
  pclose(pipe);
  if (!output.empty() && output.back() != '\n') output += '\n';
  return output;
}

/// The hash of the rules follows from every word of the standard library.
std::string WithoutRevision(const std::string& output) {
  static const std::regex revision("[0-9a-f]{16}");
  return std::regex_replace(output, revision, "REVISION");
}

std::size_t CountOf(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class Player {
 public:
  Player(const fs::path& folder, PlayedGuide& played) : folder_(folder), played_(played) {}

  /// The text of the block as it should be.
  std::string Play(const FencedBlock& block) {
    line_ = block.line;
    std::istringstream words(block.info);
    std::string kind, name, how;
    words >> kind >> name >> how;
    if (kind == "console") return Console(block.text);
    if (name.empty()) return block.text;
    const fs::path path = folder_ / name;
    if (kind == "diff") {
      Edit(path, block.text);
    } else if (how == "=") {
      if (CountOf(Content(path), block.text) == 0) Problem("the file does not say this: " + name);
    } else if (how == "+") {
      WriteFile(path, Content(path) + block.text);
    } else {
      WriteFile(path, block.text);
    }
    return block.text;
  }

 private:
  void Problem(const std::string& what) { played_.problems.push_back("line " + std::to_string(line_) + ": " + what); }

  std::string Content(const fs::path& path) {
    if (fs::exists(path)) return ReadFile(path);
    Problem("there is no such file: " + path.lexically_relative(folder_).string());
    return "";
  }

  std::string Console(const std::string& text) {
    std::string played;
    const std::vector<std::string> lines = LinesOf(text);
    for (std::size_t i = 0; i < lines.size();) {
      if (!lines[i].starts_with("$ ")) {
        Problem("a console block begins with a command");
        return text;
      }
      const std::string& command = lines[i++];
      std::string shown;
      for (; i < lines.size() && !lines[i].starts_with("$ "); ++i) shown += lines[i] + "\n";
      const std::string output = OutputOf(command.substr(2), folder_);
      if (CountOf(output, "\n" + kFence) > 0) Problem("the output would end the block");
      played += command + "\n" + (WithoutRevision(output) == WithoutRevision(shown) ? shown : output);
    }
    return played;
  }

  void Edit(const fs::path& path, const std::string& text) {
    std::string before, after;
    for (const std::string& line : LinesOf(text)) {
      const std::string rest = line.empty() ? "\n" : line.substr(1) + "\n";
      if (!line.starts_with("+")) before += rest;
      if (!line.starts_with("-")) after += rest;
    }
    std::string content = "\n" + Content(path);
    if (CountOf(content, "\n" + before) != 1) {
      Problem("the lines to change do not stand in the file once");
      return;
    }
    content.replace(content.find("\n" + before) + 1, before.size(), after);
    WriteFile(path, content.substr(1));
  }

  const fs::path& folder_;
  PlayedGuide& played_;
  std::size_t line_ = 0;
};

}  // namespace

PlayedGuide PlayGuide(std::string_view markdown, const fs::path& folder) {
  PlayedGuide played;
  Player player(folder, played);
  std::vector<FencedBlock> blocks = FencedBlocks(markdown);
  std::size_t block = 0;
  bool inside = false;
  for (const std::string& line : LinesOf(std::string(markdown))) {
    if (line.starts_with(kFence)) {
      if (!inside) played.text += line + "\n" + player.Play(blocks[block++]);
      inside = !inside;
      if (!inside) played.text += line + "\n";
    } else if (!inside) {
      played.text += line + "\n";
    }
  }
  return played;
}

}  // namespace autorules::testing
