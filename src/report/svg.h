#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// Where text stands by its point.
enum class Anchor { start, middle, end };

/// Writes a picture as SVG that stands in a page or by itself. Its colours are those of paper; the stylesheet of a page
/// may set others by the classes ink, soft, name, rule, mark, way, open and paper. Coordinates are in pixels from the
/// top left. All texts may be untrusted.
class Svg {
 public:
  /// `id`, of letters, digits and hyphens, must be the only one in the page; `title` and `description` are for whoever
  /// does not see the picture.
  Svg(int width, int height, std::string_view id, std::string_view title, std::string_view description);

  void line(double x1, double y1, double x2, double y2, bool dashed = false);
  void text(double x, double y, std::string_view words, Anchor anchor, bool soft = false);
  /// Soft text that can be read whatever lies below it.
  void name(double x, double y, std::string_view words, Anchor anchor);
  /// A bar or a cell, filled with the mark's colour.
  void bar(double x, double y, double width, double height, double opacity = 1);
  void dot(double x, double y, double radius, double opacity = 1);
  void ring(double x, double y, double radius);
  void way(const std::vector<std::pair<double, double>>& points);
  /// The part of an ellipse within the frame.
  void region(double x, double y, double rx, double ry, double left, double top, double width, double height);

  /// The picture.
  std::string finish() const { return svg_ + "</svg>\n"; }

 private:
  std::string svg_;
};

}  // namespace attune
