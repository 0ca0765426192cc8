#include "exchange/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 64;
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
    if (!keys.insert(key).second) refuse(fmt::format("the key \"{}\" stands twice in one object", shorten(key, 60)));
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
    if (open_.size() > kDeepest) refuse(fmt::format("nested deeper than {} levels", kDeepest));
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

}  // namespace

void check_json(std::string_view text, const std::string& file) {
  Limits limits(text, file);
  Json::sax_parse(text, &limits);
}

nlohmann::json parse_json_text(std::string_view text, const std::string& file) {
  check_json(text, file);
  return Json::parse(text);
}

std::string json_text_at(const nlohmann::json& object, const char* key) {
  const auto value = object.is_object() ? object.find(key) : object.end();
  if (!object.is_object() || value == object.end() || !value->is_string()) return {};
  return std::string(trim(value->get_ref<const std::string&>()));
}

bool json_true_at(const nlohmann::json& object, const char* key) {
  return object.is_object() && object.contains(key) && object.at(key) == true;
}

const nlohmann::json& json_list_at(const nlohmann::json& object, const char* key) {
  static const nlohmann::json kNone = nlohmann::json::array();
  if (!object.is_object()) return kNone;
  const auto value = object.find(key);
  return value != object.end() && value->is_array() ? *value : kNone;
}

}  // namespace attune
