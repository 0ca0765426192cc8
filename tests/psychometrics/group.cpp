#include "psychometrics/group.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

// Two respondents to the ECR-RS: q1 to q4 are reversed avoidance, q5 and q6 avoidance, q7 to q9 anxiety. The first is
// secure, the second left all out.
AnswerBlock two_respondents() {
  AnswerBlock block{.rows = 2, .items = 9, .answers = {7, 7, 7, 7, 1, 1, 2, 2, 2}};
  block.answers.insert(block.answers.end(), 9, kMissing);
  return block;
}

}  // namespace

TEST_CASE("a group has its statistics, its profiles and its points") {
  const Questionnaire q = testing::shipped("ecr-rs");
  Group group(q);
  group.add(two_respondents());
  CHECK(group.statistics().respondents == 2);
  CHECK(group.profiles().shares()[0].count == 1);
  CHECK(group.profiles().without_profile() == 1);
  CHECK(group.scatter()->points() == std::vector<std::pair<double, double>>{{2, 1}});
}

TEST_CASE("a questionnaire without two dimensions has no points") {
  const Questionnaire q = testing::shipped("rq");
  CHECK(!Group(q).scatter());
}

}  // namespace attune
