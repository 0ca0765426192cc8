#include "guide/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/read_files.h"
#include "base/text.h"
#include "questionnaire/document.h"
#include "questionnaire/reader.h"

namespace attune {
namespace {

Practice read_practice(const Node::Entry& entry, Mistakes& mistakes) {
  Practice practice;
  practice.id = entry.key;
  MapReader map(entry.value, fmt::format("practice {}", entry.key), mistakes);
  for (auto [key, target] : {std::pair{"title", &practice.title},
                             {"why", &practice.why},
                             {"two_minutes", &practice.two_minutes},
                             {"page", &practice.page}}) {
    map.require(key, "A practice has a title, a reason, what to do in two minutes, and a page to read on.");
    map.text(key, *target);
  }
  map.finish();
  return practice;
}

std::vector<std::string> profiles_of(const Node& plans) {
  std::vector<std::string> names;
  for (const Node::Entry& entry : plans.entries) names.push_back(entry.key);
  return names;
}

Plan read_plan(const Node& document, const std::string& profile, Mistakes& mistakes) {
  Plan plan{.profile = profile, .days = {}};
  MapReader map(document, "the plan", mistakes);
  const Node* practices = map.require("practices", "It holds the practices.");
  const Node* plans = map.require("plans", "It holds a list of practices for each profile.");
  map.finish();
  if (practices == nullptr || plans == nullptr) return plan;
  const Node* days = plans->find(profile);
  if (days == nullptr) {
    throw Error(ExitCode::no_input, {}, fmt::format("there is no plan for \"{}\"", shorten(profile, 40)),
                fmt::format("There is one for {}.", join_words(profiles_of(*plans))));
  }
  for (const std::string& id : read_texts(*days, mistakes).value_or(std::vector<std::string>())) {
    const auto entry = std::find_if(practices->entries.begin(), practices->entries.end(),
                                    [&](const Node::Entry& e) { return e.key == id; });
    if (entry == practices->entries.end())
      mistake(mistakes, days->place(), fmt::format("there is no practice \"{}\"", id));
    else plan.days.push_back(read_practice(*entry, mistakes));
  }
  return plan;
}

Node plan_document(const Catalogue& catalogue) {
  const auto path = catalogue.find_plan();
  if (!path)
    throw Error(ExitCode::no_input, {}, "the plan of practices is not there",
                "It is the file guide/plan.yaml beside the definitions.");
  return parse_document(read_input_file(*path, kDocumentLimit), path->string());
}

}  // namespace

std::size_t KeptPlan::next_day() const {
  return static_cast<std::size_t>(std::find(done.begin(), done.end(), std::nullopt) - done.begin());
}

Plan load_plan(const Catalogue& catalogue, const std::string& profile) {
  Mistakes mistakes;
  Plan plan = read_plan(plan_document(catalogue), profile, mistakes);
  if (!mistakes.empty()) throw Error(mistakes.front());
  return plan;
}

std::vector<std::string> plan_profiles(const Catalogue& catalogue) {
  const Node document = plan_document(catalogue);
  const Node* plans = document.find("plans");
  return plans == nullptr ? std::vector<std::string>() : profiles_of(*plans);
}

}  // namespace attune
