#include "psychometrics/simulate.h"

#include <fmt/format.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "psychometrics/answer_steps.h"

namespace attune {
namespace {

// Where a scale or an item looks, in the plane of anxiety (x) and avoidance (y); zero for nowhere.
using Direction = Eigen::Vector2d;

Direction corner(std::string_view profile) {
  const double anxiety = profile == "anxious" || profile == "ambivalent" ? 1 : -1;
  const double avoidance = profile == "avoidant" || profile == "ambivalent" ? 1 : -1;
  return Direction(anxiety, avoidance) * std::numbers::sqrt2 / 2;
}

// The directions of a questionnaire's scales.
class ScaleDirections {
 public:
  explicit ScaleDirections(const Questionnaire& questionnaire)
      : scales_(questionnaire.scales),
        wholes_first_(questionnaire.parts_first()),
        directions_(scales_.size(), Direction::Zero()),
        settled_(scales_.size()) {
    std::reverse(wholes_first_.begin(), wholes_first_.end());
    Pointed pointed(scales_.size());
    if (const auto* quadrants = std::get_if<QuadrantRule>(&questionnaire.profiles)) {
      add(Direction::UnitX(), pointed[quadrants->x]);
      add(Direction::UnitY(), pointed[quadrants->y]);
    } else if (const auto* highest = std::get_if<HighestRule>(&questionnaire.profiles)) {
      for (const auto& [profile, scale] : highest->prototypes) add(corner(profile), pointed[scale]);
    }
    settle(std::move(pointed));
    settle_others();
  }

  const Direction& operator[](std::size_t scale) const { return directions_[scale]; }

 private:
  using Pointed = std::vector<std::optional<Direction>>;  // by scale

  static void add(const Direction& direction, std::optional<Direction>& sum) {
    sum = sum.value_or(Direction::Zero()) + direction;
  }

  // The scales that are pointed somewhere, and their parts along with them; not those that have been settled before.
  // Each scale once, however often others are made of it.
  void settle(Pointed pointed) {
    for (const std::size_t s : wholes_first_) {
      if (!pointed[s] || settled_[s]) continue;
      directions_[s] = *pointed[s];
      settled_[s] = true;
      for (const CombineTerm& term : scales_[s].terms)
        add(directions_[s] * std::copysign(1, term.weight), pointed[term.scale]);
    }
  }

  // What the profile rule leaves open: from the scales that are part of no other down to their parts.
  void settle_others() {
    std::vector<bool> part(scales_.size());
    for (const Scale& scale : scales_) {
      for (const CombineTerm& term : scale.terms) part[term.scale] = true;
    }
    Pointed pointed(scales_.size());
    for (std::size_t s = 0; s < scales_.size(); ++s) {
      if (!part[s]) pointed[s] = Direction::UnitX();
    }
    settle(std::move(pointed));
  }

  const std::vector<Scale>& scales_;
  std::vector<std::size_t> wholes_first_;
  std::vector<Direction> directions_;
  std::vector<bool> settled_;
};

struct ItemModel {
  Direction direction = Direction::Zero();
  std::size_t scale_length = 0;  // items of the longest scale that it is in
};

std::vector<ItemModel> item_models(const Questionnaire& questionnaire) {
  const ScaleDirections directions(questionnaire);
  std::vector<ItemModel> models(questionnaire.items.size());
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    for (const KeyedItem& keyed : questionnaire.scales[s].items) {
      ItemModel& model = models[keyed.item];
      const bool turned = keyed.reversed != (keyed.weight < 0);
      model.direction += turned ? Direction(-directions[s]) : directions[s];
      model.scale_length = std::max(model.scale_length, questionnaire.scales[s].items.size());
    }
  }
  return models;
}

// By how much the items of a scale of `length` correlate that has this alpha.
double item_correlation(double alpha, std::size_t length) {
  const auto items = static_cast<double>(length);
  return alpha / (items - alpha * (items - 1));
}

// AnswerSteps in whole numbers; `response` in kUnit² parts of an SD.
std::size_t step_of(std::int64_t response, std::size_t steps) {
  constexpr std::int64_t kSpan = AnswerSteps::kSpan * RandomNumbers::kUnit * RandomNumbers::kUnit;
  const std::int64_t from_bottom = std::clamp<std::int64_t>(response + kSpan / 2, 0, kSpan - 1);
  return static_cast<std::size_t>(from_bottom * static_cast<std::int64_t>(steps) / kSpan);
}

std::int64_t fixed(double weight) { return std::llround(weight * static_cast<double>(RandomNumbers::kUnit)); }

void require(bool in_range, std::string_view what, double value, std::string_view range) {
  if (in_range) return;
  throw Error(ExitCode::usage, {}, fmt::format("{} {}: expected a number {}", what, value, range));
}

void check(const Questionnaire& questionnaire, const SimulationModel& model) {
  require(model.reliability > 0 && model.reliability < 1, "reliability", model.reliability, "between 0 and 1");
  require(model.correlation > -1 && model.correlation < 1, "correlation", model.correlation, "between -1 and 1");
  require(model.missing_rate >= 0 && model.missing_rate < 1, "missing rate", model.missing_rate, "from 0 to below 1");
  require(model.careless >= 0 && model.careless <= 1, "careless", model.careless, "from 0 to 1");
  if (questionnaire.scales.empty())
    throw Error(ExitCode::data, {.file = questionnaire.id}, "no scale, so nothing that answers could have in common");
  for (const Scale& scale : questionnaire.scales) {
    for (const KeyedItem& keyed : scale.items) {
      if (keyed.values.empty()) continue;
      throw Error(ExitCode::data, {.file = questionnaire.id},
                  fmt::format("in scale {} answers stand for other values, so nothing says how they should correlate",
                              scale.id));
    }
  }
}

// The value whose percent of the whole, in the order of `shares`, the number `percent` (0 to 99) falls on.
std::size_t index_of_percent(std::span<const std::uint32_t> shares, std::uint32_t percent) {
  std::size_t index = 0;
  while (percent >= shares[index]) percent -= shares[index++];
  return index;
}

}  // namespace

Simulator::Simulator(const Questionnaire& questionnaire, const SimulationModel& model, std::uint64_t seed)
    : model_(model), random_(seed) {
  check(questionnaire, model);
  const double r = model.correlation;
  std::map<std::pair<std::size_t, std::size_t>, double> latent_correlations;  // by answers and length of the scale
  for (const ItemModel& item : item_models(questionnaire)) {
    const std::vector<int> answers = questionnaire.response_of(items_.size()).answers();
    ItemWeights& made = items_.emplace_back();
    made.answers.assign(answers.begin(), answers.end());
    // The dimensions are u and r u + √(1 − r²) v, with u and v independent.
    const Direction weights(item.direction.x() + r * item.direction.y(), std::sqrt(1 - r * r) * item.direction.y());
    if (weights.isZero()) {
      made.own = RandomNumbers::kUnit;
      continue;
    }
    const auto [found, is_new] = latent_correlations.try_emplace({answers.size(), item.scale_length});
    if (is_new) {
      found->second = AnswerSteps{.count = static_cast<int>(answers.size())}.latent_correlation(
          item_correlation(model.reliability, item.scale_length));
    }
    const Direction loadings = weights.normalized() * std::sqrt(found->second);
    made.first = fixed(loadings.x());
    made.second = fixed(loadings.y());
    made.own = fixed(std::sqrt(1 - found->second));
  }
}

void Simulator::next(std::size_t rows, SimulatedBlock& out) {
  out.answers.rows = rows;
  out.answers.items = items_.size();
  out.answers.answers.resize(rows * items_.size());
  out.careless.clear();
  out.ages.clear();
  out.genders.clear();
  out.countries.clear();
  for (std::size_t row = 0; row < rows; ++row) {
    const auto answers = std::span(out.answers.answers).subspan(row * items_.size(), items_.size());
    answer_with_care(answers);
    out.careless.push_back(answer_without_care(answers) ? 1 : 0);
    leave_out(answers);
    describe(out);
  }
}

void Simulator::answer_with_care(std::span<Answer> answers) {
  const std::int64_t first = random_.normal(), second = random_.normal();
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const ItemWeights& item = items_[i];
    const std::int64_t response = item.first * first + item.second * second + item.own * random_.normal();
    answers[i] = item.answers[step_of(response, item.answers.size())];
  }
}

bool Simulator::answer_without_care(std::span<Answer> answers) {
  const bool careless = random_.happens(model_.careless);
  const bool always_the_same = random_.happens(0.5);
  std::size_t first_step = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::vector<Answer>& own = items_[i].answers;
    const std::size_t step = random_.below(static_cast<std::uint32_t>(own.size()));
    if (i == 0) first_step = step;
    if (careless) answers[i] = own[always_the_same ? std::min(first_step, own.size() - 1) : step];
  }
  return careless;
}

void Simulator::leave_out(std::span<Answer> answers) {
  for (Answer& answer : answers) {
    if (random_.happens(model_.missing_rate)) answer = kMissing;
  }
}

void Simulator::describe(SimulatedBlock& out) {
  // The youngest of three: about as visitors of a web survey are.
  constexpr std::uint32_t kYoungest = 18, kYears = 60;
  const std::uint32_t years = std::min({random_.below(kYears), random_.below(kYears), random_.below(kYears)});
  out.ages.push_back(static_cast<std::uint16_t>(kYoungest + years));
  constexpr std::array<std::uint32_t, 3> kGenders{31, 67, 2};
  out.genders.push_back(static_cast<std::uint16_t>(1 + index_of_percent(kGenders, random_.below(100))));
  constexpr std::array<std::uint32_t, SimulatedBlock::kCountries.size()> kShares{55, 15, 10, 10, 6, 4};
  out.countries.push_back(static_cast<std::int8_t>(index_of_percent(kShares, random_.below(100))));
}

}  // namespace attune
