#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace autorules::testing {

/// What came of doing what a guide says.
struct PlayedGuide {
  std::string text;                   ///< the guide with the outputs as they are now
  std::vector<std::string> problems;  ///< what a reader could not have done, each with its line
};

/// Does in `folder` what a guide in Markdown tells its reader to do, from top to bottom. Its fenced blocks are
///  * ```console: lines `$ command`, each with what it prints, stdout and stderr as a person sees them together;
///    `autorules` is the built program;
///  * ```rules zarechny/a.rules (csv, jsonl, text alike): the whole file; its folder is made;
///  * ```rules zarechny/a.rules +: lines for the end of the file;
///  * ```rules zarechny/a.rules =: a part of the file as it is, shown only;
///  * ```diff zarechny/a.rules: lines with `-` that stand in the file once give way to lines with `+`.
/// Blocks without a file are left alone. An output that differs in the revision of the rules only is kept as shown.
PlayedGuide PlayGuide(std::string_view markdown, const std::filesystem::path& folder);

}  // namespace autorules::testing
