#pragma once

#include <string>
#include <string_view>

namespace attune {

/// The databases that statements are written for. SQLite needs its mathematical and JSON functions (3.38 and later have
/// both, unless built without).
enum class Database { sqlite, postgres, duckdb, spark };

/// What databases write differently. Expressions go in and come out as SQL.
class SqlDialect {
 public:
  explicit SqlDialect(Database database) : database_(database) {}

  /// The identifier `name`, quoted: whatever it holds, it stays one name. Throws Error (usage) for a text that no
  /// identifier of this database can be.
  std::string name(std::string_view name) const;
  /// A literal of `text`, which stays one literal whatever it holds. `text` is valid UTF-8.
  std::string text(std::string_view text) const;
  /// A literal of double precision, that reads back as `value`.
  std::string real(double value) const;
  /// `text` as a comment of one line, without a line feed.
  std::string comment(std::string_view text) const;

  std::string as_real(std::string_view expression) const;
  /// A whole number of 64 bits.
  std::string as_whole(std::string_view expression) const;
  /// No value, of double precision.
  std::string no_real() const { return as_real("NULL"); }

  /// An answer of any type as text, to be compared: without blanks (ASCII) at either end, in lower case, whole numbers
  /// without zeros that say nothing ("4" for "04" and "4.0"), and '' for NULL.
  std::string answer_text(std::string_view column) const;
  /// What a label or code of the definition becomes by answer_text().
  std::string folded(std::string_view label) const;

  /// A whole number that nothing can have: computing it ends the statement with an error that shows `message`, an
  /// expression of text that does not begin with "$" and depends on the row.
  std::string failure(std::string_view message) const;

  /// Where the text `part` first stands in `whole`, from 1; 0 where it does not.
  std::string place_of(std::string_view part, std::string_view whole) const;

  /// What stands between the name of a common table expression and its query.
  std::string_view as_step() const;

 private:
  Database database_;
};

}  // namespace attune
