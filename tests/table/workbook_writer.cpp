#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "support.h"
#include "table/result_formats.h"
#include "table/table_formats.h"
#include "table/zip_archive.h"
#include "table_text.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> kWords{"secure", "anxious"};
const std::vector<std::string> kNames{"client", "day", "sum", "anxiety", "answered", "profile"};

// Two respondents; the second has nothing of what may be missing.
struct Results {
  std::vector<Cell> ids{{.text = "007"}, {.text = "=1+1"}};
  std::vector<Cell> days{{.text = "2026-10-02"}, {.text = ""}};
  std::vector<Cell> sums{{.text = "2"}, {.text = "3.50"}};
  std::vector<double> scores{7 / 3.0, kNone};
  std::vector<std::uint16_t> counts{3, 0};
  std::vector<std::int8_t> profiles{1, -1};
  std::vector<ResultColumn> columns{std::span<const Cell>(ids),
                                    std::span<const Cell>(days),
                                    std::span<const Cell>(sums),
                                    std::span<const double>(scores),
                                    std::span<const std::uint16_t>(counts),
                                    WordColumn{.indices = profiles, .words = &kWords}};
};

// Writes a workbook into the folder and returns its path.
std::string write(const TemporaryFolder& folder, NumberFormat numbers = {}, std::size_t rows = 2) {
  const std::string path = (folder.path() / "results.xlsx").string();
  const Results results;
  const auto writer = make_workbook_writer(kNames, numbers);
  std::string text;
  if (rows > 0) writer->write(results.columns, rows, text);
  CHECK(text.empty());
  OutputFile out(path);
  writer->complete(rows > 0, out);
  out.commit();
  return path;
}

std::string part_of(const std::string& path, const std::string& part) {
  const FileBytes bytes{InputStream(path)};
  ZipArchive archive(bytes);
  REQUIRE(archive.open(part));
  std::string text;
  while (archive.read(text, 4096) > 0) continue;
  return text;
}

}  // namespace

TEST_CASE("results in a workbook keep numbers as numbers, days as dates, texts as texts") {
  const TemporaryFolder folder;
  CHECK(testing::table_text(*open_workbook(FileBytes(InputStream(write(folder))), "")) ==
        "1|client|day|sum|anxiety|answered|profile\n"
        "2|007|2026-10-02|<2>|<2.333333333333333>|<3>|anxious\n"
        "3|=1+1||<3.5>||<0>\n");
}

TEST_CASE("the row of names stays in sight, and no text is a formula") {
  const TemporaryFolder folder;
  const std::string sheet = part_of(write(folder), "xl/worksheets/sheet1.xml");
  CHECK(holds(sheet, "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
  CHECK_FALSE(holds(sheet, "<f>"));
}

TEST_CASE("scores are rounded, and shown so, where the person wants it") {
  const TemporaryFolder folder;
  const std::string path = write(folder, {.digits = 2});
  CHECK(holds(part_of(path, "xl/worksheets/sheet1.xml"), "<v>2.33</v>"));
  CHECK(holds(part_of(path, "xl/styles.xml"), "formatCode=\"0.00\""));
}

TEST_CASE("results without rows are a sheet with names") {
  const TemporaryFolder folder;
  CHECK(testing::table_text(*open_workbook(FileBytes(InputStream(write(folder, {}, 0))), "")) ==
        "1|client|day|sum|anxiety|answered|profile\n");
}

TEST_CASE("more rows than a sheet has are refused while they come") {
  const std::vector<std::string> names{"s"};
  const std::vector<double> scores(1000, 1);
  const auto writer = make_workbook_writer(names, {});
  std::string text;
  const Error error = error_of([&] {
    for (int block = 0; block < 1050; ++block) writer->write({std::span<const double>(scores)}, scores.size(), text);
  });
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.what(), "a sheet holds at most 1,048,575 rows below the names"));
}

TEST_CASE("a text longer than a cell holds is refused with its column") {
  const std::vector<std::string> names{"remark"};
  const std::string text(40000, 'x');
  const std::vector<Cell> cells{{.text = text}};
  const TemporaryFolder folder;
  const auto writer = make_workbook_writer(names, {});
  std::string none;
  writer->write({std::span<const Cell>(cells)}, 1, none);
  OutputFile out((folder.path() / "results.xlsx").string());
  CHECK(
      holds(error_of([&] { writer->complete(true, out); }).what(), "a text in the column \"remark\" has 40,000 bytes"));
}

}  // namespace attune
