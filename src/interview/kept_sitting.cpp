#include "interview/kept_sitting.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"

namespace attune {
namespace {

std::size_t item_index(const Questionnaire& questionnaire, const std::string& id) {
  const auto found = std::find_if(questionnaire.items.begin(), questionnaire.items.end(),
                                  [&](const Item& item) { return item.id == id; });
  return static_cast<std::size_t>(found - questionnaire.items.begin());
}

}  // namespace

const KeptScore* KeptSitting::score_of(const std::string& scale) const {
  const auto found = std::find_if(scores.begin(), scores.end(), [&](const KeptScore& s) { return s.scale == scale; });
  return found == scores.end() ? nullptr : &*found;
}

std::optional<Sitting> as_answered(const KeptSitting& kept, const Questionnaire& questionnaire) {
  if (kept.questionnaire != questionnaire.id || kept.sha256 != questionnaire.sha256) return std::nullopt;
  Sitting sitting{.id = kept.id,
                  .questionnaire = kept.questionnaire,
                  .sha256 = kept.sha256,
                  .about = kept.about,
                  .started = kept.started,
                  .order = {},
                  .replies = std::vector<std::optional<Reply>>(questionnaire.items.size())};
  for (const KeptReply& given : kept.replies) {
    const std::size_t item = item_index(questionnaire, given.item);
    const Answer answer = given.reply.answer;
    const bool known = item < questionnaire.items.size() && !sitting.replies[item];
    if (!known || !(given.reply.skipped() || questionnaire.response_of(item).allows(answer))) {
      throw Error(
          ExitCode::data, {},
          fmt::format("sitting {}: the reply to {} does not fit {}", kept.number, given.item, questionnaire.id));
    }
    sitting.order.push_back(item);
    sitting.replies[item] = given.reply;
  }
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    if (!sitting.replies[item]) sitting.order.push_back(item);
  }
  return sitting;
}

Questionnaire items_as_kept(const KeptSitting& kept) {
  Questionnaire questionnaire;
  questionnaire.id = kept.questionnaire;
  questionnaire.sha256 = kept.sha256;
  questionnaire.response.min = kMissing + 1;
  questionnaire.response.max = std::numeric_limits<Answer>::max();
  for (const KeptReply& given : kept.replies) questionnaire.items.push_back({.id = given.item, .text = {}, .note = {}});
  return questionnaire;
}

}  // namespace attune
