#include "questionnaire/language.h"

#include <algorithm>
#include <vector>

namespace attune {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::vector<std::string_view> subtags_of(std::string_view tag) {
  std::vector<std::string_view> subtags;
  for (std::size_t start = 0; start <= tag.size();) {
    const std::size_t end = std::min(tag.find('-', start), tag.size());
    subtags.push_back(tag.substr(start, end - start));
    start = end + 1;
  }
  return subtags;
}

bool of_letters(std::string_view subtag, std::size_t least, std::size_t most) {
  return subtag.size() >= least && subtag.size() <= most && std::all_of(subtag.begin(), subtag.end(), is_letter);
}

bool of_letters_and_digits(std::string_view subtag, std::size_t least, std::size_t most) {
  return subtag.size() >= least && subtag.size() <= most &&
         std::all_of(subtag.begin(), subtag.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

bool is_script(std::string_view subtag) { return of_letters(subtag, 4, 4); }

bool is_region(std::string_view subtag) {
  return of_letters(subtag, 2, 2) || (subtag.size() == 3 && std::all_of(subtag.begin(), subtag.end(), is_digit));
}

bool is_variant(std::string_view subtag) {
  return of_letters_and_digits(subtag, 5, 8) ||
         (subtag.size() == 4 && is_digit(subtag.front()) && of_letters_and_digits(subtag, 4, 4));
}

// What follows the variants: extensions, each a single character and subtags of 2 to 8, then "x" and private subtags.
bool are_extensions(const std::vector<std::string_view>& subtags, std::size_t at) {
  while (at < subtags.size()) {
    if (!of_letters_and_digits(subtags[at], 1, 1)) return false;
    const std::size_t least = lower(subtags[at].front()) == 'x' ? 1 : 2;
    const std::size_t first = ++at;
    while (at < subtags.size() && of_letters_and_digits(subtags[at], least, 8)) ++at;
    if (at == first) return false;
  }
  return true;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  const auto subtags = subtags_of(tag);
  if (!of_letters(subtags.front(), 2, 8)) return false;
  std::size_t at = 1;
  const auto next = [&](auto is) { return at < subtags.size() && is(subtags[at]); };
  const auto is_extended = [](std::string_view subtag) { return of_letters(subtag, 3, 3); };
  if (subtags.front().size() <= 3) {
    while (at <= 3 && next(is_extended)) ++at;
  }
  if (next(is_script)) ++at;
  if (next(is_region)) ++at;
  while (next(is_variant)) ++at;
  return are_extensions(subtags, at);
}

std::string canonical_language_tag(std::string_view tag) {
  std::string canonical(tag);
  std::replace(canonical.begin(), canonical.end(), '_', '-');
  std::size_t start = 0;
  bool in_extension = false;
  for (const std::string_view subtag : subtags_of(canonical)) {
    const bool region = start > 0 && !in_extension && subtag.size() == 2;
    const bool script = start > 0 && !in_extension && subtag.size() == 4 && is_letter(subtag.front());
    for (std::size_t c = 0; c < subtag.size(); ++c)
      canonical[start + c] = region || (script && c == 0) ? upper(subtag[c]) : lower(subtag[c]);
    in_extension = in_extension || subtag.size() == 1;
    start += subtag.size() + 1;
  }
  return canonical;
}

}  // namespace attune
