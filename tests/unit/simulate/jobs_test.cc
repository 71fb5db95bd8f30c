// Which cases are one job.
#include "engine/simulate/jobs.h"

#include <set>

#include "tests/support/catch.h"

namespace autorules {
namespace {

using Numbers = std::vector<std::size_t>;

struct Office {
  Jobs jobs;
  std::set<std::size_t> closed;
  /// Whose job the case joins, "" when it leads or stands alone.
  std::string Add(std::size_t number, const std::vector<std::string>& keys) {
    const auto lead = jobs.Add(number, keys, [&](std::size_t other) { return !closed.contains(other); });
    return lead ? lead->key + ":" + std::to_string(lead->of) : "";
  }
};

TEST_CASE("the first case of a key leads while one of the job is open") {
  Office office;
  CHECK(office.Add(0, {"а"}).empty());
  CHECK(office.Add(1, {}).empty());
  CHECK(office.Add(2, {"а"}) == "а:0");
  office.closed = {0};
  CHECK(office.Add(3, {"а"}) == "а:0");
  CHECK(office.jobs.WithKey("а") == Numbers{0, 2, 3});
  CHECK(office.jobs.With(2) == Numbers{0, 2, 3});
  CHECK(office.jobs.With(1).empty());
  CHECK(office.jobs.WithKey("б").empty());

  office.closed = {0, 2, 3};
  CHECK(office.Add(4, {"а"}).empty());
  CHECK(office.Add(5, {"а"}) == "а:4");
  CHECK(office.jobs.WithKey("а") == Numbers{4, 5});
  CHECK(office.jobs.With(0) == Numbers{0, 2, 3});
}

TEST_CASE("further keys lead to the same job, unless they lead to another one that goes on") {
  Office office;
  office.Add(0, {"а"});
  office.Add(1, {"б"});
  CHECK(office.Add(2, {"а", "б", "в"}) == "а:0");
  CHECK(office.Add(3, {"в"}) == "в:0");
  CHECK(office.Add(4, {"б"}) == "б:1");
}

}  // namespace
}  // namespace autorules
