#include "batch/norm_files.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

using Texts = std::vector<std::string>;

// Two items on one scale, one answer being enough.
Questionnaire one_scale() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 7, .labels = {}};
  for (const char* id : {"q1", "q2"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  made.scales = {{.id = "a", .items = {{0, false}, {1, true}}, .min_answered = 1}};
  return made;
}

NormOutcome norms_of(const std::string& file, NormRun run = {}) {
  const TemporaryFolder folder;
  run.source.inputs = {folder.file("clients.csv", file).string()};
  run.source.read.columns.beside = {{"", "age"}, {"", "gender"}};
  run.columns = {.age = 0, .gender = 1};
  if (run.percents.empty()) run.percents = {50};
  return norms_of_files(one_scale(), run, [](const Progress&) {});
}

NormRun by_age_and_gender() {
  NormRun run;
  run.ages = {{18, 24}, {25, 60}};
  run.genders = {"male", "female"};
  return run;
}

Texts ids_of(const Norms& norms) {
  Texts ids;
  for (const NormGroup& group : norms.groups) ids.push_back(group.id);
  return ids;
}

}  // namespace

TEST_CASE("norms of a file hold everyone's mean, SD and percentiles") {
  // q2 is reversed: (1 + 1) / 2 = 1, (3 + 3) / 2 = 3, (7 + 3) / 2 = 5
  const NormOutcome outcome = norms_of("q1,q2\n1,7\n3,5\n7,5\n");
  REQUIRE(ids_of(outcome.norms) == Texts{"all"});
  const NormGroup& all = outcome.norms.groups[0];
  CHECK(all.n == 3);
  CHECK(all.scales[0].mean == 3);
  CHECK(all.scales[0].sd == 2);
  CHECK(all.scales[0].percentiles == std::vector<double>{3});
  CHECK(outcome.norms.response == ResponseRange{1, 7});
  CHECK(outcome.text() == "3 of 3 respondents in the norms.");
}

TEST_CASE("groups of age and gender follow everyone's") {
  const NormOutcome outcome =
      norms_of("q1,q2,age,gender\n1,7,18,male\n3,5,24,female\n7,5,25,Male\n5,5,60,FEMALE\n", by_age_and_gender());
  CHECK(ids_of(outcome.norms) == Texts{"all", "age 18-24", "age 25-60", "male", "female"});
  CHECK(outcome.norms.groups[1].age == AgeBand{18, 24});
  CHECK(outcome.norms.groups[4].gender == "female");
  for (std::size_t g = 1; g < 5; ++g) CHECK(outcome.norms.groups[g].n == 2);
}

TEST_CASE("who is in no band of age is left out of every group and counted") {
  const NormOutcome outcome = norms_of(
      "q1,q2,age,gender\n1,7,18,male\n3,5,24,male\n7,5,17,male\n7,5,3546789,male\n7,5,,male\n", by_age_and_gender());
  CHECK(outcome.norms.groups[0].n == 2);
  CHECK(outcome.outside_age == 3);
  CHECK(outcome.text() == "2 of 5 respondents in the norms; left out: 3 without an age in a band.");
}

TEST_CASE("only who answered every item counts where that is asked for") {
  const std::string file = "q1,q2\n1,7\n3,\n7,5\n,\n";
  CHECK(norms_of(file).counted == 3);
  NormRun run;
  run.complete = true;
  const NormOutcome outcome = norms_of(file, run);
  CHECK(outcome.counted == 2);
  CHECK(outcome.incomplete == 2);
  CHECK(holds(outcome.text(), "left out: 2 without all that is asked for."));
}

TEST_CASE("a group whose scores do not differ is left out and said") {
  const NormOutcome outcome =
      norms_of("q1,q2,age,gender\n1,7,18,male\n3,5,24,female\n3,5,20,female\n", by_age_and_gender());
  CHECK(ids_of(outcome.norms) == Texts{"all", "age 18-24"});
  REQUIRE(outcome.notes.size() == 2);
  CHECK(holds(outcome.notes[0], "age 25-60 (n = 0), male (n = 1) and female (n = 2)"));
}

TEST_CASE("small groups are named") {
  const NormOutcome outcome = norms_of("q1,q2\n1,7\n3,5\n");
  REQUIRE(outcome.notes.size() == 1);
  CHECK(holds(outcome.notes[0], "all (n = 2)"));
}

TEST_CASE("thirty people are no small group") {
  std::string file = "q1,q2\n";
  for (int person = 0; person < 30; ++person) file += person % 2 == 0 ? "1,7\n" : "3,5\n";
  CHECK(norms_of(file).notes.empty());
}

TEST_CASE("without any differing scores there are no norms") {
  const Error refused = error_of([] { norms_of("q1,q2\n4,4\n4,4\n"); });
  CHECK(refused.code() == ExitCode::data);
  CHECK(holds(refused.problem(), "2 of 2 respondents"));
}

TEST_CASE("the sample is told as it is known, or as the person says") {
  NormRun run = by_age_and_gender();
  run.complete = true;
  const std::string file = "q1,q2,age,gender\n1,7,18,male\n3,5,24,male\n";
  CHECK(norms_of(file, run).norms.sample == "Respondents of clients.csv who answered all 2 items, aged 18 to 60.");
  CHECK(norms_of(file, run).norms.source == "Computed from clients.csv.");
  run.complete = false;
  run.ages = {{18, 24}, {30, 40}, {41, 60}};
  CHECK(norms_of(file, run).norms.sample == "Respondents of clients.csv aged 18 to 24 and 30 to 60.");
  run.sample = "Students.";
  run.source_text = "Someone (2026)";
  CHECK(norms_of(file, run).norms.sample == "Students.");
  CHECK(norms_of(file, run).norms.source == "Someone (2026)");
}

TEST_CASE("bands of age are read, and must rise") {
  CHECK(age_bands_of({"18-24", " 25 - 25 "}) == std::vector<AgeBand>{{18, 24}, {25, 25}});
  for (const std::string text : {"18", "18-", "-24", "24-18", "18-151", "18.5-20", "x-y", ""}) {
    CAPTURE(text);
    CHECK(error_of([&] { age_bands_of({text}); }).code() == ExitCode::usage);
  }
  CHECK(holds(error_of([] { age_bands_of({"18-24", "24-30"}); }).problem(), "overlap"));
}

TEST_CASE("percents are read, and must rise between 0 and 100") {
  CHECK(percents_of({"2.5", "50", "97.5"}) == std::vector<double>{2.5, 50, 97.5});
  for (const Texts& texts : {Texts{"0"}, Texts{"100"}, Texts{"50", "50"}, Texts{"50", "5"}, Texts{"x"}})
    CHECK(error_of([&] { percents_of(texts); }).code() == ExitCode::usage);
}

TEST_CASE("the genders are those of the codes, each once, or the usual words") {
  CHECK(genders_of(GenderCodes{{"1", "male"}, {"m", "Male"}, {"2", "female"}}) == Texts{"male", "female"});
  CHECK(genders_of(GenderCodes{}) == Texts{"male", "female", "other"});
}

TEST_CASE("a gender with the name of another group is refused") {
  NormRun run;
  run.genders = {"all"};
  CHECK(error_of([&] { norms_of("q1,q2\n1,7\n3,5\n", run); }).code() == ExitCode::usage);
}

}  // namespace attune
