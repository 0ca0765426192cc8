#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/score_formula.h"

namespace attune {

/// An item of a FHIR questionnaire, as expressions reach it.
struct FhirPathItem {
  std::string link_id;
  std::vector<std::size_t> children = {};  ///< indices of the items within it
  bool has_weights = true;                 ///< whether its answers have ordinal values
};

/// What an expression can refer to.
struct FhirPathContext {
  std::vector<FhirPathItem> items = {};
  std::vector<std::size_t> top = {};  ///< indices of the items that are in no other
  /// The expression of a variable (%name), or nothing.
  std::function<std::optional<std::string>(const std::string& name)> variable = {};
};

/// Reads an expression in FHIRPath (HL7, version 2) that computes a score from the answers in a QuestionnaireResponse,
/// as a formula whose variables are link ids. Nothing is evaluated on data: what is followed are paths from %resource
/// to answers and their ordinal values, conditions on link ids, sum(), avg(), count(), aggregate(), arithmetic, and
/// iif() where it only asks whether there is an answer. Throws Error (data), which says why, for anything else.
ScoreFormula parse_fhir_path(std::string_view expression, const FhirPathContext& context);

}  // namespace attune
