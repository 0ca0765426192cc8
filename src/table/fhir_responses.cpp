#include "table/fhir_responses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace attune {
namespace {

using nlohmann::json;

// All below these is one answer, in whatever form, or one person.
bool is_taken_whole(std::string_view key) { return key == "subject" || key.starts_with("value"); }

// Whether what has this key can belong to a response that is read.
bool is_of_a_response(std::string_view key) {
  constexpr std::array<std::string_view, 7> kRead{"resourceType", "id",     "authored", "status",
                                                  "item",         "linkId", "answer"};
  return is_taken_whole(key) || std::find(kRead.begin(), kRead.end(), key) != kRead.end();
}

// Which type a resource has may be told behind all else, so that any object can be a response until it ends. The parser
// of the library that makes a tree looks, after each object, through all that it kept around it: in a list of many,
// time would grow with the square. So the tree is made here, of what can belong to a response, and ends with its
// resource.
class ResponseFinder : public nlohmann::json_sax<json> {
 public:
  ResponseFinder(const Place& place, const std::function<bool(const json&)>& take) : place_(place), take_(take) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const std::string& /*as_written*/) override { return add(value); }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(binary_t& /*none in text*/) override { return true; }
  bool start_object(std::size_t /*unknown*/) override { return open(json::value_t::object); }
  bool start_array(std::size_t /*unknown*/) override { return open(json::value_t::array); }

  bool key(std::string& name) override {
    open_.back().key = std::move(name);
    return true;
  }

  bool end_object() override {
    const auto type = open_.back().value.find("resourceType");
    const bool is_response = type != open_.back().value.end() && *type == "QuestionnaireResponse";
    if (!is_response) return close();
    const Part response = std::move(open_.back());
    open_.pop_back();
    kept_ = response.kept_before;
    return take_(response.value);
  }

  bool end_array() override { return close(); }

  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    const std::string words = error.what();
    throw Error(ExitCode::data, place_, "not sound JSON: " + words.substr(words.find("] ") + 2));
  }

 private:
  // A list or object that is open.
  struct Part {
    bool is_list = false;
    bool stays = false;           // in what is around it
    bool is_whole = false;        // all inside it stays
    std::size_t kept_before = 0;  // values, all around it counted
    json value = {};              // null where nothing stays in it
    std::string key = {};         // the last one of an object
  };

  // Whether what comes next stays in what is open.
  bool stays() const {
    if (open_.empty()) return false;
    const Part& around = open_.back();
    return around.is_whole || (around.is_list ? around.stays : is_of_a_response(around.key));
  }

  bool add(json value) {
    if (!stays()) return true;
    count();
    put(std::move(value));
    return true;
  }

  bool open(json::value_t type) {
    Part part{.is_list = type == json::value_t::array, .stays = stays(), .kept_before = kept_};
    if (part.stays) {
      part.value = type;
      count();
      const Part& around = open_.back();
      part.is_whole = around.is_whole || (!around.is_list && is_taken_whole(around.key));
    }
    open_.push_back(std::move(part));
    return true;
  }

  bool close() {
    Part part = std::move(open_.back());
    open_.pop_back();
    if (part.stays) put(std::move(part.value));
    else kept_ = part.kept_before;
    return true;
  }

  void put(json value) {
    Part& around = open_.back();
    if (around.is_list) around.value.push_back(std::move(value));
    else around.value[around.key] = std::move(value);
  }

  void count() {
    if (++kept_ <= kMostFhirValues) return;
    // Lists stay in objects only, so that there is one at the top of what is kept.
    const auto resource = std::find_if(open_.rbegin(), open_.rend(), [](const Part& part) { return !part.stays; });
    throw Error(ExitCode::data, place_,
                fmt::format("\"{}\" of one resource holds more than {} values", shorten(resource->key, 40),
                            grouped(kMostFhirValues)),
                "Leave the resource out of the file, or divide it.");
  }

  const Place& place_;
  const std::function<bool(const json&)>& take_;
  std::vector<Part> open_;  // from the outermost
  std::size_t kept_ = 0;    // values that are in memory
};

}  // namespace

bool for_each_response_in(const std::string& text, const Place& place,
                          const std::function<bool(const json& response)>& take) {
  ResponseFinder finder(place, take);
  return json::sax_parse(text, &finder);
}

}  // namespace attune
