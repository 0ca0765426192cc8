#include "batch/respondents.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// Two items with answers from 1 to 5.
Questionnaire two_items() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 5, .labels = {}};
  made.items = {{.id = "q1", .text = {}, .note = {}}, {.id = "q2", .text = {}, .note = {}}};
  return made;
}

ReadSummary read(const std::string& content) {
  const TemporaryFolder folder;
  const AnswerSource source{.inputs = {folder.file("a.csv", content)}, .read = {}};
  return read_respondents(two_items(), source, {.take = [](const RespondentBlock&) {}});
}

std::string refusal(const std::string& content) {
  return error_of([&] { read(content); }).what();
}

std::string rows(std::size_t count, const std::string& row) {
  std::string text = "q1,q2\n";
  for (std::size_t r = 0; r < count; ++r) text += row + "\n";
  return text;
}

}  // namespace

TEST_CASE("answers of a wider range are said to be of another questionnaire") {
  CHECK(holds(refusal("q1,q2\n6,1\n7,2\n"), "If the answers run to 7, the file is not of tiny, which has 1 to 5."));
  CHECK_FALSE(holds(refusal("q1,q2\n9,1\n"), "is not of tiny"));
}

TEST_CASE("a decimal comma is named") {
  CHECK(holds(refusal("q1,q2\n\"4,0\",1\n"), "a decimal point, not a comma"));
  CHECK_FALSE(holds(refusal("q1,q2\nx,1\n"), "decimal"));
}

TEST_CASE("where nobody of many gives the highest answers, it is asked whether the questionnaire is the right one") {
  const auto notes = read(rows(50, "3,2")).notes;
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] == "No answer is above 3, though tiny has answers up to 5. Is it the right one?");
  CHECK(read(rows(50, "3,5")).notes.empty());
  CHECK(read(rows(49, "3,2")).notes.empty());
}

}  // namespace attune
