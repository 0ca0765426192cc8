#include "exchange/import.h"

#include <doctest/doctest.h>

#include "exchange/osd_file.h"

namespace attune {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

TEST_CASE("an id is made of a name: lower-case letters, digits and hyphens") {
  CHECK(definition_id("PHQ-9") == "phq-9");
  CHECK(definition_id("IPIP Big5 (50)") == "ipip-big5-50");
  CHECK(definition_id("  État!") == "tat");
  CHECK(definition_id("日本") == "imported");
  CHECK(definition_id(std::string(100, 'a')) == std::string(64, 'a'));
}

TEST_CASE("ids of parts stay where they can, and are made to differ in more than case") {
  CHECK(part_ids({"q1", "Q1", "1a", "a b", "", "a b"}, "q") ==
        std::vector<std::string>{"q1", "Q1_2", "q1a", "a_b", "q", "a_b_2"});
}

TEST_CASE("a file is read by the format that recognises it") {
  const TemporaryFolder folder;
  const auto file = folder.file("small.json", testing::osd_file(testing::kRatings, ""));
  CHECK(import_definition(file, "", {.file = "small.json"}).questionnaire.id == "small");
  CHECK(import_definition(file, "osd", {.file = "small.json", .id = "mine"}).questionnaire.id == "mine");
}

TEST_CASE("codes that would not be understood in a file of answers are refused") {
  const auto refused = [](const std::string& choices) {
    const TemporaryFolder folder;
    const auto file = folder.file("codes.csv",
                                  "Variable / Field Name,Form Name,Field Type,Field Label,"
                                  "\"Choices, Calculations, OR Slider Labels\"\n"
                                  "q1,form,radio,One,\"" +
                                      choices + "\"\n");
    const Error error = error_of([&] { import_definition(file, "redcap", {.file = "codes.csv", .id = "codes"}); });
    CHECK(error.code() == ExitCode::data);
    return std::string(error.what());
  };
  // Without it, it would be another code.
  CHECK(holds(refused("a\x01z, Never | b, Often"), R"(codes.csv: a control character in the code "a\x01z")"));
}

TEST_CASE("what no format recognises, and a format that there is not, are refused") {
  const TemporaryFolder folder;
  const Error unknown = error_of([&] { import_definition(folder.file("a.txt", "hello"), "", {}); });
  CHECK(unknown.code() == ExitCode::data);
  CHECK(holds(unknown.remedy(), "osd"));
  const Error no_format = error_of([&] { import_definition(folder.file("a.txt", "hello"), "docx", {}); });
  CHECK(no_format.code() == ExitCode::usage);
  CHECK(error_of([&] { import_definition(folder.path() / "none", "", {}); }).code() == ExitCode::no_input);
}

}  // namespace attune
