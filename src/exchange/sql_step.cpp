#include "exchange/sql_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace attune {
namespace {

std::string column_list(const std::vector<SqlColumn>& columns) {
  std::string list;
  for (const SqlColumn& column : columns) {
    list += list.empty() ? "" : ",\n";
    list += column.expression == column.name ? fmt::format("    {}", column.name)
                                             : fmt::format("    {} AS {}", column.expression, column.name);
  }
  return list;
}

template <typename Term>
std::string sum_over(const std::vector<std::string>& answers, Term term) {
  std::vector<std::string> terms;
  for (const std::string& answer : answers) terms.push_back(term(answer));
  return sum_of(terms);
}

}  // namespace

std::string select_of(const std::vector<SqlColumn>& columns, const std::string& from) {
  return fmt::format("  SELECT\n{}\n  FROM {}", column_list(columns), from);
}

void add_step(std::vector<SqlStep>& steps, SqlStep step) {
  if (!step.columns.empty()) steps.push_back(std::move(step));
}

std::vector<SqlColumn> unchanged(const std::vector<std::string>& names) {
  std::vector<SqlColumn> columns;
  for (const std::string& name : names) columns.push_back({name, name});
  return columns;
}

std::string sql_of(const SqlStep& step, const std::string& from, const SqlDialect& dialect) {
  std::string text;
  for (const std::string& line : step.why) text += dialect.comment(line) + "\n";
  const std::string kept = step.keeps
                               ? fmt::format("  SELECT {}.*,\n{}\n  FROM {}", from, column_list(step.columns), from)
                               : select_of(step.columns, from);
  return text + fmt::format("{} {} (\n{}\n)", step.name, dialect.as_step(), kept);
}

std::string sum_of(const std::vector<std::string>& terms) {
  constexpr std::size_t kOnALine = 6;
  std::vector<std::string> lines;
  for (std::size_t first = 0; first < terms.size(); first += kOnALine) {
    const auto from = terms.begin() + static_cast<std::ptrdiff_t>(first);
    const auto to = terms.begin() + static_cast<std::ptrdiff_t>(std::min(first + kOnALine, terms.size()));
    lines.push_back(fmt::format("{}", fmt::join(from, to, " + ")));
  }
  // In parentheses, so that a sum of thousands is not nested thousands deep, which SQLite refuses.
  return lines.size() == 1 ? lines.front() : fmt::format("({})", fmt::join(lines, ") +\n      ("));
}

std::string total_of(const std::vector<std::string>& answers) {
  return sum_over(answers, [](const std::string& answer) { return fmt::format("coalesce({}, 0)", answer); });
}

std::string squares_of(const std::vector<std::string>& answers) {
  return sum_over(answers, [](const std::string& answer) { return fmt::format("coalesce(({0}) * ({0}), 0)", answer); });
}

std::string count_of(const std::vector<std::string>& answers) {
  return sum_over(answers,
                  [](const std::string& answer) { return fmt::format("CAST({} IS NOT NULL AS INTEGER)", answer); });
}

}  // namespace attune
