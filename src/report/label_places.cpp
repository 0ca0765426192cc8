#include "report/label_places.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

constexpr double kHalfWidth = 5;  // of a label
constexpr double kHalfHeight = 7;
constexpr double kPointRadius = 6;
constexpr double kLineStep = 4;  // between the places of a line that are looked at

Box box_around(double x, double y, double half_width, double half_height) {
  return {x - half_width, y - half_height, x + half_width, y + half_height};
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool is_within(const Box& inner, const Box& outer) {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
         inner.bottom <= outer.bottom;
}

void add_line(const std::pair<double, double>& from, const std::pair<double, double>& to, std::vector<Box>& obstacles) {
  const double across = to.first - from.first, down = to.second - from.second;
  const int steps = static_cast<int>(std::hypot(across, down) / kLineStep);
  for (int step = 1; step < steps; ++step)
    obstacles.push_back(box_around(from.first + across * step / steps, from.second + down * step / steps, 1, 1));
}

// Places around a point, those above to the right first, then farther away.
std::vector<std::pair<double, double>> places_around(double x, double y) {
  constexpr double kNearest = 17;
  constexpr int kRings = 6, kDirections = 16;
  std::vector<std::pair<double, double>> places;
  for (int ring = 0; ring < kRings; ++ring) {
    for (int direction = 0; direction < kDirections; ++direction) {
      const double angle = std::acos(-1.0) * (0.25 - 2.0 * direction / kDirections);
      const double distance = kNearest + 12.0 * ring;
      places.emplace_back(x + distance * std::cos(angle), y - distance * std::sin(angle));
    }
  }
  return places;
}

}  // namespace

std::vector<std::pair<double, double>> label_places(const std::vector<std::pair<double, double>>& points,
                                                    const Box& frame, const std::vector<Box>& taken) {
  std::vector<Box> obstacles = taken;
  for (const auto& [x, y] : points) obstacles.push_back(box_around(x, y, kPointRadius, kPointRadius));
  for (std::size_t p = 1; p < points.size(); ++p) add_line(points[p - 1], points[p], obstacles);
  std::vector<std::pair<double, double>> labels;
  for (const auto& [x, y] : points) {
    const auto places = places_around(x, y);
    const auto is_free = [&](const auto& place) {
      const Box box = box_around(place.first, place.second, kHalfWidth, kHalfHeight);
      return is_within(box, frame) &&
             std::none_of(obstacles.begin(), obstacles.end(), [&](const Box& other) { return overlap(box, other); });
    };
    const auto free = std::find_if(places.begin(), places.end(), is_free);
    labels.push_back(free == places.end() ? places.front() : *free);
    obstacles.push_back(box_around(labels.back().first, labels.back().second, kHalfWidth, kHalfHeight));
  }
  return labels;
}

}  // namespace attune
