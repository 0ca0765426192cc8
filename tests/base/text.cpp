#include "base/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace attune {

using Lines = std::vector<std::string>;

TEST_CASE("width counts columns, not bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Übung") == 5);
  CHECK(display_width("漢字") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\xff") == 1);
}

TEST_CASE("the first invalid byte of UTF-8 is found") {
  const struct {
    std::string text;
    std::optional<std::size_t> at;
  } cases[] = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"ü漢😀", std::nullopt},
      {"ab\xff", 2},
      {"\x80", 0},
      {"a\xc3", 1},             // cut short
      {"\xc0\xaf", 0},          // overlong "/"
      {"\xe0\x80\xaf", 0},      // overlong "/"
      {"\xed\xa0\x80", 0},      // surrogate
      {"\xf4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"\xf4\x8f\xbf\xbd", std::nullopt},
  };
  for (const auto& [text, at] : cases) {
    const std::string shown = printable(text);
    CAPTURE(shown);
    CHECK(find_invalid_utf8(text) == at);
  }
}

TEST_CASE("control characters and bidirectional overrides are found, tab and line feed are none") {
  CHECK_FALSE(find_control("a\tb\nc ü 漢"));
  CHECK_FALSE(find_control("\u05e9\u05dc\u05d5\u05dd"));  // Hebrew as such
  for (const char* control : {"\x01", "\x07", "\x08", "\r", "\x1b", "\x7f", "\u0080", "\u009b", "\u009f", "\u202a",
                              "\u202e", "\u2066", "\u2069"}) {
    CAPTURE(printable(control));
    CHECK(find_control(std::string("ab") + control) == 2);
  }
  CHECK(find_control(std::string("a\0b", 3)) == 1);
}

TEST_CASE("printable text shows what would steer a terminal as visible codes") {
  const struct {
    std::string text, shown;
  } cases[] = {
      {"plain ü 漢 😀", "plain ü 漢 😀"},
      {"two\nlines", "two\nlines"},
      {"a\tb", "a b"},
      {"\x1b[31mred\x1b[0m", "\\x1B[31mred\\x1B[0m"},
      {"a\rb", "a\\x0Db"},
      {"\x08\x7f", "\\x08\\x7F"},
      {"\u009b31m", "\\x9B31m"},  // CSI in one character
      {std::string("\0", 1), "\\x00"},
      {"\u202egpj.exe", "\\u{202E}gpj.exe"},
      {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
      {"\u200bx\ufeff", "\\u{200B}x\\u{FEFF}"},
      {"\u2028", "\\u{2028}"},
      {"\U000e0041", "\\u{E0041}"},
      {"\xff\xc3", "\\xFF\\xC3"},
      {"e\u0301", "e\u0301"},
      {"\u06cc\u200c\u06a9", "\u06cc\u200c\u06a9"},  // Persian needs its joiner
  };
  for (const auto& [text, shown] : cases) CHECK(printable(text) == shown);
}

TEST_CASE("printable text shows as codes what nobody sees, in whatever way Unicode has it") {
  const struct {
    const char *text, *shown;
  } cases[] = {
      {"\u034f", "\\u{34F}"},                                                // a mark that joins
      {"\u115f\u1160\u3164\uffa0", "\\u{115F}\\u{1160}\\u{3164}\\u{FFA0}"},  // letters that fill, in Hangul
      {"\u17b4", "\\u{17B4}"},                                               // a vowel that is not written, in Khmer
      {"\u00ad\u180e\u2060", "\\xAD\\u{180E}\\u{2060}"},
      {"\u2065\ufff0\ufff8", "\\u{2065}\\u{FFF0}\\u{FFF8}"},  // places kept for such
      {"\U000e0000\U000e0002\U000e001f", "\\u{E0000}\\u{E0002}\\u{E001F}"},
      {"\U000e0080\U000e00ff\U000e01f0\U000e0fff", "\\u{E0080}\\u{E00FF}\\u{E01F0}\\u{E0FFF}"},
      {"\u2800\U0001d159\U00016fe4", "\\u{2800}\\u{1D159}\\u{16FE4}"},  // empty pictures
      {"\U00013441", "\\u{13441}"},
  };
  for (const auto& [text, shown] : cases) CHECK(printable(text) == shown);
}

TEST_CASE("printable text keeps spaces, joiners, variation selectors and the neighbours of what nobody sees") {
  for (const char* text : {"a\u00a0b\u3000c", "\u06cc\u200c\u06a9\u200d", "\u1820\u180b\u180d\u180f",
                           "\u2764\ufe0f\ufe00", "\u845b\U000e0100\U000e01ef", "\u2801\u1161\ufffd\U0001d158"})
    CHECK(printable(text) == text);
}

TEST_CASE("text is wrapped at spaces") {
  CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrap("one two three", 13) == Lines{"one two three"});
  CHECK(wrap("one two three", 12) == Lines{"one two", "three"});
  CHECK(wrap("", 5) == Lines{""});
  CHECK(wrap("  a   b  ", 5) == Lines{"a b"});
}

TEST_CASE("wrapping keeps line feeds as breaks") {
  CHECK(wrap("a\n\nb c", 10) == Lines{"a", "", "b c"});
  CHECK(wrap("a\n", 10) == Lines{"a", ""});
}

TEST_CASE("a word longer than the line is broken between characters") {
  CHECK(wrap("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(wrap("x abcdefgh y", 3) == Lines{"x", "abc", "def", "gh", "y"});
  CHECK(wrap("abc d", 1) == Lines{"a", "b", "c", "d"});
}

TEST_CASE("wrapping counts wide characters as two columns") {
  CHECK(wrap("漢字漢字", 5) == Lines{"漢字", "漢字"});
  CHECK(wrap("漢 字", 4) == Lines{"漢", "字"});
  CHECK(wrap("漢字", 1) == Lines{"漢", "字"});  // narrower than one character: still ends
}

TEST_CASE("wrapping never parts a combining character from its base") {
  CHECK(wrap("e\u0301e\u0301e\u0301", 2) == Lines{"e\u0301e\u0301", "e\u0301"});
  CHECK(wrap("e\u0301\u0302e\u0301", 1) == Lines{"e\u0301\u0302", "e\u0301"});
}

TEST_CASE("a very long word is broken into full lines") {
  const Lines lines = wrap(std::string(std::size_t{1} << 17, 'x'), 8);
  CHECK(lines.size() == std::size_t{1} << 14);
}

TEST_CASE("later lines of indented text stand below the first") {
  CHECK(wrap_indented("one two three", 9, 2) == "one two\n  three");
  CHECK(wrap_indented("ab", 1, 4) == "a\n    b");
}

TEST_CASE("shortened text ends with an ellipsis and fits") {
  CHECK(shorten("abcdef", 6) == "abcdef");
  CHECK(shorten("abcdef", 5) == "abcd…");
  CHECK(shorten("漢字漢", 5) == "漢字…");
  CHECK(shorten("漢字漢", 4) == "漢…");
  CHECK(shorten("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
  CHECK(shorten("abc", 1) == "…");
}

TEST_CASE("folded texts are equal whatever their case, spaces and encoding") {
  const struct {
    const char *one, *other;
  } cases[] = {
      {"Strongly agree", "STRONGLY  AGREE "},    {"Übung", "U\u0308BUNG"}, {"STRASSE", "Straße"}, {"\u017f", "S"},
      {"agree\u00a0strongly", "agree strongly"}, {"\tagree\r\n", "agree"}, {"ﬁne", "FINE"}};
  for (const auto& [one, other] : cases) {
    const auto one_shown = one;
    CAPTURE(one_shown);
    CHECK(fold(one) == fold(other));
  }
  CHECK(fold("agree") != fold("agrée"));
  CHECK(fold("a b") != fold("ab"));
  CHECK(fold(" \t ") == "");
}

TEST_CASE("folding passes invalid UTF-8 through") { CHECK(fold("A\xff") == "A\xff"); }

TEST_CASE("trimming takes white space from both ends only") {
  CHECK(trim(" \t a b \r\n") == "a b");
  CHECK(trim(" \n ") == "");
  CHECK(trim("") == "");
}

TEST_CASE("a mistyped name finds the one that was meant") {
  const Lines keys{"title", "version", "response", "items", "scales", "min_answered", "q1"};
  const struct {
    const char *name, *meant;
  } cases[] = {{"titel", "title"},       {"Title", "title"},  {"vesion", "version"},
               {"respnose", "response"}, {"scale", "scales"}, {"min-answerd", "min_answered"},
               {"itms", "items"},        {"Q1", "q1"}};
  for (const auto& [name, meant] : cases) {
    const auto name_shown = name;
    CAPTURE(name_shown);
    CHECK(did_you_mean(name, keys) == meant);
  }
}

TEST_CASE("the nearest name is meant, not the first that is near") {
  CHECK(did_you_mean("scaless", {"scale", "scales"}) == "scales");
  CHECK(did_you_mean("ecr-r", {"ecr", "ecr-rs", "ecr-r"}) == "ecr-r");
  CHECK(did_you_mean("ecrr", {"ecr", "ecr-rs", "ecr-r"}) == "ecr-r");
}

TEST_CASE("a name unlike all others means none") {
  CHECK_FALSE(did_you_mean("colour", {"title", "items", "scales"}));
  CHECK_FALSE(did_you_mean("x", {}));
  CHECK_FALSE(did_you_mean("", {"title"}));
}

TEST_CASE("a name of one letter does not mean another letter") { CHECK_FALSE(did_you_mean("x", {"y"})); }

TEST_CASE("words are joined as in a sentence") {
  CHECK(join_words({}) == "");
  CHECK(join_words({"a"}) == "a");
  CHECK(join_words({"a", "b"}) == "a and b");
  CHECK(join_words({"a", "b", "c"}, "or") == "a, b or c");
  CHECK(join_words({"a", "b", "c"}, "and", 3) == "a, b and c");
  CHECK(join_words({"a", "b", "c", "d"}, "and", 3) == "a, b, c and 1 more");
}

TEST_CASE("a text is put into a command line as one word") {
  CHECK(shell_word("-9") == "-9");
  CHECK(shell_word("n/a") == "n/a");
  CHECK(shell_word("#REF!") == "'#REF!'");
  CHECK(shell_word("not done") == "'not done'");
  CHECK(shell_word("don't") == "'don'\\''t'");
  CHECK(shell_word("") == "''");
}

TEST_CASE("counts agree with their noun and are grouped by thousands") {
  CHECK(counted(0, "item") == "0 items");
  CHECK(counted(1, "item") == "1 item");
  CHECK(counted(1204, "item") == "1,204 items");
  CHECK(counted(1, "answer", "answers given") == "1 answer");
  CHECK(counted(2, "match", "matches") == "2 matches");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
}

}  // namespace attune
