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

/// What one file says about its respondents: the scores of each, found again by id.
class Occasion {
 public:
  /// `file` is read with an id column and carries no other (ColumnChoice).
  Occasion(const AnswerFile& file, std::size_t scales);

  /// Adds the respondents of `block`, whose scores are `scores`. Throws Error (data) for an id that is empty or that an
  /// earlier row has; ids are compared as they are written.
  void add(const RespondentBlock& block, const ScoreBlock& scores);

  const std::string& file() const { return file_; }
  /// The name of the id column.
  const std::string& id_name() const { return id_name_; }

  std::size_t size() const { return ids_.size(); }
  /// The row of the respondent with this id, or nothing.
  std::optional<std::size_t> find(const std::string& id) const;
  const std::string& id(std::size_t row) const { return ids_[row]; }
  /// The same as a cell of results, which shows memory of this occasion.
  Cell id_cell(std::size_t row) const { return {.text = ids_[row], .json = json_[row]}; }
  Measurement measurement(std::size_t scale, std::size_t row) const { return measurements_[scale][row]; }
  std::int8_t profile(std::size_t row) const { return profiles_[row]; }

 private:
  void add_id(const Cell& id, std::size_t line);

  std::string file_;
  std::string id_name_;
  std::vector<std::string> ids_;
  std::vector<bool> json_;
  std::vector<std::size_t> lines_;
  std::unordered_map<std::string, std::size_t> rows_;   // by id
  std::vector<std::vector<Measurement>> measurements_;  // [scale][row]
  std::vector<std::int8_t> profiles_;
};

}  // namespace attune
