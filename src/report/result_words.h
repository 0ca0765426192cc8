#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "scoring/scorer.h"

/// A result in sentences, the same wherever it is told.
namespace attune {

/// To whom a result is told: the person who answered, or somebody else.
enum class Reader { person, other };

/// The name of a scale for people: its title, else its id.
const std::string& name_of(const Scale& scale);

/// The cut of a scale, where it is a dimension of the map.
std::optional<double> cut_of(const Questionnaire& questionnaire, std::size_t scale);

/// Whether both dimensions have a score. Needs a rule of quadrants.
bool has_point(const Questionnaire& questionnaire, const Scores& scores);

/// Whether the error of both dimensions is known. Answers that were all alike have none to tell it from. Needs a rule
/// of quadrants.
bool has_error(const Questionnaire& questionnaire, const Scores& scores);

/// How high a score is, in words, by its distance from the cut: "low", "close to the line, just below it", "on the
/// line" … Close is what lies within one standard error, where `error` is known and not 0, else within a sixth of the
/// way from the cut to the end of the `range`.
std::string level_words(double score, double cut, std::pair<double, double> range, double error);

inline constexpr int kDigitsInWords = 1;  ///< a score of a few answers has no more to say to a person

/// A score (which is a number) with so many decimals, or with as many more as keep it from seeming to lie on its cut.
std::string score_text(double score, std::optional<double> cut, int digits = kDigitsInWords);

/// The 90 % interval of a score as "3.6 to 4.6", with `between` in place of "to"; empty where no error is known.
std::string interval_text(const Questionnaire& questionnaire, std::size_t scale, const Scores& scores,
                          std::string_view between, int digits = kDigitsInWords);

/// A probability for people, who know that nothing is certain: "61 %", "over 99 %".
std::string percent_words(double probability);

/// What a score says, or why there is none.
std::string score_words(const Questionnaire& questionnaire, std::size_t scale, const Scores& scores, Reader reader);

/// The profiles that the answers may mean, likeliest first, as indices into Questionnaire::profile_names(): on both
/// sides of each line that is near. There must be a profile.
std::vector<std::size_t> possible_profiles(const Questionnaire& questionnaire, const Scores& scores);

/// What can be said of the profile, or why there is none. Needs a profile rule.
std::string profile_words(const Questionnaire& questionnaire, const Scores& scores, Reader reader);

/// The last lines of every result: what it is not, and where help is.
std::string safety_text();

/// The same for a page, whose reader may not have this program.
std::string safety_text_of_page();

}  // namespace attune
