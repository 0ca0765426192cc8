#include "questionnaire/yaml_writer.h"

#include <doctest/doctest.h>

#include <string>

#include "questionnaire/document.h"

namespace attune {

TEST_CASE("maps and lists are written over lines or within one") {
  YamlWriter yaml;
  yaml.begin_map().word("a").word("1").word("b").begin_list(YamlWriter::Layout::one_line).word("x").word("2.5");
  yaml.end_list().word("c").begin_list().begin_map().word("d").text("e").end_map().end_list().end_map();
  CHECK(yaml.finish() == "a: 1\nb: [x, 2.5]\nc:\n- d: \"e\"\n");
}

TEST_CASE("every text and word that is written is read back as it was") {
  for (const std::string& text : {"",
                                  "null",
                                  "~",
                                  "no",
                                  "yes",
                                  "1.0",
                                  "a: b",
                                  "- a",
                                  "# a",
                                  "\"",
                                  "'",
                                  "\\n",
                                  "two\nlines",

                                  " before and after ",
                                  "tab\t",
                                  "näïve ✓ 🙂",
                                  "[x]",
                                  "{x}",
                                  "&a",
                                  "*a",
                                  "!a",
                                  "%a",
                                  "@a",
                                  "`a",
                                  "? a",
                                  "---",
                                  "..."}) {
    CAPTURE(text);
    YamlWriter yaml;
    yaml.begin_map().word("t").text(text).word("w").word(text).end_map();
    const Node root = parse_document(yaml.finish(), "x.yaml");
    for (const char* key : {"t", "w"}) {
      REQUIRE(root.find(key) != nullptr);
      CHECK(root.find(key)->kind == Node::Kind::scalar);
      CHECK(root.find(key)->scalar == text);
    }
  }
}

TEST_CASE("a long text stays one text, also as a key") {
  const std::string text(5'000, 'x');
  YamlWriter yaml;
  yaml.begin_map().word(text).text(text + " " + text).end_map();
  const Node root = parse_document(yaml.finish(), "x.yaml");
  REQUIRE(root.find(text) != nullptr);
  CHECK(root.find(text)->scalar == text + " " + text);
}

}  // namespace attune
