#include "table/result_writer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <span>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::holds;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> kWords{"secure", "anxious"};

// Two respondents: a text, a JSON value, a score, a count, a word; the second has none of what may be missing.
struct Results {
  std::vector<std::string> names{"id", "extra", "anxiety", "answered", "profile"};
  std::vector<Cell> ids{{.text = "a,\"b\""}, {.text = ""}};
  std::vector<Cell> extras{{.text = "[1,\"x\"]", .json = true}, {.text = "", .json = true}};
  std::vector<double> scores{7 / 3.0, kNone};
  std::vector<std::uint16_t> counts{3, 0};
  std::vector<std::int8_t> profiles{1, -1};
  std::vector<ResultColumn> columns{std::span<const Cell>(ids), std::span<const Cell>(extras),
                                    std::span<const double>(scores), std::span<const std::uint16_t>(counts),
                                    WordColumn{.indices = profiles, .words = &kWords}};
};

std::string written(Format format, NumberFormat numbers = {}) {
  const Results results;
  const auto writer = make_result_writer(format, results.names, numbers);
  std::string text;
  writer->write(results.columns, 2, text);
  writer->finish(text);
  return text;
}

std::string one_score(Format format, double score, NumberFormat numbers = {}) {
  const std::vector<std::string> names{"s"};
  const std::vector<double> scores{score};
  const auto writer = make_result_writer(format, names, numbers);
  std::string text;
  writer->write({std::span<const double>(scores)}, 1, text);
  writer->finish(text);
  return text;
}

}  // namespace

TEST_CASE("CSV quotes where it must and leaves empty what is not known") {
  CHECK(written(Format::csv) ==
        "id,extra,anxiety,answered,profile\n"
        "\"a,\"\"b\"\"\",\"[1,\"\"x\"\"]\",2.3333333333333335,3,anxious\n"
        ",,,0,\n");
}

TEST_CASE("a word of results is quoted, and kept from running as a formula, as any text is") {
  const std::vector<std::string> names{"sleep_band"}, words{"poor, mostly", "=1+1"};
  const std::vector<std::int8_t> bands{0, 1, -1};
  const auto bands_as = [&](bool safe) {
    std::string text;
    make_result_writer(Format::csv, names, {}, safe)->write({WordColumn{.indices = bands, .words = &words}}, 3, text);
    return text;
  };
  CHECK(bands_as(false) == "sleep_band\n\"poor, mostly\"\n=1+1\n\n");
  CHECK(bands_as(true) == "sleep_band\n\"poor, mostly\"\n'=1+1\n\n");
}

TEST_CASE("TSV separates by tabs and need not quote a comma") {
  const std::vector<std::string> names{"a\tb", "c,d"};
  const std::vector<Cell> cells{{.text = "x\ty"}}, others{{.text = "1,5"}};
  const auto writer = make_result_writer(Format::tsv, names, {});
  std::string text;
  writer->write({std::span<const Cell>(cells), std::span<const Cell>(others)}, 1, text);
  CHECK(text == "\"a\tb\"\tc,d\n\"x\ty\"\t1,5\n");
}

TEST_CASE("NDJSON writes an object a line, texts as strings and what is not known as null") {
  CHECK(written(Format::ndjson) ==
        "{\"id\":\"a,\\\"b\\\"\",\"extra\":[1,\"x\"],\"anxiety\":2.3333333333333335,\"answered\":3,\"profile\":"
        "\"anxious\"}\n"
        "{\"id\":\"\",\"extra\":null,\"anxiety\":null,\"answered\":0,\"profile\":null}\n");
}

TEST_CASE("JSON is one array over several blocks, and empty brackets without rows") {
  const std::vector<std::string> names{"s"};
  const std::vector<double> first{1, 2.5}, second{3};
  const auto writer = make_result_writer(Format::json, names, {});
  std::string text;
  writer->write({std::span<const double>(first)}, 2, text);
  writer->write({std::span<const double>()}, 0, text);
  writer->write({std::span<const double>(second)}, 1, text);
  writer->finish(text);
  CHECK(text == "[\n{\"s\":1},\n{\"s\":2.5},\n{\"s\":3}\n]\n");
  std::string none;
  make_result_writer(Format::json, names, {})->finish(none);
  CHECK(none == "[]\n");
}

TEST_CASE("a file of results without respondents has its row of names, once") {
  const std::vector<std::string> names{"id", "a,b"};
  std::string text;
  const auto writer = make_result_writer(Format::csv, names, {});
  writer->write({std::span<const Cell>(), std::span<const Cell>()}, 0, text);
  writer->finish(text);
  CHECK(text == "id,\"a,b\"\n");
  std::string lines;
  make_result_writer(Format::ndjson, names, {})->finish(lines);
  CHECK(lines == "");
}

TEST_CASE("the row of names stands once over several blocks") {
  const std::vector<std::string> names{"s"};
  const std::vector<double> scores{1};
  for (const Format format : {Format::csv, Format::tsv}) {
    const auto writer = make_result_writer(format, names, {});
    std::string text;
    for (int block = 0; block < 3; ++block) writer->write({std::span<const double>(scores)}, 1, text);
    writer->finish(text);
    CHECK(text == "s\n1\n1\n1\n");
  }
}

TEST_CASE("scores are written so that they read back exactly") {
  for (const double score : {1 / 3.0, 0.1 + 0.2, 71 / 18.0, 40 / 3.0, 1e-7, 123456789.123, -2.5, 24.0}) {
    for (const Format format : {Format::csv, Format::tsv, Format::ndjson}) {
      std::string text = one_score(format, score);
      text = text.substr(text.find_first_of("0123456789-"));
      CHECK(std::stod(text) == score);
    }
  }
}

TEST_CASE("digits round scores, but not counts") {
  CHECK(holds(written(Format::csv, {.digits = 2}), ",2.33,3,anxious"));
  CHECK(holds(written(Format::ndjson, {.digits = 0}), "\"anxiety\":2,\"answered\":3"));
  CHECK(one_score(Format::csv, 5, {.digits = 3}) == "s\n5.000\n");
}

TEST_CASE("a score that rounds to zero has no minus sign") {
  CHECK(one_score(Format::csv, -0.0) == "s\n0\n");
  CHECK(one_score(Format::csv, -0.001, {.digits = 2}) == "s\n0.00\n");
}

TEST_CASE("the table for people shows two decimals and a dash for what is not known") {
  CHECK(written(Format::table) ==
        "id     extra    anxiety  answered  profile\n"
        "a,\"b\"  [1,\"x\"]     2.33         3  anxious\n"
        "–      –              –         0  –\n");
  CHECK(holds(written(Format::table, {.digits = 4}), "2.3333 "));
}

TEST_CASE("the table for people shortens long texts, but not in the last column") {
  const std::vector<std::string> names{"remark", "quality"};
  const std::string text_of_45(45, 'x');
  const std::vector<Cell> cells{{.text = text_of_45}};
  std::string text;
  make_result_writer(Format::table, names, {})
      ->write({std::span<const Cell>(cells), std::span<const Cell>(cells)}, 1, text);
  CHECK(holds(text, "\n" + std::string(39, 'x') + "…  " + text_of_45 + "\n"));
}

TEST_CASE("nothing in a cell moves the cursor or breaks the line of the table for people") {
  const std::vector<std::string> names{"na\x1B[2Jme"};
  const std::vector<Cell> cells{{.text = "\x1B[31mred\n\r\xFF"},
                                {.text = "\xE2\x80\xAE"
                                         "abc"}};
  const auto writer = make_result_writer(Format::table, names, {});
  std::string text;
  writer->write({std::span<const Cell>(cells)}, 2, text);
  CHECK(text.find_first_of("\x1B\r\xFF") == std::string::npos);
  CHECK_FALSE(holds(text, "\xE2\x80\xAE"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}

TEST_CASE("the table for people has one row of titles, over several blocks too, and over none") {
  const std::vector<std::string> names{"score"};
  const std::vector<double> scores{1};
  const auto writer = make_result_writer(Format::table, names, {});
  std::string text;
  for (int block = 0; block < 2; ++block) writer->write({std::span<const double>(scores)}, 1, text);
  writer->finish(text);
  CHECK(text == "score\n 1.00\n 1.00\n");
  std::string none;
  make_result_writer(Format::table, names, {})->finish(none);
  CHECK(none == "score\n");
}

TEST_CASE("what stands after all rows completes a file of text") {
  const testing::TemporaryFolder folder;
  const std::vector<std::string> names{"s"};
  const std::vector<double> scores{1};
  for (const Format format : {Format::csv, Format::json, Format::table}) {
    for (const bool any : {true, false}) {
      const auto writer = make_result_writer(format, names, {});
      const auto whole = make_result_writer(format, names, {});
      std::string text, expected;
      if (any) writer->write({std::span<const double>(scores)}, 1, text);
      if (any) whole->write({std::span<const double>(scores)}, 1, expected);
      whole->finish(expected);
      const auto path = folder.path() / "results";
      OutputFile out(path.string());
      out.write(text);
      writer->complete(any, out);
      out.commit();
      CHECK(testing::TemporaryFolder::content(path) == expected);
    }
  }
}

TEST_CASE("rows written by several writers are, put together, those of one") {
  const Results results;
  for (const Format format : {Format::csv, Format::tsv, Format::ndjson, Format::json}) {
    const auto one = make_result_writer(format, results.names, {});
    std::string whole;
    for (int stretch = 0; stretch < 3; ++stretch) one->write(results.columns, 2, whole);
    one->finish(whole);
    const auto around = make_result_writer(format, results.names, {});
    std::string text;
    for (int stretch = 0; stretch < 3; ++stretch) {
      text += around->opening(stretch == 0);
      make_result_writer(format, results.names, {})->write_rows(results.columns, 2, text);
    }
    CHECK(text + around->closing(true) == whole);
  }
}

}  // namespace attune
