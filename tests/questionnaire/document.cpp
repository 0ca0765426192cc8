#include "questionnaire/document.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {

using namespace testing;

namespace {

Error error_in(const std::string& yaml) {
  return error_of([&] { parse_document(yaml, "x.yaml"); });
}

std::string nested(std::size_t levels) {
  std::string yaml;
  for (std::size_t level = 0; level < levels; ++level) yaml += std::string(level, ' ') + "-\n";
  return yaml;
}

std::string utf16(const std::string& ascii, bool big_endian) {
  std::string bytes;
  for (const char c : ascii) bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return bytes;
}

}  // namespace

TEST_CASE("every part of a document knows its place") {
  const Node root = parse_document("a: 1\nb:\n  - x\n  - { c: y }\n", "x.yaml");
  REQUIRE(root.kind == Node::Kind::map);
  REQUIRE(root.entries.size() == 2);
  CHECK(root.entries[1].key == "b");
  CHECK(root.entries[1].key_place.line == 2);
  CHECK(root.entries[1].key_place.column == 1);
  CHECK(root.find("a")->place().prefix() == "x.yaml:1:4: ");
  const Node& list = *root.find("b");
  REQUIRE(list.elements.size() == 2);
  CHECK(list.elements[0].place().prefix() == "x.yaml:3:5: ");
  CHECK(list.elements[1].find("c")->place().prefix() == "x.yaml:4:10: ");
  CHECK(root.find("absent") == nullptr);
}

TEST_CASE("columns count characters, not bytes") {
  CHECK(parse_document("{ ä: üö, b: x }", "x.yaml").find("b")->column == 13);
  CHECK(error_in("a: ä\xff").place().column == 5);
}

TEST_CASE("an unquoted empty value, ~ and null are nothing; quoted they are text") {
  const Node root = parse_document("[ ~, null, '~', \"null\", \"\" ]", "x.yaml");
  REQUIRE(root.elements.size() == 5);
  CHECK(root.elements[0].kind == Node::Kind::null);
  CHECK(root.elements[1].kind == Node::Kind::null);
  CHECK(root.elements[2].kind == Node::Kind::scalar);
  CHECK(root.elements[3].kind == Node::Kind::scalar);
  CHECK(root.elements[4].kind == Node::Kind::scalar);
  CHECK(parse_document("a:", "x.yaml").find("a")->kind == Node::Kind::null);
}

TEST_CASE("a byte order mark and Windows line ends do not matter") {
  const Node root = parse_document(
      "\xef\xbb\xbf"
      "a: 1\r\nb: two\r\n",
      "x.yaml");
  CHECK(root.find("a")->scalar == "1");
  CHECK(root.find("b")->scalar == "two");
  CHECK(root.find("b")->place().prefix() == "x.yaml:2:4: ");
}

TEST_CASE("what a definition has no use for is refused with its place and a remedy") {
  const struct {
    std::string yaml, place, problem, remedy;
  } cases[] = {
      {"a: &x 1\nb: *x\n", "x.yaml:2:4: ", "aliases", "Write the value out"},
      {"a: !!str x\n", "x.yaml:1:4: ", "tag", "Leave it out"},
      {"a: !!python/object x\n", "x.yaml:1:4: ", "tag", "Leave it out"},
      {"a: !mine [1]\n", "x.yaml:1:4: ", "tag !mine", "Leave it out"},
      {"a: 1\nb: 2\na: 3\n", "x.yaml:3:1: ", "\"a\" stands here twice; first in line 1", "Keep one"},
      {"s: { b: 1, b: 2 }\n", "x.yaml:1:12: ", "\"b\" stands here twice; first in line 1", "Keep one"},
      {"a: \"\\e[31mred\"\n", "x.yaml:1:4: ", "a control character: \"\\x1B[31mred\"", "Leave it out"},
      {"a: \"x\\x9bx\"\n", "x.yaml:1:4: ", "a control character: \"\\x9B", "Leave it out"},
      {"a: \"x\\0x\"\n", "x.yaml:1:4: ", "a control character: \"\\x00", "Leave it out"},
      {"\"k\\a\": x\n", "x.yaml:1:1: ", "a control character: \"\\x07", "Leave it out"},
      {"a: \"\\u202Egpj\"\n", "x.yaml:1:4: ", "a control character: \"\\u{202E}", "Leave it out"},
      {"a: x\u2066y\n", "x.yaml:1:4: ", "a control character: \"\\u{2066}", "Leave it out"},
      {"a: x\x1b[31m\n", "x.yaml:1:5: ", "a control character: \"\\x1B", "Leave it out"},
      {"ok: 1\na: b\xff\n", "x.yaml:2:5: ", "not text in UTF-8", "Save the file as UTF-8"},
      {"? [a]\n: b\n", "x.yaml:1:3: ", "expected a name as the key", ""},
      {"a: 1\n---\nb: 2\n", "x.yaml:2", "second document", "One file holds one definition"},
      {"", "x.yaml: ", "empty", ""},
      {"# only a comment\n", "x.yaml: ", "empty", ""},
      {"a: [1, 2\n", "x.yaml:", "not valid YAML", ""},
      {"a: 1\n b: 2\n", "x.yaml:2:", "not valid YAML", ""},
      {"a: *nobody\n", "x.yaml:1:4: ", "", ""},
  };
  for (const auto& [yaml, place, problem, remedy] : cases) {
    const auto yaml_shown = yaml;
    CAPTURE(yaml_shown);
    const Error error = error_in(yaml);
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().prefix().substr(0, place.size()) == place);
    CHECK(holds(error.problem(), problem));
    CHECK(holds(error.remedy(), remedy));
  }
}

TEST_CASE("aliases that multiply are refused at the first") {
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int n = 1; n < 30; ++n) {
    const std::string before = "*a" + std::to_string(n - 1);
    bomb += "a" + std::to_string(n) + ": &a" + std::to_string(n) + " [" + before + ", " + before + "]\n";
  }
  const Error error = error_in(bomb);
  CHECK(holds(error.problem(), "aliases"));
  CHECK(error.place().line == 2);
}

TEST_CASE("UTF-16 is refused with the remedy, with and without a byte order mark") {
  for (const std::string& bytes : {"\xff\xfe" + utf16("a: 1\n", false), "\xfe\xff" + utf16("a: 1\n", true),
                                   utf16("a: 1\n", false), utf16("a: 1\n", true)}) {
    const Error error = error_in(bytes);
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.remedy(), "UTF-8"));
  }
}

TEST_CASE("a document may be nested 16 levels deep and no deeper") {
  CHECK(error_in(nested(16)).code() == ExitCode::ok);
  const Error error = error_in(nested(17));
  CHECK(error.place().line == 17);
  CHECK(error.problem() == "nested deeper than 16 levels");
  CHECK(error_in(std::string(16, '[') + std::string(16, ']')).code() == ExitCode::ok);
  CHECK(error_in(std::string(17, '[') + std::string(17, ']')).problem() == "nested deeper than 16 levels");
}

TEST_CASE("nesting without end is refused and does not exhaust the stack") {
  for (const char* opening : {"[", "{", "- ", "? ", "{a: ", "[{"}) {
    CAPTURE(opening);
    std::string yaml;
    while (yaml.size() < 100'000) yaml += opening;
    CHECK(error_in(yaml).code() == ExitCode::data);
  }
}

TEST_CASE("a document may have 100,000 parts and no more") {
  std::string yaml;
  for (int n = 0; n < 99'999; ++n) yaml += "- x\n";
  CHECK(error_in(yaml).code() == ExitCode::ok);
  const Error error = error_in(yaml + "- x\n");
  CHECK(error.place().line == 100'000);
  CHECK(error.problem() == "the definition has more than 100,000 parts");
}

TEST_CASE("a document may be a mebibyte long and no longer") {
  const std::string yaml = "a: " + std::string(kDocumentLimit - 3, 'x');
  CHECK(error_in(yaml).code() == ExitCode::ok);
  CHECK(error_in(yaml + "x").problem() == "the definition is larger than 1024 KiB");
}

}  // namespace attune
