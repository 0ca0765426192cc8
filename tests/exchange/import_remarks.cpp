#include "exchange/import_remarks.h"

#include <doctest/doctest.h>

namespace attune {

TEST_CASE("the same said of several parts is one sentence, each part once") {
  ImportRemarks remarks;
  remarks.note("Asked of everybody", "q1");
  remarks.note("No scale");
  remarks.note("Asked of everybody", "q2");
  remarks.note("Asked of everybody", "q1");
  remarks.leave_out("items", "required");
  remarks.leave_out("items", "random_group");
  remarks.leave_out("", "report");
  Imported imported;
  remarks.tell(imported);
  CHECK(imported.notes == std::vector<std::string>{"Asked of everybody: q1 and q2.", "No scale."});
  CHECK(imported.left_out == std::vector<std::string>{"report.", "items: random_group and required."});
}

}  // namespace attune
