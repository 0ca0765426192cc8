#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "psychometrics/score_scatter.h"
#include "questionnaire/questionnaire.h"
#include "report/map.h"

namespace attune {

/// A point on the way of one person across the map.
struct WayPoint {
  MapPoint point;
  std::string when;  ///< how it is called; may be empty
};

/// The plane of the two dimensions as draw_map() shows it, as SVG: quarters divided at the cuts, one person's points,
/// the oldest first, joined by a line and with their marks beside them where there are several, and around the last the
/// ellipse of its errors. `id` as in Svg.
std::string person_map_svg(const Questionnaire& questionnaire, const std::vector<WayPoint>& way, std::string_view id);

/// The same plane with all respondents of a group: a dot each or, where they are many, cells that are the darker the
/// more lie in them, with a legend.
std::string group_map_svg(const Questionnaire& questionnaire, const ScoreScatter& scatter, std::string_view id);

}  // namespace attune
