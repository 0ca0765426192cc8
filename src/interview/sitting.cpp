#include "interview/sitting.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <utility>

#include "base/clock.h"
#include "base/random_id.h"

namespace attune {
namespace {

// Fisher–Yates on a generator and a rule that the C++ standard fixes, unlike std::shuffle.
void shuffle(std::vector<std::size_t>& order, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t left = order.size(); left > 1; --left) {
    const std::uint64_t fair = std::numeric_limits<std::uint64_t>::max() / left * left;
    std::uint64_t drawn = random();
    while (drawn >= fair) drawn = random();
    std::swap(order[left - 1], order[drawn % left]);
  }
}

}  // namespace

std::size_t Sitting::replied() const {
  return static_cast<std::size_t>(
      std::count_if(replies.begin(), replies.end(), [](const auto& reply) { return reply.has_value(); }));
}

std::vector<Answer> Sitting::answers() const {
  std::vector<Answer> answers;
  for (const auto& reply : replies) answers.push_back(reply ? reply->answer : kMissing);
  return answers;
}

Sitting new_sitting(const Questionnaire& questionnaire, const std::string& about, std::optional<std::uint64_t> seed) {
  Sitting sitting{.id = random_id(),
                  .questionnaire = questionnaire.id,
                  .sha256 = questionnaire.sha256,
                  .about = about,
                  .started = utc_now(),
                  .order = {},
                  .replies = {}};
  sitting.order.resize(questionnaire.items.size());
  std::iota(sitting.order.begin(), sitting.order.end(), std::size_t{0});
  if (seed) shuffle(sitting.order, *seed);
  sitting.replies.resize(questionnaire.items.size());
  return sitting;
}

}  // namespace attune
