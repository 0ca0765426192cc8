#include "exchange/json_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

using Json = JsonPart::Json;

constexpr int kShown = 60;
constexpr std::size_t kDeepestJson = 64;
constexpr std::size_t kMostParts = 1'000'000;
constexpr std::size_t kMostKeys = 10'000;

// Looks through a document without keeping it.
class Limits : public nlohmann::json_sax<Json> {
 public:
  Limits(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  bool null() override { return part(); }
  bool boolean(bool) override { return part(); }
  bool number_integer(number_integer_t) override { return part(); }
  bool number_unsigned(number_unsigned_t) override { return part(); }
  bool number_float(number_float_t, const string_t&) override { return part(); }
  bool string(string_t&) override { return part(); }
  bool binary(binary_t&) override { return part(); }
  bool start_object(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    std::unordered_set<std::string>& keys = open_.back();
    if (!keys.insert(key).second)
      refuse(fmt::format("the key \"{}\" stands twice in one object", shorten(key, kShown)));
    // Whoever keeps the order of keys looks for each among those before it.
    compared_ += keys.size();
    if (keys.size() > kMostKeys || compared_ > kMostKeys * kMostKeys)
      refuse(fmt::format("objects with more than {} keys", grouped(kMostKeys)));
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& wrong) override {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text_.size()));
    const auto line = static_cast<std::size_t>(std::count(text_.begin(), end, '\n')) + 1;
    const bool too_large = dynamic_cast<const Json::out_of_range*>(&wrong) != nullptr;
    throw Error(ExitCode::data, {.file = file_, .line = line},
                too_large ? "not valid JSON: a number is too large" : "not valid JSON");
  }

 private:
  bool part() {
    if (++parts_ > kMostParts) refuse(fmt::format("more than {} parts", grouped(kMostParts)));
    return true;
  }

  bool open() {
    open_.emplace_back();
    if (open_.size() > kDeepestJson) refuse(fmt::format("nested deeper than {} levels", kDeepestJson));
    return part();
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  [[noreturn]] void refuse(const std::string& problem) const { throw Error(ExitCode::data, {.file = file_}, problem); }

  std::string_view text_;
  const std::string& file_;
  std::size_t parts_ = 0;
  std::size_t compared_ = 0;
  std::vector<std::unordered_set<std::string>> open_;  // the keys of each object, none of a list
};

std::string description(const Json& json) {
  if (json.is_object()) return "an object";
  if (json.is_array()) return "a list";
  if (json.is_null()) return "nothing";
  return shorten(json.dump(-1, ' ', false, Json::error_handler_t::replace), kShown);
}

}  // namespace

JsonPart JsonPart::document(std::string_view text, const std::string& file) {
  Limits limits(text, file);
  Json::sax_parse(text, &limits);
  const auto document = std::make_shared<const Json>(Json::parse(text));
  return JsonPart(document, document.get(), "", file);
}

JsonPart JsonPart::inside(const Json& json, const std::string& step) const {
  // Every part within it keeps the name of a step.
  const std::string shown = shorten(step, kShown);
  return JsonPart(document_, &json, path_.empty() || shown.starts_with('[') ? path_ + shown : path_ + "." + shown,
                  file_);
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
