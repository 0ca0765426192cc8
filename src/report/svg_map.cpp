#include "report/svg_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/score_range.h"
#include "report/label_places.h"
#include "report/page_parts.h"
#include "report/result_words.h"
#include "report/svg.h"

namespace attune {
namespace {

constexpr int kMapWidth = 420;
constexpr int kMapHeight = 424;
constexpr int kMapLegend = 28;  // the height that the legend of cells needs besides
constexpr double kMapLeft = 48;
constexpr double kMapTop = 34;
constexpr double kMapSide = 344;
constexpr double kMapBottom = kMapTop + kMapSide;
constexpr int kMapLongestTitle = 52;  // columns; a longer one would leave the picture

class MapDrawing {
 public:
  MapDrawing(const Questionnaire& questionnaire, std::string_view id, std::string_view description,
             int height = kMapHeight)
      : rule_(std::get<QuadrantRule>(questionnaire.profiles)),
        x_range_(score_range(questionnaire, rule_.x)),
        y_range_(score_range(questionnaire, rule_.y)),
        x_title_(name_of(questionnaire.scales[rule_.x])),
        y_title_(name_of(questionnaire.scales[rule_.y])),
        svg(kMapWidth, height, id, fmt::format("Map of {} and {}", x_title_, y_title_), description) {
    draw_frame();
  }

  double x(double score) const {
    return kMapLeft + kMapSide * (score - x_range_.first) / (x_range_.second - x_range_.first);
  }
  double y(double score) const {
    return kMapBottom - kMapSide * (score - y_range_.first) / (y_range_.second - y_range_.first);
  }

  void name_quarters() {
    for (std::size_t quarter = 0; quarter < QuadrantRule::kProfiles.size(); ++quarter) {
      const bool right = quarter % 2 == 1;
      const bool upper = quarter >= 2;
      svg.name(right ? kMapLeft + kMapSide - 8 : kMapLeft + 8, upper ? kMapTop + 19 : kMapBottom - 9,
               QuadrantRule::kProfiles[quarter], right ? Anchor::end : Anchor::start);
    }
  }

 private:
  void draw_frame() {
    for (const double edge : {0.0, kMapSide}) {
      svg.line(kMapLeft + edge, kMapTop, kMapLeft + edge, kMapBottom);
      svg.line(kMapLeft, kMapTop + edge, kMapLeft + kMapSide, kMapTop + edge);
    }
    svg.line(x(rule_.x_cut), kMapTop, x(rule_.x_cut), kMapBottom, true);
    svg.line(kMapLeft, y(rule_.y_cut), kMapLeft + kMapSide, y(rule_.y_cut), true);
    for (const double score : {x_range_.first, rule_.x_cut, x_range_.second})
      svg.text(x(score), kMapBottom + 18, number_text(score), Anchor::middle, true);
    for (const double score : {y_range_.first, rule_.y_cut, y_range_.second})
      svg.text(kMapLeft - 8, y(score) + 4.5, number_text(score), Anchor::end, true);
    svg.text(8, 20, shorten(y_title_, kMapLongestTitle), Anchor::start);
    svg.text(kMapLeft + kMapSide, kMapBottom + 38, shorten(x_title_, kMapLongestTitle), Anchor::end);
  }

  const QuadrantRule& rule_;
  std::pair<double, double> x_range_;
  std::pair<double, double> y_range_;
  std::string x_title_;
  std::string y_title_;

 public:
  Svg svg;
};

// By the root, so that what lies on the edges of the group is seen beside its middle.
double shade_of(std::size_t count, std::size_t most) {
  return std::sqrt(static_cast<double>(count) / static_cast<double>(most));
}

std::string point_words(const Questionnaire& questionnaire, const WayPoint& way) {
  const auto& rule = std::get<QuadrantRule>(questionnaire.profiles);
  return fmt::format("{}{}{} {}, {} {}", way.when, way.when.empty() ? "" : ": ", name_of(questionnaire.scales[rule.x]),
                     score_text(way.point.x, rule.x_cut, kDigitsOnPages), name_of(questionnaire.scales[rule.y]),
                     score_text(way.point.y, rule.y_cut, kDigitsOnPages));
}

std::string way_words(const Questionnaire& questionnaire, const std::vector<WayPoint>& way) {
  std::vector<std::string> points;
  for (const WayPoint& point : way) points.push_back(point_words(questionnaire, point));
  const auto& rule = std::get<QuadrantRule>(questionnaire.profiles);
  return fmt::format("{}. The lines that divide the quarters stand at {} and {}.", fmt::join(points, "; "),
                     number_text(rule.x_cut), number_text(rule.y_cut));
}

// Where name_quarters() writes.
std::vector<Box> corners() {
  constexpr double kNameWidth = 84, kNameHeight = 26;
  std::vector<Box> boxes;
  for (const double left : {kMapLeft, kMapLeft + kMapSide - kNameWidth}) {
    for (const double top : {kMapTop, kMapBottom - kNameHeight})
      boxes.push_back({left, top, left + kNameWidth, top + kNameHeight});
  }
  return boxes;
}

void draw_marks(MapDrawing& map, const std::vector<WayPoint>& way,
                const std::vector<std::pair<double, double>>& places) {
  constexpr double kBelowMiddle = 4.5;  // of a line of text to its middle
  const auto labels = label_places(places, {kMapLeft, kMapTop, kMapLeft + kMapSide, kMapBottom}, corners());
  for (std::size_t p = 0; p < way.size(); ++p)
    map.svg.text(labels[p].first, labels[p].second + kBelowMiddle, std::string(1, way[p].point.mark), Anchor::middle);
}

void draw_legend(Svg& svg, std::size_t most) {
  constexpr double kY = kMapHeight + 12, kSize = 14;
  svg.text(8, kY, "Respondents in a cell:", Anchor::start);
  double x = 160;
  for (const std::size_t count : std::set<std::size_t>{1, (most + 3) / 4, most}) {
    svg.bar(x, kY - 11, kSize, kSize, shade_of(count, most));
    svg.text(x + kSize + 6, kY, grouped(count), Anchor::start, true);
    x += 80;
  }
}

}  // namespace

std::string person_map_svg(const Questionnaire& questionnaire, const std::vector<WayPoint>& way, std::string_view id) {
  MapDrawing map(questionnaire, id, way_words(questionnaire, way));
  std::vector<std::pair<double, double>> places;
  for (const WayPoint& point : way) places.emplace_back(map.x(point.point.x), map.y(point.point.y));
  const auto& [last_x, last_y] = places.back();
  const MapPoint& last = way.back().point;
  map.name_quarters();
  if (last.x_error > 0) {
    map.svg.region(last_x, last_y, map.x(last.x + last.x_error) - last_x, last_y - map.y(last.y + last.y_error),
                   kMapLeft, kMapTop, kMapSide, kMapSide);
  }
  if (places.size() > 1) map.svg.way(places);
  for (std::size_t p = 0; p + 1 < places.size(); ++p) map.svg.ring(places[p].first, places[p].second, 5);
  map.svg.dot(last_x, last_y, 6);
  if (way.size() > 1) draw_marks(map, way, places);
  return map.svg.finish();
}

std::string group_map_svg(const Questionnaire& questionnaire, const ScoreScatter& scatter, std::string_view id) {
  const bool as_dots = scatter.count() <= ScoreScatter::kMostPoints;
  const std::string each = as_dots ? "a dot each" : "the darker a cell, the more lie in it";
  MapDrawing map(questionnaire, id, fmt::format("{}, {}.", counted(scatter.count(), "respondent"), each),
                 as_dots ? kMapHeight : kMapHeight + kMapLegend);
  if (as_dots) {
    for (const auto& [x, y] : scatter.points()) map.svg.dot(map.x(x), map.y(y), 3, 0.6);
    map.name_quarters();
    return map.svg.finish();
  }
  const auto cells = scatter.cells();
  const std::size_t most = *std::max_element(cells.begin(), cells.end());
  constexpr double kCell = kMapSide / static_cast<double>(ScoreScatter::kCells);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells[cell] == 0) continue;
    const std::size_t column = cell % ScoreScatter::kCells;
    const std::size_t row = cell / ScoreScatter::kCells;
    map.svg.bar(kMapLeft + kCell * static_cast<double>(column), kMapBottom - kCell * static_cast<double>(row + 1),
                kCell, kCell, shade_of(cells[cell], most));
  }
  map.name_quarters();
  draw_legend(map.svg, most);
  return map.svg.finish();
}

}  // namespace attune
