#include "exchange/osd_variants.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace attune {
namespace {

// Whether the condition holds for `language` and the parameters' default values; nothing where it asks for answers.
std::optional<bool> holds(const JsonPart& condition, const JsonPart& definition, const std::string& language) {
  for (const bool all : {true, false}) {
    const auto parts = condition.find(all ? "all" : "any");
    if (!parts) continue;
    for (const JsonPart& part : parts->elements()) {
      const auto held = holds(part, definition, language);
      if (!held) return std::nullopt;
      if (*held != all) return !all;
    }
    return all;
  }
  std::string left = language;
  if (const auto parameter = condition.find("parameter")) {
    const auto parameters = definition.find("parameters");
    const auto own = parameters ? parameters->find(parameter->text()) : std::nullopt;
    const auto value = own ? own->find("default") : std::nullopt;
    if (!value) return std::nullopt;
    left = value->as_text();
  } else if (condition.text_at("selector") != "language") {
    return std::nullopt;
  }
  const std::string comparison = condition.text_at("operator", "equals");
  const JsonPart right = condition.at("value");
  std::vector<std::string> values;
  if (!right.is_array()) values.push_back(right.as_text());
  else
    for (const JsonPart& value : right.elements()) values.push_back(value.as_text());
  const bool found = std::find(values.begin(), values.end(), left) != values.end();
  if (comparison == "equals" || comparison == "in") return found;
  if (comparison == "not_equals" || comparison == "not_in") return !found;
  return std::nullopt;
}

}  // namespace

std::set<std::string> osd_variants(const JsonPart& definition, const std::string& language) {
  std::set<std::string> active;
  const auto variants = definition.find("variants");
  const auto sets = variants ? variants->find("sets") : std::nullopt;
  if (!sets) return active;
  for (const auto& [name, set] : sets->entries()) {
    const auto languages = set.find("languages");
    if (!languages) continue;
    for (const JsonPart& one : languages->elements()) {
      if (one.text() == language) active.insert(name);
    }
  }
  const auto otherwise = variants->find("default");
  if (active.empty() && otherwise && otherwise->is_text()) active.insert(otherwise->text());
  return active;
}

OsdVariants::OsdVariants(const JsonPart& definition, const std::string& language)
    : definition_(definition), language_(language) {
  const auto variants = definition.find("variants");
  const auto sets = variants ? variants->find("sets") : std::nullopt;
  if (!sets) return;
  const std::set<std::string> active = osd_variants(definition, language);
  for (const auto& [name, set] : sets->entries()) {
    const auto items = set.find("items");
    if (!items) continue;
    for (const JsonPart& item : items->elements()) {
      in_some_set_.insert(item.text());
      if (active.contains(name)) in_active_set_.insert(item.text());
    }
  }
}

bool OsdVariants::include(const JsonPart& item, const std::string& id) const {
  const auto condition = item.find("variant_when");
  const auto held = condition ? holds(*condition, definition_, language_) : std::optional<bool>(true);
  if (condition && !held) condition->refuse("this condition of a variant cannot be judged");
  return *held && (!in_some_set_.contains(id) || in_active_set_.contains(id));
}

}  // namespace attune
