#include "history/earlier_plan.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {

using testing::error_of;
using testing::TemporaryFolder;

TEST_CASE("a damaged plan of earlier versions is told, with the way to be rid of it") {
  const TemporaryFolder folder;
  const std::string sound = R"({"schema":"attune-plan/1","profile":"anxious","begun":"2026-11-22","done":[null]})";
  REQUIRE(read_earlier_plan(folder.file("plan.json", sound)).profile == "anxious");
  for (const std::string& damaged :
       {std::string(), sound.substr(0, 40), std::string("[]"), std::string("{}"), std::string(5000, '['),
        std::string(R"({"schema":"attune-plan/9","profile":"anxious","begun":"x","done":[]})"),
        std::string(R"({"schema":"attune-plan/1","profile":5,"begun":"x","done":[]})"),
        std::string(R"({"schema":"attune-plan/1","profile":"anxious","begun":"x","done":[7]})"),
        std::string(R"({"schema":"attune-plan/1","profile":"anxious","begun":"x","done":"x"})")}) {
    CAPTURE(damaged);
    const Error error = error_of([&] { read_earlier_plan(folder.file("plan.json", damaged)); });
    CHECK(error.code() == ExitCode::data);
    CHECK(testing::holds(error.remedy(), "--forget"));
  }
}

}  // namespace attune
