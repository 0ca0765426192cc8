#include "exchange/export.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

TEST_CASE("a definition goes out in the format that is named") {
  CHECK(testing::holds(export_definition("osd", testing::shipped("rq"), {}).text, "\"osd_version\": \"1.0\""));
}

TEST_CASE("a format that there is not is refused with those there are") {
  const Error error = testing::error_of([] { export_definition("docx", testing::shipped("rq"), {}); });
  CHECK(error.code() == ExitCode::usage);
  CHECK(testing::holds(error.remedy(), "osd"));
}

}  // namespace attune
