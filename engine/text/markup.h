#pragma once

#include <cstddef>
#include <string_view>

namespace autorules {

/// Length in bytes of the HTML tag at text[pos] == '<', or 0 when that `<` is ordinary text: nothing tag-like follows,
/// or no `>` comes before the next `<`. Reading all of a text this way is linear for that reason.
std::size_t TagLength(std::string_view text, std::size_t pos);

/// Whether a browser goes on in a new line at the tag: `<br/>`, `</P>`, `<div class="x">`.
bool BreaksLine(std::string_view tag);

/// An HTML entity: how many bytes it takes and the character it stands for. length == 0: no entity.
struct Entity {
  std::size_t length = 0;
  char32_t code = 0;
};

/// Reads the entity at text[pos] == '&': the names that exports of social networks and reception desks write, and
/// `&#NNN;`, `&#xHH;`. A number that is no character (0, a surrogate, beyond Unicode) reads as a space.
Entity ReadEntity(std::string_view text, std::size_t pos);

}  // namespace autorules
