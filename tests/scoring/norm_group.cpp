#include "scoring/norm_group.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::shipped;

NormGroup group(std::string id, std::optional<std::pair<int, int>> age = {}, std::string gender = {}) {
  return {.id = std::move(id), .n = 100, .age = age, .gender = std::move(gender), .scales = {}};
}

Norms norms_of(std::vector<NormGroup> groups) {
  Norms norms;
  norms.response = {1, 7};
  norms.groups = std::move(groups);
  return norms;
}

const Norms kNorms = norms_of({group("everyone"), group("young", {{18, 24}}), group("men", {}, "male"),
                               group("young men", {{18, 24}}, "male"), group("women", {}, "female")});

std::string best(std::optional<int> age, const std::string& gender, const Norms& norms = kNorms) {
  const auto found = best_group(norms, {.age = age, .gender = gender});
  return found ? norms.groups[*found].id : "";
}

std::string found(const std::string& name) { return kNorms.groups[find_group(kNorms, name)].id; }

}  // namespace

TEST_CASE("a person belongs to a group whose every condition they meet") {
  const NormGroup young_men = kNorms.groups[3];
  CHECK(belongs_to({.age = 18, .gender = "male"}, young_men));
  CHECK(belongs_to({.age = 24, .gender = "male"}, young_men));
  CHECK_FALSE(belongs_to({.age = 17, .gender = "male"}, young_men));
  CHECK_FALSE(belongs_to({.age = 25, .gender = "male"}, young_men));
  CHECK_FALSE(belongs_to({.age = 18, .gender = "female"}, young_men));
  CHECK_FALSE(belongs_to({.age = {}, .gender = "male"}, young_men));
  CHECK(belongs_to({}, kNorms.groups[0]));
}

TEST_CASE("the group with the most conditions fits best") {
  CHECK(best(20, "male") == "young men");
  CHECK(best(20, "female") == "young");  // before "women", which has as many
  CHECK(best(40, "female") == "women");
}

TEST_CASE("who meets no condition is compared with everyone") {
  CHECK(best({}, "") == "everyone");
  CHECK(best(3546789, "") == "everyone");
}

TEST_CASE("who told nonsense is compared with everyone, whatever else was told") {
  CHECK(best_group(kNorms, {.age = {}, .gender = "female", .nonsense = true}) == 0U);
}

TEST_CASE("without a group for everyone somebody can be in none") {
  CHECK(best({}, "", norms_of({group("young", {{18, 24}})})).empty());
}

TEST_CASE("in the five-point ECR age goes before gender, gender before everyone") {
  const Questionnaire ecr = shipped("ecr-5pt");
  CHECK(best(30, "female", ecr.norms[0]) == "age 25-34");
  CHECK(best(17, "female", ecr.norms[0]) == "female");
  CHECK(best(17, "", ecr.norms[0]) == "all");
}

TEST_CASE("a group is found by its name in any case, and everyone's also as all") {
  CHECK(found("Young MEN") == "young men");
  CHECK(found("everyone") == "everyone");
  CHECK(found("all") == "everyone");
}

TEST_CASE("a name that no group has is refused with the one meant, or with all") {
  const Error near = error_of([] { find_group(kNorms, "womn"); });
  CHECK(near.code() == ExitCode::usage);
  CHECK(holds(near.remedy(), "\"women\""));
  CHECK(
      holds(error_of([] { find_group(kNorms, "clients.csv"); }).remedy(), "everyone, young, men, young men and women"));
  CHECK(error_of([] { find_group(norms_of({group("men", {}, "male")}), "all"); }).code() == ExitCode::usage);
}

TEST_CASE("norms of another range of answers are not used") {
  Questionnaire questionnaire;
  questionnaire.id = "mine";
  questionnaire.response = {.min = 1, .max = 5, .labels = {}};
  questionnaire.norms = {kNorms};
  const Error refused = error_of([&] { usable_norms(questionnaire); });
  CHECK(refused.code() == ExitCode::usage);
  CHECK(holds(refused.problem(), "mine has no norms for answers 1 to 5"));
  CHECK(holds(refused.remedy(), "attune norms mine FILE"));
  questionnaire.norms.push_back(kNorms);
  questionnaire.norms.back().response = {1, 5};
  CHECK(&usable_norms(questionnaire) == &questionnaire.norms[1]);
}

}  // namespace attune
