#pragma once

#include <utility>
#include <vector>

namespace attune {

/// A rectangle of a picture, in pixels from the top left.
struct Box {
  double left, top, right, bottom;
};

/// Where the labels of these points of a way stand, by their middle: beside each point, within `frame`, and as far as
/// there is room neither on a point, nor on the way, nor on another label, nor on what is `taken`. A label is one
/// character.
std::vector<std::pair<double, double>> label_places(const std::vector<std::pair<double, double>>& points,
                                                    const Box& frame, const std::vector<Box>& taken);

}  // namespace attune
