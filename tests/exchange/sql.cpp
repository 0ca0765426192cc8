#include "exchange/sql.h"

#include <doctest/doctest.h>

#include <sstream>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::shipped;

const Database kAll[] = {Database::sqlite, Database::postgres, Database::duckdb, Database::spark};

SqlOptions from_people(Database database = Database::sqlite) { return {.database = database, .table = {"people"}}; }

// The names of the last SELECT, in order.
std::vector<std::string> results_of(const std::string& statement) {
  std::istringstream lines(statement.substr(statement.rfind("  SELECT\n") + 9));
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) {
    const auto end = line.rfind('"');
    const bool is_named = line.ends_with("\",") || line.ends_with("\"");
    if (is_named && !line.starts_with("  FROM")) {
      const auto start = line.rfind('"', end - 1);
      names.push_back(line.substr(start + 1, end - start - 1));
    }
  }
  return names;
}

}  // namespace

TEST_CASE("the results are those of the questionnaire, in their order, behind the carried columns") {
  for (const std::string& id : testing::shipped_catalogue().ids()) {
    CAPTURE(id);
    const Questionnaire questionnaire = testing::shipped(id);
    SqlOptions options = from_people();
    options.carried = {"client", "visit"};
    auto expected = questionnaire.result_names();
    expected.insert(expected.begin(), {"client", "visit"});
    CHECK(results_of(scoring_sql(questionnaire, options)) == expected);
  }
}

TEST_CASE("a statement says which definition it comes from, as a comment") {
  const Questionnaire rq = shipped("rq");
  SqlOptions options = from_people();
  options.program = "attune 1.2";
  const std::string statement = scoring_sql(rq, options);
  CHECK(statement.starts_with("-- rq: Relationship Questionnaire\n"));
  CHECK(holds(statement, "attune 1.2"));
  CHECK(holds(statement, rq.sha256));
  CHECK(holds(statement, "Bartholomew"));
}

TEST_CASE("a line feed in a text of the definition does not end the comment") {
  Questionnaire rq = shipped("rq");
  rq.title = "a\nDROP TABLE people;";
  rq.caution = "*/\r\nDROP TABLE people;";
  for (const Database database : kAll) {
    std::istringstream lines(scoring_sql(rq, from_people(database)));
    for (std::string line; std::getline(lines, line) && line != "WITH";) CHECK(line.starts_with("-- "));
  }
}

TEST_CASE("a step does not take the name of the table, which would hide it") {
  SqlOptions options = from_people();
  options.table = {"Answers"};
  const std::string statement = scoring_sql(shipped("rq"), options);
  CHECK(holds(statement, "FROM \"Answers\""));
  CHECK(holds(statement, "\nanswers_step AS"));
}

TEST_CASE("a view stands beside its table and bears the questionnaire's id") {
  SqlOptions options = from_people(Database::postgres);
  options.table = {"survey", "people"};
  options.as_view = true;
  CHECK(holds(scoring_sql(shipped("ecr-r"), options), "CREATE VIEW \"survey\".\"people_ecr-r\" AS\nWITH\n"));
}

TEST_CASE("an answer outside the scale ends the statement, unless it is to be taken as missing") {
  SqlOptions options = from_people();
  CHECK(holds(scoring_sql(shipped("rq"), options), "is not an answer (1 to 7)"));
  options.invalid_is_missing = true;
  CHECK_FALSE(holds(scoring_sql(shipped("rq"), options), "is not an answer"));
}

TEST_CASE("a missing code that is an answer is refused") {
  SqlOptions options = from_people();
  options.missing = {"4"};
  CHECK(error_of([&] { scoring_sql(shipped("rq"), options); }).code() == ExitCode::usage);
}

TEST_CASE("a carried column with the name of a result is refused") {
  SqlOptions options = from_people();
  options.carried = {"Profile"};
  CHECK(holds(error_of([&] { scoring_sql(shipped("rq"), options); }).problem(), "two columns"));
}

TEST_CASE("items that no result needs are read for response quality alone") {
  SqlOptions options = from_people();
  CHECK_FALSE(holds(scoring_sql(shipped("rsq"), options), "\"q4\""));  // in no scale of the RSQ
  options.quality = true;
  CHECK(holds(scoring_sql(shipped("rsq"), options), "\"q4\""));
}

TEST_CASE("scales made of scales that share others are written as soon as any") {
  Questionnaire questionnaire = shipped("ecr-s");
  for (const char* id : {"first", "second"})
    questionnaire.scales.push_back({.id = id, .items = {{.item = 0}}, .min_answered = 1});
  // Each is made of both before it, so that ways to the answers double from step to step.
  for (int step = 0; step < 60; ++step) {
    const std::size_t last = questionnaire.scales.size() - 1;
    for (const char* side : {"a", "b"}) {
      Scale scale{.id = side + std::to_string(step)};
      scale.terms = {{.scale = last - 1, .weight = 1}, {.scale = last, .weight = 1}};
      scale.min_answered = 2;
      questionnaire.scales.push_back(scale);
    }
  }
  CHECK(holds(scoring_sql(questionnaire, from_people()), "combined_60"));
}

}  // namespace attune
