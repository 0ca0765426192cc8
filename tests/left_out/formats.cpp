// Built with the sources that stand in for formats whose libraries are not there.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "support.h"
#include "table/result_formats.h"
#include "table/table_formats.h"
#include "table/unpacker.h"

namespace attune {
namespace {

// What is said of a format that is left out.
std::string said(const std::function<void()>& use) {
  const Error error = testing::error_of(use);
  CHECK(error.code() == ExitCode::usage);
  return error.what();
}

FileBytes empty_file(const testing::TemporaryFolder& folder) {
  return FileBytes(InputStream(folder.file("a", "").string()));
}

}  // namespace

TEST_CASE("a format that is left out is told with the Debian package that would bring it") {
  const testing::TemporaryFolder folder;
  const std::vector<std::string> names;
  CHECK(testing::holds(said([&] { open_sav(empty_file(folder)); }), "libreadstat-dev"));
  CHECK(testing::holds(said([&] { open_dta(empty_file(folder)); }), "libreadstat-dev"));
  CHECK(testing::holds(said([&] { make_spss_stata_writer(Format::sav, names, {}, {}); }), "libreadstat-dev"));
  CHECK(testing::holds(said([&] { open_workbook(empty_file(folder), ""); }), "libminizip-dev, with libexpat1-dev"));
  CHECK(testing::holds(said([&] { make_workbook_writer(names, {}); }), "libxlsxwriter-dev"));
  CHECK(testing::holds(said([] { make_gzip_unpacker("a.gz"); }), "zlib1g-dev"));
  CHECK(testing::holds(said([] { make_zstd_unpacker("a.zst"); }), "libzstd-dev"));
}

TEST_CASE("a compressed file is recognised without what unpacks it") {
  const testing::TemporaryFolder folder;
  const std::string path = folder.file("a.csv.gz", "\x1F\x8B\x08").string();
  CHECK(said([&] { UnpackedInput(InputStream{path}); }) ==
        "files compressed with gzip are not read: attune was built without what that needs\n"
        "  Debian's package zlib1g-dev brings it; then attune has to be built anew.");
}

}  // namespace attune
