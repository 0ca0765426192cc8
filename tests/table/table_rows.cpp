#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"
#include "table/answer_file.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// Three items, answered from 1 (Never) to 5 (Very often).
Questionnaire three_items() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 5, .labels = {{1, "Never"}, {5, "Very often"}}};
  for (const char* id : {"q1", "q2", "q3"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  return made;
}

struct Options : ReadOptions {
  Options long_by(std::string id, std::string item, std::string answer) && {
    columns.id = id;
    return long_columns = {.id = std::move(id), .item = std::move(item), .answer = std::move(answer)}, *this;
  }
  Options at(std::string column) && { return columns.time = std::move(column), *this; }
  Options keeping(std::vector<std::string> names) && { return columns.keep = std::move(names), *this; }
  Options by_pattern(std::string pattern) && { return columns.pattern = std::move(pattern), *this; }
  Options separated_by(char separator) && { return delimiter = separator, *this; }
  Options skipping(std::size_t rows) && { return skip_rows = rows, *this; }
  Options of_sheet(std::string name) && { return sheet = std::move(name), *this; }
};

// A line for each respondent with answers (. for missing) and carried cells, then notes and invalid answers; or the
// error. The folder's name is left out.
std::string read(const std::string& name, const std::string& content, ReadOptions options) {
  const TemporaryFolder folder;
  options.block_bytes = 1;  // each row is a block
  const Questionnaire questionnaire = three_items();
  std::string text;
  try {
    AnswerFile file(folder.file(name, content).string(), questionnaire, options);
    InvalidAnswers invalid;
    for (RespondentBlock block; file.next(block); invalid.add(block.invalid)) {
      for (std::size_t row = 0; row < block.answers.rows; ++row) {
        for (const Answer answer : block.answers.row(row)) text += answer == kMissing ? "." : std::to_string(answer);
        for (std::size_t c = 0; c < block.carried.size(); ++c)
          text += " " + file.carried_names()[c] + "=" + std::string(block.carried[c][row].text);
        text += "\n";
      }
    }
    for (const std::string& note : file.notes()) text += "note: " + note + "\n";
    if (invalid.first) text += std::string("invalid: ") + invalid.first->error.what() + "\n";
  } catch (const Error& error) {
    text = std::string("error: ") + error.what();
  }
  const std::string place = folder.path().string() + "/";
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place)) text.erase(at, place.size());
  return text;
}

std::string read_long(const std::string& rows, ReadOptions options = Options().long_by("id", "item", "answer")) {
  return read("a.csv", "id,item,answer\n" + rows, std::move(options));
}

const std::string kThree = "a,q1,1\na,q2,2\na,q3,3\n";

}  // namespace

TEST_CASE("long rows are read as the answers of respondents") {
  CHECK(read_long(kThree + "b,q3,5\nb,q1,Never\nb,q2,\n") == "123 id=a\n1.5 id=b\n");
}

TEST_CASE("items are found in long rows by patterns too") {
  CHECK(read_long("a,E_1,1\na,E_02,2\na,E_3,3\n", Options().long_by("id", "item", "answer").by_pattern("E_{n}")) ==
        "123 id=a\n");
}

TEST_CASE("an item that nobody answered in long rows is missing for all, and told") {
  CHECK(read_long("a,q1,1\na,q3,3\n") == "1.3 id=a\nnote: a.csv: there is no answer to q2, by anybody.\n");
  CHECK(read_long("a,E_1,1\n", Options().long_by("id", "item", "answer").by_pattern("E_{n}")) ==
        "1.. id=a\nnote: a.csv: there is no answer to q2 and q3, by anybody.\n");
}

TEST_CASE("long rows without any item of the questionnaire are refused") {
  CHECK(holds(read_long("a,x1,1\na,x2,2\n"), "error: a.csv: none of its items is one of tiny: x1 and x2"));
}

TEST_CASE("answers to other items are left out and told, unless they are wanted beside") {
  CHECK(read_long(kThree + "a,age,30\na,sex,m\n") ==
        "123 id=a\nnote: a.csv: left out the answers to 2 items that are not in tiny: age and sex.\n");
  CHECK(read_long(kThree + "a,age,30\na,sex,m\n", Options().long_by("id", "item", "answer").keeping({"age"})) ==
        "123 id=a age=30\nnote: a.csv: left out the answers to 1 item that is not in tiny: sex.\n");
}

TEST_CASE("an answer that is none is told with its row, respondent, time and item") {
  CHECK(holds(read("a.csv", "id,t,item,answer\na,2,q1,9\na,2,q2,2\na,2,q3,3\n",
                   Options().long_by("id", "item", "answer").at("t")),
              "invalid: a.csv:2: respondent a, 2: q1: 9 is not an answer (1–5)"));
}

TEST_CASE("times come behind ids, in wide rows too") {
  CHECK(read("a.csv", "t,q1,q2,q3,id\n2,1,2,3,a\n", [] {
          Options options;
          options.columns.id = "id";
          options.columns.time = "t";
          return options;
        }()) == "123 id=a t=2\n");
}

TEST_CASE("responses of FHIR are rows, with who answered and when") {
  const std::string content =
      R"({"resourceType":"QuestionnaireResponse","id":"r1","subject":{"reference":"Patient/7"},"authored":"2026-10-02",)"
      R"("status":"completed","item":[{"linkId":"q1","answer":[{"valueInteger":4}]},)"
      R"({"linkId":"q2","answer":[{"valueCoding":{"code":"x","display":"very often"}}]},)"
      R"({"linkId":"age","answer":[{"valueInteger":30}]}]})";
  CHECK(read("a.json", content, {}) ==
        "45. id=r1 subject=Patient/7 authored=2026-10-02 status=completed\n"
        "note: a.json: there is no answer to q3, by anybody.\n"
        "note: a.json: left out the answers to 1 item that is not in tiny: age.\n");
  CHECK(holds(read("a.json", content, Options().keeping({"age", "subject"})), "45. age=30 subject=Patient/7\n"));
}

TEST_CASE("options that a form has no use for are refused") {
  const auto refused = [](ReadOptions options) {
    return read("a.json", "{\"resourceType\":\"Bundle\"}", std::move(options));
  };
  CHECK(holds(refused(Options().separated_by(';')), "error: --delimiter is for CSV and TSV"));
  CHECK(holds(refused(Options().skipping(1)), "error: --skip-rows is for CSV, TSV and Excel"));
  CHECK(holds(refused(Options().of_sheet("1")), "error: --sheet is for Excel workbooks"));
  CHECK(holds(refused(Options().long_by("a", "b", "c")), "error: --long is for tables"));
}

}  // namespace attune
