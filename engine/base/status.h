#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace autorules {

/// An operation that could not be carried out (a file that cannot be read, a full disk): neither a problem in what
/// the user wrote (Diagnostic) nor a broken invariant (abort). The text is for people and already names the object.
struct Status {
  std::string message;
  bool operator==(const Status&) const = default;
};

template <typename T>
using Result = tl::expected<T, Status>;

inline tl::unexpected<Status> Fail(std::string message) { return tl::unexpected<Status>(Status{std::move(message)}); }

}  // namespace autorules
