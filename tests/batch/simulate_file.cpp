#include "batch/simulate_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::shipped;
using testing::TemporaryFolder;

void write(const Questionnaire& questionnaire, const SimulationRun& run, const std::filesystem::path& file) {
  OutputFile out(file);
  simulate_file(questionnaire, run, out, [](const Progress&) {});
}

std::vector<std::string> lines_of(const std::string& id, const SimulationRun& run) {
  const TemporaryFolder folder;
  write(shipped(id), run, folder.path() / "simulated");
  std::istringstream text(TemporaryFolder::content(folder.path() / "simulated"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a file of respondents has an id, then the items by their ids") {
  const auto lines = lines_of("ecr-rs", {.respondents = 3, .seed = 1});
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "id,q1,q2,q3,q4,q5,q6,q7,q8,q9");
  CHECK(lines[1].starts_with("s1,"));
  CHECK(lines[3].starts_with("s3,"));
}

TEST_CASE("demographics and carelessness come last, and only where they are asked for") {
  CHECK(lines_of("rq", {.respondents = 1, .demographics = true})[0] ==
        "id,secure,fearful,preoccupied,dismissing,age,gender,country");
  CHECK(lines_of("rq", {.respondents = 1, .model = {.careless = 0.1}, .demographics = true})[0] ==
        "id,secure,fearful,preoccupied,dismissing,age,gender,country,careless");
}

TEST_CASE("an answer that is left out is empty, or the code that was asked for") {
  const SimulationRun run{.respondents = 300, .seed = 5, .model = {.missing_rate = 0.5}};
  const auto empty = lines_of("rq", run);
  SimulationRun coded = run;
  coded.missing_code = "-9";
  const auto with_code = lines_of("rq", coded);
  CHECK(std::find(empty.begin(), empty.end(), "s1,,,,") == empty.end());
  CHECK(std::any_of(empty.begin(), empty.end(), [](const std::string& line) { return holds(line, ",,"); }));
  CHECK(std::any_of(with_code.begin(), with_code.end(), [](const std::string& line) { return holds(line, ",-9,-9"); }));
  CHECK(std::none_of(with_code.begin(), with_code.end(), [](const std::string& line) { return holds(line, ",,"); }));
}

TEST_CASE("in NDJSON answers are numbers, and one that is left out is null, or the code") {
  SimulationRun run{.respondents = 200, .seed = 5, .model = {.missing_rate = 0.5}, .to = Format::ndjson};
  const auto any_holds = [](const std::vector<std::string>& lines, const std::string& part) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return holds(line, part); });
  };
  CHECK(lines_of("rq", run)[0].starts_with("{\"id\":\"s1\",\"secure\":"));
  CHECK(any_holds(lines_of("rq", run), "\"fearful\":4,"));
  CHECK(any_holds(lines_of("rq", run), "\"fearful\":null,"));
  run.missing_code = "NA";
  CHECK(any_holds(lines_of("rq", run), "\"fearful\":\"NA\","));
  for (const std::string code : {"-9", "99", "0", "-0.5", "9e1", "9.25E-1"}) {
    run.missing_code = code;
    CHECK_MESSAGE(any_holds(lines_of("rq", run), "\"fearful\":" + code + ","), code);
  }
}

TEST_CASE("a code that is no number of JSON is text there, though other programs read it as one") {
  SimulationRun run{.respondents = 200, .seed = 5, .model = {.missing_rate = 0.5}, .to = Format::ndjson};
  for (const std::string code : {"099", "-09", "+9", ".5", "9.", "9e", "-", "9e+"}) {
    run.missing_code = code;
    const auto lines = lines_of("rq", run);
    CHECK_MESSAGE(std::any_of(lines.begin(), lines.end(),
                              [&](const std::string& line) { return holds(line, "\"fearful\":\"" + code + "\","); }),
                  code);
  }
}

TEST_CASE("a longer file begins with the shorter one, across the blocks in which it is made") {
  const auto shorter = lines_of("rq", {.respondents = 4'000, .seed = 3});
  const auto longer = lines_of("rq", {.respondents = 9'000, .seed = 3});
  REQUIRE(longer.size() == 9'001);
  CHECK(std::equal(shorter.begin(), shorter.end(), longer.begin()));
}

TEST_CASE("a missing code that is an answer is refused, and nothing is written") {
  const TemporaryFolder folder;
  const Error error =
      error_of([&] { write(shipped("rq"), {.respondents = 1, .missing_code = "7"}, folder.path() / "simulated.csv"); });
  CHECK(error.code() == ExitCode::usage);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "simulated.csv"));
}

TEST_CASE("an item with the name of another column is refused") {
  Questionnaire questionnaire = shipped("rq");
  questionnaire.items[1].id = "age";
  const TemporaryFolder folder;
  const auto file = folder.path() / "simulated.csv";
  write(questionnaire, {.respondents = 1}, file);
  const Error error = error_of([&] { write(questionnaire, {.respondents = 1, .demographics = true}, file); });
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.problem(), "two columns \"age\""));
}

}  // namespace attune
