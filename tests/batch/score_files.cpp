#include "batch/score_files.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::shipped;
using testing::TemporaryFolder;

Questionnaire two_scales() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 7, .labels = {}};
  for (const char* id : {"q1", "q2", "q3", "q4"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  const auto mean = [](std::string id, std::vector<KeyedItem> items) {
    Scale scale;
    scale.id = std::move(id);
    scale.items = std::move(items);
    scale.min_answered = 2;
    return scale;
  };
  made.scales = {mean("anxiety", {{0, false}, {1, true}}), mean("avoidance", {{2, false}, {3, false}})};
  made.profiles = QuadrantRule{.x = 0, .y = 1, .x_cut = 4, .y_cut = 4};
  return made;
}

// Scores, answered items and profile: enough to see that each row's answers became its results.
class BareColumns : public ResultPart {
 public:
  explicit BareColumns(const Questionnaire& questionnaire) : profiles_(questionnaire.profile_names()) {
    for (const Scale& scale : questionnaire.scales) names_.push_back(scale.id);
    for (const Scale& scale : questionnaire.scales) {
      has_key_.push_back(scale.has_key());
      if (has_key_.back()) names_.push_back(scale.id + "_answered");
    }
    if (!profiles_.empty()) names_.emplace_back("profile");
  }
  std::vector<std::string> names() const override { return names_; }
  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<BareColumns>(*this); }
  void append(const RespondentBlock&, const ScoreBlock& scores, std::vector<ResultColumn>& columns) override {
    for (const auto& scale : scores.scores) columns.emplace_back(std::span<const double>(scale));
    for (std::size_t s = 0; s < has_key_.size(); ++s) {
      if (has_key_[s]) columns.emplace_back(std::span<const std::uint16_t>(scores.answered[s]));
    }
    if (!profiles_.empty()) columns.emplace_back(WordColumn{.indices = scores.profiles, .words = &profiles_});
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::string> profiles_;
  std::vector<bool> has_key_;
};

// The mean of the first item over all respondents: a column that takes a first reading.
class MeanOfAll : public ResultPart {
 public:
  std::vector<std::string> names() const override { return {"mean_q1"}; }
  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<MeanOfAll>(*this); }
  bool sees_all_first() const override { return true; }
  void see(const RespondentBlock& block) override {
    for (std::size_t row = 0; row < block.answers.rows; ++row) sum_ += block.answers.row(row)[0];
    rows_ += block.answers.rows;
  }
  void append(const RespondentBlock& block, const ScoreBlock&, std::vector<ResultColumn>& columns) override {
    mean_.assign(block.answers.rows, sum_ / static_cast<double>(rows_));
    columns.emplace_back(std::span<const double>(mean_));
  }

 private:
  double sum_ = 0;
  std::size_t rows_ = 0;
  std::vector<double> mean_;
};

struct Outcome {
  std::string results;
  ScoreSummary summary;
};

ResultParts bare_columns(const Questionnaire& questionnaire) {
  ResultParts parts;
  parts.push_back(std::make_unique<BareColumns>(questionnaire));
  return parts;
}

// Scores files of these contents, a.csv, b.csv and so on, into out.csv of the same folder.
Outcome score(const TemporaryFolder& folder, const std::vector<std::string>& contents, const ResultParts& parts,
              ScoreRun run, const Questionnaire& questionnaire) {
  char name = 'a';
  for (const std::string& content : contents)
    run.source.inputs.push_back(folder.file(std::string(1, name++) + ".csv", content));
  const auto target = folder.path() / "out.csv";
  OutputFile out(target.string());
  Outcome outcome;
  outcome.summary = score_files(questionnaire, run, parts, out, [](const Progress&) {});
  outcome.results = TemporaryFolder::content(target);
  return outcome;
}

Outcome score(const TemporaryFolder& folder, const std::vector<std::string>& contents, const ScoreRun& run = {},
              const Questionnaire& questionnaire = two_scales()) {
  return score(folder, contents, bare_columns(questionnaire), run, questionnaire);
}

Outcome score(const std::vector<std::string>& contents, const ScoreRun& run = {}) {
  return score(TemporaryFolder(), contents, run);
}

Error refusal(const std::vector<std::string>& contents, const ScoreRun& run = {}) {
  return error_of([&] { score(contents, run); });
}

ScoreRun in_blocks(std::size_t bytes) {
  ScoreRun run;
  run.source.read.block_bytes = bytes;
  return run;
}

ScoreRun only_scores() {
  ScoreRun run;
  run.source.read.columns.only_scores = true;
  return run;
}

const std::string kHead = "anxiety,avoidance,anxiety_answered,avoidance_answered,profile\n";

}  // namespace

TEST_CASE("each respondent gets carried columns, scores, numbers of answers and a profile") {
  const std::string file = "id,q1,q2,q3,q4\nx,1,7,1,2\ny,7,1,1,1\nz,1,7,4,4\nw,4,4,4,4\n";
  const std::string expected = "id," + kHead +
                               "x,1,1.5,2,2,secure\n"
                               "y,7,1,2,2,anxious\n"
                               "z,1,4,2,2,avoidant\n"
                               "w,4,4,2,2,ambivalent\n";
  for (const std::size_t bytes : {1u, 2u, 3u, 7u, 1u << 20}) CHECK(score({file}, in_blocks(bytes)).results == expected);
}

TEST_CASE("who lacks a score has an empty one and no profile") {
  CHECK(score({"q1,q2,q3,q4\n1,7,1,\n,,,\n"}).results == kHead + "1,,2,1,\n,,0,0,\n");
}

TEST_CASE("several files go into one table, in the order in which they are named") {
  CHECK(score({"q1,q2,q3,q4\n1,7,1,1\n", "q1,q2,q3,q4\n7,1,1,1\n", "q1,q2,q3,q4\n"}).results ==
        kHead + "1,1,2,2,secure\n7,1,2,2,anxious\n");
}

TEST_CASE("the columns of a second file may stand in another order, with another separator") {
  CHECK(score({"id,q1,q2,q3,q4,age\nx,1,7,1,1,30\n", "age;q4;q3;q2;q1;id\n40;1;1;1;7;y\n"}).results ==
        "id,age," + kHead + "x,30,1,1,2,2,secure\ny,40,7,1,2,2,anxious\n");
}

TEST_CASE("a second file that lacks a carried column is refused by its name, with the options that help") {
  const Error error = refusal({"id,q1,q2,q3,q4\nx,1,7,1,1\n", "q1,q2,q3,q4\n1,7,1,1\n"});
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.place().file, "b.csv"));
  CHECK(holds(error.problem(), "\"id\""));
  CHECK(holds(error.remedy(), "--keep"));
  CHECK(holds(error.remedy(), "--only-scores"));
}

TEST_CASE("a second file with a further column is refused with the name of the column") {
  const Error error = refusal({"id,q1,q2,q3,q4\nx,1,7,1,1\n", "id,age,q1,q2,q3,q4\nx,30,1,7,1,1\n"});
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.place().file, "b.csv"));
  CHECK(holds(error.problem(), "\"age\""));
}

TEST_CASE("a file that has a carried column twice is refused, the second as the first") {
  const std::string sound = "age,q1,q2,q3,q4\n30,1,7,1,1\n";
  const std::string twice = "age,age,q1,q2,q3,q4\n30,31,1,7,1,1\n";
  for (const auto& files : {std::vector{twice}, std::vector{sound, twice}}) {
    const Error error = refusal(files);
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.place().file, files.size() == 1 ? "a.csv" : "b.csv"));
    CHECK(holds(error.problem(), "two columns \"age\""));
    CHECK(holds(error.remedy(), "--keep"));
  }
}

TEST_CASE("files with different other columns go together when only scores are asked for") {
  CHECK(score({"id,q1,q2,q3,q4\nx,1,7,1,1\n", "age,q1,q2,q3,q4\n30,7,1,1,1\n"}, only_scores()).results ==
        kHead + "1,1,2,2,secure\n7,1,2,2,anxious\n");
}

TEST_CASE("a carried column with the name of a result is refused with the options that help") {
  for (const std::string name : {"anxiety", "profile", "avoidance_answered"}) {
    const Error error = refusal({name + ",q1,q2,q3,q4\nx,1,7,1,1\n"});
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), "\"" + name + "\""));
    CHECK(holds(error.remedy(), "--keep"));
  }
}

TEST_CASE("invalid answers are refused: the first by place, all of them counted over blocks and files") {
  const std::string first = "id,q1,q2,q3,q4\nx,1,7,1,1\ny,1,0,0,8\n", second = "id,q1,q2,q3,q4\nz,0,1,1,0\n";
  for (const std::size_t bytes : {1u, 7u, 1u << 20}) {
    CAPTURE(bytes);
    ScoreRun run = in_blocks(bytes);
    run.source.read.columns.id = "id";
    const Error error = refusal({first, second}, run);
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.place().file, "a.csv"));
    CHECK(error.place().line == 3);
    CHECK(error.place().respondent == "y");
    CHECK(holds(error.problem(), "q2: 0 is not an answer (1–7)"));
    CHECK(holds(error.remedy(), "4 more"));
    CHECK(holds(error.remedy(), "0 (4 times) and 8 (1 time)"));
    CHECK(holds(error.remedy(), "--missing 0"));
    CHECK(holds(error.remedy(), "--invalid missing"));
  }
}

TEST_CASE("a single invalid answer is said to be the only one") {
  const Error error = refusal({"q1,q2,q3,q4\n1,7,1,99\n"});
  CHECK(holds(error.remedy(), "only one"));
  CHECK(holds(error.remedy(), "--missing 99"));
}

TEST_CASE("the code that is suggested for --missing is one that the option can take") {
  // A comma separates codes in --missing, so a decimal comma would come apart into 4 and 5.
  CHECK_FALSE(holds(refusal({"q1;q2;q3;q4\n1;7;1;4,5\n"}).remedy(), "--missing 4,5"));
}

TEST_CASE("invalid answers in the second file are refused though the first was scored") {
  const Error error = refusal({"q1,q2,q3,q4\n1,7,1,1\n", "q1,q2,q3,q4\n1,7,1,0\n"});
  CHECK(holds(error.place().file, "b.csv"));
  CHECK(error.place().line == 2);
}

TEST_CASE("nothing is written where a run fails, and what was there stays") {
  for (const std::string bad : {"q1,q2,q3,q4\n1,7,1,1\n1,7,1,0\n", "q1,q2,q3,q4\n1,7,1,1\n1,7\n", "q1,q2\n1,7\n", "",
                                "q1,q2,q3,q4\n1,7,1,\"1\n"}) {
    CAPTURE(bad);
    const TemporaryFolder folder;
    CHECK(error_of([&] { score(folder, {bad}, in_blocks(3)); }).code() == ExitCode::data);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "out.csv"));
    folder.file("out.csv", "before");
    CHECK(error_of([&] { score(folder, {"q1,q2,q3,q4\n1,7,1,1\n", bad}, in_blocks(3)); }).code() == ExitCode::data);
    CHECK(TemporaryFolder::content(folder.path() / "out.csv") == "before");
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
    CHECK(files == 3);  // a.csv, b.csv, out.csv
  }
}

TEST_CASE("invalid answers are taken as missing where that is asked for, and counted") {
  ScoreRun run;
  run.source.read.invalid_is_missing = true;
  const Outcome outcome = score({"q1,q2,q3,q4\n1,7,0,9\n0,7,1,1\n"}, run);
  CHECK(outcome.results == kHead + "1,,2,0,\n,1,1,2,\n");
  CHECK(outcome.summary.taken_as_missing == 3);
  CHECK(holds(outcome.summary.text(), "3 answers outside the scale taken as missing."));
}

TEST_CASE("missing codes are not averaged in") {
  ScoreRun run;
  run.source.read.missing = {"-1", "NA"};
  CHECK(score({"q1,q2,q3,q4\n1,7,-1,na\n"}, run).results == kHead + "1,,2,0,\n");
}

TEST_CASE("a summary tells how many were scored, in part and not at all, and why") {
  const Outcome outcome = score({"q1,q2,q3,q4\n1,7,1,1\n1,7,1,\n,,,\n1,,1,\n7,1,7,7\n"}, in_blocks(1));
  CHECK(outcome.summary.respondents == 5);
  CHECK(outcome.summary.scored == 2);
  CHECK(outcome.summary.scored_in_part == 1);
  CHECK(outcome.summary.text() ==
        "5 respondents: 2 scored, 1 in part, 2 not scored (fewer answers than the scale asks for).");
}

TEST_CASE("a summary gives no reasons where all were scored, and names ties") {
  CHECK(score({"q1,q2,q3,q4\n1,7,1,1\n"}).summary.text() == "1 respondent: 1 scored, 0 not scored.");
  CHECK(score({"q1,q2,q3,q4\n"}).summary.text() == "0 respondents: 0 scored, 0 not scored.");
  const Outcome tied = score(TemporaryFolder(), {"secure,fearful,preoccupied,dismissing\n7,7,1,1\n1,2,3,4\n2,2,2,2\n"},
                             only_scores(), shipped("rq"));
  CHECK(tied.summary.text() == "3 respondents: 3 scored, 0 not scored. 2 without a profile because of a tie.");
  CHECK(tied.summary.tied == 2);
}

TEST_CASE("a summary groups large numbers") {
  ScoreSummary summary;
  summary.respondents = 1234567;
  summary.scored = 1234000;
  summary.scored_in_part = 67;
  CHECK(holds(summary.text(), "1,234,567 respondents: 1,234,000 scored, 67 in part, 500 not scored"));
}

TEST_CASE("the RQ's file of ratings is scored though its scales have the names of its items") {
  const Outcome outcome =
      score(TemporaryFolder(), {"id,Secure,fearful,preoccupied,dismissing\nx,6,2,3,1\n"}, {}, shipped("rq"));
  CHECK(outcome.results ==
        "id,secure,fearful,preoccupied,dismissing,model_of_self,model_of_other,secure_answered,fearful_answered,"
        "preoccupied_answered,dismissing_answered,profile\nx,6,2,3,1,2,6,1,1,1,1,secure\n");
}

TEST_CASE("results come in other forms and with rounded scores where asked for") {
  ScoreRun run;
  run.to = Format::ndjson;
  run.numbers.digits = 1;
  CHECK(score({"q1,q2,q3,q4\n1,7,1,\n"}, run).results ==
        "{\"anxiety\":1.0,\"avoidance\":null,\"anxiety_answered\":2,\"avoidance_answered\":1,\"profile\":null}\n");
}

TEST_CASE("notes about a file come back with the summary") {
  const Outcome outcome = score({"q1,q2,q3,q4\nA,B,C,D\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",,,\n1,7,1,1\n"});
  REQUIRE(outcome.summary.notes.size() == 1);
  CHECK(holds(outcome.summary.notes[0], "Qualtrics"));
  CHECK(outcome.summary.respondents == 1);
}

TEST_CASE("a part that asks for it has seen all respondents of all files before its first row") {
  for (const std::size_t bytes : {1u, 7u, 1u << 20}) {
    ResultParts parts;
    parts.push_back(std::make_unique<MeanOfAll>());
    CHECK(score(TemporaryFolder(), {"q1,q2,q3,q4\n1,7,1,1\n2,7,1,1\n", "q1,q2,q3,q4\n6,7,1,1\n"}, parts,
                in_blocks(bytes), two_scales())
              .results == "mean_q1\n3\n3\n3\n");
  }
}

TEST_CASE("a first reading refuses invalid answers as the only one would, and says nothing twice") {
  const auto twice = [](const std::string& content, const ScoreRun& run) {
    ResultParts parts;
    parts.push_back(std::make_unique<MeanOfAll>());
    return score(TemporaryFolder(), {content}, parts, run, two_scales());
  };
  const Error error = error_of([&] { twice("q1,q2,q3,q4\n1,7,1,1\n1,0,0,1\n", {}); });
  CHECK(holds(error.problem(), "q2: 0 is not an answer (1–7)"));
  CHECK(holds(error.remedy(), "1 more"));
  ScoreRun lenient;
  lenient.source.read.invalid_is_missing = true;
  const std::string qualtrics = "q1,q2,q3,q4\nA,B,C,D\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",,,\n";
  const ScoreSummary summary = twice(qualtrics + "1,7,1,9\n", lenient).summary;
  CHECK(summary.respondents == 1);
  CHECK(summary.taken_as_missing == 1);
  CHECK(summary.notes.size() == 1);
}

TEST_CASE(
    "progress never goes back and ends at all bytes and respondents of all files, also where they are read twice") {
  ResultParts once = bare_columns(two_scales());
  ResultParts twice;
  twice.push_back(std::make_unique<MeanOfAll>());
  const auto expect_progress = [](const ResultParts& parts, std::size_t readings) {
    const TemporaryFolder folder;
    ScoreRun run = in_blocks(4);
    run.source.inputs = {folder.file("a.csv", "q1,q2,q3,q4\n1,7,1,1\n1,7,1,1\n"),
                         folder.file("b.csv", "q1,q2,q3,q4\n1,7,1,1\n")};
    OutputFile out((folder.path() / "out.csv").string());
    Progress last;
    bool forward = true;
    score_files(two_scales(), run, parts, out, [&](const Progress& now) {
      forward = forward && now.bytes >= last.bytes && now.respondents >= last.respondents;
      last = now;
    });
    CHECK(forward);
    CHECK(last.respondents == 3);
    CHECK(last.bytes == readings * (28 + 20));
    CHECK(last.total_bytes == last.bytes);
  };
  expect_progress(once, 1);
  expect_progress(twice, 2);
}

}  // namespace attune
