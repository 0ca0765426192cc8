#pragma once

#include <string>
#include <vector>

#include "interview/kept_sitting.h"
#include "questionnaire/catalogue.h"

namespace attune {

/// Sittings with all that is kept of them, as one JSON document.
std::string history_json(const std::vector<KeptSitting>& sittings);

/// The sittings in `text`, which history_json() wrote; their numbers are 0. `file` is named in messages. Throws Error
/// (data) for anything else.
std::vector<KeptSitting> read_history_json(const std::string& text, const std::string& file);

/// Throws Error (data), as above, where one of the `sittings` in `file` was answered with a definition that is in
/// `catalogue`, and its replies, scores or profile are none of that definition.
void require_fitting(const std::vector<KeptSitting>& sittings, const Catalogue& catalogue, const std::string& file);

}  // namespace attune
