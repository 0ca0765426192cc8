#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "scoring/scorer.h"
#include "table/answer_file.h"
#include "table/result_writer.h"

namespace attune {

/// Some columns of a table of results, computed block by block from the respondents.
class ResultPart {
 public:
  virtual ~ResultPart() = default;
  /// The names of its columns, always the same.
  virtual std::vector<std::string> names() const = 0;
  /// What its column of that number shows beyond the scores.
  virtual ScoreWanted wanted(std::size_t /*column*/) const {
    return {.standard_errors = false, .probabilities = false};
  }
  /// Whether its columns depend on all respondents of the run. All blocks then go to see() before the first copy().
  virtual bool sees_all_first() const { return false; }
  virtual void see(const RespondentBlock&) {}
  /// Another like it, for another thread. What it counts from now on, add_counts_of() gives back.
  virtual std::unique_ptr<ResultPart> copy() const = 0;
  virtual void add_counts_of(const ResultPart& /*copy*/) {}
  /// Appends its columns for the rows of `block`, whose scores are `scores`. They show memory of this part or of the
  /// arguments, until the next call.
  virtual void append(const RespondentBlock& block, const ScoreBlock& scores, std::vector<ResultColumn>& columns) = 0;
  /// What the person may want to know when all is done, as sentences.
  virtual std::vector<std::string> notes() const { return {}; }
};

/// The columns of results, beside those that are carried along.
using ResultParts = std::vector<std::unique_ptr<ResultPart>>;

}  // namespace attune
