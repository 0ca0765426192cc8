#pragma once

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
  /// Whether its columns depend on all respondents of the run. All blocks then go to see() before the first append().
  virtual bool sees_all_first() const { return false; }
  virtual void see(const RespondentBlock&) {}
  /// Appends its columns for the rows of `block`, whose scores are `scores`. They show memory of this part or of the
  /// arguments, until the next call.
  virtual void append(const RespondentBlock& block, const ScoreBlock& scores, std::vector<ResultColumn>& columns) = 0;
  /// What the person may want to know when all is done, as sentences.
  virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace attune
