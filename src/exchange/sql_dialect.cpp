#include "exchange/sql_dialect.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

std::string replaced(std::string_view text, std::string_view part, std::string_view by) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(part)) {
      made += by;
      at += part.size();
    } else {
      made += text[at++];
    }
  }
  return made;
}

std::string ascii_lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return made;
}

// A sign, zeros that say nothing, the digits that count, and decimals that are all zero.
constexpr const char* kWholeNumber = "'^(-?)0*([0-9]+)([.]0*)?$'";

}  // namespace

std::string SqlDialect::name(std::string_view name) const {
  // Spark puts settings and variables of the environment in place of ${…}, within quotes too.
  if (name.empty() || find_invalid_utf8(name) || find_control(name) ||
      (database_ == Database::spark && name.find("${") != std::string_view::npos)) {
    throw Error(ExitCode::usage, {},
                fmt::format("\"{}\" cannot be the name of a table or column here", shorten(name, 40)),
                "Rename it, or read it through a view that names it otherwise.");
  }
  if (database_ == Database::spark) return fmt::format("`{}`", replaced(name, "`", "``"));
  return fmt::format("\"{}\"", replaced(name, "\"", "\"\""));
}

std::string SqlDialect::text(std::string_view text) const {
  if (database_ == Database::spark) {
    const std::string escaped = replaced(replaced(text, "\\", "\\\\"), "'", "\\'");
    return fmt::format("'{}'", replaced(escaped, "${", "\\u0024{"));
  }
  const std::string doubled = replaced(text, "'", "''");
  // What a backslash means in a plain literal is a setting of the server.
  if (database_ == Database::postgres && text.find('\\') != std::string_view::npos)
    return fmt::format("E'{}'", replaced(doubled, "\\", "\\\\"));
  return fmt::format("'{}'", doubled);
}

std::string SqlDialect::real(double value) const {
  const std::string number = number_text(value);
  if (database_ == Database::postgres) return fmt::format("float8 '{}'", number);
  // A number without an exponent would be a decimal one.
  const std::string literal = number.find('e') == std::string::npos ? number + "e0" : number;
  return value < 0 ? fmt::format("({})", literal) : literal;
}

std::string SqlDialect::comment(std::string_view text) const {
  const std::string line = "-- " + one_line(text);
  return database_ == Database::spark ? replaced(line, "${", "$ {") : line;
}

std::string SqlDialect::as_real(std::string_view expression) const {
  const bool long_name = database_ == Database::postgres;
  const char* type = database_ == Database::sqlite ? "REAL" : long_name ? "double precision" : "DOUBLE";
  return fmt::format("CAST({} AS {})", expression, type);
}

std::string SqlDialect::as_whole(std::string_view expression) const {
  return fmt::format("CAST({} AS {})", expression, database_ == Database::sqlite ? "INTEGER" : "BIGINT");
}

std::string SqlDialect::answer_text(std::string_view column) const {
  switch (database_) {
    case Database::sqlite:
      // Compared with a number, a text that is wholly one counts as that number.
      return fmt::format(
          "coalesce(CASE WHEN {0} = CAST({0} AS INTEGER) THEN CAST(CAST({0} AS INTEGER) AS TEXT) "
          "ELSE lower(trim({0}, char(9, 10, 11, 12, 13, 32))) END, '')",
          column);
    case Database::postgres:
      return fmt::format(
          "coalesce(regexp_replace(lower(btrim(CAST({} AS text), E' \\t\\n\\x0B\\f\\r')), {}, E'\\\\1\\\\2'), '')",
          column, kWholeNumber);
    case Database::duckdb:
      return fmt::format(
          "coalesce(regexp_replace(lower(trim(CAST({} AS VARCHAR), E' \\t\\n\\x0B\\f\\r')), {}, '\\1\\2'), '')", column,
          kWholeNumber);
    case Database::spark:
      return fmt::format(
          "coalesce(regexp_replace(lower(trim(BOTH ' \\t\\n\\u000B\\u000C\\r' FROM CAST({} AS STRING))), {}, '$1$2'), "
          "'')",
          column, kWholeNumber);
  }
  return {};
}

std::string SqlDialect::folded(std::string_view label) const {
  label = trim(label);
  if (const auto whole = parse_whole(label)) return text(std::to_string(*whole));
  // Which case other letters have, the database alone knows.
  return is_ascii(label) ? text(ascii_lower(label)) : fmt::format("lower({})", text(label));
}

std::string SqlDialect::failure(std::string_view message) const {
  switch (database_) {
    // A path that is none is quoted in the error.
    case Database::sqlite: return fmt::format("json_extract('{{}}', {})", message);
    // So is a text that is no number.
    case Database::postgres: return fmt::format("CAST({} AS integer)", message);
    case Database::duckdb: return fmt::format("CAST(error({}) AS INTEGER)", message);
    case Database::spark: return fmt::format("CAST(raise_error({}) AS INT)", message);
  }
  return {};
}

std::string SqlDialect::place_of(std::string_view part, std::string_view whole) const {
  if (database_ == Database::sqlite) return fmt::format("instr({}, {})", whole, part);
  return fmt::format("position({} IN {})", part, whole);
}

std::string_view SqlDialect::as_step() const {
  // Both would put each step's expressions into the next, which makes a statement of exponential size.
  return database_ == Database::sqlite || database_ == Database::postgres ? "AS MATERIALIZED" : "AS";
}

}  // namespace attune
