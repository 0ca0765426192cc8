#include "history/kept_plan.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"
#include "base/folders.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "attune-plan/1";
constexpr std::size_t kLargestFile = std::size_t{64} << 10;

}  // namespace

fs::path kept_plan_file() { return data_folder() / "plan.json"; }

std::optional<KeptPlan> load_kept_plan(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return std::nullopt;
  const std::string text = read_file(file, kLargestFile);
  try {
    const Json json = Json::parse(text);
    if (json.at("schema") != kSchema) throw Error(ExitCode::data, {}, "another schema");
    KeptPlan plan{.profile = json.at("profile"), .begun = json.at("begun"), .done = {}};
    if (!json.at("done").is_array()) throw Error(ExitCode::data, {}, "no list of days");
    for (const Json& day : json.at("done"))
      plan.done.push_back(day.is_null() ? std::nullopt : std::optional<std::string>(day));
    return plan;
  } catch (const std::exception&) {
    throw Error(ExitCode::data, {.file = file.string()}, "the kept plan is damaged",
                "\"attune plan --forget\" removes it.");
  }
}

void keep_plan(const fs::path& file, const KeptPlan& plan) {
  make_private_folder(file.parent_path());
  Json json{{"schema", kSchema}, {"profile", plan.profile}, {"begun", plan.begun}, {"done", Json::array()}};
  for (const auto& day : plan.done) json["done"].push_back(day ? Json(*day) : Json());
  std::error_code ignored;
  if (fs::exists(file, ignored)) fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
  OutputFile out(file.string());
  out.write(json.dump(2) + "\n");
  out.commit();
}

}  // namespace attune
