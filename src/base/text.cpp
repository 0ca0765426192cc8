#include "base/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <memory>
#include <unordered_map>

namespace attune {
namespace {

struct Character {
  utf8proc_int32_t code;  // negative: invalid
  std::size_t bytes;
};

Character character_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (length <= 0) return {-1, 1};
  return {code, static_cast<std::size_t>(length)};
}

bool reorders(utf8proc_int32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// Part of how Persian, Indic scripts, Mongolian and emoji are written.
bool is_joiner_or_selector(utf8proc_int32_t code) {
  const bool joins = code == 0x200C || code == 0x200D;
  const bool selects = (code >= 0x180B && code <= 0x180F && code != 0x180E) || (code >= 0xFE00 && code <= 0xFE0F) ||
                       (code >= 0xE0100 && code <= 0xE01EF);
  return joins || selects;
}

// What Unicode lets nobody see: utf8proc knows it of the characters that there are, but not of the places that are
// kept for such.
bool is_ignorable(utf8proc_int32_t code) {
  return utf8proc_get_property(code)->ignorable || code == 0x2065 || (code >= 0xFFF0 && code <= 0xFFF8) ||
         (code >= 0xE0000 && code <= 0xE0FFF);
}

// Letters and signs whose picture is empty: of Braille, Khitan, hieroglyphs and music.
bool is_blank(utf8proc_int32_t code) {
  constexpr std::array<utf8proc_int32_t, 5> kBlank{0x2800, 0x16FE4, 0x13441, 0x13442, 0x1D159};
  return std::find(kBlank.begin(), kBlank.end(), code) != kBlank.end();
}

// End of the user-perceived character (grapheme cluster) that starts at `at`.
std::size_t cluster_end(std::string_view text, std::size_t at) {
  Character previous = character_at(text, at);
  std::size_t end = at + previous.bytes;
  utf8proc_int32_t state = 0;
  while (end < text.size()) {
    const Character next = character_at(text, end);
    if (previous.code < 0 || next.code < 0 || utf8proc_grapheme_break_stateful(previous.code, next.code, &state)) break;
    end += next.bytes;
    previous = next;
  }
  return end;
}

// The longest start of `text`, in whole clusters, that fits into `width` columns; at least one cluster.
std::size_t fitting_prefix(std::string_view text, int width) {
  std::size_t end = 0;
  int used = 0;
  while (end < text.size()) {
    const std::size_t next = cluster_end(text, end);
    used += display_width(text.substr(end, next - end));
    if (used > width && end > 0) break;
    end = next;
  }
  return end;
}

void wrap_paragraph(std::string_view text, int width, std::vector<std::string>& lines) {
  std::string line;
  int used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = text.find_first_not_of(' ', at);
    if (start == std::string_view::npos) break;
    const std::size_t end = std::min(text.find(' ', start), text.size());
    std::string_view word = text.substr(start, end - start);
    at = end;
    int word_width = display_width(word);
    if (used > 0 && used + 1 + word_width > width) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    while (used == 0 && word_width > width) {
      const std::size_t fits = fitting_prefix(word, width);
      if (fits == word.size()) break;
      lines.emplace_back(word.substr(0, fits));
      word_width -= display_width(word.substr(0, fits));
      word.remove_prefix(fits);
    }
    if (used > 0) line += ' ', ++used;
    line += word;
    used += word_width;
  }
  lines.push_back(std::move(line));
}

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, one each.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

bool is_seen(std::int32_t code) {
  if (is_joiner_or_selector(code)) return true;
  if (is_ignorable(code) || is_blank(code)) return false;
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    default: return true;
  }
}

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    width += character.code < 0 ? 1 : utf8proc_charwidth(character.code);
    at += character.bytes;
  }
  return width;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  if (is_ascii(text)) return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (character.code < 0) return at;
    at += character.bytes;
  }
  return std::nullopt;
}

bool is_ascii(std::string_view text) {
  unsigned char all = 0;  // without a way out of the loop, so that compilers take many bytes at once
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

std::optional<std::size_t> find_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const bool control = utf8proc_category(character.code) == UTF8PROC_CATEGORY_CC;
    if ((control && character.code != '\n' && character.code != '\t') || reorders(character.code)) return at;
    at += character.bytes;
  }
  return std::nullopt;
}

std::string printable(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (character.code < 0) {
      safe += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[at]));
    } else if (character.code == '\n' || is_seen(character.code)) {
      safe += text.substr(at, character.bytes);
    } else if (character.code == '\t') {
      safe += ' ';
    } else if (character.code < 0x100) {
      safe += fmt::format("\\x{:02X}", character.code);
    } else {
      safe += fmt::format("\\u{{{:X}}}", character.code);
    }
    at += character.bytes;
  }
  return safe;
}

std::string one_line(std::string_view text) {
  std::string line = printable(text);
  for (std::size_t at = line.find('\n'); at != std::string::npos; at = line.find('\n', at))
    line.replace(at, 1, "\\x0A");
  return line;
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+=-";
  std::string word = one_line(text);
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string ascii(std::string_view text) {
  static const std::unordered_map<utf8proc_int32_t, const char*> kNearest{
      {0x2013, "-"},   {0x2014, "-"}, {0x2018, "'"}, {0x2019, "'"}, {0x201C, "\""}, {0x201D, "\""},
      {0x2026, "..."}, {0x2212, "-"}, {0x00D7, "x"}, {0x2022, "*"}, {0x25CF, "*"},  {0x2588, "#"},
      {0x2591, "-"},   {0x2500, "-"}, {0x2550, "="}, {0x00A0, " "}};
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const auto nearest = kNearest.find(character.code);
    if (character.code >= 0 && character.code < 0x80) plain += text[at];
    else if (nearest != kNearest.end()) plain += nearest->second;
    else if (character.code < 0 || utf8proc_charwidth(character.code) > 0) plain += '?';
    at += character.bytes;
  }
  return plain;
}

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    wrap_paragraph(text.substr(0, end), width, lines);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string wrap_indented(std::string_view text, int width, int indent) {
  return fmt::format("{}", fmt::join(wrap(text, std::max(width - indent, 1)),
                                     "\n" + std::string(static_cast<std::size_t>(indent), ' ')));
}

std::string shorten(std::string_view text, int width, std::string_view sign) {
  if (display_width(text) <= width) return std::string(text);
  if (width <= 1) return std::string(sign);
  return std::string(text.substr(0, fitting_prefix(text, width - 1))) + std::string(sign);
}

std::string fold(std::string_view text) {
  std::string squeezed;
  for (const char c : trim(text)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) squeezed += c;
    else if (squeezed.back() != ' ') squeezed += ' ';
  }
  utf8proc_uint8_t* folded = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(squeezed.data()),
                                   static_cast<utf8proc_ssize_t>(squeezed.size()), &folded,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
  if (length < 0) return squeezed;
  return std::string(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length));
}

std::string_view trim(std::string_view text) {
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

namespace {

std::string without_hyphens(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == '_'; });
  return text;
}

}  // namespace

std::optional<std::string> did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string wanted = fold(name);
  // Untrusted names can be long, and the distance takes the product of both lengths.
  if (wanted.size() > 64) return std::nullopt;
  const std::size_t tolerance = wanted.size() <= 1 ? 0 : wanted.size() <= 3 ? 1 : wanted.size() <= 6 ? 2 : 3;
  std::size_t nearest = tolerance + 1;
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 64) continue;
    if (without_hyphens(fold(candidate)) == without_hyphens(wanted)) return candidate;
    const std::size_t distance = edit_distance(wanted, fold(candidate));
    if (distance < nearest) nearest = distance, best = candidate;
  }
  return best;
}

std::string join_words(const std::vector<std::string>& words, std::string_view conjunction, std::size_t most) {
  if (words.empty()) return {};
  if (words.size() == 1) return words.front();
  const bool cut = words.size() > most;
  const std::size_t listed = cut ? most : words.size() - 1;
  const std::string last = cut ? fmt::format("{} more", words.size() - most) : words.back();
  return fmt::format("{} {} {}", fmt::join(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(listed), ", "),
                     conjunction, last);
}

std::string counted(std::size_t count, std::string_view noun, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", noun);
  return plural.empty() ? fmt::format("{} {}s", grouped(count), noun) : fmt::format("{} {}", grouped(count), plural);
}

std::string grouped(std::size_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace attune
