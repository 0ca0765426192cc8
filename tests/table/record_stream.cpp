#include "table/record_stream.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support.h"
#include "table/delimited.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

constexpr std::size_t kOneBlock = 1 << 20;
const std::vector<std::size_t> kBlockSizes{1, 2, 3, 5, 7, 64, kOneBlock};

std::vector<ByteBlock> blocks(const TemporaryFolder& folder, const std::string& text, std::size_t block_bytes,
                              char delimiter) {
  RecordStream stream(InputStream(folder.file("a.csv", text).string()), block_bytes);
  stream.peek();
  stream.set_delimiter(delimiter);
  std::vector<ByteBlock> all;
  for (ByteBlock block; stream.next(block);) all.push_back(block);
  return all;
}

std::string joined(const std::vector<ByteBlock>& blocks) {
  std::string text;
  for (const ByteBlock& block : blocks) text += block.bytes;
  return text;
}

// The records with their lines as text, up to and with the first mistake.
std::string records(const std::vector<ByteBlock>& blocks) {
  std::string text;
  const std::string file = "a.csv";
  try {
    for (const ByteBlock& block : blocks) {
      TextStore store;
      DelimitedParser parser(block, ',', file, store);
      for (Record record; parser.next(record);) {
        text += std::to_string(record.line) + (record.blank ? " blank" : "");
        for (const Cell& cell : record.cells) text.append("<").append(cell.text).append(">");
        text += '|';
      }
    }
  } catch (const Error& error) {
    text += error.what();
  }
  return text;
}

}  // namespace

TEST_CASE("a stream cut into blocks of any size is whole again when they are joined") {
  const TemporaryFolder folder;
  for (const std::string text :
       {"", "a", "a\n", "a,b\n1,2\n", "a,b\n\"x\ny\",2\n3,4", "\n\n\n", "\"\n\"\n\"\n\"", "\r\n\r\n"}) {
    for (const std::size_t size : kBlockSizes) CHECK(joined(blocks(folder, text, size, ',')) == text);
  }
}

TEST_CASE("a block ends at the end of a record, not at a line feed in quotes") {
  const TemporaryFolder folder;
  const auto found = blocks(folder, "a,b\n\"x\n\"\"y\n\",2\n3,\"4\n\"\n", 1, ',');
  REQUIRE(found.size() == 3);
  CHECK(found[0].bytes == "a,b\n");
  CHECK(found[1].bytes == "\"x\n\"\"y\n\",2\n");
  CHECK(found[2].bytes == "3,\"4\n\"\n");
  CHECK(found[1].first_line == 2);
  CHECK(found[2].first_line == 5);
}

TEST_CASE("without a separator each line feed ends a record") {
  const TemporaryFolder folder;
  CHECK(blocks(folder, "{\"a\":\"\n\"}\n", 1, 0).size() == 2);
}

TEST_CASE("records of random texts are the same whatever the block size") {
  const TemporaryFolder folder;
  std::mt19937 random(20260101);
  const std::string letters = "ab\"\",,\n\n\r 1";
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (auto length = random() % 40; length > 0; --length) text += letters[random() % letters.size()];
    const std::string whole = records(blocks(folder, text, kOneBlock, ','));
    for (const std::size_t size : {1u, 2u, 3u, 7u})
      REQUIRE_MESSAGE(records(blocks(folder, text, size, ',')) == whole, text);
  }
}

TEST_CASE("well-formed random rows with quoted line feeds survive any block size") {
  const TemporaryFolder folder;
  std::mt19937 random(7);
  const std::string letters = "a\",\n\r;";
  for (int round = 0; round < 300; ++round) {
    std::string text, expected;
    std::size_t line = 1;
    for (auto rows = 1 + random() % 6; rows > 0; --rows) {
      expected += std::to_string(line) + "<r>";
      text += "r";
      for (auto fields = 1 + random() % 3; fields > 0; --fields) {
        std::string field;
        for (auto length = random() % 8; length > 0; --length) field += letters[random() % letters.size()];
        text += ',';
        append_field(text, field, ',');
        expected += "<" + field + ">";
        line += static_cast<std::size_t>(std::count(field.begin(), field.end(), '\n'));
      }
      text += round % 2 == 0 ? "\n" : "\r\n";
      ++line;
      expected += '|';
    }
    for (const std::size_t size : kBlockSizes) REQUIRE(records(blocks(folder, text, size, ',')) == expected);
  }
}

TEST_CASE("a byte order mark is left out, whatever the block size") {
  const TemporaryFolder folder;
  for (const std::size_t size : kBlockSizes) {
    CHECK(joined(blocks(folder,
                        "\xEF\xBB\xBF"
                        "a,b\n1,2\n",
                        size, ',')) == "a,b\n1,2\n");
    CHECK(joined(blocks(folder, "\xEF\xBB\xBF", size, ',')) == "");
    CHECK(joined(blocks(folder,
                        "\xEF\xBB\xBF\xEF\xBB\xBF"
                        "a",
                        size, ',')) ==
          "\xEF\xBB\xBF"
          "a");
    CHECK(joined(blocks(folder, "\xEF\xBB", size, ',')) == "\xEF\xBB");
  }
}

TEST_CASE("quotes are seen just after a byte order mark, though nothing was peeked at") {
  const TemporaryFolder folder;
  const auto path = folder.file("a.tsv", "\xEF\xBB\xBF\"a\nb\"\tc\n1\t2\n").string();
  for (const std::size_t size : kBlockSizes) {
    CAPTURE(size);
    RecordStream stream(InputStream{path}, size);
    stream.set_delimiter('\t');
    ByteBlock block;
    REQUIRE(stream.next(block));
    CHECK(block.bytes.starts_with("\"a\nb\"\tc\n"));
  }
}

TEST_CASE("UTF-16 is refused by name with the way to convert it, whatever the block size") {
  const TemporaryFolder folder;
  const std::string little(
      "\xFF\xFE"
      "q\0"
      "1\0"
      "\n\0",
      8);
  const std::string big(
      "\xFE\xFF"
      "\0q"
      "\0"
      "1"
      "\0\n",
      8);
  for (const std::string& text : {little, big, little.substr(0, 2)}) {
    for (const std::size_t size : kBlockSizes) {
      CAPTURE(size);
      const Error error = error_of([&] { blocks(folder, text, size, ','); });
      CHECK(error.code() == ExitCode::data);
      CHECK(holds(error.place().file, "a.csv"));
      CHECK(holds(error.problem(), "UTF-16"));
      CHECK(holds(error.remedy(), "UTF-8"));
      CHECK(holds(error.remedy(), "iconv -f UTF-16"));
    }
  }
}

TEST_CASE("a NUL byte is refused with its line, whatever the block size") {
  const TemporaryFolder folder;
  const std::string text("a,b\n1,2\n3,\0\n", 12);
  for (const std::size_t size : kBlockSizes) {
    CAPTURE(size);
    const Error error = error_of([&] { blocks(folder, text, size, ','); });
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().line == 3);
    CHECK(holds(error.problem(), "NUL"));
    CHECK_FALSE(error.remedy().empty());
  }
}

TEST_CASE("a quote that swallows more than 16 MiB is refused with the line on which the row begins") {
  const TemporaryFolder folder;
  const std::string text = "a,b\n1,\"" + std::string(std::size_t{18} << 20, 'x');
  const Error error = error_of([&] { blocks(folder, text, kOneBlock, ','); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 2);
  CHECK(holds(error.problem(), "16 MiB"));
  CHECK(holds(error.remedy(), "quote"));
}

TEST_CASE("peeking takes nothing away and sees the whole first line") {
  const TemporaryFolder folder;
  const auto path = folder.file("a.csv", "q1;q2;q3\n1;2;3\n").string();
  for (const std::size_t size : kBlockSizes) {
    RecordStream stream(InputStream{path}, size);
    CHECK(stream.peek().starts_with("q1;q2;q3"));
    CHECK(stream.peek().starts_with("q1;q2;q3"));
    stream.set_delimiter(';');
    ByteBlock block;
    std::string text;
    while (stream.next(block)) text += block.bytes;
    CHECK(text == "q1;q2;q3\n1;2;3\n");
  }
}

TEST_CASE("a stream knows its name and the size of its file") {
  const TemporaryFolder folder;
  const auto path = folder.file("a.csv", "12345").string();
  const RecordStream stream(InputStream{path}, 1);
  CHECK(stream.name() == path);
  CHECK(stream.size() == 5);
}

}  // namespace attune
