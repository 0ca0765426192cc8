#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "batch/occasion.h"
#include "questionnaire/questionnaire.h"
#include "scoring/reliable_change.h"
#include "table/result_writer.h"

namespace attune {

/// How many respondents changed in which way on one scale.
struct ScaleChanges {
  std::string scale;
  bool directed = false;              ///< whether it is known which way is better
  std::vector<std::size_t> verdicts;  ///< by ChangeVerdict
  std::size_t without_verdict = 0;
};

/// Columns of a table, what they are called, and what they mean.
struct NamedColumns {
  std::vector<std::string> names;
  std::vector<ColumnLabels> labels;
  std::vector<ResultColumn> columns;
};

/// Two occasions side by side: a row for each respondent, those of the first in their order, then those only in the
/// second in theirs. Of a respondent's several rows, the earliest of the first occasion is compared with the latest of
/// the second; both may be the same occasion, which who has one row is only the first of.
class ChangeTable {
 public:
  /// The occasions must outlive the table.
  ChangeTable(const Questionnaire& questionnaire, const Occasion& before, const Occasion& after);

  std::size_t rows() const { return ids_.size(); }
  /// The id, `in` (both, before or after), where there are times TIME_before and TIME_after, for each scale
  /// SCALE_before, SCALE_after, SCALE_difference, SCALE_rci and SCALE_change, and profile_before and profile_after
  /// where there are profiles. They show memory of the table.
  NamedColumns columns() const;
  /// The same for people, who want fewer columns: without scores and indices.
  NamedColumns brief_columns() const;

  /// By scale, of those who are in both.
  std::vector<ScaleChanges> changes() const;
  std::vector<std::string> ids_only_before() const { return ids_in(kOnlyBefore); }
  std::vector<std::string> ids_only_after() const { return ids_in(kOnlyAfter); }

 private:
  static constexpr std::int8_t kBoth = 0;
  static constexpr std::int8_t kOnlyBefore = 1;
  static constexpr std::int8_t kOnlyAfter = 2;
  static constexpr std::int8_t kNoVerdict = -1;

  // One scale, by row.
  struct ScaleColumns {
    std::string id;
    std::string title;
    std::optional<Better> better;
    std::vector<double> before, after, difference, index;
    std::vector<std::int8_t> verdicts;  // ChangeVerdict, or kNoVerdict
  };

  void add(const Cell& id, const Occasion& before, std::optional<std::size_t> row_before, const Occasion& after,
           std::optional<std::size_t> row_after);
  NamedColumns identity() const;
  void append_profiles(NamedColumns& table) const;
  std::vector<std::string> ids_in(std::int8_t where) const;

  std::string id_name_;
  std::string time_name_;  // empty: there are no times
  std::vector<std::string> profile_names_;
  std::vector<Cell> ids_;
  std::vector<Cell> times_before_, times_after_;
  std::vector<std::int8_t> in_;
  std::vector<ScaleColumns> scales_;
  std::vector<std::int8_t> profiles_before_, profiles_after_;
};

}  // namespace attune
