#include "base/natural_order.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace attune {

TEST_CASE("numbers in a text sort by their size") {
  for (const auto& [first, second] : std::vector<std::pair<std::string, std::string>>{
           {"c9", "c10"}, {"c2b", "c10a"}, {"9", "10"}, {"c009", "c10"}, {"c", "c1"}, {"2-9", "2-10"}}) {
    const std::string shown = first;
    CAPTURE(shown);
    CHECK(natural_key(first) < natural_key(second));
  }
}

TEST_CASE("case does not matter for the order") {
  CHECK(natural_key("anna") < natural_key("Bert"));
  CHECK(natural_key("Anna") < natural_key("bert"));
}

}  // namespace attune
