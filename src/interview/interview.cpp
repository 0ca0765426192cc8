#include "interview/interview.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace attune {
namespace {

std::string name_of(const Scale& scale) { return scale.title.empty() ? scale.id : scale.title; }

// By scale, whether it cannot be without the one with index `part`, directly or by way of others.
std::vector<bool> needing(const Questionnaire& questionnaire, std::size_t part) {
  std::vector<bool> needs(questionnaire.scales.size());
  for (const std::size_t s : questionnaire.parts_first()) {
    const Scale& scale = questionnaire.scales[s];
    needs[s] = scale.min_answered >= scale.parts() &&
               std::any_of(scale.terms.begin(), scale.terms.end(),
                           [&](const CombineTerm& term) { return term.scale == part || needs[term.scale]; });
  }
  return needs;
}

// The names of the scales that are lost with the one with index `part`, as an end of a sentence.
std::string lost_with(const Questionnaire& questionnaire, std::size_t part) {
  const std::vector<bool> needs = needing(questionnaire, part);
  std::vector<std::string> names;
  for (std::size_t s = 0; s < needs.size(); ++s) {
    if (needs[s]) names.push_back(name_of(questionnaire.scales[s]));
  }
  return names.empty() ? "" : fmt::format(" Without it there is no {}.", join_words(names, "or"));
}

bool has_item(const Scale& scale, std::size_t item) {
  return std::any_of(scale.items.begin(), scale.items.end(),
                     [&](const KeyedItem& keyed) { return keyed.item == item; });
}

}  // namespace

Interview::Interview(const Questionnaire& questionnaire, const Relationship& relationship, Sitting& sitting, Keep keep)
    : questionnaire_(questionnaire), relationship_(relationship), sitting_(sitting), keep_(std::move(keep)) {
  std::size_t first = 0;
  while (first < count() && sitting_.replies[sitting_.order[first]]) ++first;
  if (first < count()) show(first);
  else position_ = count() - 1, step_ = Step::review;
}

std::string Interview::statement() const { return fill(questionnaire_.items[item()].text, relationship_); }

std::string Interview::stem() const { return fill(questionnaire_.stem_of(item()), relationship_); }

void Interview::show(std::size_t position) {
  position_ = position;
  step_ = Step::statement;
  shown_ = std::chrono::steady_clock::now();
}

void Interview::answer(Answer answer) {
  reply(answer);
  note_.clear();
  go_on();
}

void Interview::skip() {
  reply(kMissing);
  note_ = skip_note(item());
  go_on();
}

void Interview::reply(Answer answer) {
  const auto taken = std::chrono::steady_clock::now() - shown_;
  const Reply reply{.answer = answer,
                    .milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(taken).count()};
  keep_(questionnaire_.items[item()].id, reply);
  sitting_.replies[item()] = reply;
}

void Interview::go_on() {
  if (from_review_) {
    const auto left = skipped();
    const auto next = std::upper_bound(left.begin(), left.end(), position_);
    if (next != left.end()) return show(*next);
  } else if (position_ + 1 < count()) {
    return show(position_ + 1);
  }
  from_review_ = false;
  position_ = count() - 1;
  step_ = Step::review;
}

void Interview::back() {
  note_.clear();
  if (step_ == Step::review) show(count() - 1);
  else if (position_ > 0) show(position_ - 1);
}

void Interview::go_to_skipped() {
  const auto left = skipped();
  if (step_ != Step::review || left.empty()) return;
  note_.clear();
  from_review_ = true;
  show(left.front());
}

void Interview::finish() {
  if (step_ == Step::review) step_ = Step::finished;
}

void Interview::pause() { step_ = Step::paused; }

std::vector<std::size_t> Interview::skipped() const {
  std::vector<std::size_t> positions;
  for (std::size_t p = 0; p < count(); ++p) {
    const auto& reply = sitting_.replies[sitting_.order[p]];
    if (reply && reply->skipped()) positions.push_back(p);
  }
  return positions;
}

std::string Interview::skip_note(std::size_t item) const {
  std::string note = "Skipped.";
  const auto& scales = questionnaire_.scales;
  for (std::size_t s = 0; s < scales.size(); ++s) {
    const Scale& scale = scales[s];
    if (!has_item(scale, item)) continue;
    const auto skipped_items =
        static_cast<std::size_t>(std::count_if(scale.items.begin(), scale.items.end(), [&](const KeyedItem& keyed) {
          const auto& reply = sitting_.replies[keyed.item];
          return reply && reply->skipped();
        }));
    const std::size_t spare = scale.parts() - scale.min_answered;
    if (skipped_items > spare)
      note += fmt::format(" {} now has too few answers for a score.{}", name_of(scale), lost_with(questionnaire_, s));
    else if (skipped_items == spare)
      note += fmt::format(" {} can still be scored, but with no more skipped.", name_of(scale));
    else note += fmt::format(" {} can still be scored with {} more skipped.", name_of(scale), spare - skipped_items);
  }
  return note;
}

std::string Interview::cost_of_skipping() const {
  const std::vector<Answer> answers = sitting_.answers();
  std::string cost;
  const auto& scales = questionnaire_.scales;
  for (std::size_t s = 0; s < scales.size(); ++s) {
    const Scale& scale = scales[s];
    const auto answered =
        static_cast<std::size_t>(std::count_if(scale.items.begin(), scale.items.end(), [&](const KeyedItem& keyed) {
          return answers[keyed.item] != kMissing;
        }));
    // Scales that it is made of are told by themselves.
    if (!scale.has_key() || answered + scale.terms.size() >= scale.min_answered) continue;
    if (!cost.empty()) cost += ' ';
    cost += fmt::format("{} would have no score: {} of {} answered, at least {} needed.{}", name_of(scale), answered,
                        scale.items.size(), scale.min_answered, lost_with(questionnaire_, s));
  }
  return cost;
}

}  // namespace attune
