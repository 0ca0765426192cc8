#include "batch/score_columns.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "questionnaire/load.h"
#include "support.h"

namespace attune {
namespace {

using testing::shipped;
using Names = std::vector<std::string>;

// The columns of one respondent as a line of CSV.
std::string line_of(ResultPart& part, const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  RespondentBlock block;
  block.answers = {.rows = 1, .items = answers.size(), .answers = answers};
  ScoreBlock scores;
  Scorer(questionnaire).score(block.answers, scores);
  std::vector<ResultColumn> columns;
  part.append(block, scores, columns);
  std::string text;
  const Names names = part.names();
  const auto writer = make_result_writer(Format::csv, names, {.digits = 2});
  writer->write(columns, 1, text);
  return text.substr(text.find('\n') + 1);
}

// ECR-RS: avoidance of 7s and one 1, anxiety on its cut.
const std::vector<Answer> kOnTheCut{1, 1, 1, 1, 7, 1, 3, 4, 5};

}  // namespace

TEST_CASE("all results are scores, answered items, standard errors, the profile and its likelihoods") {
  const Questionnaire of = shipped("ecr-rs");
  const auto part = make_score_columns(of);
  CHECK(part->names() == Names{"anxiety", "avoidance", "anxiety_answered", "avoidance_answered", "anxiety_se",
                               "avoidance_se", "profile", "p_secure", "p_anxious", "p_avoidant", "p_ambivalent"});
  // Avoidance 7 7 7 7 7 1: mean 6, s² = 30 / 5, s / √6 = 1, so high with Φ(2) = .977. Anxiety 3 4 5: s² = 1, 1 / √3,
  // on the cut, so high with 1/2.
  CHECK(line_of(*part, of, kOnTheCut) == "4.00,6.00,3,6,0.58,1.00,ambivalent,0.01,0.01,0.49,0.49\n");
}

TEST_CASE("people see how likely the profile is, and no errors") {
  const Questionnaire of = shipped("ecr-rs");
  const auto part = make_brief_score_columns(of);
  CHECK(part->names() == Names{"anxiety", "avoidance", "anxiety_answered", "avoidance_answered", "profile", "p"});
  CHECK(line_of(*part, of, kOnTheCut) == "4.00,6.00,3,6,ambivalent,0.49\n");
}

TEST_CASE("without a profile no likelihood is told") {
  const Questionnaire of = shipped("ecr-rs");
  std::vector<Answer> answers = kOnTheCut;
  answers[6] = answers[7] = kMissing;
  CHECK(line_of(*make_brief_score_columns(of), of, answers) == ",6.00,1,6,,\n");
  CHECK(line_of(*make_score_columns(of), of, answers) == ",6.00,1,6,,1.00,,,,,\n");
}

TEST_CASE("scales of single ratings have no column for an error, nor what is made of them") {
  const auto part = make_score_columns(shipped("rq"));
  for (const std::string& name : part->names()) CHECK_FALSE(name.ends_with("_se"));
}

TEST_CASE("a combined scale of several items has a column for its error") {
  const Names names = make_score_columns(shipped("aas-r"))->names();
  CHECK(std::find(names.begin(), names.end(), "avoidance_se") != names.end());
}

}  // namespace attune
