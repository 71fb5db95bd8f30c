#pragma once

#include <string>
#include <vector>

namespace autorules::cli {

/// What a block answers for, as its name tells.
struct BlockTopics {
  std::vector<std::string> groups;  ///< topic groups of the module `темы` by name; no group goes to two blocks
  std::string taken;                ///< when there is none: the group that fits, but went to another block; or ""
  std::vector<std::string> words;   ///< when no group fits: words for a topic of its own, one form of each
};

/// Gives every part of a block's name («Земля и имущество») the group that speaks of it most: by the words of the group
/// and its topics with their weights, and by its display name. Of two blocks the one that speaks of it more gets it.
///
/// The words for a topic of a block's own are those of its name that say nothing of any group, are not in two such
/// blocks and are not in `messages`: what messages these words lead where stays the same.
std::vector<BlockTopics> FitTopics(const std::vector<std::string>& blocks, const std::vector<std::string>& messages);

}  // namespace autorules::cli
