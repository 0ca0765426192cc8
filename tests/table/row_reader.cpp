#include "table/row_reader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace attune {
namespace {

constexpr int kItems = 40;

// 40 items, answered from 1 to 5; columns: two texts, q1 … q20, a text, q40 … q36 (backwards), q21 … q35, two texts.
struct Columns {
  std::vector<std::string> names{"id", "age"};
  ColumnPlan plan;

  Columns() {
    plan.items.resize(kItems);
    for (int item = 1; item <= 20; ++item) add_item(item);
    names.emplace_back("note");
    for (int item = 40; item >= 36; --item) add_item(item);
    for (int item = 21; item <= 35; ++item) add_item(item);
    plan.carried = {0, 22, names.size() + 1};
    plan.beside = {1, std::nullopt, names.size()};
    names.insert(names.end(), {"sex", "end"});
  }

  void add_item(int item) {
    plan.items[static_cast<std::size_t>(item) - 1] = names.size();
    names.push_back("q" + std::to_string(item));
  }
};

RowReader reader(char delimiter = ',', const std::vector<std::string>& missing = {},
                 ResponseScale response = {.min = 0, .max = 0, .labels = {}}, bool ends_with_items = false) {
  Columns columns;
  if (ends_with_items) {
    columns.names.resize(columns.names.size() - 2);
    columns.plan.carried.pop_back();
    columns.plan.beside.pop_back();
  }
  if (response.max == 0) response = {.min = 1, .max = 5, .labels = {{1, "Never"}}};
  return RowReader({.file = "a.csv", .delimiter = delimiter, .names = columns.names, .columns = columns.plan},
                   AnswerCodes(response, missing));
}

// All that a block holds, as text.
std::string shown(const RespondentBlock& block) {
  std::string text;
  for (std::size_t row = 0; row < block.answers.rows; ++row) {
    text += std::to_string(block.lines[row]) + ":";
    for (const Answer answer : block.answers.row(row)) text += answer == kMissing ? "." : std::to_string(answer);
    for (const auto* columns : {&block.carried, &block.beside}) {
      for (const auto& column : *columns) {
        text += '|';
        if (!column.empty()) text.append(column[row].text).append(column[row].json ? " (JSON)" : "");
      }
    }
    text += "\n";
  }
  CHECK(block.answers.answers.size() == block.answers.rows * kItems);
  if (block.invalid.first) text += std::to_string(block.invalid.count) + block.invalid.first->error.what();
  if (block.broken) text += std::string("broken: ") + block.broken->error.what();
  return text + "blank " + std::to_string(block.blank_line);
}

std::string fast(const RowReader& rows, const std::string& text) {
  RespondentBlock block;
  block.bytes.bytes = text;
  rows.read(block);
  return shown(block);
}

void check_both_ways(const RowReader& rows, const std::string& text) {
  RespondentBlock block;
  block.bytes.bytes = text;
  rows.read_plainly(block);
  CAPTURE(text);
  REQUIRE(fast(rows, text) == shown(block));
}

using Field = std::function<std::string(std::mt19937&)>;

std::string digit(std::mt19937& random) { return std::string(1, "12345"[random() % 5]); }
std::string word(std::mt19937& random) { return std::string(random() % 70, 'x'); }

std::string row(std::mt19937& random, const Field& answer, const Field& text, char delimiter = ',',
                const std::string& end = "\n", bool ends_with_items = false) {
  std::string made = text(random) + delimiter + text(random);
  for (int i = 0; i < 20; ++i) made += delimiter + answer(random);
  made += delimiter + text(random);
  for (int i = 0; i < 20; ++i) made += delimiter + answer(random);
  if (!ends_with_items) made += delimiter + text(random) + delimiter + text(random);
  return made + end;
}

std::string in_quotes(const std::string& text) { return '"' + text + '"'; }

RowReader object_reader(const std::vector<std::string>& missing = {}) {
  const Columns columns;
  const ResponseScale response{.min = 1, .max = 5, .labels = {{1, "Never"}}};
  return RowReader({.file = "a.ndjson", .format = Format::ndjson, .names = columns.names, .columns = columns.plan},
                   AnswerCodes(response, missing));
}

// A JSON object whose keys are those of Columns.
std::string object(std::mt19937& random, const Field& answer, const Field& text, const std::string& between = ",") {
  const Columns columns;
  std::string made;
  for (const std::string& name : columns.names) {
    const bool item = name[0] == 'q';
    made += (made.empty() ? "{" : between) + in_quotes(name) + ":" + (item ? answer(random) : text(random));
  }
  return made + "}\n";
}

}  // namespace

TEST_CASE("each answer and each text of a row comes to its place") {
  std::string text = "A,30,";
  for (int i = 0; i < 20; ++i) text += std::to_string(i % 5 + 1) + ",";
  text += "note,";
  for (int i = 0; i < 5; ++i) text += "5,";
  for (int i = 0; i < 15; ++i) text += "2,";
  text += "f,end\n";
  const std::string expected = "1:12345123451234512345" + std::string(15, '2') + "55555|A|note|end|30||f\n";
  // A row near the end of the text is read plainly, the first of several is not.
  const std::string found = fast(reader(), text + text);
  CHECK(found.substr(0, found.find('\n') + 1) == expected);
}

TEST_CASE("no other sign than a digit of the scale or a missing code is an answer") {
  const std::vector<std::vector<std::string>> codes{{}, {"0"}, {"0", "9"}};
  for (const auto& missing : codes) {
    for (char sign = '!'; sign <= '~'; ++sign) {
      if (sign == ',' || sign == '"') continue;
      std::string line = "A,30,1,2," + std::string(1, sign);
      for (int i = 3; i < 20; ++i) line += ",3";
      line += ",note";
      for (int i = 0; i < 20; ++i) line += ",4";
      line += ",f,end\n";
      const bool answer = std::string("12345").find(sign) != std::string::npos ||
                          std::find(missing.begin(), missing.end(), std::string(1, sign)) != missing.end();
      CAPTURE(sign);
      // A row near the end of the text is read plainly, the first of several is not.
      CHECK((fast(reader(',', missing), line + line + line).find("is not an answer") == std::string::npos) == answer);
    }
  }
}

TEST_CASE("rows of single digits are read as by the rules for any row") {
  std::mt19937 random(1);
  for (const std::string end : {"\n", "\r\n"}) {
    for (const bool items_last : {false, true}) {
      std::string text;
      for (int r = 0; r < 200; ++r) text += row(random, digit, word, ',', end, items_last);
      check_both_ways(reader(',', {}, {}, items_last), text);
      check_both_ways(reader(',', {}, {}, items_last), text.substr(0, text.size() - 1));
    }
  }
}

TEST_CASE("missing codes of one digit, of several, and any number of them are read alike") {
  std::mt19937 random(2);
  const std::vector<std::vector<std::string>> codes{
      {"0"}, {"0", "9"}, {"0", "8", "9"}, {"-9", "NA", "99"}, {"0", "NA"}};
  for (const auto& missing : codes) {
    const auto answer = [&](std::mt19937& r) {
      return r() % 10 != 0 ? digit(r) : r() % 2 == 0 ? missing[r() % missing.size()] : "";
    };
    std::string text;
    for (int r = 0; r < 100; ++r) text += row(random, answer, word);
    check_both_ways(reader(',', missing), text);
  }
}

TEST_CASE("what is rare among rows of digits is read by the rules for any row") {
  std::mt19937 random(3);
  const std::vector<std::string> odd{"Never", "\"3\"", " 4", "4.0", "7", "", "x", "\"\"", "12", "3\""};
  const std::vector<std::string> texts{"",   "\"a,b\"", "\"line\nfeed\"", "5\"", "\"q\"\"q\"", std::string(200, 'y'),
                                       "\r", "é"};
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (int r = 0; r < 40; ++r) {
      const auto answer = [&](std::mt19937& g) { return g() % 150 == 0 ? odd[g() % odd.size()] : digit(g); };
      const auto note = [&](std::mt19937& g) { return g() % 30 == 0 ? texts[g() % texts.size()] : word(g); };
      text += row(random, answer, note, ',', random() % 20 == 0 ? "\r\n" : "\n");
    }
    check_both_ways(reader(), text);
  }
}

TEST_CASE("rows that are cut short, too long, blank or garbled break off at the same place") {
  std::mt19937 random(4);
  const std::string garble = "1,\"\n\r;x";
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int r = 0; r < 12; ++r) text += row(random, digit, word);
    const std::size_t at = random() % text.size();
    if (round % 3 == 0) text.erase(at, random() % 20);
    else if (round % 3 == 1) text.insert(at, 1, garble[random() % garble.size()]);
    else text.insert(text.find('\n', at) + 1, "\n");
    check_both_ways(reader(), text);
  }
}

TEST_CASE("other separators, and response scales that digits alone do not cover, are read alike") {
  std::mt19937 random(5);
  const auto any_digit = [](std::mt19937& r) { return std::to_string(r() % 11); };
  for (const char delimiter : {';', '\t', '|', 'x'}) {
    std::string text;
    for (int r = 0; r < 60; ++r) text += row(random, any_digit, digit, delimiter);
    check_both_ways(reader(delimiter), text);
    check_both_ways(reader(delimiter, {}, {.min = 0, .max = 10, .labels = {}}), text);
    check_both_ways(reader(delimiter, {"3"}, {.min = 4, .max = 9, .labels = {}}), text);
    check_both_ways(reader(delimiter, {}, {.min = -3, .max = 3, .labels = {}}), text);
    check_both_ways(reader(delimiter, {}, {.min = 1, .max = 3, .labels = {{1, "9"}, {3, "0"}}}), text);
  }
}

TEST_CASE("the lines of rows count line feeds in quoted texts") {
  std::mt19937 random(6);
  const std::string plain = row(random, digit, word);
  const std::string quoted = row(random, digit, [](std::mt19937&) { return std::string("\"a\n\""); });
  const std::string found = fast(reader(), plain + quoted + plain + plain);
  CHECK(found.find("\n2:") != std::string::npos);
  // Five texts with a line feed each make the second row end on line 7.
  CHECK(found.find("\n8:") != std::string::npos);
  CHECK(found.find("\n9:") != std::string::npos);
}

TEST_CASE("rows of quoted fields are read as by the rules for any row, with whatever is rare among them") {
  std::mt19937 random(7);
  const std::vector<std::string> odd{"Never", "3", "\" 4\"", "\"4.0\"", "\"7\"",
                                     "\"\"",  "x", "\"12\"", "\"3",     "\"\"\"\""};
  const std::vector<std::string> texts{"", "plain", "\"a,b\"", "\"line\nfeed\"", "\"q\"\"q\"", "\"\r\"", "\"é\""};
  for (int round = 0; round < 60; ++round) {
    const unsigned rare = round % 3 == 0 ? 0 : 150;
    const auto answer = [&](std::mt19937& g) {
      return rare > 0 && g() % rare == 0 ? odd[g() % odd.size()] : in_quotes(digit(g));
    };
    const auto note = [&](std::mt19937& g) { return g() % 20 == 0 ? texts[g() % texts.size()] : in_quotes(word(g)); };
    std::string text;
    for (int r = 0; r < 40; ++r) text += row(random, answer, note, ',', round % 2 == 0 ? "\r\n" : "\n");
    check_both_ways(reader(), text);
    check_both_ways(reader(',', {"7"}), text.substr(0, text.size() - 1));
  }
}

TEST_CASE("rows of quoted fields that are cut short, too long, blank or garbled break off at the same place") {
  std::mt19937 random(8);
  const std::string garble = "1,\"\n\r;x";
  const auto answer = [](std::mt19937& g) { return in_quotes(digit(g)); };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int r = 0; r < 12; ++r) text += row(random, answer, word, ',', round % 2 == 0 ? "\r\n" : "\n");
    const std::size_t at = random() % text.size();
    if (round % 3 == 0) text.erase(at, random() % 20);
    else if (round % 3 == 1) text.insert(at, 1, garble[random() % garble.size()]);
    else text.insert(text.find('\n', at) + 1, "\n");
    check_both_ways(reader(), text);
  }
}

TEST_CASE("an answer that is also carried along is carried from rows of quoted fields too") {
  Columns columns;
  columns.plan.carried = {0, 2};
  columns.plan.beside = {3};
  const ResponseScale response{.min = 1, .max = 5, .labels = {}};
  const RowReader rows({.file = "a.csv", .names = columns.names, .columns = columns.plan}, AnswerCodes(response, {}));
  std::mt19937 random(9);
  std::string text;
  for (int r = 0; r < 9; ++r)
    text += row(
        random, [](std::mt19937& g) { return in_quotes(digit(g)); }, word);
  check_both_ways(rows, text);
}

TEST_CASE("objects that are alike are read as by the rules for any object, with whatever is rare among them") {
  std::mt19937 random(10);
  const std::vector<std::string> odd{"null", "\"3\"", "4.0", "7", "12", "\"Never\"", "\"\"", "true", "[1]", "-1", "03"};
  const std::vector<std::string> texts{"null", "17", "1.50", "\"\"", "\"a\\nb\"", "\"é\"", "{\"x\":1}", "false", "-3"};
  for (int round = 0; round < 60; ++round) {
    const unsigned rare = round % 3 == 0 ? 0 : 150;
    const auto answer = [&](std::mt19937& g) { return rare > 0 && g() % rare == 0 ? odd[g() % odd.size()] : digit(g); };
    const auto note = [&](std::mt19937& g) { return g() % 20 == 0 ? texts[g() % texts.size()] : in_quotes(word(g)); };
    std::string text;
    for (int r = 0; r < 40; ++r) text += object(random, answer, note, random() % 30 == 0 ? ", " : ",");
    check_both_ways(object_reader(), text);
    check_both_ways(object_reader({"7"}), text.substr(0, text.size() - 1));
  }
}

TEST_CASE("objects that are cut short, garbled or apart by empty lines break off at the same place") {
  std::mt19937 random(11);
  const std::string garble = "1,\"\n\r:{}x";
  const auto note = [](std::mt19937& g) { return in_quotes(word(g)); };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int r = 0; r < 8; ++r) text += object(random, digit, note);
    const std::size_t at = random() % text.size();
    if (round % 3 == 0) text.erase(at, random() % 20);
    else if (round % 3 == 1) text.insert(at, 1, garble[random() % garble.size()]);
    else text.insert(text.find('\n', at) + 1, "\n");
    check_both_ways(object_reader(), text);
  }
}

}  // namespace attune
