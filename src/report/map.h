#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "scoring/reliable_change.h"

namespace attune {

/// A point on the map of a questionnaire with quadrants.
struct MapPoint {
  double x = 0;        ///< score on the anxiety scale
  double y = 0;        ///< score on the avoidance scale
  char mark = '*';     ///< how it is drawn where there are several; '*' for a single one
  double x_error = 0;  ///< half the width of the region that error may have moved the point in; 0 for none
  double y_error = 0;  ///< half its height
};

/// How the points of a map belong together.
enum class MapPoints {
  apart,
  path,  ///< one after the other: dots lead from each to the next
};

/// The mark of the point with this index, from 0, where there are several: 1 to 9, then letters.
char map_mark(std::size_t index);

/// The point of scores on both dimensions, with the region that holds the true ones: 1.645 standard errors either way,
/// where both are known and above 0.
MapPoint map_point(const Measurement& x, const Measurement& y, char mark);

/// The plane of the two dimensions for a terminal: four named quarters divided at the cuts, the scale of answers at the
/// edges, the points, and around each the ellipse of its errors in shading. At most `width` columns (at least 30) wide;
/// drawn in ASCII unless `unicode`. Each line ends with a line feed.
std::string draw_map(const Questionnaire& questionnaire, const std::vector<MapPoint>& points, int width, bool unicode,
                     MapPoints belong = MapPoints::apart);

}  // namespace attune
