#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/import.h"
#include "exchange/score_formula.h"

namespace attune {

/// A score that a file of another program computes.
struct FormulaScale {
  std::string name;                         ///< by which other formulas refer to it
  std::string title;                        ///< plain text
  std::function<ScoreFormula()> read = {};  ///< throws Error (data), which says why it is none
  std::vector<Band> bands = {};
};

/// Makes scales of `imported.questionnaire` of what formulas can be, with ids after their names, in their order; and
/// tells of the others why they are left out, calling them `kind` ("calculated field"). `find_item` tells which item a
/// variable is. Returned is which of the scores became which scale, by its id.
std::map<std::string, std::size_t> add_formula_scales(
    const std::vector<FormulaScale>& scores, const std::string& kind,
    const std::function<std::optional<FormulaVariable>(const std::string&)>& find_item, Imported& imported);

}  // namespace attune
