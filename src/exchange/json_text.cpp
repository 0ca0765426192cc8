#include "exchange/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kMostParts = 1'000'000;

std::size_t line_of(std::string_view text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

// Counts what a parser would build, without building it.
void check_limits(std::string_view text, const std::string& file) {
  std::size_t parts = 1;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') quoted = !quoted;
    if (c == '\\' && quoted) ++at;
    if (quoted) continue;
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c == '[' || c == '{' || c == ',') ++parts;
    if (depth > kDeepest)
      throw Error(ExitCode::data, {.file = file}, fmt::format("nested deeper than {} levels", kDeepest));
    if (parts > kMostParts)
      throw Error(ExitCode::data, {.file = file}, fmt::format("more than {} parts", grouped(kMostParts)));
  }
}

}  // namespace

nlohmann::json parse_json_text(std::string_view text, const std::string& file) {
  check_limits(text, file);
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& wrong) {
    throw Error(ExitCode::data, {.file = file, .line = line_of(text, wrong.byte)}, "not valid JSON");
  } catch (const nlohmann::json::out_of_range&) {
    throw Error(ExitCode::data, {.file = file}, "not valid JSON: a number is too large");
  }
}

std::string json_text_at(const nlohmann::json& object, const char* key) {
  const auto value = object.is_object() ? object.find(key) : object.end();
  if (!object.is_object() || value == object.end() || !value->is_string()) return {};
  return std::string(trim(value->get_ref<const std::string&>()));
}

bool json_true_at(const nlohmann::json& object, const char* key) {
  return object.is_object() && object.contains(key) && object.at(key) == true;
}

const nlohmann::json& json_list_at(const nlohmann::json& object, const char* key) {
  static const nlohmann::json kNone = nlohmann::json::array();
  if (!object.is_object()) return kNone;
  const auto value = object.find(key);
  return value != object.end() && value->is_array() ? *value : kNone;
}

}  // namespace attune
