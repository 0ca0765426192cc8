#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// Columns that `text` (UTF-8, without line breaks) takes on a terminal: wide characters count two, combining ones
/// none.
int display_width(std::string_view text);

/// Where the first byte that is not valid UTF-8 stands, or nothing.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Whether all of `text` is ASCII, told at the speed at which it can be read.
bool is_ascii(std::string_view text);

/// Where the first control character stands that has no place in written text (all but tab and line feed), or nothing.
/// Bidirectional overrides and isolates count as such: they can make a line read as what it is not. Characters that
/// nobody sees do not: printable() shows them. `text` must be valid UTF-8.
std::optional<std::size_t> find_control(std::string_view text);

/// Whether the character `code` has its place in written text: spaces, what is seen, and the joiners and variation
/// selectors that scripts and emoji need. Control and format characters, fillers and blanks have none.
bool is_seen(std::int32_t code);

/// `text` made safe for a terminal: characters that are not is_seen(), and invalid ones, are shown as visible codes
/// (`\x1B`, `\u{202E}`), so that nothing in it moves the cursor, recolours, reorders or hides. Line feeds stay; tabs
/// become a space.
std::string printable(std::string_view text);

/// printable(), with line feeds shown as codes too: for untrusted text within a line.
std::string one_line(std::string_view text);

/// `text` as one word of a command line, in quotes where a shell would read anything else out of it; made one_line().
std::string shell_word(std::string_view text);

/// `text` in ASCII: dashes, quotes and the signs of attune's own screens by the nearest sign, other characters as "?".
std::string ascii(std::string_view text);

/// Lines of at most `width` columns, broken at spaces; a word that is longer is broken between characters.
/// Line feeds in `text` are kept as breaks. `width` is at least 1.
std::vector<std::string> wrap(std::string_view text, int width);

/// wrap(), joined again, with `indent` spaces before every line but the first.
std::string wrap_indented(std::string_view text, int width, int indent);

/// `text` cut to `width` columns, with `sign`, one column wide, in place of what is left out.
std::string shorten(std::string_view text, int width, std::string_view sign = "…");

/// A form in which two texts are equal when they differ in case, in outer or repeated white space, or in the encoding
/// of the same characters only (Unicode NFKC_Casefold). Invalid UTF-8 is returned as it is.
std::string fold(std::string_view text);

/// `text` without white space (ASCII) at either end.
std::string_view trim(std::string_view text);

/// The candidate that was probably meant by a mistyped `name`, or nothing if none is near.
std::optional<std::string> did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

/// `words` with commas and, before the last, `conjunction`: "q1, q2 and q3". Beyond `most` words: "q1, q2 and 7 more".
std::string join_words(const std::vector<std::string>& words, std::string_view conjunction = "and",
                       std::size_t most = 12);

/// "1 item", "2 items", "1,204 items": a count with its noun; `plural` where adding "s" is not enough.
std::string counted(std::size_t count, std::string_view noun, std::string_view plural = {});

/// `count` with a comma between each three digits.
std::string grouped(std::size_t count);

}  // namespace attune
