#include "report/history_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "base/clock.h"
#include "base/text.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;

constexpr TerminalStyle kPlain{.width = 80, .emphasis = false, .unicode = false};

KeptSitting sitting(std::size_t number, const std::string& day, double anxiety, double avoidance, double error = 0.3) {
  KeptSitting made{.number = number,
                   .questionnaire = "attune-24",
                   .title = "attune Attachment Inventory",
                   .sha256 = testing::shipped("attune-24").sha256,
                   .about = "partner",
                   .started = day + "T12:00:00Z",
                   .profile = "anxious",
                   .probability = 0.9};
  made.scores = {{.scale = "anxiety", .score = anxiety, .standard_error = error},
                 {.scale = "avoidance", .score = avoidance, .standard_error = error}};
  return made;
}

const KeptSitting kFirst = sitting(1, "2026-01-10", 6, 2);
const KeptSitting kSecond = sitting(2, "2026-03-10", 4.5, 2.2);

std::string line_with(const std::string& text, const std::string& part) {
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (holds(line, part)) return line;
  }
  return {};
}

}  // namespace

TEST_CASE("the list has number, day, questionnaire, whom, profile and scores of each sitting") {
  const std::string line = line_with(history_list_text({kFirst, kSecond}, 100), "2026-03-10");
  for (const char* part : {"2", "attune-24", "partner", "anxious 90", "anxiety 4.5, avoidance 2.2"})
    CHECK(holds(line, part));
}

TEST_CASE("where a table does not fit, each sitting has lines of its own that do") {
  KeptSitting other = kSecond;
  other.about = "Dr. Jo O’Neil-Łukasiewicz of the clinic";
  for (const int width : {16, 40, 80}) {
    const std::string text = history_list_text({kFirst, other}, width);
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) CHECK(display_width(line) <= width);
    CHECK_FALSE(holds(text, "QUESTIONNAIRE"));
    CHECK(holds(text, "2026-01-10"));
  }
}

TEST_CASE("sittings of one day are listed with their time") {
  KeptSitting later = kFirst;
  later.started = "2026-01-10T13:30:00Z";
  const std::string text = history_list_text({kFirst, later}, 120);
  CHECK(holds(text, *local_minute(kFirst.started)));
  CHECK(holds(text, *local_minute(later.started)));
  CHECK_FALSE(holds(history_list_text({kFirst, kSecond}, 120), *local_minute(kFirst.started)));
}

TEST_CASE("of a sitting without a profile no profile is told") {
  KeptSitting none = kFirst;
  none.profile = "";
  CHECK_FALSE(holds(kept_result_text(none, kPlain), "profile"));
  CHECK_FALSE(holds(comparison_text(none, none, nullptr, kPlain), "profile"));
}

TEST_CASE("a comparison keeps to the width") {
  TerminalStyle narrow = kPlain;
  narrow.width = 40;
  std::istringstream in(comparison_text(kFirst, kSecond, nullptr, narrow));
  for (std::string line; std::getline(in, line);) CHECK(display_width(line) <= 40);
}

TEST_CASE("without its definition a course is the scores of each scale over time") {
  const std::string text = kept_course_text({kFirst, kSecond}, kPlain);
  CHECK(holds(text, "2 sittings, about your partner"));
  CHECK(holds(line_with(text, "2026-01-10"), "6.00"));
  CHECK(holds(line_with(text, "2026-03-10"), "4.50"));
}

TEST_CASE("a profile less likely than the others together is not told as a fact") {
  KeptSitting unclear = kFirst;
  unclear.probability = 0.4;
  const std::string text = history_list_text({unclear}, 100);
  CHECK(holds(text, "between profiles"));
  CHECK_FALSE(holds(text, "anxious"));
}

TEST_CASE("the change between two sittings has its reliable change index") {
  // (4.5 - 6) / (0.3 * sqrt(2)) = -3.54, beyond 1.96; (2.2 - 2) / 0.424 = 0.47, within.
  const Questionnaire inventory = testing::shipped("attune-24");
  const std::string text = comparison_text(kFirst, kSecond, &inventory, kPlain);
  const std::string anxiety = line_with(text, "anxiety  ");
  CHECK(holds(anxiety, "-1.50"));
  CHECK(holds(anxiety, "-3.54"));
  CHECK(holds(anxiety, "better"));
  CHECK(holds(line_with(text, "avoidance "), "no reliable change"));
}

TEST_CASE("without the definition nobody says which way is better") {
  CHECK(holds(line_with(comparison_text(kFirst, kSecond, nullptr, kPlain), "anxiety  "), "lower"));
}

TEST_CASE("without the error of a score its change is not known") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::string text = comparison_text(kFirst, sitting(2, "2026-03-10", 4.5, 2.2, unknown), nullptr, kPlain);
  CHECK(holds(line_with(text, "anxiety  "), "not known"));
}

TEST_CASE("a comparison of different people, or after a change of the definition, says so") {
  KeptSitting other = kSecond;
  other.about = "mother";
  other.sha256 = std::string(64, '0');
  const Questionnaire questionnaire = testing::shipped("attune-24");
  const std::string text = comparison_text(kFirst, other, &questionnaire, kPlain);
  CHECK(holds(text, "not about the same person"));
  CHECK(holds(text, "definition"));
  CHECK(holds(line_with(text, "anxiety  "), "lower"));
}

TEST_CASE("a course has the path on the map and each scale over time") {
  const std::string text = course_text(testing::shipped("attune-24"), {kFirst, kSecond}, kPlain);
  CHECK(holds(text, "2 sittings, about your partner"));
  const std::string map = text.substr(0, text.find("The shaded region"));
  CHECK(holds(map, "1"));
  CHECK(holds(map, "2"));
  const std::string first = line_with(text, "1  2026-01-10");
  const std::string second = line_with(text, "2  2026-03-10");
  CHECK(first.find('*') > second.find('*'));
  CHECK(holds(first, "-*-"));
  CHECK(holds(first, "6.0"));
}

TEST_CASE("a course keeps to the width") {
  for (const int width : {40, 60, 80}) {
    TerminalStyle style = kPlain;
    style.width = width;
    std::istringstream in(course_text(testing::shipped("attune-24"), {kFirst, kSecond}, style));
    for (std::string line; std::getline(in, line);) CHECK(display_width(line) <= width);
  }
}

TEST_CASE("for speech a course is sentences with the interval") {
  TerminalStyle spoken = kPlain;
  spoken.spoken = true;
  const std::string text = course_text(testing::shipped("attune-24"), {kFirst, kSecond}, spoken);
  // 6 -+ 1.645 * 0.3 = 5.51 and 6.49.
  CHECK(holds(text, "2026-01-10: 6.0, between 5.5 and 6.5."));
  CHECK_FALSE(holds(text, "|"));
}

TEST_CASE("of very many sittings the latest are shown") {
  std::vector<KeptSitting> many(40, kFirst);
  many.back() = kSecond;
  const std::string text = course_text(testing::shipped("attune-24"), many, kPlain);
  CHECK(holds(text, "35 sittings"));
  CHECK(holds(text, "The 5 before"));
  CHECK(holds(text, "z  2026-03-10"));
}

TEST_CASE("a sitting is told as it was kept, without its definition") {
  const std::string text = kept_result_text(kFirst, kPlain);
  for (const char* part : {"attune Attachment Inventory", "2026-01-10, about your partner", "6.00", "0.30", "anxious"})
    CHECK(holds(text, part));
}

}  // namespace attune
