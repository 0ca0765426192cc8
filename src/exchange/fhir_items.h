#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/choices.h"
#include "exchange/json_part.h"

namespace attune {

/// An item of a FHIR questionnaire, groups and displays included, in the order in which they are shown.
struct FhirItem {
  const JsonPart::Json* json = nullptr;
  std::string link_id;
  std::string type;
  std::optional<std::size_t> parent = {};
  std::vector<std::size_t> children = {};
  std::vector<const JsonPart::Json*> options = {};  ///< the codings to choose from; none where FHIR provides them
  std::optional<NumberedChoices> numbered = {};     ///< where its answers are numbers to choose from
  std::string why_not = {};                         ///< else why they are not
};

/// All items of a questionnaire. Throws Error (data) for an item without linkId, for one that there is twice, and for
/// more than kMostItems questions.
std::vector<FhirItem> fhir_items(const JsonPart::Json& questionnaire, const std::string& language,
                                 const std::string& file);

/// The value of the extension whose URL ends in `name`, of an element, or null.
const JsonPart::Json* fhir_extension(const JsonPart::Json& element, const std::string& name);

/// The text under `key`: in this language where a translation says it, else, with `or_own`, as it stands.
std::string fhir_text(const JsonPart::Json& element, const std::string& key, const std::string& language, bool or_own);

}  // namespace attune
