#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/sql_dialect.h"
#include "exchange/sql_norms.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What a statement of scores is written for.
struct SqlOptions {
  Database database = Database::sqlite;
  std::vector<std::string> table;                 ///< its name, from the outermost part: schema, table
  std::string pattern = {};                       ///< see item_columns()
  std::map<std::string, std::string> named = {};  ///< see item_columns()
  std::vector<std::string> carried = {};          ///< columns of the table that go along, first
  std::vector<std::string> missing = {};          ///< texts that mean "not answered", besides the empty one and NULL
  bool invalid_is_missing = false;                ///< else an answer outside the response scale ends the statement
  SqlNorms norms = {};
  bool quality = false;
  bool as_view = false;      ///< creates a view, TABLE_ID; else a query
  std::string program = {};  ///< name and version, for the comment on top
};

/// One statement that scores the respondents in a table, one a row, as Scorer does: the carried columns, then those of
/// Questionnaire::result_names(), then norms and response quality where asked for. Where a score has no value, NULL.
///
/// Understood are answers of any type that reads as a whole number of the response scale, its labels in any case, and
/// the missing codes; NULL and blanks are no answer. Items that no result needs are not read.
///
/// Scores are the same doubles as the program's. A scale made of scales, a probability and a percentile may differ in
/// the last digits, by less than 1e-12; profiles do not, as cuts on scales made of scales are met within 1e-9.
///
/// Throws Error (usage) where a name can be none in this database, the table would have two columns of one name, or a
/// missing code is an answer.
std::string scoring_sql(const Questionnaire& questionnaire, const SqlOptions& options);

}  // namespace attune
