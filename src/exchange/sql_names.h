#pragma once

#include <string>

#include "exchange/sql_dialect.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What the parts of a questionnaire are called within a statement. Each name is SQL, quoted where it must be; those
/// with spaces are no names of results, nor of items.
class SqlNames {
 public:
  SqlNames(const Questionnaire& questionnaire, const SqlDialect& dialect)
      : questionnaire_(questionnaire), dialect_(dialect) {}

  const Questionnaire& questionnaire() const { return questionnaire_; }
  const SqlDialect& dialect() const { return dialect_; }

  std::string name(const std::string& of) const { return dialect_.name(of); }
  std::string item(std::size_t item) const { return name(questionnaire_.items[item].id); }
  std::string score_of(std::size_t scale) const { return name(id(scale)); }
  std::string answered_of(std::size_t scale) const { return name(id(scale) + "_answered"); }
  /// NULL where the scale has no standard error.
  std::string error_of(std::size_t scale) const {
    return questionnaire_.has_standard_error(scale) ? name(id(scale) + "_se") : dialect_.no_real();
  }
  std::string sum_name(std::size_t scale) const { return name("sum of " + id(scale)); }
  std::string squares_name(std::size_t scale) const { return name("squares of " + id(scale)); }
  std::string weight_name(std::size_t scale) const { return name("weights of " + id(scale)); }
  /// How likely the true score lies at the cut or above.
  std::string high_name(std::size_t scale) const { return name("likelihood of high " + id(scale)); }

 private:
  const std::string& id(std::size_t scale) const { return questionnaire_.scales[scale].id; }

  const Questionnaire& questionnaire_;
  const SqlDialect& dialect_;
};

/// Whether a scale is made of scales.
bool is_combined(const Questionnaire& questionnaire, std::size_t scale);

}  // namespace attune
