#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "batch/demographics.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// With whom scores are compared.
struct NormChoice {
  std::optional<std::size_t> group =
      {};                           ///< index into Norms::groups; nothing: for each respondent the one that fits best
  DemographicColumns columns = {};  ///< for the latter
  GenderCodes gender_codes = {};
};

/// Chooses each respondent's group of the norms, and counts how that went.
class GroupChoice {
 public:
  /// `norms` must outlive it. Throws as DemographicReader does.
  GroupChoice(const Norms& norms, const NormChoice& choice);

  /// By row, as indices into Norms::groups; nothing where no group fits. They stay until the next call.
  const std::vector<std::optional<std::size_t>>& choose(const RespondentBlock& block);

  /// Adds what `copy` of this choice, which another thread used, has counted.
  void add_counts_of(const GroupChoice& copy);

  /// The sample and its caution, and of groups that are chosen, how many respondents were compared with each.
  std::vector<std::string> notes() const;

 private:
  static void add_note(bool has_column, const std::string& column, std::size_t unknown, const std::string& what,
                       std::vector<std::string>& notes);
  void count(const Demographics& person, std::optional<std::size_t> group);

  const Norms& norms_;
  std::optional<std::size_t> fixed_;
  std::vector<std::string> genders_;
  DemographicReader reader_;
  std::vector<Demographics> people_;                // by row
  std::vector<std::optional<std::size_t>> groups_;  // by row
  std::vector<std::size_t> chosen_;                 // by group
  std::size_t without_group_ = 0;
  std::size_t nonsense_ = 0;
  std::size_t without_age_ = 0;  // in any group's range
  std::size_t without_gender_ = 0;
  bool has_age_ = true;  // in all files
  bool has_gender_ = true;
};

}  // namespace attune
