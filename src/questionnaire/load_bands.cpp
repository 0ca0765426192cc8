#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

constexpr std::size_t kMostBands = 100;

Band read_band(const Node& node, Mistakes& mistakes) {
  Band band;
  MapReader map(node, "a band", mistakes);
  map.number("from", band.from);
  map.number("to", band.to);
  if (map.require("label", "It is what scores in the band are called.") != nullptr) map.text("label", band.label);
  map.finish();
  if (band.from && band.to && *band.from > *band.to)
    mistake(mistakes, node.place(), fmt::format("the band \"{}\" ends below where it begins", shorten(band.label, 40)));
  return band;
}

// Only the first may begin, and only the last end, nowhere.
bool follows(const Band& band, const Band& before) { return band.from && before.to && *band.from >= *before.to; }

}  // namespace

void read_transform(const Node& node, Scale& scale, Mistakes& mistakes) {
  MapReader map(node, "transform", mistakes);
  std::optional<double> multiply, add;
  map.number("multiply", kLargestScore, multiply);
  map.number("add", kLargestScore, add);
  map.finish();
  if (multiply == 0) mistake(mistakes, node.find("multiply")->place(), "times 0, every score would be the same");
  scale.transform = {.multiply = multiply.value_or(1), .add = add.value_or(0)};
}

void read_bands(const Node& node, Scale& scale, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence || node.elements.size() > kMostBands) {
    mistake(mistakes, node.place(),
            fmt::format("expected bands as a list of at most {}, found {}", kMostBands, description(node)),
            "For example bands: [{ from: 0, to: 4, label: minimal }, { from: 5, label: mild }].");
    return;
  }
  scale.bands.clear();
  for (const Node& element : node.elements) {
    Band band = read_band(element, mistakes);
    if (!scale.bands.empty() && !follows(band, scale.bands.back())) {
      mistake(mistakes, element.place(),
              fmt::format("the band \"{}\" does not follow the one before it", shorten(band.label, 40)),
              "Bands rise, and none begins before the last has ended.");
    }
    scale.bands.push_back(std::move(band));
  }
}

}  // namespace attune
