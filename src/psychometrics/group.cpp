#include "psychometrics/group.h"

namespace attune {

Group::Group(const Questionnaire& questionnaire)
    : questionnaire_(questionnaire),
      sample_(questionnaire, MissingUse::pairwise),
      scorer_(questionnaire),
      profiles_(questionnaire.profile_names().size()) {
  if (std::holds_alternative<QuadrantRule>(questionnaire.profiles)) scatter_.emplace(questionnaire);
}

void Group::add(const AnswerBlock& block) {
  sample_.add(block);
  scorer_.score(block, scores_);
  for (const std::int8_t profile : scores_.profiles) profiles_.add(profile);
  const auto* rule = std::get_if<QuadrantRule>(&questionnaire_.profiles);
  if (rule == nullptr) return;
  for (std::size_t row = 0; row < scores_.rows; ++row)
    scatter_->add(scores_.scores[rule->x][row], scores_.scores[rule->y][row]);
}

}  // namespace attune
