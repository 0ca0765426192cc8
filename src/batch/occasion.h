#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "scoring/reliable_change.h"
#include "scoring/scorer.h"
#include "table/answer_file.h"

namespace attune {

/// What one file says about its respondents: the scores of each, found again by id. Where the file has a column of
/// times, a respondent may have several rows.
class Occasion {
 public:
  /// `file` is read with an id column, perhaps one of times, and carries no other (ColumnChoice).
  Occasion(const AnswerFile& file, std::size_t scales);

  /// The next respondents come from `file`, which is read alike.
  void go_on_in(const AnswerFile& file) { file_ = file.rows().layout().file; }

  /// Adds the respondents of `block`, whose scores are `scores`. Throws Error (data) for an id that is empty or that an
  /// earlier row has, at the same time where there are times, and for a time that has no order. Ids are compared as
  /// they are written; times are numbers, or moments (table/dates.h).
  void add(const RespondentBlock& block, const ScoreBlock& scores);

  /// To be called when all respondents are added: puts the rows of each into the order of their times.
  void put_in_order();

  const std::string& file() const { return file_; }
  /// The names of the id column and of that of times; the latter empty where there is none.
  const std::string& id_name() const { return id_name_; }
  const std::string& time_name() const { return time_name_; }

  /// How many respondents there are, in the order in which they first appear.
  std::size_t size() const { return respondents_.size(); }
  const std::string& id(std::size_t respondent) const { return respondents_[respondent].id; }
  /// The same as a cell of results, which shows memory of this occasion.
  Cell id_cell(std::size_t respondent) const;
  /// The rows of a respondent, the earliest first.
  const std::vector<std::size_t>& rows(std::size_t respondent) const { return respondents_[respondent].rows; }
  /// The same for the respondent with this id; none where there is none.
  const std::vector<std::size_t>& rows_of(const std::string& id) const;

  /// Of a row: when it was, as it is written; empty without times.
  const std::string& time(std::size_t row) const { return times_[row]; }
  /// Whether times are numbers, not moments.
  bool has_numbers() const { return numbers_; }
  /// The time as a number: itself, or seconds since 1970; 0 without times.
  double order(std::size_t row) const { return orders_[row]; }
  Measurement measurement(std::size_t scale, std::size_t row) const { return measurements_[scale][row]; }
  std::int8_t profile(std::size_t row) const { return profiles_[row]; }

 private:
  struct Respondent {
    std::string id;
    bool json = false;
    std::vector<std::size_t> rows = {};
  };

  std::size_t respondent(const RespondentBlock& block, std::size_t row);
  void add_row(std::size_t respondent, const RespondentBlock& block, std::size_t row);
  double order_of(const Place& place, const std::string& time);
  [[noreturn]] void refuse_twice(Place place, std::size_t line, const std::string& time) const;
  [[noreturn]] void refuse_time(const Place& place, const std::string& time) const;

  std::string file_;
  std::string id_name_;
  std::string time_name_;
  bool numbers_ = false;       // times are
  std::optional<bool> zoned_;  // whether times of day name their zone, if there has been one
  std::vector<Respondent> respondents_;
  std::unordered_map<std::string, std::size_t> index_;   // of respondents, by id
  std::unordered_map<std::string, std::size_t> row_at_;  // by respondent and order(), while respondents are added
  std::vector<std::string> times_;                       // by row, as the next ones
  std::vector<double> orders_;
  std::vector<std::size_t> lines_;
  std::vector<std::vector<Measurement>> measurements_;  // [scale][row]
  std::vector<std::int8_t> profiles_;
};

}  // namespace attune
