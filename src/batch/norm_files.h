#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batch/demographics.h"
#include "batch/respondents.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// Years of age, both ends included.
using AgeBand = std::pair<int, int>;

/// Reads bands such as "18-24". Throws Error (usage) for what is none and where they do not rise.
std::vector<AgeBand> age_bands_of(const std::vector<std::string>& texts);

/// Reads percents such as "2.5". Throws Error (usage) where one does not lie between 0 and 100 or they do not rise.
std::vector<double> percents_of(const std::vector<std::string>& texts);

/// The genders that `codes` stand for, each once; male, female and other without codes.
std::vector<std::string> genders_of(const GenderCodes& codes);

/// How norms are computed from files.
struct NormRun {
  AnswerSource source;
  DemographicColumns columns = {};
  std::vector<AgeBand> ages = {};         ///< a group for each; whoever is in none is left out. Empty: not by age
  std::vector<std::string> genders = {};  ///< a group for each. Empty: not by gender
  GenderCodes gender_codes = {};
  bool complete = false;              ///< only who answered every item
  std::vector<double> percents = {};  ///< at which scores are given
  std::string sample = {};            ///< who the people are; empty: what is known of them
  std::string source_text = {};       ///< where the figures come from; empty: the files
};

/// What came of it.
struct NormOutcome {
  Norms norms;
  std::size_t respondents = 0;
  std::size_t counted = 0;      ///< those in the norms
  std::size_t incomplete = 0;   ///< left out: an item, or a score of some scale, is missing
  std::size_t outside_age = 0;  ///< left out of the rest: no age within a band
  std::vector<std::string> notes;

  /// One line for people.
  std::string text() const;
};

/// Norms of all respondents in all inputs, by scale: everyone's group "all", then one for each band ("age 18-24") and
/// gender. A respondent counts who has a score on every scale, so that a group's n holds for each of its figures.
/// Groups without differing scores are left out, with a note. Throws Error: usage for a gender with the name of another
/// group, data for the first answer that is none, or where not even everyone's scores differ.
NormOutcome norms_of_files(const Questionnaire& questionnaire, const NormRun& run,
                           const std::function<void(const Progress&)>& progress);

}  // namespace attune
