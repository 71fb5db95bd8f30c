#pragma once

#include <string>
#include <string_view>

#include "dsl/ast.h"

namespace autorules::cli {

/// The declarations of a module of the standard library, read once; aborts when there is no such module. Any thread.
const ast::File& StandardChannels();
const ast::File& StandardTopics();

/// The display name of a topic of the module `темы`, by its name as spelled there.
const std::string& DisplayOfTopic(std::string_view name);

}  // namespace autorules::cli
