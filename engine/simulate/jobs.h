#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace autorules {

/// Which cases are one job: those whose decisions agree on a merge key while one of them is open. The first one leads,
/// and each is answered by itself. Cases are numbers given out by the caller. Not thread-safe.
class Jobs {
 public:
  struct Lead {
    std::string key;
    std::size_t of = 0;  ///< the case that leads
  };
  /// Notes a new case by the merge keys of its decision. Gives the job that it joins by the first key of one that goes
  /// on; nullopt when it begins one of its own, or has no keys. Further keys lead to the same job from then on, unless
  /// they lead to another one that goes on.
  std::optional<Lead> Add(std::size_t number, const std::vector<std::string>& keys,
                          const std::function<bool(std::size_t)>& is_open);

  /// The cases of the job that the key leads to now; empty when there is none.
  std::vector<std::size_t> WithKey(const std::string& key) const;
  /// The cases of the job that the case belongs to, itself included; empty when it belongs to none.
  std::vector<std::size_t> With(std::size_t number) const;

 private:
  std::vector<std::vector<std::size_t>> jobs_;  ///< their cases, the leading one first
  std::map<std::string, std::size_t> by_key_;   ///< the latest job
  std::map<std::size_t, std::size_t> by_case_;
};

}  // namespace autorules
