#include "table/number_cells.h"

#include <doctest/doctest.h>

#include <string>

namespace attune {

TEST_CASE("numbers are written so that they read back, small whole ones without being kept") {
  std::string store = "untouched";
  for (const int value : {-99, -1, 0, 4, 999}) CHECK(number_cell(value, store) == std::to_string(value));
  CHECK(store == "untouched");
  CHECK(number_cell(1000, store) == "1000");
  CHECK(number_cell(0.1, store) == "0.1");
  CHECK(number_cell(1.0 / 3, store) == "0.3333333333333333");
  CHECK(number_cell(-99.5, store) == "-99.5");
}

}  // namespace attune
