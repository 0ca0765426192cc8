#include "table/input_format.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "packed.h"
#include "support.h"

namespace attune {
namespace {

using testing::TemporaryFolder;

Format format_of(const std::string& name, const std::string& content, std::optional<Format> from = {}) {
  const TemporaryFolder folder;
  UnpackedInput in(InputStream(folder.file(name, content).string()));
  return input_format(in, from);
}

const std::string kResponse = "{ \"resourceType\" :\n \"QuestionnaireResponse\", \"id\": \"a\" }";

}  // namespace

TEST_CASE("the person's word goes before the extension, and that before the content") {
  CHECK(format_of("a.csv", "PK\x03\x04", Format::xlsx) == Format::xlsx);
  CHECK(format_of("a.csv", "PK\x03\x04") == Format::csv);
  CHECK(format_of("a.tsv", "{}") == Format::tsv);
  CHECK(format_of("a.sav", "") == Format::sav);
  CHECK(format_of("a.zsav", "") == Format::sav);
  CHECK(format_of("a.DTA", "") == Format::dta);
  CHECK(format_of("a.xlsx", "") == Format::xlsx);
  CHECK(format_of("a.xlsm", "") == Format::xlsx);
}

TEST_CASE("a compressed file has the form that its name says before .gz or .zst") {
  CHECK(format_of("a.tsv.gz", testing::gzipped("x")) == Format::tsv);
  CHECK(format_of("a.dta.zst", testing::zstandard("x")) == Format::dta);
  CHECK(format_of("a.gz", testing::gzipped("{\"q1\": 1}")) == Format::ndjson);
}

TEST_CASE("without an extension the first bytes tell the form") {
  CHECK(format_of("a", "$FL2@(#) SPSS") == Format::sav);
  CHECK(format_of("a", "$FL3@(#) SPSS") == Format::sav);
  CHECK(format_of("a", "<stata_dta><header>") == Format::dta);
  CHECK(format_of("a", "PK\x03\x04 ...") == Format::xlsx);
  CHECK(format_of("a", " {\"q1\": 1}") == Format::ndjson);
  CHECK(format_of("a", "\xEF\xBB\xBF[1]") == Format::ndjson);
  CHECK(format_of("a", "q1,q2\n") == Format::csv);
  CHECK(format_of("a", "") == Format::csv);
}

TEST_CASE("JSON is FHIR's where it holds such a resource") {
  CHECK(format_of("a", kResponse) == Format::fhir);
  CHECK(format_of("a.json", "[" + kResponse + "]") == Format::fhir);
  CHECK(format_of("a.json", "{\"resourceType\":\"Bundle\"}") == Format::fhir);
  CHECK(format_of("a.json", "{\"resourceType\":\"Patient\"}") == Format::ndjson);
  CHECK(format_of("a.json", "{\"q1\": \"QuestionnaireResponse\"}") == Format::ndjson);
  CHECK(format_of("a.ndjson", kResponse) == Format::fhir);
}

TEST_CASE("an old workbook is refused with what to do") {
  const Error error = testing::error_of([] { format_of("a", "\xD0\xCF\x11\xE0\xA1\xB1"); });
  CHECK(error.code() == ExitCode::data);
  CHECK(testing::holds(error.what(), "an old Excel workbook (.xls), or one with a password"));
}

}  // namespace attune
