#include "table/column_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using Names = std::vector<std::string>;
using testing::TemporaryFolder;

Names names_in(const std::string& name, const std::string& content) {
  const TemporaryFolder folder;
  return column_names(folder.file(name, content).string(), "");
}

}  // namespace

TEST_CASE("the names of columns stand in the first row that is not blank") {
  CHECK(names_in("a.csv", "client;\"Date; time\";q1\nc01;today;3\n") == Names{"client", "Date; time", "q1"});
  CHECK(names_in("a.tsv", "\nclient\tq1\n") == Names{"client", "q1"});
  CHECK(names_in("a.csv", "").empty());
}

TEST_CASE("the names of columns are the keys of objects") {
  CHECK(names_in("a.ndjson", "{\"client\":1}\n{\"q1\":2,\"client\":3}\n") == Names{"client", "q1"});
}

}  // namespace attune
