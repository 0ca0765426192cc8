#include "history/selection.h"

#include <doctest/doctest.h>

#include "history/kept.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::kept;

KeptSitting of(const std::string& questionnaire, char digit, const std::string& about) {
  KeptSitting sitting = kept(digit, about);
  sitting.questionnaire = questionnaire;
  return sitting;
}

const std::vector<KeptSitting> kSome{of("mine", '1', "partner"), of("other", '2', "partner"), of("mine", '3', "Sam"),
                                     of("mine", '4', "partner")};

std::string ids(const std::vector<KeptSitting>& sittings) {
  std::string digits;
  for (const KeptSitting& sitting : sittings) digits += sitting.id.front();
  return digits;
}

}  // namespace

TEST_CASE("sittings are chosen by whom they are about and by questionnaire") {
  CHECK(ids(select(kSome, {})) == "1234");
  CHECK(ids(select(kSome, {.about = "Partner", .questionnaire = ""})) == "124");
  CHECK(ids(select(kSome, {.about = "sam", .questionnaire = ""})) == "3");
  CHECK(ids(select(kSome, {.about = "partner", .questionnaire = "mine"})) == "14");
}

TEST_CASE("the course of the last sitting is with its questionnaire and about its person") {
  CHECK(ids(course_of_last(kSome)) == "14");
  CHECK(course_of_last({}).empty());
}

TEST_CASE("sittings of several questionnaires are no single table") {
  CHECK(only_questionnaire({kSome[0], kSome[2]}) == "mine");
  CHECK(error_of([] { only_questionnaire(kSome); }).code() == ExitCode::usage);
}

TEST_CASE("those that are there already, and repetitions, are not taken in") {
  CHECK(ids(not_among({kSome[0]}, {kSome[0], kSome[1], kSome[1]})) == "2");
}

TEST_CASE("what was not found is told with what there is besides") {
  CHECK(none_chosen({}, 0) == "sitting is kept");
  CHECK(none_chosen({.about = "Nobody", .questionnaire = ""}, 5) == "sitting about Nobody is kept; 5 others are");
  CHECK(none_chosen({.about = "partner", .questionnaire = "ecr-r"}, 1) ==
        "sitting about your partner with ecr-r is kept; 1 other is");
  CHECK(none_chosen({.about = "general", .questionnaire = ""}, 0) == "sitting in general is kept");
}

TEST_CASE("the way to a sitting is of those before it with its definition, and those with another are told apart") {
  std::vector<KeptSitting> sittings{of("mine", '1', "Sam"), of("mine", '2', "Sam"), of("mine", '3', "partner"),
                                    of("mine", '4', "Sam"), of("mine", '5', "Sam")};
  for (std::size_t s = 0; s < sittings.size(); ++s) sittings[s].number = s + 1;
  sittings[0].sha256 = "of another definition";
  const Way way = way_to(sittings[3], sittings);
  CHECK(ids(way.leading) == "2");
  CHECK(ids(way.left_out) == "1");
}

TEST_CASE("a number that is not there is told") {
  CHECK(error_of([] { numbered(kSome, 9); }).code() == ExitCode::usage);
}

}  // namespace attune
