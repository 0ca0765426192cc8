#include "base/random_id.h"

#include <doctest/doctest.h>

namespace attune {

TEST_CASE("a random name is 32 hexadecimal digits, another one each time") {
  const std::string name = random_id();
  CHECK(name.size() == 32);
  CHECK(name.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(random_id() != name);
}

}  // namespace attune
