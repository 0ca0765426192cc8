#pragma once

#include <string>
#include <vector>

#include "exchange/sql_dialect.h"

namespace attune {

/// A column that a step makes; both are SQL.
struct SqlColumn {
  std::string expression;
  std::string name;
};

/// A step of a statement: a common table expression, which reads the step before it.
struct SqlStep {
  std::string name;
  std::vector<std::string> why = {};    ///< for the reader, lines of comment
  bool keeps = true;                    ///< has all columns of the step before it, too
  std::vector<SqlColumn> columns = {};  ///< what it makes
};

/// Adds `step` unless it makes nothing.
void add_step(std::vector<SqlStep>& steps, SqlStep step);

/// Columns that go along under the names that they have.
std::vector<SqlColumn> unchanged(const std::vector<std::string>& names);

/// "name AS (SELECT … FROM from)", under its comment.
std::string sql_of(const SqlStep& step, const std::string& from, const SqlDialect& dialect);

/// "SELECT … FROM from".
std::string select_of(const std::vector<SqlColumn>& columns, const std::string& from);

/// The terms added up, several on a line.
std::string sum_of(const std::vector<std::string>& terms);

/// The sum, the sum of squares and the count of the answers that an expression gives, by item; NULL is none.
std::string total_of(const std::vector<std::string>& answers);
std::string squares_of(const std::vector<std::string>& answers);
std::string count_of(const std::vector<std::string>& answers);

}  // namespace attune
