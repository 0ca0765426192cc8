#include "report/kept_page.h"

#include <doctest/doctest.h>

#include <string>

#include "history/kept.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using testing::kept;

KeptSitting earlier() {
  KeptSitting sitting = kept('2');
  sitting.started = "2026-01-10T12:00:00Z";
  sitting.scores[0].score = 1.5;
  return sitting;
}

}  // namespace

TEST_CASE("the page of a sitting without its definition has all that was kept") {
  const std::string page = page_html(kept_page(kept(), {}));
  for (const char* part : {"My scale", "your partner", "mine, version 1.0", "3.50", "0.25", "secure", ">q2<", ">5<"})
    CHECK(holds(page, part));
  CHECK_FALSE(holds(page, "Change"));
}

TEST_CASE("the page of a sitting without its definition has the change from earlier ones") {
  const std::string page = page_html(kept_page(kept(), {earlier()}));
  // 3.5 - 1.5; the standard error of the difference is 0.25 times the root of 2, and 2 / 0.354 is beyond 1.96.
  for (const char* part : {"2026-01-10", "1.50", "2.00", "higher"}) CHECK(holds(page, part));
}

TEST_CASE("a page says how many earlier sittings are not on it") {
  Page page = kept_page(kept(), {});
  const std::size_t blocks = page.blocks.size();
  tell_left_out(0, page);
  CHECK(page.blocks.size() == blocks);
  tell_left_out(2, page);
  CHECK(holds(page_html(page), "2 earlier sittings are not on this page"));
}

}  // namespace attune
