#include "psychometrics/score_scatter.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "questionnaire/score_range.h"

namespace attune {
namespace {

std::size_t cell_of(double score, std::pair<double, double> range) {
  const double share = std::clamp((score - range.first) / (range.second - range.first), 0.0, 1.0);
  return std::min(static_cast<std::size_t>(share * ScoreScatter::kCells), ScoreScatter::kCells - 1);
}

}  // namespace

ScoreScatter::ScoreScatter(const Questionnaire& questionnaire) : cells_(kCells * kCells) {
  const auto& rule = std::get<QuadrantRule>(questionnaire.profiles);
  x_range_ = score_range(questionnaire, rule.x);
  y_range_ = score_range(questionnaire, rule.y);
}

void ScoreScatter::add(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return;
  if (++count_ <= kMostPoints) points_.emplace_back(x, y);
  else points_.clear();
  ++cells_[cell_of(y, y_range_) * kCells + cell_of(x, x_range_)];
}

}  // namespace attune
