#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace attune {

/// Reads untrusted JSON. `file` is its name in messages. Throws Error (data), with the line, for what is not valid JSON
/// or UTF-8, is nested deeper than 64 levels, or has more than a million parts.
nlohmann::json parse_json_text(std::string_view text, const std::string& file);

/// The text under `key` of an object, without white space at its ends; empty where there is none.
std::string json_text_at(const nlohmann::json& object, const char* key);

/// Whether `key` of an object is true.
bool json_true_at(const nlohmann::json& object, const char* key);

/// The list under `key` of an object; an empty one where there is none.
const nlohmann::json& json_list_at(const nlohmann::json& object, const char* key);

}  // namespace attune
