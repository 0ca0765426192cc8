#include "report/svg.h"

#include <fmt/format.h>

#include "base/html.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr const char* kInk = "#1b1b1b";
constexpr const char* kSoft = "#4a4f55";
constexpr const char* kMark = "#0b5d8a";
constexpr const char* kPaper = "#fff";
constexpr const char* kAnchors[] = {"start", "middle", "end"};

// With one decimal, which no eye can tell from more.
std::string pixels(double at) {
  std::string text = fmt::format("{:.1f}", at);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string line_of(std::string_view text) { return escape_html(one_line(text)); }

}  // namespace

Svg::Svg(int width, int height, std::string_view id, std::string_view title, std::string_view description)
    : svg_(fmt::format(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
          "aria-labelledby=\"{2}-title {2}-description\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n"
          "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-description\">{4}</desc>\n"
          "<rect class=\"paper\" width=\"{0}\" height=\"{1}\" fill=\"{5}\"/>\n",
          width, height, id, line_of(title), line_of(description), kPaper)) {}

void Svg::line(double x1, double y1, double x2, double y2, bool dashed) {
  svg_ += fmt::format("<line class=\"rule\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\"{}/>\n", pixels(x1),
                      pixels(y1), pixels(x2), pixels(y2), kSoft, dashed ? " stroke-dasharray=\"5 4\"" : "");
}

void Svg::text(double x, double y, std::string_view words, Anchor anchor, bool soft) {
  svg_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n",
                      soft ? "soft" : "ink", pixels(x), pixels(y), kAnchors[static_cast<int>(anchor)],
                      soft ? kSoft : kInk, line_of(words));
}

void Svg::name(double x, double y, std::string_view words, Anchor anchor) {
  svg_ += fmt::format(
      "<text class=\"soft name\" x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"5\" "
      "stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>\n",
      pixels(x), pixels(y), kAnchors[static_cast<int>(anchor)], kSoft, kPaper, line_of(words));
}

void Svg::bar(double x, double y, double width, double height, double opacity) {
  svg_ += fmt::format(
      "<rect class=\"mark\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" fill-opacity=\"{:.2g}\"/>\n",
      pixels(x), pixels(y), pixels(width), pixels(height), kMark, opacity);
}

void Svg::dot(double x, double y, double radius, double opacity) {
  svg_ += fmt::format("<circle class=\"mark\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" fill-opacity=\"{:.2g}\"/>\n",
                      pixels(x), pixels(y), pixels(radius), kMark, opacity);
}

void Svg::ring(double x, double y, double radius) {
  svg_ += fmt::format(
      "<circle class=\"open\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" "
      "stroke-width=\"2\"/>\n",
      pixels(x), pixels(y), pixels(radius), kPaper, kMark);
}

void Svg::way(const std::vector<std::pair<double, double>>& points) {
  std::string places;
  for (const auto& [x, y] : points) places += fmt::format("{}{},{}", places.empty() ? "" : " ", pixels(x), pixels(y));
  svg_ += fmt::format("<polyline class=\"way\" points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                      places, kMark);
}

void Svg::region(double x, double y, double rx, double ry, double left, double top, double width, double height) {
  // An svg within shows nothing beyond its own edges.
  svg_ += fmt::format(
      "<svg x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" viewBox=\"{0} {1} {2} {3}\"><ellipse class=\"mark\" "
      "cx=\"{4}\" cy=\"{5}\" rx=\"{6}\" ry=\"{7}\" fill=\"{8}\" fill-opacity=\"0.2\"/></svg>\n",
      pixels(left), pixels(top), pixels(width), pixels(height), pixels(x), pixels(y), pixels(rx), pixels(ry), kMark);
}

}  // namespace attune
