#include "base/file_names.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "base/text.h"

namespace attune {
namespace {

// `text` with each letter and its accents as one character where there is one; as it is where it is not UTF-8.
std::string composed(std::string_view text) {
  utf8proc_uint8_t* made = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &made, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  if (length < 0) return std::string(text);
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(length));
}

// Letters of any script, with the marks on them, and digits. Some that nobody sees are letters to Unicode.
bool is_letter_or_digit(utf8proc_int32_t code) {
  const auto category = utf8proc_category(code);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND && is_seen(code);
}

// The safe characters of `text`, each run of others as one hyphen, without marks at either end.
std::string safe(std::string_view text) {
  const std::string from = composed(text);
  std::string name;
  for (std::size_t at = 0; at < from.size();) {
    utf8proc_int32_t code = -1;
    const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(from.data() + at),
                                       static_cast<utf8proc_ssize_t>(from.size() - at), &code);
    const std::string_view character(from.data() + at, static_cast<std::size_t>(std::max<utf8proc_ssize_t>(read, 1)));
    at += character.size();
    if (name.size() + character.size() > kLongestFileName) break;
    if (read > 0 && (is_letter_or_digit(code) || code == '_')) name += character;
    else if (code == '.' && !name.ends_with('.') && !name.ends_with('-')) name += '.';
    else if (code != '.' && !name.ends_with('-')) name += '-';
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
  else if (is_kept(fold(name))) name = start_ + "-" + name;
  if (given_.insert(fold(name)).second) return name;
  std::size_t& repeat = repeats_.try_emplace(fold(name), 1).first->second;
  std::string numbered;
  do {
    numbered = name + "-" + std::to_string(++repeat);
  } while (!given_.insert(fold(numbered)).second);
  return numbered;
}

}  // namespace attune
