#include "exchange/norms_yaml.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {

using testing::shipped;
using testing::TemporaryFolder;

namespace {

Norms made_norms() {
  Norms norms;
  norms.sample = "Students: \"all\" of them # and more, naïve\nand not.";
  norms.source = "null";
  norms.response = {1, 5};
  norms.percentiles = {2.5, 50};
  const NormScale scale{.scale = 0, .mean = 31 / 18.0, .sd = 0.1 + 0.2, .percentiles = {5 / 3.0, 2}};
  norms.groups = {{.id = "all", .n = 12, .age = {}, .gender = {}, .scales = {scale}},
                  {.id = "yes", .n = 5, .age = {{18, 24}}, .gender = "no: 1", .scales = {scale}}};
  return norms;
}

}  // namespace

TEST_CASE("a block of norms in a definition is loaded as it was, to the last bit") {
  const Norms norms = made_norms();
  const TemporaryFolder folder;
  const auto file = folder.file(
      "mine.yaml", "schema: attune/1\nid: mine\nextends: ecr-5pt\n" + norms_yaml(shipped("ecr-5pt"), norms));
  const Questionnaire loaded = load_questionnaire(file, testing::shipped_catalogue());
  REQUIRE(loaded.norms.size() == 1);
  const Norms& read = loaded.norms[0];
  CHECK(read.sample == norms.sample);
  CHECK(read.source == norms.source);
  CHECK(read.response == norms.response);
  CHECK(read.percentiles == norms.percentiles);
  REQUIRE(read.groups.size() == 2);
  for (std::size_t g = 0; g < 2; ++g) {
    CHECK(read.groups[g].id == norms.groups[g].id);
    CHECK(read.groups[g].n == norms.groups[g].n);
    CHECK(read.groups[g].age == norms.groups[g].age);
    CHECK(read.groups[g].gender == norms.groups[g].gender);
    REQUIRE(read.groups[g].scales.size() == 1);
    CHECK(read.groups[g].scales[0].mean == 31 / 18.0);
    CHECK(read.groups[g].scales[0].sd == 0.1 + 0.2);
    CHECK(read.groups[g].scales[0].percentiles == norms.groups[g].scales[0].percentiles);
  }
}

TEST_CASE("a block of norms is laid out in lines, its lists of figures within one") {
  const std::string yaml = norms_yaml(shipped("ecr-5pt"), made_norms());
  CHECK(yaml.starts_with("norms:\n- sample: \"Students"));
  CHECK(testing::holds(yaml,
                       "\n  percentiles: [2.5, 50]\n  groups:\n    all:\n      n: 12\n      scales:\n"
                       "        anxiety:\n          mean: 1.7222222222222223\n"));
}

}  // namespace attune
