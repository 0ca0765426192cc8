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

}  // namespace

nlohmann::json parse_json_text(std::string_view text, const std::string& file) {
  std::size_t parts = 0;
  const auto limit = [&](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) {
    if (depth > kDeepest)
      throw Error(ExitCode::data, {.file = file}, fmt::format("nested deeper than {} levels", kDeepest));
    if (++parts > kMostParts)
      throw Error(ExitCode::data, {.file = file}, fmt::format("more than {} parts", grouped(kMostParts)));
    return true;
  };
  try {
    return nlohmann::json::parse(text, limit);
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
