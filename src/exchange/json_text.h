#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace attune {

/// Throws Error (data) for untrusted JSON that is not valid, or not UTF-8, with the line; and for what no questionnaire
/// needs and could do harm: nesting beyond 64 levels, more than a million parts, objects with more than 10,000
/// keys, or one with a key twice. `file` is its name in messages.
void check_json(std::string_view text, const std::string& file);

/// Reads untrusted JSON. Throws as check_json() does.
nlohmann::json parse_json_text(std::string_view text, const std::string& file);

/// The text under `key` of an object, without white space at its ends; empty where there is none.
std::string json_text_at(const nlohmann::json& object, const char* key);

/// Whether `key` of an object is true.
bool json_true_at(const nlohmann::json& object, const char* key);

/// The list under `key` of an object; an empty one where there is none.
const nlohmann::json& json_list_at(const nlohmann::json& object, const char* key);

}  // namespace attune
