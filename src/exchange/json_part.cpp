#include "exchange/json_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

using Json = JsonPart::Json;

constexpr int kDeepest = 64;
constexpr std::size_t kMostParts = 1'000'000;
constexpr std::size_t kMostKeys = 10'000;
constexpr int kShown = 60;

// Watches over a document while it is read.
class Limits {
 public:
  explicit Limits(const std::string& file) : file_(file) {}

  bool allow(int depth, Json::parse_event_t event, const Json& parsed) {
    if (depth > kDeepest) refuse(fmt::format("nested deeper than {} levels", kDeepest));
    if (++parts_ > kMostParts) refuse(fmt::format("more than {} parts", grouped(kMostParts)));
    if (event == Json::parse_event_t::object_start) keys_.emplace_back();
    if (event == Json::parse_event_t::object_end) keys_.pop_back();
    if (event != Json::parse_event_t::key) return true;
    const std::string& key = parsed.get_ref<const std::string&>();
    if (!keys_.back().insert(key).second)
      refuse(fmt::format("the key \"{}\" stands twice in one object", shorten(key, kShown)));
    if (keys_.back().size() > kMostKeys) refuse(fmt::format("an object with more than {} keys", grouped(kMostKeys)));
    return true;
  }

 private:
  [[noreturn]] void refuse(const std::string& problem) const { throw Error(ExitCode::data, {.file = file_}, problem); }

  const std::string& file_;
  std::size_t parts_ = 0;
  std::vector<std::set<std::string>> keys_;  // of the objects that are open
};

std::string description(const Json& json) {
  if (json.is_object()) return "an object";
  if (json.is_array()) return "a list";
  if (json.is_null()) return "nothing";
  return shorten(json.dump(-1, ' ', false, Json::error_handler_t::replace), kShown);
}

}  // namespace

JsonPart JsonPart::document(std::string_view text, const std::string& file) {
  Limits limits(file);
  try {
    const auto document =
        std::make_shared<const Json>(Json::parse(text, [&](int depth, Json::parse_event_t event, const Json& json) {
          return limits.allow(depth, event, json);
        }));
    return JsonPart(document, document.get(), "", file);
  } catch (const Json::parse_error& wrong) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(wrong.byte, text.size()));
    const auto line = static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
    throw Error(ExitCode::data, {.file = file, .line = line}, "not valid JSON");
  } catch (const Json::out_of_range&) {
    throw Error(ExitCode::data, {.file = file}, "not valid JSON: a number is too large");
  }
}

JsonPart JsonPart::inside(const Json& json, const std::string& step) const {
  return JsonPart(document_, &json, path_.empty() || step.starts_with('[') ? path_ + step : path_ + "." + step, file_);
}

std::optional<JsonPart> JsonPart::find(const std::string& key) const {
  if (!is_object()) refuse(fmt::format("expected an object, found {}", description(*json_)));
  const auto found = json_->find(key);
  if (found == json_->end() || found->is_null()) return std::nullopt;
  return inside(*found, key);
}

JsonPart JsonPart::at(const std::string& key) const {
  if (auto part = find(key)) return *part;
  refuse(fmt::format("there is no \"{}\"", key));
}

std::vector<JsonPart> JsonPart::elements() const {
  if (!is_array()) refuse(fmt::format("expected a list, found {}", description(*json_)));
  std::vector<JsonPart> elements;
  for (std::size_t e = 0; e < json_->size(); ++e) elements.push_back(inside((*json_)[e], fmt::format("[{}]", e)));
  return elements;
}

std::vector<JsonPart::Entry> JsonPart::entries() const {
  if (!is_object()) refuse(fmt::format("expected an object, found {}", description(*json_)));
  std::vector<Entry> entries;
  for (const auto& [key, value] : json_->items()) entries.push_back({key, inside(value, key)});
  return entries;
}

std::string JsonPart::text() const {
  if (!is_text()) refuse(fmt::format("expected a text, found {}", description(*json_)));
  return json_->get<std::string>();
}

double JsonPart::number() const {
  if (is_number()) return json_->get<double>();
  refuse(fmt::format("expected a number, found {}", description(*json_)));
}

int JsonPart::whole() const {
  constexpr double kMost = 1e9;
  const double value = is_number() ? json_->get<double>() : kMost + 1;
  if (value != std::floor(value) || std::abs(value) > kMost)
    refuse(fmt::format("expected a whole number, found {}", description(*json_)));
  return static_cast<int>(value);
}

bool JsonPart::truth() const {
  if (json_->is_boolean()) return json_->get<bool>();
  if (is_number() && (*json_ == 0 || *json_ == 1)) return *json_ == 1;
  refuse(fmt::format("expected true or false, found {}", description(*json_)));
}

std::string JsonPart::as_text() const {
  if (is_text()) return text();
  if (is_number()) return number_text(number());
  if (json_->is_boolean()) return json_->get<bool>() ? "true" : "false";
  refuse(fmt::format("expected a text or a number, found {}", description(*json_)));
}

std::string JsonPart::text_at(const std::string& key, const std::string& otherwise) const {
  const auto part = find(key);
  return part ? part->text() : otherwise;
}

std::optional<int> JsonPart::whole_at(const std::string& key) const {
  const auto part = find(key);
  return part ? std::optional(part->whole()) : std::nullopt;
}

void JsonPart::refuse(const std::string& problem, const std::string& remedy) const {
  throw Error(ExitCode::data, {.file = file_},
              path_.empty() ? problem : fmt::format("{}: {}", shorten(path_, kShown), problem), remedy);
}

}  // namespace attune
