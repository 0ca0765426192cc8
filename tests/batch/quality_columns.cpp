#include "batch/quality_columns.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::holds;

constexpr Answer kNone = kMissing;
using Rows = std::vector<std::vector<Answer>>;

// Sixteen items, answered 1 to 7, the second half reversed, in one scale.
Questionnaire sixteen_items() {
  Questionnaire made;
  made.response = {.min = 1, .max = 7, .labels = {}};
  Scale scale;
  scale.id = "anxiety";
  for (std::size_t item = 0; item < 16; ++item) {
    made.items.push_back({.id = "q" + std::to_string(item + 1), .text = {}, .note = {}});
    scale.items.push_back({.item = item, .reversed = item >= 8});
  }
  made.scales = {scale};
  return made;
}

// Two items without opposites.
Questionnaire two_items() {
  Questionnaire made;
  made.response = {.min = 1, .max = 7, .labels = {}};
  made.items = {{.id = "q1", .text = {}, .note = {}}, {.id = "q2", .text = {}, .note = {}}};
  made.scales = {{.id = "anxiety", .items = {{0, false}, {1, false}}}};
  return made;
}

RespondentBlock block_of(const Rows& rows) {
  RespondentBlock block;
  block.answers.rows = rows.size();
  block.answers.items = rows.empty() ? 0 : rows.front().size();
  for (const auto& row : rows) block.answers.answers.insert(block.answers.answers.end(), row.begin(), row.end());
  return block;
}

struct Judged {
  std::vector<std::string> notes;  // by row
  std::vector<double> d2;          // by row
  std::vector<std::string> said;   // at the end
};

Judged judge(const Questionnaire& questionnaire, const Rows& rows) {
  const auto part = make_quality_columns(questionnaire);
  const RespondentBlock block = block_of(rows);
  part->see(block);
  std::vector<ResultColumn> columns;
  part->append(block, {}, columns);
  REQUIRE(columns.size() == part->names().size());
  const auto d2 = std::get<std::span<const double>>(columns[4]);
  Judged judged{.notes = {}, .d2 = {d2.begin(), d2.end()}, .said = part->notes()};
  for (const Cell& cell : std::get<std::span<const Cell>>(columns[7])) judged.notes.emplace_back(cell.text);
  return judged;
}

// Forty honest respondents to two items that go together, and one who answers against the grain.
Rows with_one_against_the_grain() {
  Rows rows;
  for (int person = 0; person < 40; ++person) {
    const auto answer = static_cast<Answer>(1 + person % 7);
    rows.push_back({answer, static_cast<Answer>(std::min(7, answer + person % 2))});
  }
  rows.push_back({7, 1});
  return rows;
}

}  // namespace

TEST_CASE("the indices come in the order of their names") {
  const auto part = make_quality_columns(two_items());
  part->see(block_of({{1, 2}, {2, 2}, {3, 5}}));
  std::vector<ResultColumn> columns;
  part->append(block_of({{3, 5}, {4, kNone}}), {}, columns);
  REQUIRE(part->names() == std::vector<std::string>{"longest_run", "answer_sd", "even_odd", "keyed_agreement",
                                                    "mahalanobis_d2", "mahalanobis_p", "share_missing", "quality"});
  const auto number = [&](std::size_t column, std::size_t row) {
    return std::get<std::span<const double>>(columns[column])[row];
  };
  CHECK(std::get<std::span<const std::uint16_t>>(columns[0])[0] == 1);
  CHECK(number(1, 0) == doctest::Approx(std::sqrt(2.0)).epsilon(1e-15));  // of 3 and 5
  CHECK(std::isnan(number(2, 0)));
  CHECK(std::isnan(number(3, 0)));
  CHECK(number(4, 1) == doctest::Approx(4.0).epsilon(1e-12));  // item 1 alone, mean 2, SD 1: (4 − 2)²
  CHECK(number(5, 1) == doctest::Approx(0.04550026389635842).epsilon(1e-12));  // R: pchisq(4, 1, lower.tail = FALSE)
  CHECK(number(6, 1) == 0.5);
}

TEST_CASE("for people there is the note alone") {
  const auto part = make_brief_quality_columns(two_items());
  part->see(block_of({{1, 2}}));
  std::vector<ResultColumn> columns;
  part->append(block_of({{1, 2}}), {}, columns);
  CHECK(part->names() == std::vector<std::string>{"quality"});
  CHECK(columns.size() == 1);
}

TEST_CASE("a note says in words what is conspicuous, and nothing where nothing is") {
  const Judged judged =
      judge(sixteen_items(), {
                                 {6, 7, 6, 5, 6, 7, 6, 7, 2, 1, 2, 3, 2, 1, 2, 1},
                                 {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 4, 4, 4},
                                 {7, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7, 6},
                                 {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7},
                                 {6, 7, 6, 7, kNone, kNone, kNone, kNone, 2, 1, 2, 1, kNone, kNone, kNone, kNone},
                             });
  CHECK(judged.notes == std::vector<std::string>{"", "one answer 12 times in a row",
                                                 "opposite statements answered alike",
                                                 "one answer 16 times in a row; opposite statements answered alike",
                                                 "8 of 16 answers left out"});
}

TEST_CASE("answers against the grain of all others are an unusual pattern") {
  const Judged judged = judge(two_items(), with_one_against_the_grain());
  CHECK(judged.notes.back() == "unusual pattern of answers");
  CHECK(std::count(judged.notes.begin(), judged.notes.end(), "") == 40);
}

TEST_CASE("at the end it is said how many have a note, and what a note is not") {
  const Judged judged = judge(two_items(), with_one_against_the_grain());
  REQUIRE(judged.said.size() == 1);
  CHECK(holds(judged.said[0], "1 of 41 respondents has a note"));
  CHECK(holds(judged.said[0], "not to leave them out"));
}

TEST_CASE("where there can be no distances they are empty and it is said why") {
  const Judged few = judge(two_items(), {{1, 2}, {2, 4}});
  CHECK(std::isnan(few.d2[0]));
  CHECK(holds(few.said[0], "they need more respondents than the 2 items of the questionnaire, and there are 2"));
  const Judged constant = judge(two_items(), {{1, 5}, {2, 5}, {3, 5}});
  CHECK(std::isnan(constant.d2[0]));
  CHECK(holds(constant.said[0], "no two different answers to q2"));
  const Judged dependent = judge(two_items(), {{1, 2}, {2, 3}, {3, 4}});
  CHECK(std::isnan(dependent.d2[0]));
  CHECK(holds(dependent.said[0], "follow from those to others"));
}

TEST_CASE("notes are counted over all blocks") {
  const auto part = make_quality_columns(sixteen_items());
  const RespondentBlock straight = block_of({std::vector<Answer>(16, 7)});
  part->see(straight);
  part->see(straight);
  std::vector<ResultColumn> columns;
  part->append(straight, {}, columns);
  part->append(straight, {}, columns);
  CHECK(holds(part->notes().back(), "2 of 2 respondents have a note"));
}

}  // namespace attune
