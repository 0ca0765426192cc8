#include "base/file_names.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return lower(c); });
  return text;
}

// The safe characters of `text`, each run of others as one hyphen, without marks at either end.
std::string safe(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (is_letter_or_digit(c) || c == '_') name += c;
    else if (c == '.' && !name.ends_with('.') && !name.ends_with('-')) name += c;
    else if (c != '.' && !name.ends_with('-')) name += '-';
    if (name.size() == kLongestFileName) break;
  }
  const auto is_mark = [](char c) { return c == '-' || c == '.'; };
  while (!name.empty() && is_mark(name.back())) name.pop_back();
  name.erase(name.begin(), std::find_if_not(name.begin(), name.end(), is_mark));
  return name;
}

bool is_kept(const std::string& name) {
  static constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
  const std::string stem = name.substr(0, name.find('.'));
  const bool numbered =
      stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
  return numbered || name == "index" || name.starts_with("index-") ||
         std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end();
}

}  // namespace

std::string FileNames::name_for(std::string_view text) {
  std::string name = safe(text);
  if (name.empty()) name = start_;
  else if (is_kept(lower(name))) name = start_ + "-" + name;
  if (given_.insert(lower(name)).second) return name;
  std::size_t& repeat = repeats_.try_emplace(lower(name), 1).first->second;
  std::string numbered;
  do {
    numbered = name + "-" + std::to_string(++repeat);
  } while (!given_.insert(lower(numbered)).second);
  return numbered;
}

}  // namespace attune
