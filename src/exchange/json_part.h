#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

/// A part of an untrusted JSON document, which knows its place there for messages. What it is asked for and is not
/// there, or is something else, it refuses: Error (data) with the place, such as "items[3].options".
class JsonPart {
 public:
  using Json = nlohmann::ordered_json;
  struct Entry;

  /// The whole of a document, its keys in the order of the file. `file` is its name in messages. Throws Error (data)
  /// for what is not valid JSON or UTF-8, and for what no questionnaire needs and could do harm: nesting beyond 64
  /// levels, more than a million parts, objects with more than 10,000 keys, or one with a key twice.
  static JsonPart document(std::string_view text, const std::string& file);

  const Json& json() const { return *json_; }
  bool is_object() const { return json_->is_object(); }
  bool is_array() const { return json_->is_array(); }
  bool is_text() const { return json_->is_string(); }
  bool is_number() const { return json_->is_number(); }

  /// The value under `key` of an object; nothing where it is absent or null.
  std::optional<JsonPart> find(const std::string& key) const;
  JsonPart at(const std::string& key) const;
  std::vector<JsonPart> elements() const;
  std::vector<Entry> entries() const;

  std::string text() const;
  double number() const;
  int whole() const;
  /// A text, or a number or truth value as one writes it.
  std::string as_text() const;

  /// As above under `key`; `otherwise` where it is absent or null.
  std::string text_at(const std::string& key, const std::string& otherwise = {}) const;
  std::optional<int> whole_at(const std::string& key) const;

  [[noreturn]] void refuse(const std::string& problem, const std::string& remedy = {}) const;

 private:
  JsonPart(std::shared_ptr<const Json> document, const Json* json, std::string path, std::string file)
      : document_(std::move(document)), json_(json), path_(std::move(path)), file_(std::move(file)) {}
  JsonPart inside(const Json& json, const std::string& step) const;

  std::shared_ptr<const Json> document_;
  const Json* json_;
  std::string path_;
  std::string file_;
};

struct JsonPart::Entry {
  std::string key;
  JsonPart value;
};

}  // namespace attune
