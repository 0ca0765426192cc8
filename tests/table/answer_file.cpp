#include "table/answer_file.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// Three items, answered from 1 (Never) to 5 (Very often).
Questionnaire three_items() {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = 1, .max = 5, .labels = {{1, "Never"}, {3, "Now and then"}, {5, "Very often"}}};
  for (const char* id : {"q1", "q2", "q3"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  return made;
}

// ReadOptions, said in words.
struct Options : ReadOptions {
  Options separated_by(char separator) && { return delimiter = separator, *this; }
  Options as(Format format) && { return from = format, *this; }
  Options skipping(std::size_t rows) && { return skip_rows = rows, *this; }
  Options with_missing(std::vector<std::string> codes) && { return missing = std::move(codes), *this; }
  Options known_by(std::string column) && { return columns.id = std::move(column), *this; }
};

// What a reading gives, as text: a line for each respondent with answers (. for missing) and carried cells, then the
// notes and the invalid answers; or the error. The folder's name is left out.
std::string read_in_blocks(const std::string& path, ReadOptions options, std::size_t block_bytes) {
  options.block_bytes = block_bytes;
  const Questionnaire questionnaire = three_items();
  std::string text;
  InvalidAnswers invalid;
  try {
    AnswerFile file(path, questionnaire, options);
    for (RespondentBlock block; file.next(block);) {
      for (std::size_t row = 0; row < block.answers.rows; ++row) {
        for (const Answer answer : block.answers.row(row)) text += answer == kMissing ? "." : std::to_string(answer);
        for (std::size_t c = 0; c < block.carried.size(); ++c)
          text += " " + file.carried_names()[c] + "=" + std::string(block.carried[c][row].text);
        text += "\n";
      }
      invalid.add(block.invalid);
    }
    for (const std::string& note : file.notes()) text += "note: " + note + "\n";
    if (invalid.first) text += std::to_string(invalid.count) + " invalid, first " + invalid.first->error.what() + "\n";
  } catch (const Error& error) {
    text = std::string("error: ") + error.what();  // how many rows come before it depends on the blocks
  }
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
  return text;
}

// The same whatever the block size, which is checked.
std::string read(const std::string& content, const ReadOptions& options = {}, const std::string& name = "a.csv") {
  const TemporaryFolder folder;
  const std::string path = folder.file(name, content).string();
  const std::string whole = read_in_blocks(path, options, std::size_t{1} << 20);
  for (const std::size_t block_bytes : {1u, 2u, 3u, 7u}) {
    CAPTURE(content);
    CAPTURE(block_bytes);
    CHECK(read_in_blocks(path, options, block_bytes) == whole);
  }
  return whole;
}

const std::string kTwo = "123\n45.\n";

}  // namespace

TEST_CASE("answers are read from CSV with any line ending, with or without a final one") {
  for (const std::string text :
       {"q1,q2,q3\n1,2,3\n4,5,\n", "q1,q2,q3\n1,2,3\n4,5,", "q1,q2,q3\r\n1,2,3\r\n4,5,\r\n",
        "q1,q2,q3\r\n1,2,3\r\n4,5,", "q1,q2,q3\n1,2,3\r\n4,5,\n", "\xEF\xBB\xBFq1,q2,q3\n1,2,3\n4,5,\n",
        "\xEF\xBB\xBF\"q1\",\"q2\",\"q3\"\n1,2,3\n4,5,\n",
        "\"q1\",\"q2\",\"q3\"\n\"1\",\"2\",\"3\"\n\"4\",\"5\",\"\"\n", "q3,q1,q2\n3,1,2\n,4,5\n"})
    CHECK(read(text) == kTwo);
}

TEST_CASE("semicolons and tabs are recognised, and any separator can be named") {
  CHECK(read("q1;q2;q3\n1;2;3\n4;5;\n") == kTwo);
  CHECK(read("q1\tq2\tq3\n1\t2\t3\n4\t5\t\n") == kTwo);
  CHECK(read("q1|q2|q3\n1|2|3\n4|5|\n", Options().separated_by('|')) == kTwo);
  CHECK(read("q1\tq2\tq3\n1\t2\t3\n4\t5\t\n", {}, "a.tsv") == kTwo);
  CHECK(read("q1\tq2\tq3\n1\t2\t3\n4\t5\t\n", Options().as(Format::tsv), "a.txt") == kTwo);
  CHECK(read("a,b;q1;q2;q3\n1,5;1;2;3\n") == "123 a,b=1,5\n");
  CHECK(read("\"a\nb,c\";q1;q2;q3\nx;1;2;3\n") == "123 a\nb,c=x\n");
}

TEST_CASE("the separator is that of the row of names where rows above it are skipped") {
  CHECK(read("Export, of 3 May, 10:00, by us, all\nq1;q2;q3\n1;2;3\n4;5;\n", Options().skipping(1)) == kTwo);
}

TEST_CASE("other columns are carried as they are, with quoted separators, quotes and line feeds") {
  CHECK(read("id,q1,q2,q3,said\nx,1,2,3,\"a, \"\"b\"\"\nc\"\ny,4,5,, d \n") ==
        "123 id=x said=a, \"b\"\nc\n45. id=y said= d \n");
}

TEST_CASE("blank lines at the end are ignored") {
  for (const std::string end : {"\n", "\n\n\n", "\r\n", "\r\n\r\n"})
    CHECK(read("q1,q2,q3\n1,2,3\n4,5," + ("\n" + end)) == kTwo);
}

TEST_CASE("a blank line between rows is refused with its line") {
  const std::string said = read("q1,q2,q3\n1,2,3\n\n\n4,5,1\n");
  CHECK(holds(said, "a.csv:3: an empty line"));
}

TEST_CASE("a row that is too short or too long is refused with its line, number and lengths") {
  const std::string shorter = read("id,q1,q2,q3\n\"a\nb\",1,2,3\nx,1,2\n");
  CHECK(holds(shorter, "a.csv:4: respondent 2: "));
  CHECK(holds(shorter, "3 fields"));
  CHECK(holds(shorter, "4"));
  CHECK(holds(read("id,q1,q2,q3\nx,1,2,3,4\n", Options().known_by("id")), "a.csv:2: respondent x: "));
  CHECK(holds(read("q1,q2,q3\n1,2,3,\n"), "a.csv:2: respondent 1: "));
  CHECK(holds(read("q1,q2,q3\n1,2,3\n1\n"), "1 field,"));
}

TEST_CASE("a respondent with nothing but separators counts as one who answered nothing") {
  CHECK(read("q1,q2,q3\n,,\n1,2,3\n") == "...\n123\n");
}

TEST_CASE("Qualtrics' rows below the names are left out, and that is said") {
  const std::string header = "StartDate,q1,q2,q3\nStart Date,\"First,\nquestion\",Second,Third\n";
  const std::string ids =
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}"
      "\",x\n";
  const std::string said = read(header + ids + "May,1,2,3\n");
  CHECK(holds(said, "123 StartDate=May\nnote: "));
  CHECK(holds(said, "Qualtrics"));
  CHECK(holds(said, "2 header rows"));
  CHECK(holds(read(header + ids), "Qualtrics"));
}

TEST_CASE("rows can be skipped above the names, below them, and both") {
  CHECK(read("A study\nq1,q2,q3\n1,2,3\n4,5,\n", Options().skipping(1)) == kTwo);
  CHECK(read("q1,q2,q3\nFirst,Second,Third\n1,2,3\n4,5,\n", Options().skipping(1)) == kTwo);
  CHECK(read("q1,q2,q3\nFirst,Second,Third\n{},\"a\nb\",\n1,2,3\n4,5,\n", Options().skipping(2)) == kTwo);
  CHECK(read("A study\nq1,q2,q3\nFirst,Second,Third\n1,2,3\n4,5,\n", Options().skipping(2)) == kTwo);
  CHECK(read("A study\n\nq1,q2,q3\n1,2,3\n4,5,\n", Options().skipping(2)) == kTwo);
}

TEST_CASE("a blank first line can be skipped") {
  CHECK(read("\nq1,q2,q3\n1,2,3\n4,5,\n", Options().skipping(1)) == kTwo);
}

TEST_CASE("the line numbers of messages count skipped rows") {
  CHECK(holds(read("A study\nq1,q2,q3\n1,2,3\n9,5,\n", Options().skipping(1)), "a.csv:4: respondent 2: q1: 9 "));
}

TEST_CASE("each row comes with the line on which it begins") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.csv", "note,q1,q2,q3\n\"two\nlines\",1,2,3\nx,1,2,3\n").string();
  for (const std::size_t bytes : {1u, 1u << 20}) {
    ReadOptions options;
    options.block_bytes = bytes;
    const Questionnaire questionnaire = three_items();
    AnswerFile file(path, questionnaire, options);
    std::vector<std::size_t> lines;
    for (RespondentBlock block; file.next(block);) lines.insert(lines.end(), block.lines.begin(), block.lines.end());
    CHECK(lines == std::vector<std::size_t>{2, 4});
  }
}

TEST_CASE("a file without a row of names is refused") {
  for (const std::string text : {"", "\n", "\r\n", "\n\n", "\xEF\xBB\xBF"}) {
    const std::string said = read(text);
    CHECK_MESSAGE(holds(said, "error: a.csv: "), text);
    CHECK_MESSAGE(holds(said, "column names"), text);
  }
}

TEST_CASE("a file of names alone has no respondents") {
  CHECK(read("q1,q2,q3\n") == "");
  CHECK(read("q1,q2,q3") == "");
}

TEST_CASE("a file without the items' columns is refused with the line of names") {
  CHECK(holds(read("id,x1,x2\n1,2,3\n"), "error: a.csv:1: no column for 3 items"));
}

TEST_CASE("UTF-16, NUL and an open quote are refused with file and remedy") {
  CHECK(holds(read(std::string("\xFF\xFEq\0"
                               "1\0",
                               6)),
              "error: a.csv: the file is in UTF-16"));
  CHECK(holds(read(std::string("\xFE\xFF\0q\0"
                               "1",
                               6),
                   {}, "a.ndjson"),
              "UTF-16"));
  CHECK(holds(read(std::string("q1,q2,q3\n1,2,\0\n", 15)), "a.csv:2: a NUL byte"));
  CHECK(holds(read("q1,q2,q3\n1,2,3\n1,\"2,3\n"), "a.csv:3: a quote is opened here"));
}

TEST_CASE("labels in any case, whole numbers with a point and spaces around are answers") {
  CHECK(read("q1,q2,q3\nnever,NOW AND THEN,Very often\n 4 ,4.0,04\n2.000,\"5\",now  and then\n") == "135\n444\n253\n");
}

TEST_CASE("empty answers are missing, of spaces too, and other codes only where they are named") {
  CHECK(read("q1,q2,q3\n,\" \",1\n") == "..1\n");
  CHECK(read("q1,q2,q3\n-99,n/a,Not answered\n0,0.0,-99.0\nN/A,not  ANSWERED,1\n",
             Options().with_missing({"-99", "N/A", "not answered", "0"})) == "...\n...\n..1\n");
  CHECK(
      holds(read("q1,q2,q3\n1,NA,-9\n"), "1..\n2 invalid, first a.csv:2: respondent 1: q2: NA is not an answer (1–5)"));
}

TEST_CASE("a missing code of several digits does not take shorter answers with it") {
  CHECK(holds(read("q1,q2,q3\n1,99,9\n", Options().with_missing({"99"})),
              "1..\n1 invalid, first a.csv:2: respondent 1: q3: 9 "));
}

TEST_CASE("what is nearly an answer is none") {
  for (const std::string text : {"0",   "6",   "-1",  "4.5",  "1.0000001", "4a", "a4",   "+4",
                                 "4,0", "0x4", "1e9", "inf",  "nan",       "--", "Neve", "99999999999999999999",
                                 "-0",  "4 5", "٤",   "true", ":",         "/"}) {
    const std::string said = read("q1,q2,q3\n1,\"" + text + "\",1\n");
    CHECK_MESSAGE(holds(said, "1.1\n1 invalid, first a.csv:2: respondent 1: q2: " + text + " is not an answer"), text);
  }
}

TEST_CASE("an invalid answer is named by the file's own column and the respondent's id") {
  CHECK(holds(read("client,Q1,q2,q3\nAnna,0,1,1\n", Options().known_by("client")),
              "1 invalid, first a.csv:2: respondent Anna: Q1: 0 is not an answer (1–5)"));
}

TEST_CASE("a long invalid answer is shortened in the message") {
  CHECK(read("q1,q2,q3\n1,1," + std::string(10000, 'x') + "\n").size() < 300);
}

TEST_CASE("a missing code that is an answer is refused") {
  for (const std::string code : {"5", "5.0", "never", " 1 "}) {
    const Error error = error_of([&] { AnswerCodes(three_items().response, {code}); });
    CHECK_MESSAGE(error.code() == ExitCode::usage, code);
    CHECK_MESSAGE(holds(error.problem(), "--missing"), code);
  }
}

TEST_CASE("NDJSON gives answers as numbers, labels or text, and null or absent ones as missing") {
  CHECK(read("{\"q1\":1,\"q2\":\"2\",\"q3\":\"NOW and then\"}\r\n{\"q3\":null,\"q1\":4.0,\"q2\":5}\n", {},
             "a.ndjson") == kTwo);
  CHECK(read("\xEF\xBB\xBF{\"q1\":1,\"q2\":2,\"q3\":3}\n\n{\"q1\":4,\"q2\":5}", {}, "a.jsonl") == kTwo);
  CHECK(read("{\"q1\":1,\"q2\":2,\"q3\":3}\n{\"q1\":4,\"q2\":5}", Options().as(Format::ndjson), "a.txt") == kTwo);
}

TEST_CASE("NDJSON carries other keys as they are, in the digits of the file") {
  CHECK(read("{\"id\":12345678901234567890123,\"q1\":1,\"q2\":2,\"q3\":3,\"tags\":[1,{\"a\":null}]}\n", {},
             "a.ndjson") == "123 id=12345678901234567890123 tags=[1,{\"a\":null}]\n");
}

TEST_CASE("mistakes in NDJSON are refused with their line") {
  const std::string good = "{\"q1\":1,\"q2\":2,\"q3\":3}\n";
  CHECK(holds(read(good + "{\"q1\":1,\"q1\":2}\n", {}, "a.ndjson"), "a.ndjson:2: "));
  CHECK(holds(read(good + "\n[1]\n", {}, "a.ndjson"), "a.ndjson:3: not a JSON object"));
  CHECK(holds(read(good + "{\"q1\":true}\n", {}, "a.ndjson"), "1 invalid, first a.ndjson:2: respondent 2: q1: true "));
  CHECK(holds(read("", {}, "a.ndjson"), "no JSON objects"));
  CHECK(holds(read("\n\n", {}, "a.ndjson"), "no JSON objects"));
}

TEST_CASE("random files of well-formed rows are read alike in blocks of any size") {
  std::mt19937 random(99);
  const std::string letters = "a\",\n\r; 1";
  for (int round = 0; round < 60; ++round) {
    std::string text = "q1,note,q2,q3\n", expected;
    for (auto rows = random() % 5; rows > 0; --rows) {
      std::string note;
      for (auto length = random() % 8; length > 0; --length) note += letters[random() % letters.size()];
      std::string quoted;
      for (const char c : note) quoted += c == '"' ? "\"\"" : std::string(1, c);
      text += "1,\"" + quoted + "\",,5" + (round % 2 == 0 ? "\n" : "\r\n");
      expected += "1.5 note=" + note + "\n";
    }
    REQUIRE(read(text) == expected);
  }
}

TEST_CASE("random garbage gives the same outcome in blocks of any size") {
  std::mt19937 random(2024);
  const std::string letters = "q123\"\",,\n\n\r;";
  for (int round = 0; round < 150; ++round) {
    std::string text = "q1,q2,q3\n";
    for (auto length = random() % 40; length > 0; --length) text += letters[random() % letters.size()];
    read(text);
  }
}

TEST_CASE("invalid answers are counted over blocks, and the first stays the first") {
  InvalidAnswers all, one, two;
  one.first = RowProblem{.error = Error(ExitCode::data, Place{}, "one")};
  one.add("0");
  one.add("0");
  two.first = RowProblem{.error = Error(ExitCode::data, Place{}, "two")};
  two.add("9");
  two.add("0", 3);
  all.add(InvalidAnswers{});
  all.add(one);
  all.add(two);
  CHECK(all.count == 6);
  CHECK(all.first->error.problem() == "one");
  CHECK(all.texts == std::map<std::string, std::size_t>{{"0", 5}, {"9", 1}});
}

TEST_CASE("invalid answers are all counted though only some of their texts are kept") {
  InvalidAnswers all, more;
  for (int i = 0; i < 1000; ++i) all.add(std::to_string(i));
  for (int i = 1000; i < 2000; ++i) more.add(std::to_string(i));
  all.add(more);
  CHECK(all.count == 2000);
  CHECK(all.texts.size() == InvalidAnswers::kMostTexts);
}

TEST_CASE("a file that is not there or is a folder cannot be read") {
  const TemporaryFolder folder;
  const Questionnaire questionnaire = three_items();
  for (const auto& path : {folder.path() / "none.csv", folder.path()}) {
    const Error error = error_of([&] { AnswerFile(path.string(), questionnaire, {}); });
    CHECK(error.code() == ExitCode::no_input);
    CHECK(holds(error.what(), path.string()));
  }
}

}  // namespace attune
