#include "report/map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;

Questionnaire plane(int min, int max, double x_cut, double y_cut) {
  Questionnaire made;
  made.response = {.min = min, .max = max, .labels = {}};
  made.items.resize(2);
  made.scales = {{.id = "x", .title = "Attachment anxiety", .items = {{0, false}}, .min_answered = 1},
                 {.id = "y", .title = "Attachment avoidance", .items = {{1, false}}, .min_answered = 1}};
  made.profiles = QuadrantRule{.x = 0, .y = 1, .x_cut = x_cut, .y_cut = y_cut};
  return made;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// An ASCII map read back: where its frame, its cut lines and its point are.
struct Seen {
  std::size_t left = 0, right = 0, cut_column = 0, top = 0, bottom = 0, cut_row = 0, x = 0, y = 0;
  bool found = false;
};

Seen seen(const Questionnaire& of, double x, double y, int width) {
  // A map without points has the lines whole.
  const auto empty = lines_of(draw_map(of, {}, width, false));
  const auto lines = lines_of(draw_map(of, {{.x = x, .y = y, .mark = '*'}}, width, false));
  Seen map;
  std::vector<std::size_t> ruled;
  for (std::size_t l = 0; l < empty.size(); ++l)
    if (holds(empty[l], "+-")) ruled.push_back(l);
  REQUIRE(ruled.size() == 3);
  map.top = ruled[0], map.cut_row = ruled[1], map.bottom = ruled[2];
  map.left = empty[map.top].find('+');
  map.right = empty[map.top].rfind('+');
  map.cut_column = empty[map.top].find('+', map.left + 1);
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const std::size_t at = lines[l].find('*');
    if (at != std::string::npos) map.found = true, map.x = at, map.y = l;
  }
  return map;
}

}  // namespace

TEST_CASE("a point never lies on the wrong side of a cut") {
  for (const double cut : {4.0, 2.0, 6.0, 3.62, 1.4, 6.9, 1.0, 7.0}) {
    const Questionnaire of = plane(1, 7, cut, cut);
    for (const int width : {30, 40, 67, 80, 100}) {
      bool right = true;
      for (int score = 10; score <= 70; ++score) {
        const double value = score / 10.0;
        const Seen map = seen(of, value, value, width);
        right = right && map.found && (value < cut ? map.x < map.cut_column : map.x >= map.cut_column) &&
                (value < cut ? map.y > map.cut_row : map.y <= map.cut_row) && map.x >= map.left && map.y <= map.bottom;
      }
      CAPTURE(cut);
      CAPTURE(width);
      CHECK(right);
    }
  }
}

TEST_CASE("the lowest and highest scores lie in the corners of the map") {
  const Questionnaire of = plane(1, 7, 4, 4);
  for (const int width : {30, 40, 80}) {
    const Seen low = seen(of, 1, 1, width), high = seen(of, 7, 7, width);
    CHECK(low.x == low.left);
    CHECK(low.y == low.bottom);
    CHECK(high.x == high.right);
    CHECK(high.y == high.top);
  }
}

TEST_CASE("anxiety grows to the right and avoidance upwards") {
  const Seen map = seen(plane(1, 7, 4, 4), 7, 1, 60);
  CHECK(map.x == map.right);
  CHECK(map.y == map.bottom);
}

TEST_CASE("a map is no wider than asked for, from 30 columns on") {
  for (int width = 30; width <= 100; ++width)
    for (const bool unicode : {true, false}) {
      int widest = 0;
      for (const std::string& line : lines_of(draw_map(plane(1, 7, 4, 4), {{2, 3, '*'}}, width, unicode)))
        widest = std::max(widest, display_width(line));
      CAPTURE(width);
      CHECK(widest <= width);
    }
}

TEST_CASE("a cut with several decimals does not push a line of the map out") {
  const auto lines = lines_of(draw_map(plane(1, 7, 3.0625, 3.0625), {}, 40, false));
  CHECK(std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return line.size() <= 40; }));
}

TEST_CASE("the profiles stand in their quarters") {
  for (const int width : {30, 40, 80}) {
    const Questionnaire of = plane(1, 7, 4, 4);
    const auto lines = lines_of(draw_map(of, {}, width, false));
    const Seen map = seen(of, 1, 1, width);
    struct Named {
      std::string name;
      bool right, up;
    };
    for (const auto& [name, right, up] : {Named{"secure", false, false}, Named{"anxious", true, false},
                                          Named{"avoidant", false, true}, Named{"ambivalent", true, true}}) {
      const auto name_shown = name;
      CAPTURE(name_shown);
      for (std::size_t l = 0; l < lines.size(); ++l) {
        const std::size_t at = lines[l].find(name);
        if (at == std::string::npos || l <= map.top || l >= map.bottom) continue;
        CHECK((at > map.cut_column) == right);
        CHECK((l < map.cut_row) == up);
      }
      CHECK(std::any_of(lines.begin(), lines.end(),
                        [&, name = name](const std::string& line) { return holds(line, name); }));
    }
  }
}

TEST_CASE("wherever the point lies, the names of all profiles can be read") {
  const Questionnaire of = plane(1, 7, 4, 4);
  bool readable = true;
  for (int x = 10; x <= 70; ++x)
    for (int y = 10; y <= 70; ++y) {
      const std::string text = draw_map(of, {{x / 10.0, y / 10.0, '*'}}, 66, false);
      for (const char* name : {"secure", "anxious", "avoidant", "ambivalent"}) readable = readable && holds(text, name);
    }
  CHECK(readable);
}

TEST_CASE("a map without Unicode is in ASCII") {
  const std::string map = draw_map(plane(1, 7, 4, 4), {{2, 3, '*'}}, 80, false);
  CHECK(std::all_of(map.begin(), map.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
  CHECK(std::count(map.begin(), map.end(), '*') == 1);
}

TEST_CASE("several points are drawn with their marks") {
  const std::string map = draw_map(plane(1, 7, 4, 4), {{2, 3, '8'}, {6, 5, '9'}}, 80, true);
  CHECK(holds(map, "8"));
  CHECK(holds(map, "9"));
}

TEST_CASE("the edges of the map tell the range and the cuts, and the dimensions their names") {
  const std::string map = draw_map(plane(0, 100, 55, 45), {}, 80, true);
  for (const char* part : {"100", "55", "45", "Attachment anxiety", "Attachment avoidance"}) CHECK(holds(map, part));
}

// How many cells of the map are shaded.
std::size_t shaded(const Questionnaire& of, const MapPoint& point, int width = 67) {
  const std::string map = draw_map(of, {point}, width, false);
  return static_cast<std::size_t>(std::count(map.begin(), map.end(), ':'));
}

TEST_CASE("the region of error is an ellipse whose axes are the errors, in cells") {
  // 61 columns and 15 lines for 6 points: half axes of 1.2 are 12 columns and 2.8 lines, π · 12 · 2.8 = 106 cells,
  // less the point and the cells on the lines of the cuts, which are none here.
  const Questionnaire of = plane(1, 7, 1.2, 1.2);
  const std::size_t cells = shaded(of, {.x = 4, .y = 4, .x_error = 1.2, .y_error = 1.2});
  CHECK(cells > 85);
  CHECK(cells < 125);
}

TEST_CASE("a larger error shades more of the map, and none shades nothing") {
  const Questionnaire of = plane(1, 7, 4, 4);
  CHECK(shaded(of, {.x = 3, .y = 3}) == 0);
  CHECK(shaded(of, {.x = 3, .y = 3, .x_error = 1.5, .y_error = 1.5}) >
        shaded(of, {.x = 3, .y = 3, .x_error = 0.8, .y_error = 0.8}));
}

TEST_CASE("the region stays inside the frame and leaves the lines of the cuts") {
  const Questionnaire of = plane(1, 7, 4, 4);
  const auto bare = lines_of(draw_map(of, {}, 67, false));
  const auto lines = lines_of(draw_map(of, {{.x = 6.8, .y = 1.2, .x_error = 9, .y_error = 9}}, 67, false));
  for (std::size_t l = 0; l < bare.size(); ++l) {
    for (std::size_t c = 0; c < bare[l].size(); ++c) {
      if (std::string("+-|").find(bare[l][c]) != std::string::npos) CHECK(lines[l][c] != ':');
    }
  }
}

TEST_CASE("dots lead from each point of a path to the next, around the frame") {
  const Questionnaire of = plane(1, 7, 4, 4);
  const std::vector<MapPoint> points{{.x = 1.5, .y = 1.5, .mark = '1'}, {.x = 6.5, .y = 6.5, .mark = '2'}};
  const auto bare = lines_of(draw_map(of, {}, 67, false));
  const std::string path = draw_map(of, points, 67, false, MapPoints::path);
  CHECK(std::count(path.begin(), path.end(), '.') > 5);
  const std::string apart = draw_map(of, points, 67, false);
  CHECK(std::count(apart.begin(), apart.end(), '.') == 0);
  const auto lines = lines_of(path);
  for (std::size_t l = 0; l < bare.size(); ++l) {
    for (std::size_t c = 0; c < bare[l].size(); ++c) {
      if (std::string("+-|").find(bare[l][c]) != std::string::npos) CHECK(lines[l][c] == bare[l][c]);
    }
  }
}

TEST_CASE("points are marked with digits, then letters") {
  CHECK(map_mark(0) == '1');
  CHECK(map_mark(8) == '9');
  CHECK(map_mark(9) == 'a');
  CHECK(map_mark(34) == 'z');
}

}  // namespace attune
