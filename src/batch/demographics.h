#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scoring/norm_group.h"
#include "table/answer_file.h"
#include "table/columns.h"

namespace attune {

/// Codes of a file and the genders that they stand for, in the order in which they were given.
using GenderCodes = std::vector<std::pair<std::string, std::string>>;

/// Reads pairs such as "1=male". Throws Error (usage) for what is no pair and for a code that is given twice.
GenderCodes gender_codes_of(const std::vector<std::string>& pairs);

/// What is older is no age, in years.
inline constexpr int kOldest = 150;

/// Where a file tells about people.
struct DemographicColumns {
  std::optional<std::size_t> age;  ///< index into ColumnChoice::beside
  std::optional<std::size_t> gender;
};

/// Reads what norms tell people apart by. Immutable once made.
class DemographicReader {
 public:
  /// `genders`: those that there are groups of, by which a file may call them in any case; `codes` stand for them.
  /// Throws Error (usage) for a code that stands for another gender.
  DemographicReader(DemographicColumns columns, const std::vector<std::string>& genders, const GenderCodes& codes);

  /// The respondents of `block`, into `people`. An age is a number of years from 0 to kOldest, of which the whole ones
  /// count; no text is no age, any other text nonsense, and a text that stands for no gender no gender.
  void read(const RespondentBlock& block, std::vector<Demographics>& people) const;

  bool finds_age(const RespondentBlock& block) const { return finds(columns_.age, block); }
  bool finds_gender(const RespondentBlock& block) const { return finds(columns_.gender, block); }

 private:
  static bool finds(std::optional<std::size_t> column, const RespondentBlock& block) {
    return column && block.beside[*column].size() == block.answers.rows;
  }

  DemographicColumns columns_;
  std::unordered_map<std::string, std::string> genders_;  // by folded text
};

}  // namespace attune
