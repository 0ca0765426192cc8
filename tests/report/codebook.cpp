#include "report/codebook.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "batch/norm_columns.h"
#include "batch/quality_columns.h"
#include "batch/score_columns.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using testing::shipped;

std::vector<std::string> columns_of(const std::vector<CodebookEntry>& entries) {
  std::vector<std::string> columns;
  for (const CodebookEntry& entry : entries) columns.push_back(entry.column);
  return columns;
}

CodebookEntry entry_of(const std::string& id, const std::string& column, const CodebookParts& parts = {}) {
  const auto entries = codebook(shipped(id), parts);
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.column == column; });
  REQUIRE(found != entries.end());
  return *found;
}

}  // namespace

TEST_CASE("a codebook has the columns that score writes, in their order, for every questionnaire") {
  for (const std::string& id : testing::shipped_catalogue().ids()) {
    CAPTURE(id);
    const Questionnaire questionnaire = testing::shipped(id);
    const Norms* norms = questionnaire.norms.empty() ? nullptr : &questionnaire.norms.front();
    std::vector<std::string> written = make_score_columns(questionnaire)->names();
    CHECK(columns_of(codebook(questionnaire, {})) == written);
    const auto add = [&](const std::vector<std::string>& names) {
      written.insert(written.end(), names.begin(), names.end());
    };
    if (norms != nullptr) add(make_norm_columns(questionnaire, *norms, {.group = 0})->names());
    add(make_quality_columns(questionnaire)->names());
    CHECK(columns_of(codebook(questionnaire, {.norms = norms, .quality = true})) == written);
  }
}

TEST_CASE("a score is told with its key, missing rule and range") {
  const CodebookEntry entry = entry_of("ecr-rs", "avoidance");
  CHECK(holds(entry.formula, "mean of the answered of 8 − q1, 8 − q2, 8 − q3, 8 − q4, q5, q6"));
  CHECK(holds(entry.formula, "empty with fewer than 5 answers"));
  CHECK(entry.lowest == 1);
  CHECK(entry.highest == 7);
  CHECK(holds(entry.source, "Fraley"));
}

TEST_CASE("a reported standard error is one number, with where it was reported") {
  const CodebookEntry entry = entry_of("ecr-5pt", "anxiety_se");
  // 0.804102 · √(1 − 0.915673)
  CHECK(*entry.lowest == doctest::Approx(0.233503).epsilon(1e-5));
  CHECK(entry.lowest == entry.highest);
  CHECK(holds(entry.source, "psych::alpha"));
}

TEST_CASE("a scale made of scales tells its parts and the error that follows from theirs") {
  CHECK(holds(entry_of("aas-r", "avoidance").formula, "6 − 0.5 × close − 0.5 × depend"));
  CHECK(holds(entry_of("aas-r", "avoidance_se").formula, "√(0.25 × close_se² + 0.25 × depend_se²)"));
}

TEST_CASE("a profile is told as a region where there is a map, else as a description") {
  CHECK(holds(entry_of("ecr-r", "profile").meaning, "region"));
  CHECK(entry_of("rq", "profile").meaning == "Profile: the description that fits the answers best");
}

TEST_CASE("a percentile beyond the table is told with the bound that keeps it out of the table") {
  const Norms norms = shipped("ecr-5pt").norms.front();
  const std::string formula = entry_of("ecr-5pt", "anxiety_percentile", {.norms = &norms}).formula;
  CHECK(holds(formula, "below the table the smaller of its lowest percent and 100 × Φ(anxiety_z)"));
  CHECK(holds(formula, "above it the larger of its highest percent and 100 × Φ(anxiety_z)"));
  CHECK(holds(formula, "without a table 100 × Φ(anxiety_z)"));
}

TEST_CASE("nothing in a definition is markup in the table of a codebook") {
  Questionnaire rq = shipped("rq");
  rq.scales[0].title = "a | b\n# <c> [d](e) ~f~ www.x.example";
  const std::string text = codebook_markdown(rq, codebook(rq, {}));
  CHECK(holds(text, "a \\| b"));
  CHECK(holds(text, "\\<c\\> \\[d\\](e) \\~f\\~ www\\.x.example"));
  for (std::size_t at = text.find("\n|"); at != std::string::npos; at = text.find("\n|", at + 1))
    CHECK(text[text.find('\n', at + 1) - 1] == '|');
}

}  // namespace attune
