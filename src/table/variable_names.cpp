#include "table/variable_names.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace attune {
namespace {

constexpr std::size_t kMostLetters = 32;
constexpr std::size_t kMostBytes = 64;

bool is_letter(utf8proc_int32_t sign) {
  const auto category = utf8proc_category(sign);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_kept_word(std::string_view name) {
  static constexpr std::array<std::string_view, 26> kWords{
      "all",  "and",    "by",    "eq", "ge", "gt",  "le",   "lt",   "ne",    "not",  "or", "to",    "with",  // SPSS
      "byte", "double", "float", "if", "in", "int", "long", "strl", "using", "_all", "_n", "_cons", "_pi"};
  const bool is_type = name.starts_with("str") && name.size() > 3 &&
                       name.find_first_not_of("0123456789", 3) == std::string_view::npos;  // of Stata
  return is_type || std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

// The letters and digits of `text` with underscores for all other signs.
std::vector<std::string> signs_of(std::string_view text) {
  std::vector<std::string> signs;
  while (!text.empty()) {
    utf8proc_int32_t sign = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &sign);
    const std::size_t bytes = size > 0 ? static_cast<std::size_t>(size) : 1;
    const bool kept = size > 0 && (is_letter(sign) || (sign >= '0' && sign <= '9'));
    signs.push_back(kept ? std::string(text.substr(0, bytes)) : "_");
    text.remove_prefix(bytes);
  }
  return signs;
}

std::string valid_name(std::string_view text, std::string_view ending) {
  std::string name;
  std::size_t letters = ending.size();
  for (const std::string& sign : signs_of(trim(text))) {
    const bool cannot_begin = name.empty() && (sign == "_" || (sign[0] >= '0' && sign[0] <= '9'));
    if (cannot_begin) name = "v";
    letters += cannot_begin ? 2 : 1;
    if (letters > kMostLetters || name.size() + sign.size() + ending.size() > kMostBytes) break;
    name += sign;
  }
  if (name.empty()) name = "v";
  if (is_kept_word(fold(name))) name += "_";
  return name.append(ending);
}

}  // namespace

std::vector<std::string> variable_names(const std::vector<std::string>& names) {
  std::vector<std::string> valid;
  std::unordered_set<std::string> given;
  std::unordered_map<std::string, std::size_t> times;  // by name without ending: the number that was given last
  for (const std::string& name : names) {
    std::string next = valid_name(name, "");
    std::size_t& time = times.emplace(fold(next), 1).first->second;
    while (!given.insert(fold(next)).second) next = valid_name(name, fmt::format("_{}", ++time));
    valid.push_back(std::move(next));
  }
  return valid;
}

std::string cut_to_bytes(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace attune
