#include "cli/score.h"

#include "tests/support/catch.h"

namespace autorules::cli {
namespace {

Answer Named(const std::string& name) { return {name, name}; }

TEST_CASE("shares are of the labelled and of the decided, halves by the number of the id") {
  Score score;
  score.Add({"m-1", "", {"А"}, {}, Named("а"), Named("а")});         // right, case aside
  score.Add({"m-2", "", {"А"}, {"Б"}, Named("Б"), Named("Б")});      // right by `also`
  score.Add({"m-3", "", {"А"}, {}, Named("Б"), Named("Б")});         // wrong
  score.Add({"m-4", "", {"А"}, {}, std::nullopt, Named("А")});       // undecided, right when forced
  score.Add({"x", "", {"А", "Б"}, {}, std::nullopt, std::nullopt});  // no number, nothing found
  CHECK(score.all().labelled == 5);
  CHECK(score.all().coverage() == Approx(3.0 / 5));
  CHECK(score.all().precision() == Approx(2.0 / 3));
  CHECK(score.all().accuracy() == Approx(3.0 / 5));
  CHECK(score.odd().labelled == 2);
  CHECK(score.odd().precision() == Approx(1.0 / 2));
  CHECK(score.even().coverage() == Approx(1.0 / 2));
  const ClassTally b = score.classes().at("Б");
  CHECK(b.labelled == 1);
  CHECK(b.precision() == Approx(1.0 / 2));
  CHECK(b.recall() == Approx(1.0));
}

TEST_CASE("confusions come worst first with at most ten samples") {
  Score score;
  for (int i = 0; i < 12; ++i) score.Add({std::to_string(i), "текст", {"А"}, {}, Named("Б"), std::nullopt});
  score.Add({"x", "", {"Б"}, {}, Named("А"), std::nullopt});
  const auto worst = score.WorstConfusions(5);
  REQUIRE(worst.size() == 2);
  CHECK(worst[0].label == "А");
  CHECK(worst[0].decided == "Б");
  CHECK(worst[0].count == 12);
  CHECK(worst[0].samples.size() == 10);
  CHECK(score.WorstConfusions(1).size() == 1);
}

TEST_CASE("nothing labelled gives zeros, not a division by zero") {
  CHECK(Score().all().coverage() == 0);
  CHECK(Score().all().precision() == 0);
}

}  // namespace
}  // namespace autorules::cli
