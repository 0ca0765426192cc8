#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.h"

namespace attune {

/// Values that one resource may hold where answers could stand.
inline constexpr std::size_t kMostFhirValues = 500'000;

/// Gives each QuestionnaireResponse in `text`, JSON that begins at `place`, wherever it stands: bundles and lists hold
/// them among others. One is given without what tells nothing of its answers or whose they are, and without other
/// responses inside it, which come before it. Ends when `take` returns false, and then returns false.
/// Time grows with the text alone. Throws Error (data) for JSON that is not sound, and for a resource of more than
/// kMostFhirValues.
bool for_each_response_in(const std::string& text, const Place& place,
                          const std::function<bool(const nlohmann::json& response)>& take);

}  // namespace attune
