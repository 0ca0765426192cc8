#pragma once

#include <string>

#include "exchange/json_part.h"

namespace attune {

/// Members of an object of a format that leaves much open, where what is absent, or of another kind, is as good as
/// none. JsonPart asks for what has to be there.

/// The text under `key`, without white space at its ends; empty where there is none.
std::string json_text_at(const JsonPart::Json& object, const std::string& key);

/// Whether `key` is true.
bool json_true_at(const JsonPart::Json& object, const std::string& key);

/// The list under `key`; an empty one where there is none.
const JsonPart::Json& json_list_at(const JsonPart::Json& object, const std::string& key);

/// The value under `key`, or null.
const JsonPart::Json* json_at(const JsonPart::Json& object, const std::string& key);

}  // namespace attune
