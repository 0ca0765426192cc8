#include "history/earlier_plan.h"

#include <new>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kPlanSchema = "attune-plan/1";
constexpr std::size_t kLargestFile = std::size_t{64} << 10;

}  // namespace

KeptPlan read_earlier_plan(const std::filesystem::path& file) {
  const std::string text = read_file(file, kLargestFile);
  try {
    const Json json = Json::parse(text);
    if (json.at("schema") != kPlanSchema) throw Error(ExitCode::data, {}, "another schema");
    KeptPlan plan{.profile = json.at("profile"), .begun = json.at("begun"), .done = {}};
    if (!json.at("done").is_array()) throw Error(ExitCode::data, {}, "no list of days");
    for (const Json& day : json.at("done"))
      plan.done.push_back(day.is_null() ? std::nullopt : std::optional<std::string>(day));
    return plan;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    throw Error(ExitCode::data, {.file = file.string()}, "the kept plan is damaged",
                "\"attune plan --forget\" removes it.");
  }
}

}  // namespace attune
