#include "batch/norm_columns.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/file.h"
#include "batch/score_files.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using testing::TemporaryFolder;

// One item a scale, so that an answer is a score; norms of everyone, of the young and, on scale a only, of women.
Questionnaire with_norms() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 7, .labels = {}};
  for (const char* id : {"q1", "q2"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  made.scales = {{.id = "a", .items = {{0, false}}}, {.id = "b", .items = {{1, false}}}};
  Norms norms;
  norms.sample = "Students.";
  norms.caution = "Few.";
  norms.response = {1, 7};
  norms.groups = {{.id = "all",
                   .n = 90,
                   .age = {},
                   .gender = {},
                   .scales = {{.scale = 0, .mean = 4, .sd = 1, .percentiles = {}},
                              {.scale = 1, .mean = 3, .sd = 2, .percentiles = {}}}},
                  {.id = "age 18-24",
                   .n = 50,
                   .age = {{18, 24}},
                   .gender = {},
                   .scales = {{.scale = 0, .mean = 5, .sd = 1, .percentiles = {}},
                              {.scale = 1, .mean = 5, .sd = 2, .percentiles = {}}}},
                  {.id = "women",
                   .n = 40,
                   .age = {},
                   .gender = "female",
                   .scales = {{.scale = 0, .mean = 2, .sd = 1, .percentiles = {}}}}};
  made.norms = {norms};
  return made;
}

struct Outcome {
  std::string results;
  std::vector<std::string> notes;
};

// Scores `file` by norms alone, so that only their columns appear.
Outcome compare(const std::string& file, const NormChoice& choice, bool brief = false, Format to = Format::csv,
                const Questionnaire& questionnaire = with_norms()) {
  const TemporaryFolder folder;
  ScoreRun run;
  run.to = to;
  run.source.inputs = {folder.file("in.csv", file)};
  run.source.read.columns.only_scores = true;
  run.source.read.columns.beside = {{"", "age"}, {"", "gender"}};
  ResultParts parts;
  parts.push_back(brief ? make_brief_norm_columns(questionnaire, questionnaire.norms[0], choice)
                        : make_norm_columns(questionnaire, questionnaire.norms[0], choice));
  const std::string target = (folder.path() / "out").string();
  OutputFile out(target);
  Outcome outcome;
  outcome.notes = score_files(questionnaire, run, parts, out, [](const Progress&) {}).notes;
  outcome.results = TemporaryFolder::content(target);
  return outcome;
}

const NormChoice kAuto{.columns = {.age = 0, .gender = 1}};

std::string joined(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) text += note + "\n";
  return text;
}

}  // namespace

TEST_CASE("each scale gets z, T and percentile, and each respondent the group's name") {
  // (4 − 4) / 1 and (5 − 3) / 2; Φ(1) = .8413447460685429
  const Outcome outcome = compare("q1,q2\n4,5\n", {.group = 0});
  CHECK(
      outcome.results.starts_with("a_z,a_t,a_percentile,b_z,b_t,b_percentile,norm_group\n0,50,50,1,60,84.13447460685"));
  CHECK(outcome.results.ends_with(",all\n"));
  CHECK(outcome.notes == std::vector<std::string>{"Norms: Students. Few."});
}

TEST_CASE("for people there are percentiles and the group") {
  CHECK(compare("q1,q2\n4,3\n", {.group = 0}, true).results == "a_percentile,b_percentile,norm_group\n50,50,all\n");
}

TEST_CASE("the group that fits is chosen for each respondent, and told how often") {
  const Outcome outcome =
      compare("q1,q2,age,gender\n5,5,20,female\n2,3,60,Female\n4,3,3546789,female\n4,3,,male\n", kAuto, true);
  CHECK(outcome.results == "a_percentile,b_percentile,norm_group\n50,50,age 18-24\n50,,women\n50,50,all\n50,50,all\n");
  const std::string notes = joined(outcome.notes);
  CHECK(holds(notes, "Compared with all (2), age 18-24 (1) and women (1).\n"));
  CHECK(holds(notes, "1 respondent with an age that nobody has, compared with everyone."));
  CHECK(holds(notes, "2 respondents without an age for which the norms have a group"));
  CHECK(holds(notes, "1 respondent without a gender for which the norms have a group"));
}

TEST_CASE("codes for gender are understood") {
  NormChoice choice = kAuto;
  choice.gender_codes = {{"2", "female"}};
  CHECK(holds(compare("q1,q2,age,gender\n2,3,60,2\n", choice).results, ",women\n"));
}

TEST_CASE("a column that the file lacks is not used, and that is said") {
  const Outcome outcome = compare("q1,q2\n4,3\n", kAuto);
  CHECK(holds(outcome.results, ",all\n"));
  CHECK(holds(joined(outcome.notes), "no column \"age\""));
  CHECK(holds(joined(outcome.notes), "no column \"gender\""));
}

TEST_CASE("nothing is said of age and gender where the norms do not tell them apart") {
  Questionnaire questionnaire = with_norms();
  questionnaire.norms[0].groups.resize(1);
  const Outcome outcome = compare("q1,q2\n4,3\n", kAuto, true, Format::csv, questionnaire);
  CHECK(outcome.notes == std::vector<std::string>{"Norms: Students. Few.", "Compared with all (1)."});
}

TEST_CASE("a respondent in no group is told, and compared with nobody") {
  Questionnaire questionnaire = with_norms();
  questionnaire.norms[0].groups.erase(questionnaire.norms[0].groups.begin());
  const Outcome outcome = compare("q1,q2,age,gender\n4,3,60,male\n", kAuto, true, Format::ndjson, questionnaire);
  CHECK(outcome.results == "{\"a_percentile\":null,\"b_percentile\":null,\"norm_group\":null}\n");
  CHECK(holds(joined(outcome.notes), "1 respondent in no group of the norms."));
}

TEST_CASE("a score that is empty is compared with nobody, and null in JSON") {
  CHECK(compare("q1,q2\n,3\n", {.group = 0}, true, Format::ndjson).results ==
        "{\"a_percentile\":null,\"b_percentile\":50,\"norm_group\":\"all\"}\n");
}

}  // namespace attune
