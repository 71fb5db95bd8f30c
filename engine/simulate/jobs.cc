#include "engine/simulate/jobs.h"

#include <algorithm>

namespace autorules {

std::optional<Jobs::Lead> Jobs::Add(std::size_t number, const std::vector<std::string>& keys,
                                    const std::function<bool(std::size_t)>& is_open) {
  if (keys.empty()) return std::nullopt;
  const auto going_on = [&](const std::string& key) -> std::optional<std::size_t> {
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) return std::nullopt;
    const std::vector<std::size_t>& cases = jobs_[known->second];
    return std::any_of(cases.begin(), cases.end(), is_open) ? std::optional(known->second) : std::nullopt;
  };
  std::optional<Lead> lead;
  std::size_t job = jobs_.size();
  for (const std::string& key : keys) {
    const auto known = going_on(key);
    if (!known) continue;
    job = *known;
    lead = Lead{key, jobs_[job].front()};
    break;
  }
  for (const std::string& key : keys) {
    if (!going_on(key)) by_key_[key] = job;
  }
  if (!lead) jobs_.emplace_back();
  jobs_[job].push_back(number);
  by_case_[number] = job;
  return lead;
}

std::vector<std::size_t> Jobs::WithKey(const std::string& key) const {
  const auto job = by_key_.find(key);
  return job == by_key_.end() ? std::vector<std::size_t>() : jobs_[job->second];
}

std::vector<std::size_t> Jobs::With(std::size_t number) const {
  const auto job = by_case_.find(number);
  return job == by_case_.end() ? std::vector<std::size_t>() : jobs_[job->second];
}

}  // namespace autorules
