#include "report/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/score_range.h"
#include "scoring/measurement_error.h"

namespace attune {
namespace {

constexpr int kWidest = 61;  // columns of the plane
constexpr int kMargin = 5;   // for the scale on the left
constexpr int kAspect = 4;   // columns of the plane for each of its lines, so that it looks like a square on paper

struct Signs {
  const char *across, *down, *cross, *top_left, *top_right, *bottom_left, *bottom_right, *top, *bottom, *left, *right,
      *point, *region, *step;
};
constexpr Signs kUnicode{"─", "│", "┼", "┌", "┐", "└", "┘", "┬", "┴", "├", "┤", "●", "░", "·"};
constexpr Signs kAscii{"-", "|", "+", "+", "+", "+", "+", "+", "+", "+", "+", "*", ":", "."};

// A grid of characters, each one column wide.
class Canvas {
 public:
  Canvas(int width, int height) : width_(width), cells_(static_cast<std::size_t>(width * height), " ") {}

  void put(int x, int y, std::string sign) { cells_[place(x, y)] = std::move(sign); }
  void write(int x, int y, std::string_view ascii_text) {
    for (const char c : ascii_text) put(x++, y, std::string(1, c));
  }
  // Points are put before names, which give way to them, and over the frame.
  void put_point(int x, int y, std::string sign) {
    put(x, y, std::move(sign));
    points_.insert({x, y});
  }
  bool has_point(int x, int y) const { return points_.contains({x, y}); }
  bool is_free(int x, int y, int width) const {
    for (int column = x; column < x + width; ++column) {
      if (has_point(column, y)) return false;
    }
    return true;
  }
  std::string line(int y) const {
    std::string text;
    for (int x = 0; x < width_; ++x) text += cells_[place(x, y)];
    return text;
  }

 private:
  std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }

  int width_;
  std::vector<std::string> cells_;
  std::set<std::pair<int, int>> points_;
};

// Where `score` lies among `cells` cells of the range, from 0.
int cell_of(double score, std::pair<double, double> range, int cells) {
  const double share = (score - range.first) / (range.second - range.first);
  return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (cells - 1)));
}

// A point must not seem to lie on the other side of the drawn cut than its score does.
int point_cell(double score, double cut, int cut_cell, std::pair<double, double> range, int cells) {
  const int cell = cell_of(score, range, cells);
  return score < cut ? std::min(cell, cut_cell - 1) : std::max(cell, cut_cell);
}

// A number of the scale for the margin on the left.
std::string scale_label(double value) { return shorten(number_text(std::round(value * 100) / 100), kMargin - 1); }

struct Plane {
  int columns;
  int rows;
  int cut_column;
  int cut_row;  // from the top
};

void draw_frame(Canvas& canvas, const Plane& plane, const Signs& signs) {
  const int right = plane.columns - 1;
  const int bottom = plane.rows - 1;
  for (int x = 0; x <= right; ++x) {
    for (const int y : {0, plane.cut_row, bottom}) canvas.put(x, y, signs.across);
  }
  for (int y = 0; y <= bottom; ++y) {
    for (const int x : {0, plane.cut_column, right}) canvas.put(x, y, signs.down);
  }
  canvas.put(0, 0, signs.top_left);
  canvas.put(right, 0, signs.top_right);
  canvas.put(0, bottom, signs.bottom_left);
  canvas.put(right, bottom, signs.bottom_right);
  canvas.put(plane.cut_column, 0, signs.top);
  canvas.put(plane.cut_column, bottom, signs.bottom);
  canvas.put(0, plane.cut_row, signs.left);
  canvas.put(right, plane.cut_row, signs.right);
  canvas.put(plane.cut_column, plane.cut_row, signs.cross);
}

// The score that a cell stands for.
double score_of(int cell, std::pair<double, double> range, int cells) {
  return range.first + (range.second - range.first) * cell / (cells - 1);
}

// Shades the cells within the ellipse of the point's errors, but for those that hold the frame.
void draw_region(Canvas& canvas, const Plane& plane, const MapPoint& point, std::pair<double, double> x_range,
                 std::pair<double, double> y_range, const char* sign) {
  if (!(point.x_error > 0) || !(point.y_error > 0)) return;
  for (int row = 1; row < plane.rows - 1; ++row) {
    for (int column = 1; column < plane.columns - 1; ++column) {
      if (row == plane.cut_row || column == plane.cut_column) continue;
      const double x = (score_of(column, x_range, plane.columns) - point.x) / point.x_error;
      const double y = (score_of(plane.rows - 1 - row, y_range, plane.rows) - point.y) / point.y_error;
      if (x * x + y * y <= 1) canvas.put(column, row, sign);
    }
  }
}

// Writes each quarter's name into its outer corner or, where a point is in the way, on the next line that is free.
void name_quarters(Canvas& canvas, const Plane& plane) {
  const auto& names = QuadrantRule::kProfiles;
  for (std::size_t quarter = 0; quarter < names.size(); ++quarter) {
    const std::string_view name = names[quarter];
    const bool right = quarter % 2 == 1;
    const bool upper = quarter >= 2;
    const int x = right ? plane.columns - 2 - static_cast<int>(name.size()) : 2;
    int y = upper ? 1 : plane.rows - 2;
    const int last = upper ? plane.cut_row - 1 : plane.cut_row + 1;
    while (y != last && !canvas.is_free(x, y, static_cast<int>(name.size()))) y += upper ? 1 : -1;
    if (canvas.is_free(x, y, static_cast<int>(name.size()))) canvas.write(x, y, name);
  }
}

// The free cell nearest to (x, y) in the same quarter, so that points that coincide are all seen.
std::pair<int, int> free_cell(const Canvas& canvas, const Plane& plane, int x, int y) {
  const auto same_side = [](int cell, int other, int cut) { return (cell >= cut) == (other >= cut); };
  std::pair<int, int> nearest{x, y};
  int least = plane.columns * plane.rows;
  for (int row = 0; row < plane.rows; ++row) {
    for (int column = 0; column < plane.columns; ++column) {
      const int distance = std::abs(column - x) + kAspect / 2 * std::abs(row - y);
      // Rows count from the top, so the upper quarters end on the line of the cut.
      const bool same_quarter = same_side(column, x, plane.cut_column) && same_side(row, y, plane.cut_row + 1);
      if (distance < least && same_quarter && !canvas.has_point(column, row)) least = distance, nearest = {column, row};
    }
  }
  return nearest;
}

// Dots from each cell to the next, but for cells that hold a point or the frame.
void draw_steps(Canvas& canvas, const Plane& plane, const std::vector<std::pair<int, int>>& cells, const char* sign) {
  for (std::size_t c = 1; c < cells.size(); ++c) {
    const auto [x, y] = cells[c - 1];
    const int across = cells[c].first - x;
    const int down = cells[c].second - y;
    const int steps = std::max(std::abs(across) / (kAspect / 2), std::abs(down));
    for (int step = 1; step < steps; ++step) {
      const int column = x + static_cast<int>(std::lround(static_cast<double>(across * step) / steps));
      const int row = y + static_cast<int>(std::lround(static_cast<double>(down * step) / steps));
      const bool on_frame = column == 0 || column == plane.cut_column || column == plane.columns - 1 || row == 0 ||
                            row == plane.cut_row || row == plane.rows - 1;
      if (!on_frame && !canvas.has_point(column, row)) canvas.put(column, row, sign);
    }
  }
}

std::string scale_below(const QuadrantRule& rule, const Plane& plane, std::pair<double, double> range,
                        const std::string& title) {
  std::string line(static_cast<std::size_t>(kMargin + plane.columns), ' ');
  const auto write = [&](int column, const std::string& text) {
    const auto start = std::clamp<std::size_t>(static_cast<std::size_t>(kMargin + column) - text.size() / 2, 0,
                                               line.size() - text.size());
    line.replace(start, text.size(), text);
  };
  write(0, scale_label(range.first));
  write(plane.cut_column, scale_label(rule.x_cut));
  write(plane.columns - 1, scale_label(range.second));
  const int room = plane.columns + kMargin;
  return fmt::format("{}\n{:>{}}\n", line, shorten(title, room), room);
}

}  // namespace

char map_mark(std::size_t index) {
  return index < 9 ? static_cast<char>('1' + index) : static_cast<char>('a' + (index - 9) % 26);
}

MapPoint map_point(const Measurement& x, const Measurement& y, char mark) {
  MapPoint point{.x = x.score, .y = y.score, .mark = mark};
  if (!(x.standard_error > 0) || !(y.standard_error > 0)) return point;
  point.x_error = kHalfOf90 * x.standard_error;
  point.y_error = kHalfOf90 * y.standard_error;
  return point;
}

std::string draw_map(const Questionnaire& questionnaire, const std::vector<MapPoint>& points, int width, bool unicode,
                     MapPoints belong) {
  const auto& rule = std::get<QuadrantRule>(questionnaire.profiles);
  const Signs& signs = unicode ? kUnicode : kAscii;
  const auto x_range = score_range(questionnaire, rule.x);
  const auto y_range = score_range(questionnaire, rule.y);
  const int columns = std::clamp(width - kMargin - 1, 25, kWidest) | 1;
  Plane plane{.columns = columns, .rows = (columns / kAspect) | 1, .cut_column = 0, .cut_row = 0};
  plane.cut_column = std::clamp(cell_of(rule.x_cut, x_range, plane.columns), 2, plane.columns - 3);
  plane.cut_row = plane.rows - 1 - std::clamp(cell_of(rule.y_cut, y_range, plane.rows), 2, plane.rows - 3);

  Canvas canvas(plane.columns, plane.rows);
  draw_frame(canvas, plane, signs);
  for (const MapPoint& point : points) draw_region(canvas, plane, point, x_range, y_range, signs.region);
  std::vector<std::pair<int, int>> cells;
  for (const MapPoint& point : points) {
    const int x = point_cell(point.x, rule.x_cut, plane.cut_column, x_range, plane.columns);
    const int y = plane.rows - 1 - point_cell(point.y, rule.y_cut, plane.rows - 1 - plane.cut_row, y_range, plane.rows);
    cells.push_back(free_cell(canvas, plane, x, y));
    canvas.put_point(cells.back().first, cells.back().second,
                     points.size() == 1 && point.mark == '*' ? signs.point : std::string(1, point.mark));
  }
  if (belong == MapPoints::path) draw_steps(canvas, plane, cells, signs.step);
  name_quarters(canvas, plane);

  const Scale& y_scale = questionnaire.scales[rule.y];
  const Scale& x_scale = questionnaire.scales[rule.x];
  std::string text = (y_scale.title.empty() ? y_scale.id : y_scale.title) + "\n";
  for (int y = 0; y < plane.rows; ++y) {
    const std::string label = y == 0                ? scale_label(y_range.second)
                              : y == plane.cut_row  ? scale_label(rule.y_cut)
                              : y == plane.rows - 1 ? scale_label(y_range.first)
                                                    : "";
    text += fmt::format("{:>{}} {}\n", label, kMargin - 1, canvas.line(y));
  }
  return text + scale_below(rule, plane, x_range, x_scale.title.empty() ? x_scale.id : x_scale.title);
}

}  // namespace attune
