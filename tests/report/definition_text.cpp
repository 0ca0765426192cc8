#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "report/definition.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using testing::shipped;

// With runs of spaces and line breaks made one space, so that wrapping does not matter.
std::string shown(const Questionnaire& questionnaire, int width = 100) {
  std::istringstream in(definition_text(questionnaire, width));
  std::string text;
  for (std::string word; in >> word;) text += word + " ";
  return text;
}

std::vector<std::string> lines(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

}  // namespace

TEST_CASE("a definition shows title, answers, scales with missing rule, profile rule, sources, rights and digest") {
  const Questionnaire ecr_r = shipped("ecr-r");
  const std::string text = shown(ecr_r);
  CHECK(text.starts_with("ecr-r: Experiences in Close Relationships – Revised "));
  for (const std::string part :
       {"1 to 7", "Mean of 18 items", "from 1 to 7", "anxiety is high from 4, avoidance from 4", "secure (low, low)",
        "anxious (high, low)", "avoidant (low, high)", "ambivalent (high, high)", "Fraley",
        "Wording: ", "Definition: CC0-1.0"})
    CHECK_MESSAGE(holds(text, part), part);
  CHECK(holds(text, "fewer than " + std::to_string(ecr_r.scales[0].min_answered) + " answers"));
  CHECK(holds(text, "sha256 " + ecr_r.sha256));
}

TEST_CASE("the key shows each item with its scale and direction") {
  const std::string text = shown(shipped("ecr-r"));
  CHECK(holds(text, "ITEM SCALE DIRECTION q1 anxiety forward q2 anxiety forward "));
  CHECK(holds(text, " q8 anxiety forward q9 anxiety reversed q10 anxiety forward q11 anxiety reversed "));
  CHECK(holds(text, " q19 avoidance forward q20 avoidance reversed "));
}

TEST_CASE("an item in two scales has two lines, one in none is said to be not scored") {
  const std::string text = shown(shipped("rsq"));
  CHECK(holds(text, " q6 preoccupied reversed dismissing forward q7 – not scored q8 "));
}

TEST_CASE("a scale made of scales reads as a formula") {
  CHECK(holds(shown(shipped("aas-r")), "6 − 0.5 × close − 0.5 × depend, from 1 to 5"));
  CHECK(holds(shown(shipped("rq")), "from -12 to 12"));
}

TEST_CASE("a scale that says which way is better is shown with it") {
  CHECK(holds(shown(shipped("aas-r")),
              "close: Comfort with closeness. Mean of 6 items, from 1 to 5; empty with fewer "
              "than 5 answers. Higher is better. depend: "));
  Questionnaire reversed = shipped("aas-r");
  reversed.scales[0].better = Better::lower;
  CHECK(holds(shown(reversed), "Lower is better."));
}

TEST_CASE("a prototype rule names the profiles, their scales and the tie") {
  const std::string text = shown(shipped("rsq"));
  CHECK(holds(text, "the highest of "));
  CHECK(holds(text, "anxious (preoccupied)"));
  CHECK(holds(text, "none on a tie"));
}

TEST_CASE("published reliability is shown with its source") {
  const std::string text = shown(shipped("ecr-s"));
  CHECK(holds(text, "alpha 0.77 to 0.86"));
  CHECK(holds(text, "Wei"));
}

TEST_CASE("statements that are shipped are shown, and the caution with them") {
  const std::string text = shown(shipped("attune-24"));
  CHECK(holds(text, "STATEMENT"));
  CHECK(holds(text, "I study {their} tone of voice"));
  CHECK(holds(text, "not been validated"));
}

TEST_CASE("norms and the definition that a variant extends are shown") {
  const std::string text = shown(shipped("ecr-5pt"));
  CHECK(holds(text, "extends ecr"));
  CHECK(holds(text, "Norms"));
  CHECK(holds(text, "n = "));
}

TEST_CASE("a definition keeps to the width of the terminal, but for paths and digests") {
  for (const std::string id : {"ecr-r", "aas-r", "rsq", "rq", "attune-24", "support-12", "ecr-5pt"}) {
    for (const int width : {60, 80, 120}) {
      for (const std::string& line : lines(definition_text(shipped(id), width))) {
        CAPTURE(line);
        CHECK((display_width(line) <= width || holds(line, "sha256") || holds(line, ".yaml")));
      }
    }
  }
}

TEST_CASE("nothing in a definition reaches the terminal as a control sequence") {
  const std::string evil =
      "x\x1B[2J\x07\xC2\x9B"
      "1m\xE2\x80\xAE\xFF";
  Questionnaire hostile = shipped("ecr-s");
  hostile.id = hostile.title = hostile.about = hostile.caution = hostile.version = hostile.extends = evil;
  hostile.rights = {.wording = evil, .definition = evil};
  hostile.sources = {{evil, {evil}}};
  hostile.response.labels = {{1, evil}};
  hostile.items[0] = {.id = evil, .text = evil, .note = evil};
  hostile.scales[0].id = hostile.scales[0].title = evil;
  hostile.files = {{.path = evil, .sha256 = "0"}};
  for (const std::string& text : {definition_text(hostile, 80), catalogue_text({hostile}, 80)}) {
    CHECK(text.find_first_of("\x1B\x07\xFF") == std::string::npos);
    CHECK_FALSE(holds(text, "\xC2\x9B"));
    CHECK_FALSE(holds(text, "\xE2\x80\xAE"));
  }
}

TEST_CASE("the catalogue shows id, number of items, title, scales and whether the wording is shipped") {
  const std::string text = catalogue_text({shipped("ecr-r"), shipped("attune-24")}, 200);
  const auto rows = lines(text);
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].starts_with("ecr-r "));
  for (const std::string part : {" 36 ", "Revised", "anxiety, avoidance", "not shipped"}) CHECK(holds(rows[1], part));
  CHECK(rows[2].starts_with("attune-24 "));
  CHECK(holds(rows[2], " 24 "));
  CHECK(holds(rows[2], "Wording shipped"));
}

TEST_CASE("the catalogue keeps to the width of the terminal") {
  for (const std::string& line : lines(catalogue_text({shipped("ecr-r"), shipped("rq"), shipped("attune-24")}, 60)))
    CHECK(display_width(line) <= 60);
}

}  // namespace attune
