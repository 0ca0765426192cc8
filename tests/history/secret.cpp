#include "history/secret.h"

#include <doctest/doctest.h>

#include <utility>

namespace attune {

TEST_CASE("a secret holds its bytes, also after it has been moved") {
  Secret secret(std::string_view("open sesame"));
  const Secret moved = std::move(secret);
  CHECK(moved.view() == "open sesame");
}

TEST_CASE("a shortened secret has its first bytes") {
  Secret secret(std::string_view("open sesame"));
  secret.shorten(4);
  CHECK(secret.view() == "open");
}

}  // namespace attune
