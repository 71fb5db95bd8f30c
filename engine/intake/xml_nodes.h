#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

/// XML of workbooks by names without prefixes: some programs write <x:row>, others <row>. For the .cc files of
/// workbooks alone.
namespace autorules {

inline std::string_view LocalName(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The first child called so; an empty node when there is none.
inline pugi::xml_node Child(pugi::xml_node node, std::string_view name) {
  return node.find_child([&](pugi::xml_node child) { return LocalName(child.name()) == name; });
}

/// Calls `visit` for every child called so.
template <typename Visit>
void ForEachChild(pugi::xml_node node, std::string_view name, Visit visit) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
    if (LocalName(child.name()) == name) visit(child);
  }
}

/// All text directly inside the node.
inline std::string TextOf(pugi::xml_node node) {
  std::string text;
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) text += child.value();
  return text;
}

/// Keeps blanks that are the whole of a text. False when it is no XML.
inline bool ParseXml(std::string_view text, pugi::xml_document* document) {
  return static_cast<bool>(document->load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8));
}

/// The text of a string of a workbook, plain or rich: decoded, without the readings of characters.
std::string StringOf(pugi::xml_node string);

/// Valid UTF-8, with what is written as _x000D_ for characters that XML does not have.
std::string DecodeEscapes(std::string_view text);

}  // namespace autorules
