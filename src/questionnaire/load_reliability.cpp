#include <cmath>
#include <utility>

#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

void read_alpha(const Node& node, Reliability& reliability, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence) {
    if (const auto alpha = read_number(node, mistakes)) reliability.alpha = {*alpha, *alpha};
  } else if (const auto range = read_numbers(node, mistakes);
             range && range->size() == 2 && (*range)[0] <= (*range)[1]) {
    reliability.alpha = {(*range)[0], (*range)[1]};
  } else {
    mistake(mistakes, node.place(), "expected alpha as a number or a range such as [0.77, 0.86]");
  }
  if (reliability.alpha && !(reliability.alpha->first > 0 && reliability.alpha->second < 1)) {
    mistake(mistakes, node.place(), "alpha lies between 0 and 1");
    reliability.alpha.reset();
  }
}

}  // namespace

void read_reliability(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  Reliability reliability;
  reliability.response = {questionnaire.response.min, questionnaire.response.max};
  MapReader map(node, "reliability", mistakes);
  if (const Node* alpha = map.get("alpha")) read_alpha(*alpha, reliability, mistakes);
  map.number("sd", kLargestScore, reliability.sd);
  map.number("retest", reliability.retest);
  map.text("interval", reliability.interval);
  if (const Node* n = map.get("n")) reliability.n = read_whole(*n, 2, 1'000'000'000, mistakes);
  if (const Node* range = map.get("response")) {
    if (const auto read = read_range(*range, -kAnswerLimit, kAnswerLimit, mistakes))
      reliability.response = {read->first, read->second};
  }
  if (map.require("source", "A figure without its source cannot be checked.") != nullptr)
    map.text("source", reliability.source);
  map.finish();
  if (reliability.sd && *reliability.sd <= 0)
    mistake(mistakes, node.find("sd")->place(), "a standard deviation is above 0");
  if (reliability.retest && std::abs(*reliability.retest) > 1)
    mistake(mistakes, node.find("retest")->place(), "a correlation lies between -1 and 1");
  scale.reliability = std::move(reliability);
}

}  // namespace attune
