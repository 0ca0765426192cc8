#include "batch/demographics.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

const DemographicColumns kColumns{.age = 0, .gender = 1};
const std::vector<std::string> kGenders{"male", "Female"};

// Respondents with these texts in the columns of age and gender; a column without texts is not in the file.
RespondentBlock block_of(const std::vector<std::string_view>& ages, const std::vector<std::string_view>& genders) {
  RespondentBlock block;
  block.answers.rows = std::max(ages.size(), genders.size());
  block.beside.resize(2);
  for (const auto text : ages) block.beside[0].push_back({.text = text});
  for (const auto text : genders) block.beside[1].push_back({.text = text});
  return block;
}

Demographics person_of(std::string_view age) {
  std::vector<Demographics> people;
  DemographicReader(kColumns, {}, {}).read(block_of({age}, {}), people);
  return people.front();
}

std::optional<int> age_of(std::string_view text) { return person_of(text).age; }

std::string gender_of(std::string_view text, const GenderCodes& codes = {}) {
  std::vector<Demographics> people;
  DemographicReader(kColumns, kGenders, codes).read(block_of({}, {text}), people);
  return people.front().gender;
}

}  // namespace

TEST_CASE("an age is a number of years, of which the whole ones count") {
  CHECK(age_of("24") == 24);
  CHECK(age_of(" 24.0 ") == 24);
  CHECK(age_of("24.9") == 24);
  CHECK(age_of("0") == 0);
}

TEST_CASE("what nobody's age can be is none") {
  for (const char* text : {"", "-3", "3546789", "151", "1997", "twenty", "24 years", "1e400", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(age_of(text).has_value());
  }
}

TEST_CASE("an age that nobody has is nonsense, and none given is not") {
  CHECK(person_of("3546789").nonsense);
  CHECK(person_of("twenty").nonsense);
  CHECK_FALSE(person_of("").nonsense);
  CHECK_FALSE(person_of("24").nonsense);
}

TEST_CASE("a gender is known by its word in any case, and told as the groups write it") {
  CHECK(gender_of("MALE") == "male");
  CHECK(gender_of(" female ") == "Female");
}

TEST_CASE("a code stands for the gender that it is said to") {
  const GenderCodes codes = gender_codes_of({"1=male", " W = FEMALE "});
  CHECK(gender_of("1", codes) == "male");
  CHECK(gender_of("w", codes) == "Female");
  CHECK(gender_of("female", codes) == "Female");
}

TEST_CASE("any other text is no gender") {
  CHECK(gender_of("").empty());
  CHECK(gender_of("1").empty());
  CHECK(gender_of("females").empty());
}

TEST_CASE("without a column nobody's age or gender is known") {
  std::vector<Demographics> people;
  const DemographicReader reader(kColumns, kGenders, {});
  const RespondentBlock block = block_of({}, {"male", "male"});
  reader.read(block, people);
  REQUIRE(people.size() == 2);
  CHECK_FALSE(reader.finds_age(block));
  CHECK(reader.finds_gender(block));
  CHECK_FALSE(people[0].age.has_value());
}

TEST_CASE("pairs that are no codes are refused") {
  for (const std::string pair : {"1", "=male", "1=", "", " = "}) {
    CAPTURE(pair);
    CHECK(error_of([&] { gender_codes_of({pair}); }).code() == ExitCode::usage);
  }
  CHECK(holds(error_of([] { gender_codes_of({"m=male", "M=female"}); }).problem(), "twice"));
}

TEST_CASE("a code for a gender that the norms do not know is refused with those they do") {
  const Error refused = error_of([] { DemographicReader(kColumns, kGenders, {{"3", "other"}}); });
  CHECK(refused.code() == ExitCode::usage);
  CHECK(holds(refused.problem(), "3=other"));
  CHECK(holds(refused.remedy(), "male and Female"));
  CHECK(holds(error_of([] { DemographicReader(kColumns, {}, {{"3", "other"}}); }).remedy(), "do not tell genders"));
}

}  // namespace attune
