#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "exchange/sql_dialect.h"
#include "exchange/sql_step.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What response quality adds to the statement, step by step; psychometrics/quality.h defines the indices. Mahalanobis
/// distances, for which everybody's answers would have to be known first, are not among them.
struct QualitySteps {
  std::vector<SqlColumn> from_answers;  ///< sums, halves of scales, and which answers are like the next
  std::vector<SqlColumn> points;        ///< halves of which both have answers, and the longest run
  std::vector<SqlColumn> means;         ///< of these
  std::vector<SqlColumn> deviations;    ///< sums of their squares and products
  std::vector<SqlColumn> indices;       ///< the indices but for the note
  std::vector<SqlColumn> results;       ///< the indices, and `quality`, a note in words
};

QualitySteps quality_steps(const Questionnaire& questionnaire, const SqlDialect& dialect);

/// The limits of notes, which are those of psychometrics/quality.h.
inline constexpr std::size_t kShortestNotedRun = 8;
inline constexpr double kLeastNotedAgreement = 0.4;

/// The shortest run of one answer that is conspicuous when it begins at the item `first`, an index, or 0 where none is:
/// half of the items or more, at least kShortestNotedRun, and among them two of one scale that are keyed in opposite
/// directions. None is where items have answers of their own.
std::size_t shortest_conspicuous_run(const Questionnaire& questionnaire, std::size_t first);

}  // namespace attune
