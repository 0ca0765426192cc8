#include "history/finished_sitting.h"

#include <doctest/doctest.h>

#include <cmath>

#include "support.h"

namespace attune {

TEST_CASE("what is kept of a finished sitting are replies as shown, scores, and the likeliest profile") {
  const Questionnaire inventory = testing::shipped("attune-24");
  Sitting sitting = new_sitting(inventory, "Sam", 3);
  for (auto& reply : sitting.replies) reply = Reply{.answer = 4, .milliseconds = 10};
  sitting.replies[sitting.order[1]] = Reply{.answer = kMissing, .milliseconds = 20};
  const Scores scores = Scorer(inventory).score(sitting.answers());
  const KeptSitting kept = finished_sitting(inventory, sitting, scores);
  CHECK(kept.id == sitting.id);
  CHECK(kept.sha256 == inventory.sha256);
  CHECK(kept.about == "Sam");
  REQUIRE(kept.replies.size() == 24);
  CHECK(kept.replies[0].item == inventory.items[sitting.order[0]].id);
  CHECK(kept.replies[1].reply.skipped());
  // The middle answer to everything, reversed or not, is the middle of the scale.
  REQUIRE(kept.score_of("anxiety") != nullptr);
  CHECK(kept.score_of("anxiety")->score == 4);
  CHECK(kept.profile == "ambivalent");
}

TEST_CASE("a sitting never ends before it began, though the clock was set back meanwhile") {
  const Questionnaire inventory = testing::shipped("attune-24");
  Sitting sitting = new_sitting(inventory, "Sam", std::nullopt);
  sitting.started = "2999-01-01T00:00:00Z";
  CHECK(finished_sitting(inventory, sitting, Scorer(inventory).score(sitting.answers())).finished == sitting.started);
}

TEST_CASE("a sitting with too few answers is kept without scores and profile") {
  const Questionnaire inventory = testing::shipped("attune-24");
  const Sitting sitting = new_sitting(inventory, "Sam", std::nullopt);
  const KeptSitting kept = finished_sitting(inventory, sitting, Scorer(inventory).score(sitting.answers()));
  CHECK(kept.replies.empty());
  CHECK(kept.profile.empty());
  CHECK(std::isnan(kept.score_of("anxiety")->score));
}

}  // namespace attune
