#include "questionnaire/wording.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

Questionnaire three_items() {
  Questionnaire made;
  for (const char* id : {"q1", "q2", "q3"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  return made;
}

std::vector<std::string> statements(const std::string& name, const std::string& content) {
  const testing::TemporaryFolder folder;
  Questionnaire read = three_items();
  read_wording_file(folder.file(name, content), read);
  std::vector<std::string> texts;
  for (const Item& item : read.items) texts.push_back(item.text);
  return texts;
}

Error error_in(const std::string& name, const std::string& content) {
  return error_of([&] { statements(name, content); });
}

const std::vector<std::string> kThree{"One.", "Zwei é.", "Three: {them}?"};

}  // namespace

TEST_CASE("statements are read from a file with one a line") {
  CHECK(statements("w.txt", "One.\nZwei é.\nThree: {them}?\n") == kThree);
  CHECK(statements("w.txt", "One.\nZwei é.\nThree: {them}?") == kThree);
}

TEST_CASE("a byte order mark, Windows line ends, blank lines and outer white space do not count") {
  CHECK(statements("w.txt", "\xEF\xBB\xBFOne.  \r\n\r\n  Zwei é.\r\n\tThree: {them}?\r\n\r\n") == kThree);
}

TEST_CASE("numbers before the statements are left out where every line has its own") {
  CHECK(statements("w.txt", "1. One.\n2. Zwei é.\n3. Three: {them}?\n") == kThree);
  CHECK(statements("w.txt", "1) One.\n2) Zwei é.\n3) Three: {them}?\n") == kThree);
  CHECK(statements("w.txt", "One.\n2. Two\n3. Three\n")[1] == "2. Two");
}

TEST_CASE("a file of YAML is known by its extension in any case") {
  CHECK(statements("w.YAML", "- One.\n- Zwei é.\n- \"Three: {them}?\"\n") == kThree);
}

TEST_CASE("statements are read from YAML as a list or by item") {
  CHECK(statements("w.yaml", "- One.\n- Zwei é.\n- \"Three: {them}?\"\n") == kThree);
  CHECK(statements("w.yml", "q3: \"Three: {them}?\"\nq1: One.\nq2: Zwei é.\n") == kThree);
}

TEST_CASE("too few or too many statements are refused with both counts") {
  for (const char* content : {"One.\nTwo.\n", "One.\nTwo.\nThree.\nFour.\n", "", "\n\n"}) {
    const Error error = error_in("w.txt", content);
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.what(), "3 items"));
  }
}

TEST_CASE("wording by item is refused where an item is unknown or left out") {
  CHECK(holds(error_in("w.yaml", "q1: a\nq2: b\nq9: c\n").what(), "q9"));
  const Error left_out = error_in("w.yaml", "q1: a\nq3: c\n");
  CHECK(left_out.code() == ExitCode::data);
  CHECK(holds(left_out.what(), "q2"));
}

TEST_CASE("wording that is not plain text is refused at its line") {
  for (const char* content :
       {"One.\nTw\xFFo.\nThree.\n", "One.\nTw\x1B[2Jo.\nThree.\n", "One.\nTw\u202Eo.\nThree.\n"}) {
    const Error error = error_in("w.txt", content);
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().line == 2);
  }
}

TEST_CASE("a file of wording that is not there is told") {
  Questionnaire read = three_items();
  CHECK(error_of([&] { read_wording_file("/nowhere/w.txt", read); }).code() == ExitCode::no_input);
}

}  // namespace attune
