#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "support.h"
#include "table/result_formats.h"
#include "table/table_formats.h"
#include "table_text.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::table_text;
using testing::TemporaryFolder;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> kWords{"secure", "anxious"};
const std::vector<std::string> kNames{"client no", "day", "sex", "anxiety", "answered", "profile"};
const std::vector<ColumnLabels> kLabels{
    {},
    {},
    {.text = "Sex", .of_values = std::make_shared<const ValueLabels>(ValueLabels{{"1", "male"}, {"2", "female"}})},
    {.text = "Attachment anxiety"},
    {},
    {}};

// Two respondents; the second has nothing of what may be missing.
struct Results {
  std::vector<Cell> ids{{.text = "007"}, {.text = "b"}};
  std::vector<Cell> days{{.text = "2026-10-02"}, {.text = ""}};
  std::vector<Cell> sexes{{.text = "2"}, {.text = "", .json = true}};
  std::vector<double> scores{7 / 3.0, kNone};
  std::vector<std::uint16_t> counts{3, 0};
  std::vector<std::int8_t> profiles{1, -1};
  std::vector<ResultColumn> columns{std::span<const Cell>(ids),
                                    std::span<const Cell>(days),
                                    std::span<const Cell>(sexes),
                                    std::span<const double>(scores),
                                    std::span<const std::uint16_t>(counts),
                                    WordColumn{.indices = profiles, .words = &kWords}};
};

// What is written, read again.
std::string written(Format format, NumberFormat numbers = {}, std::size_t rows = 2) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "results").string();
  const Results results;
  const auto writer = make_spss_stata_writer(format, kNames, kLabels, numbers);
  std::string text;
  if (rows > 0) writer->write(results.columns, rows, text);
  CHECK(text.empty());
  OutputFile out(path);
  writer->complete(rows > 0, out);
  out.commit();
  FileBytes file{InputStream(path)};
  return table_text(*(format == Format::dta ? open_dta(std::move(file)) : open_sav(std::move(file))));
}

}  // namespace

TEST_CASE("results in SPSS's and Stata's files keep numbers, days, labels and what is missing") {
  for (const Format format : {Format::sav, Format::zsav, Format::dta}) {
    CHECK(written(format) ==
          "|client_no:client no|day|sex:Sex 1=male 2=female|anxiety:Attachment anxiety|answered|profile 1=secure "
          "2=anxious\n"
          "1|007|2026-10-02|<2>|<2.3333333333333335>|<3>|<2>\n"
          "2|b|<>|<>|<>|<0>|<>\n");
  }
}

TEST_CASE("scores are rounded where the person wants it") {
  CHECK(holds(written(Format::sav, {.digits = 2}), "|<2.33>|"));
  CHECK(holds(written(Format::dta, {.digits = 0}), "|<2>|<2>|<3>"));
}

TEST_CASE("results without rows are a file without rows") {
  for (const Format format : {Format::sav, Format::zsav, Format::dta})
    CHECK(holds(written(format, {}, 0), "|client_no:client no|day|sex:Sex"));
}

TEST_CASE("a text longer than the program holds is refused with its column") {
  const std::vector<std::string> names{"remark"};
  const std::string text(40000, 'x');
  const std::vector<Cell> cells{{.text = text}};
  for (const Format format : {Format::sav, Format::dta}) {
    const TemporaryFolder folder;
    const auto writer = make_spss_stata_writer(format, names, {}, {});
    std::string none;
    writer->write({std::span<const Cell>(cells)}, 1, none);
    OutputFile out((folder.path() / "results").string());
    const Error error = error_of([&] { writer->complete(true, out); });
    CHECK(error.code() == ExitCode::usage);
    CHECK(holds(error.what(), "a text in the column \"remark\" has 40,000 bytes"));
  }
}

TEST_CASE("texts of a thousand bytes and signs that are no UTF-8 come back, the latter as U+FFFD") {
  const std::vector<std::string> names{"a", "b"};
  const std::string text(1000, 'x');
  const std::vector<Cell> long_texts{{.text = text}}, broken{{.text = std::string_view("a\xFF\0z", 4)}};
  for (const Format format : {Format::sav, Format::dta}) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "results").string();
    const auto writer = make_spss_stata_writer(format, names, {}, {});
    std::string none;
    writer->write({std::span<const Cell>(long_texts), std::span<const Cell>(broken)}, 1, none);
    OutputFile out(path);
    writer->complete(true, out);
    out.commit();
    FileBytes file{InputStream(path)};
    CHECK(table_text(*(format == Format::dta ? open_dta(std::move(file)) : open_sav(std::move(file)))) ==
          "|a|b\n1|" + text + "|a\xEF\xBF\xBD\xEF\xBF\xBDz\n");
  }
}

}  // namespace attune
