#include "batch/change_files.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// Two scales of two items from 1 to 5, each with a standard error of 1 · √(1 − 0.75) = 0.5, so that a difference of 1.5
// has an index of 1.5 / (0.5 · √2) = 2.12.
Questionnaire two_scales() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 5, .labels = {}};
  for (const char* id : {"q1", "q2", "q3", "q4"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  Reliability reliability;
  reliability.alpha = {0.75, 0.75};
  reliability.sd = 1;
  reliability.response = {1, 5};
  made.scales = {{.id = "anxiety", .items = {{0, false}, {1, false}}, .min_answered = 2, .reliability = reliability},
                 {.id = "avoidance", .items = {{2, false}, {3, false}}, .min_answered = 2, .reliability = reliability}};
  made.profiles = QuadrantRule{.x = 0, .y = 1, .x_cut = 3, .y_cut = 3};
  return made;
}

// The same without profiles, so that nothing says which way is better.
Questionnaire undirected() {
  Questionnaire made = two_scales();
  made.profiles = std::monostate{};
  return made;
}

struct Outcome {
  std::string results;
  ChangeSummary summary;
};

Outcome change(const std::string& before, const std::string& after, ChangeRun run = {},
               const Questionnaire& questionnaire = two_scales()) {
  const TemporaryFolder folder;
  run.source.inputs = {folder.file("before.csv", before), folder.file("after.csv", after)};
  run.source.read.columns.only_scores = true;
  if (run.source.read.columns.id.empty()) run.source.read.columns.id = "id";
  if (!run.numbers.digits) run.numbers.digits = 2;
  const auto target = folder.path() / "out.csv";
  Outcome outcome;
  {
    OutputFile out(target.string());
    outcome.summary = change_files(questionnaire, run, out, [](const Progress&) {});
  }
  // Files in messages by their names alone.
  for (std::string* file : {&outcome.summary.before, &outcome.summary.after})
    *file = std::filesystem::path(*file).filename();
  outcome.results = TemporaryFolder::content(target);
  return outcome;
}

Error refusal(const std::string& before, const std::string& after, const ChangeRun& run = {}) {
  return error_of([&] { change(before, after, run); });
}

ChangeRun by_id(const std::string& column) {
  ChangeRun run;
  run.source.read.columns.id = column;
  return run;
}

ChangeRun as(Format format) {
  ChangeRun run;
  run.to = format;
  return run;
}

const std::string kNames = "id,q1,q2,q3,q4\n";
const std::string kHead =
    "id,in,anxiety_before,anxiety_after,anxiety_difference,anxiety_rci,anxiety_change,avoidance_before,"
    "avoidance_after,avoidance_difference,avoidance_rci,avoidance_change,profile_before,profile_after\n";

}  // namespace

TEST_CASE("each respondent has both scores, the difference, its index, a verdict and both profiles") {
  // By hand: −1.5 / (0.5 · √2) = −2.1213, 1 / (0.5 · √2) = 1.4142
  CHECK(change(kNames + "a,4,4,2,2\n", kNames + "a,2,3,3,3\n").results ==
        kHead + "a,both,4.00,2.50,-1.50,-2.12,better,2.00,3.00,1.00,1.41,no reliable change,anxious,avoidant\n");
}

TEST_CASE("more anxiety or avoidance is worse") {
  CHECK(change(kNames + "a,1,1,1,1\n", kNames + "a,5,5,5,5\n").results ==
        kHead + "a,both,1.00,5.00,4.00,5.66,worse,1.00,5.00,4.00,5.66,worse,secure,ambivalent\n");
}

TEST_CASE("where nothing says which way is better, scores go higher or lower, and without profiles there are none") {
  const std::string results = change(kNames + "a,1,1,5,5\n", kNames + "a,5,5,1,1\n", {}, undirected()).results;
  CHECK(holds(results, "avoidance_change\n"));
  CHECK(holds(results, "a,both,1.00,5.00,4.00,5.66,higher,5.00,1.00,-4.00,-5.66,lower\n"));
}

TEST_CASE("respondents are matched by id, in the order of the first file, then those only in the second") {
  const Outcome outcome =
      change(kNames + "a,1,1,1,1\nb,2,2,2,2\nc,3,3,3,3\n", kNames + "x,5,5,5,5\nc,3,3,3,3\na,1,1,1,1\n");
  CHECK(outcome.results ==
        kHead +
            "a,both,1.00,1.00,0.00,0.00,no reliable change,1.00,1.00,0.00,0.00,no reliable change,secure,secure\n"
            "b,before,2.00,,,,,2.00,,,,,secure,\n"
            "c,both,3.00,3.00,0.00,0.00,no reliable change,3.00,3.00,0.00,0.00,no reliable change,ambivalent,"
            "ambivalent\n"
            "x,after,,5.00,,,,,5.00,,,,,ambivalent\n");
  CHECK(outcome.summary.in_both == 2);
  CHECK(outcome.summary.only_before == std::vector<std::string>{"b"});
  CHECK(outcome.summary.only_after == std::vector<std::string>{"x"});
}

TEST_CASE("ids are compared as they are written") {
  const ChangeSummary summary = change(kNames + "a1,1,1,1,1\n7,1,1,1,1\n", kNames + "A1,1,1,1,1\n07,1,1,1,1\n").summary;
  CHECK(summary.in_both == 0);
  CHECK(summary.only_before == std::vector<std::string>{"a1", "7"});
  CHECK(summary.only_after == std::vector<std::string>{"A1", "07"});
}

TEST_CASE("a missing score has neither difference nor verdict, and is counted") {
  const Outcome outcome = change(kNames + "a,1,,2,2\n", kNames + "a,1,1,2,2\n");
  CHECK(outcome.results == kHead + "a,both,,1.00,,,,2.00,2.00,0.00,0.00,no reliable change,,secure\n");
  CHECK(outcome.summary.scales[0].without_verdict == 1);
  CHECK(outcome.summary.scales[1].without_verdict == 0);
}

TEST_CASE("the files may differ in the order of columns and in other columns") {
  CHECK(holds(change(kNames + "a,4,4,2,2\n", "q4;q3;q2;q1;mood;id\n2;2;4;4;fine;a\n").results,
              "a,both,4.00,4.00,0.00,0.00,no reliable change,"));
}

TEST_CASE("a file without respondents leaves those of the other") {
  CHECK(holds(change(kNames, kNames + "a,4,4,2,2\n").results, "a,after,,4.00,"));
  CHECK(change(kNames, kNames).results == kHead);
}

TEST_CASE("an id that a file has twice is refused with both rows") {
  const Error error = refusal(kNames + "a,1,1,1,1\n", kNames + "b,1,1,1,1\na,1,1,1,1\nb,2,2,2,2\n");
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.place().file, "after.csv"));
  CHECK(error.place().line == 4);
  CHECK(error.place().respondent == "b");
  CHECK(holds(error.problem(), "line 2 has the same id"));
}

TEST_CASE("the same id twice is found over blocks") {
  ChangeRun run;
  run.source.read.block_bytes = 1;
  CHECK(refusal(kNames + "a,1,1,1,1\nb,1,1,1,1\na,1,1,1,1\n", kNames, run).place().line == 4);
}

TEST_CASE("an empty id is refused with its row") {
  for (const std::string empty : {"", "  "}) {
    const Error error = refusal(kNames + "a,1,1,1,1\n" + empty + ",1,1,1,1\n", kNames);
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().line == 3);
    CHECK(error.place().respondent == "2");
    CHECK(error.problem() == "the id is empty");
  }
}

TEST_CASE("an id column with the name of a result is refused") {
  for (const std::string name : {"in", "anxiety_rci", "profile_after"}) {
    const std::string file = name + ",q1,q2,q3,q4\na,1,1,1,1\n";
    const Error error = refusal(file, file, by_id(name));
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), "two columns \"" + name + "\""));
  }
}

TEST_CASE("a column of times that would have the name of another is refused") {
  for (const std::string name : {"anxiety", "profile"}) {
    ChangeRun run = by_id("id");
    run.source.read.columns.time = name;
    const std::string file = "id," + name + ",q1,q2,q3,q4\na,1,1,1,1,1\na,2,1,1,1,1\n";
    const Error error = refusal(file, file, run);
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), "two columns \"" + name + "_before\""));
  }
}

TEST_CASE("an answer that is none is refused in either file, and nothing is written") {
  const std::string sound = kNames + "a,1,1,1,1\n", bad = kNames + "a,1,1,1,9\n";
  CHECK(holds(refusal(bad, sound).place().file, "before.csv"));
  CHECK(holds(refusal(sound, bad).place().file, "after.csv"));
  const TemporaryFolder folder;
  ChangeRun run = by_id("id");
  run.source.inputs = {folder.file("before.csv", sound), folder.file("after.csv", bad)};
  CHECK(error_of([&] {
          OutputFile out((folder.path() / "out.csv").string());
          change_files(two_scales(), run, out, [](const Progress&) {});
        }).code() == ExitCode::data);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "out.csv"));
}

TEST_CASE("a table for people has differences, verdicts and profiles only") {
  const std::string table = change(kNames + "a,4,4,2,2\n", kNames + "a,2,2,2,2\n", as(Format::table)).results;
  CHECK(table ==
        "id  in    anxiety_difference  anxiety_change  avoidance_difference  avoidance_change    profile_before  "
        "profile_after\n"
        "a   both               -2.00  better                          0.00  no reliable change  anxious         "
        "secure\n");
}

TEST_CASE("in JSON, numbers stay numbers and what is not known is null") {
  ChangeRun run = as(Format::ndjson);
  run.source.read.from = Format::ndjson;
  CHECK(change("{\"id\":7,\"q1\":1,\"q2\":1,\"q3\":1,\"q4\":1}\n", "{\"id\":8,\"q1\":1,\"q2\":1,\"q3\":1,\"q4\":1}\n",
               run)
            .results.starts_with("{\"id\":7,\"in\":\"before\",\"anxiety_before\":1.00,\"anxiety_after\":null,"
                                 "\"anxiety_difference\":null,\"anxiety_rci\":null,\"anxiety_change\":null,"));
}

TEST_CASE("the summary counts who is where and how each scale changed") {
  const Outcome outcome = change(kNames + "a,4,4,2,2\nb,2,2,2,2\nc,2,2,2,2\nd,2,,2,2\ne,1,1,1,1\n",
                                 kNames + "a,2,2,2,2\nb,4,4,2,2\nc,2,2,2,2\nd,2,2,2,2\nf,1,1,1,1\ng,1,1,1,1\n");
  CHECK(outcome.summary.text() ==
        "4 respondents in both files.\n"
        "1 respondent only in before.csv: e.\n"
        "2 respondents only in after.csv: f and g.\n"
        "anxiety: 1 better, 1 worse, 1 without reliable change, 1 without a verdict (no score, or no standard error "
        "above 0).\n"
        "avoidance: 0 better, 0 worse, 4 without reliable change.");
}

TEST_CASE("the summary says higher and lower where nothing says which way is better") {
  CHECK(holds(change(kNames + "a,1,1,3,3\n", kNames + "a,5,5,3,3\n", {}, undirected()).summary.text(),
              "anxiety: 1 higher, 0 lower, 0 without reliable change."));
}

TEST_CASE("a long list of ids is cut, an id with a line feed cannot add a line, and a long one is shortened") {
  std::string many = kNames;
  for (int n = 1; n <= 40; ++n) many += "p" + std::to_string(n) + ",1,1,1,1\n";
  CHECK(holds(change(many, kNames).summary.text(), "40 respondents only in before.csv: p1, p2, "));
  CHECK(holds(change(many, kNames).summary.text(), " more.\n"));
  const std::string odd = kNames + "\"a\nall is well\",1,1,1,1\n" + std::string(200, 'x') + ",1,1,1,1\n";
  const std::string text = change(odd, kNames).summary.text();
  CHECK_FALSE(holds(text, "a\nall"));
  CHECK_FALSE(holds(text, std::string(41, 'x')));
}

TEST_CASE("answers taken as missing are counted over both files") {
  ChangeRun run;
  run.source.read.invalid_is_missing = true;
  const ChangeSummary summary = change(kNames + "a,0,1,1,1\n", kNames + "a,1,1,9,9\n", run).summary;
  CHECK(summary.taken_as_missing == 3);
  CHECK(holds(summary.text(), "\n3 answers outside the scale taken as missing."));
}

// The same respondents at several times in one file, or in two.
TEST_CASE("with times, the earliest row is compared with the latest") {
  ChangeRun run;
  run.source.read.columns.time = "t";
  const std::string names = "id,t,q1,q2,q3,q4\n";
  const Outcome two = change(names + "a,2,3,3,3,3\na,1,4,4,4,4\n", names + "a,4,1,1,1,1\na,3,2,2,2,2\n", run);
  CHECK(holds(two.results, "id,in,t_before,t_after,anxiety_before"));
  CHECK(holds(two.results, "\na,both,1,4,4.00,1.00,-3.00"));
}

}  // namespace attune
