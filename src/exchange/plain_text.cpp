#include "exchange/plain_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

// The names of the characters from U+00A0 on, and some others that editors of surveys write.
constexpr std::string_view kLatin1 =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro "
    "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
    "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
    "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
    "thorn yuml ";
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 13> kOthers{{{"amp", '&'},
                                                                              {"lt", '<'},
                                                                              {"gt", '>'},
                                                                              {"quot", '"'},
                                                                              {"apos", '\''},
                                                                              {"ndash", 0x2013},
                                                                              {"mdash", 0x2014},
                                                                              {"lsquo", 0x2018},
                                                                              {"rsquo", 0x2019},
                                                                              {"ldquo", 0x201C},
                                                                              {"rdquo", 0x201D},
                                                                              {"hellip", 0x2026},
                                                                              {"euro", 0x20AC}}};

std::optional<std::uint32_t> named_character(std::string_view name) {
  for (const auto& [known, character] : kOthers) {
    if (known == name) return character;
  }
  std::uint32_t character = 0xA0;
  for (std::size_t start = 0; start < kLatin1.size(); ++character) {
    const std::size_t end = kLatin1.find(' ', start);
    if (kLatin1.substr(start, end - start) == name) return character;
    start = end + 1;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> numbered_character(std::string_view number) {
  const bool hexadecimal = number.starts_with('x') || number.starts_with('X');
  if (hexadecimal) number.remove_prefix(1);
  std::uint32_t character = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), character, hexadecimal ? 16 : 10);
  const bool whole = read.ec == std::errc() && read.ptr == number.data() + number.size();
  const bool is_character = character > 0 && character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
  return whole && is_character ? std::optional(character) : std::nullopt;
}

void append_utf8(std::string& text, std::uint32_t c) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | (c >> 6));
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | (c >> 12));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | (c >> 18));
    add(0x80 | ((c >> 12) & 0x3F));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  }
}

// The name of the tag that begins with `html`, in lower case.
std::string tag_name(std::string_view html) {
  html.remove_prefix(html.starts_with("</") ? 2 : 1);
  std::string name;
  for (const char c : html.substr(0, 10)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) break;
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return name;
}

// How long the tag at the start of `html` is, with the contents of those that show none; 0 where none is.
std::size_t tag_length(std::string_view html) {
  const bool is_tag = html.size() > 2 && html[0] == '<' &&
                      (std::isalpha(static_cast<unsigned char>(html[1])) != 0 || html[1] == '/' || html[1] == '!');
  if (!is_tag) return 0;
  const bool is_comment = html.starts_with("<!--");
  const std::size_t end = html.find(is_comment ? "-->" : ">");
  if (end == std::string_view::npos) return html.size();
  const std::string name = tag_name(html);
  if (html[1] == '/' || (name != "script" && name != "style")) return end + (is_comment ? 3 : 1);
  return std::min(html.find("</", end), html.size());
}

// Whether the tag at the start of `html` stands within a word, and not between two.
bool is_inline(std::string_view html) {
  constexpr std::array<std::string_view, 8> kInline{"b", "i", "u", "em", "strong", "span", "sub", "sup"};
  return std::find(kInline.begin(), kInline.end(), tag_name(html)) != kInline.end();
}

// Appends the character that the reference at the start of `html` stands for; returns its length, 0 where none is.
std::size_t add_reference(std::string_view html, std::string& text) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = html.substr(0, kLongest).find(';');
  if (html[0] != '&' || end == std::string_view::npos) return 0;
  const std::string_view name = html.substr(1, end - 1);
  const auto character = name.starts_with('#') ? numbered_character(name.substr(1)) : named_character(name);
  if (!character) return 0;
  append_utf8(text, *character == 0xA0 ? ' ' : *character);
  return end + 1;
}

std::string with_single_spaces(std::string_view text) {
  std::string result;
  for (const char c : trim(text)) {
    const bool is_space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!is_space || !result.ends_with(' ')) result += is_space ? ' ' : c;
  }
  return result;
}

}  // namespace

std::string without_control(std::string_view text) {
  std::string kept;
  while (const auto at = find_control(text)) {
    kept += text.substr(0, *at);
    std::size_t next = *at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    text.remove_prefix(next);
  }
  return kept += text;
}

void require_utf8(std::string_view text, const std::string& file) {
  const auto invalid = find_invalid_utf8(text);
  if (!invalid) return;
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n');
  throw Error(ExitCode::data, {.file = file, .line = static_cast<std::size_t>(line) + 1},
              "this byte is not text in UTF-8", "Save the file as UTF-8.");
}

std::string plain_text(std::string_view html) {
  const std::size_t last_tag_ends = html.find_last_of('>') + 1;  // 0 without any
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view rest = html.substr(at);
    if (const std::size_t tag = at < last_tag_ends ? tag_length(rest) : 0; tag > 0) {
      if (!is_inline(rest)) text += ' ';
      at += tag;
    } else if (const std::size_t reference = add_reference(rest, text); reference > 0) {
      at += reference;
    } else {
      text += html[at++];
    }
  }
  return with_single_spaces(without_control(text));
}

}  // namespace attune
