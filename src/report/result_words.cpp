#include "report/result_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/score_range.h"
#include "questionnaire/band.h"
#include "scoring/measurement_error.h"

namespace attune {
namespace {

constexpr const char* kSafety =
    "This is not a diagnosis. If close relationships bring fear of harm, or there are thoughts of ending your life, "
    "contact local emergency services or a crisis line.";
constexpr const char* kNoSharpBorders =
    "Attachment has no sharp borders, and a profile is a region of the map, not who you are.";
constexpr const char* kNoSharpBordersOfOthers =
    "Attachment has no sharp borders, and a profile is a region of the map, not who somebody is.";

// Within one error of the line; where none is known, within a sixth of the way to the end of the scale.
bool is_close(double score, double cut, std::pair<double, double> range, double error) {
  const double half = score < cut ? cut - range.first : range.second - cut;
  return score == cut || std::abs(score - cut) <= (error > 0 ? error : half / 6);
}

bool is_near_cut(const Questionnaire& q, const Scores& scores, std::size_t scale) {
  return is_close(scores.scores[scale], *cut_of(q, scale), score_range(q, scale), scores.standard_errors[scale]);
}

class ProfileWords {
 public:
  ProfileWords(const Questionnaire& questionnaire, const Scores& scores, Reader reader)
      : q_(questionnaire), scores_(scores), to_person_(reader == Reader::person), profiles_(q_.profile_names()) {}

  std::string write() const {
    if (scores_.tied)
      return fmt::format("Two descriptions fit {} answers equally, so there is no profile.",
                         to_person_ ? "your" : "the");
    if (scores_.profile == kNoProfile) {
      return to_person_ ? "With too few answers there is no profile. That says nothing about you; you can take it "
                          "again and answer more."
                        : "With too few answers there is no profile. That says nothing about the person.";
    }
    const std::string& name = profiles_[static_cast<std::size_t>(scores_.profile)];
    if (!std::holds_alternative<QuadrantRule>(q_.profiles)) {
      return fmt::format("Of the descriptions, the {} one fits {} answers best. It describes answers, not who {}.",
                         name, to_person_ ? "your" : "the", is_who());
    }
    return has_error(q_, scores_) ? likely() : region(name);
  }

 private:
  const char* answers() const { return to_person_ ? "Your answers" : "The answers"; }
  const char* is_who() const { return to_person_ ? "you are" : "somebody is"; }
  const char* no_sharp_borders() const { return to_person_ ? kNoSharpBorders : kNoSharpBordersOfOthers; }

  // Where nothing is known of the error.
  std::string region(const std::string& name) const {
    const auto near = possible_profiles(q_, scores_);
    if (near.size() > 1) return fmt::format("{} The words of each may fit. {}", between(near), no_sharp_borders());
    return fmt::format(
        "{} lie in the {} region. It describes these answers, on this day; it is not who {}, and it can "
        "change.",
        answers(), name, is_who());
  }

  std::string between(const std::vector<std::size_t>& near) const {
    if (near.size() > 2)
      return fmt::format("{} lie near the middle of the map, where all four profiles meet.", answers());
    return fmt::format("{} lie between two profiles, {} and {}.", answers(), profiles_[near[0]], profiles_[near[1]]);
  }

  std::string likely() const {
    const auto& probabilities = scores_.probabilities;
    const auto near = possible_profiles(q_, scores_);
    if (near.size() > 1) {
      std::vector<std::string> shares;
      for (const std::size_t profile : near)
        shares.push_back(fmt::format("{} {}", profiles_[profile], percent_words(probabilities[profile])));
      return fmt::format("{} By their error alone, the likelihoods are: {}. The words of each may fit. {}",
                         between(near), join_words(shares), no_sharp_borders());
    }
    constexpr double kWorthTelling = 0.05;
    std::string words = fmt::format("{} most likely lie in the {} region ({}).", answers(), profiles_[near.front()],
                                    percent_words(probabilities[near.front()]));
    for (std::size_t profile = 0; profile < profiles_.size(); ++profile) {
      if (profile != near.front() && probabilities[profile] >= kWorthTelling)
        words +=
            fmt::format(" They may lie in the {} one ({}).", profiles_[profile], percent_words(probabilities[profile]));
    }
    return words +
           fmt::format(" This describes these answers, on this day; it is not who {}, and it can change.", is_who());
  }

  const Questionnaire& q_;
  const Scores& scores_;
  bool to_person_;
  std::vector<std::string> profiles_;
};

}  // namespace

const std::string& name_of(const Scale& scale) { return scale.title.empty() ? scale.id : scale.title; }

std::optional<double> cut_of(const Questionnaire& q, std::size_t scale) {
  const auto* rule = std::get_if<QuadrantRule>(&q.profiles);
  if (rule == nullptr) return std::nullopt;
  return scale == rule->x ? std::optional(rule->x_cut) : scale == rule->y ? std::optional(rule->y_cut) : std::nullopt;
}

bool has_point(const Questionnaire& q, const Scores& scores) {
  const auto& rule = std::get<QuadrantRule>(q.profiles);
  return !std::isnan(scores.scores[rule.x]) && !std::isnan(scores.scores[rule.y]);
}

bool has_error(const Questionnaire& q, const Scores& scores) {
  const auto& rule = std::get<QuadrantRule>(q.profiles);
  return scores.standard_errors[rule.x] > 0 && scores.standard_errors[rule.y] > 0;
}

std::string level_words(double score, double cut, std::pair<double, double> range, double error) {
  if (score == cut) return "on the line";
  if (is_close(score, cut, range, error))
    return score < cut ? "close to the line, just below it" : "close to the line, just above it";
  const char* level = score < cut ? "low" : "high";
  const double half = score < cut ? cut - range.first : range.second - cut;
  return std::abs(score - cut) <= half / 2 ? fmt::format("somewhat {}", level) : level;
}

std::string score_text(double score, std::optional<double> cut, int digits) {
  constexpr int kMostDigits = 4;
  while (cut && score != *cut && digits < kMostDigits &&
         number_text(score, {.digits = digits}) == number_text(*cut, {.digits = digits}))
    ++digits;
  return number_text(score, {.digits = digits});
}

std::string interval_text(const Questionnaire& q, std::size_t scale, const Scores& scores, std::string_view between,
                          int digits) {
  const double error = scores.standard_errors[scale];
  if (!(error > 0)) return {};
  const auto interval = interval_90(scores.scores[scale], error, score_range(q, scale));
  return fmt::format("{} {} {}", number_text(interval.first, {.digits = digits}), between,
                     number_text(interval.second, {.digits = digits}));
}

std::string percent_words(double probability) {
  if (probability < 0.01) return "under 1\u00A0%";
  if (probability > 0.99) return "over 99\u00A0%";
  return fmt::format("{:.0f}\u00A0%", probability * 100);
}

std::string score_words(const Questionnaire& q, std::size_t index, const Scores& scores, Reader reader) {
  const Scale& scale = q.scales[index];
  const double score = scores.scores[index];
  if (std::isnan(score)) {
    if (!scale.terms.empty()) return fmt::format("{}: no score, because a part of it has none.", name_of(scale));
    return fmt::format("{}: no score. {} of {} answered; at least {} are needed.", name_of(scale),
                       scores.answered[index], scale.items.size(), scale.min_answered);
  }
  const auto range = score_range(q, index);
  std::string words = fmt::format("{}: {}, from {} to {}", name_of(scale), score_text(score, cut_of(q, index)),
                                  number_text(range.first), number_text(range.second));
  const double error = scores.standard_errors[index];
  if (const auto cut = cut_of(q, index)) words += fmt::format("; {}", level_words(score, *cut, range, error));
  if (const auto band = band_of(scale, score)) words += fmt::format("; in the band “{}”", scale.bands[*band].label);
  words += '.';
  if (std::isnan(error)) return words;
  if (error == 0)
    return words + fmt::format(" {} answers agree completely here, so its error cannot be told.",
                               reader == Reader::person ? "Your" : "The");
  return words +
         fmt::format(" Allowing for error, between {} (90\u00A0% interval).", interval_text(q, index, scores, "and"));
}

std::vector<std::size_t> possible_profiles(const Questionnaire& q, const Scores& scores) {
  const auto profile = static_cast<std::size_t>(scores.profile);
  const auto* rule = std::get_if<QuadrantRule>(&q.profiles);
  std::vector<std::size_t> found{profile};
  if (rule == nullptr) return found;
  // The quarters' numbers: anxiety counts one, avoidance two.
  if (is_near_cut(q, scores, rule->x)) found.push_back(profile ^ 1U);
  if (is_near_cut(q, scores, rule->y)) found.push_back(profile ^ 2U);
  if (found.size() == 3) found.push_back(profile ^ 3U);
  if (has_error(q, scores)) {
    std::stable_sort(found.begin(), found.end(),
                     [&](std::size_t a, std::size_t b) { return scores.probabilities[a] > scores.probabilities[b]; });
  }
  return found;
}

std::string profile_words(const Questionnaire& q, const Scores& scores, Reader reader) {
  return ProfileWords(q, scores, reader).write();
}

std::string safety_text() { return fmt::format("{} How to find one: attune learn crisis", kSafety); }

std::string safety_text_of_page() {
  return fmt::format("{} A doctor, a hospital or a pharmacy can name one.", kSafety);
}

}  // namespace attune
