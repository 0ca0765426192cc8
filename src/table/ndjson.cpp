#include "table/ndjson.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

using nlohmann::json;

// Takes a flat object apart while it is parsed. Values that are no strings are kept as JSON text; numbers in the very
// digits of the file, so that a long id does not lose its end.
class ObjectReader : public nlohmann::json_sax<json> {
 public:
  using Take = std::function<void(std::string& key, std::string text, bool is_json)>;

  explicit ObjectReader(Take take) : take_(std::move(take)) {}

  const std::string& problem() const { return problem_; }

  bool null() override { return value("", "null", true); }
  bool boolean(bool truth) override { return literal(truth ? "true" : "false"); }
  bool number_integer(number_integer_t number) override { return literal(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override { return literal(std::to_string(number)); }
  bool number_float(number_float_t, const string_t& digits) override { return literal(digits); }
  bool string(string_t& text) override { return value(text, depth_ > 1 ? json(text).dump() : "", false); }
  bool binary(json::binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open('{'); }
  bool start_array(std::size_t) override { return depth_ == 0 ? fail() : open('['); }
  bool end_object() override { return close('}'); }
  bool end_array() override { return close(']'); }

  bool key(string_t& name) override {
    if (depth_ == 1) {
      key_ = name;
    } else {
      separate();
      nested_ += json(name).dump() + ":";
      after_key_ = true;
    }
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    // In front of the library's words stands its own code: "[json.exception.parse_error.101] parse error at …".
    problem_ = error.what();
    if (const auto code = problem_.find("] "); code != std::string::npos) problem_.erase(0, code + 2);
    return false;
  }

 private:
  bool fail() {
    problem_ = "expected an object: {\"q1\": 4, …}";
    return false;
  }

  bool literal(const std::string& text) { return value(text, text, true); }

  bool value(const std::string& flat, const std::string& inside, bool is_json) {
    if (depth_ == 0) return fail();
    if (depth_ == 1) {
      take_(key_, flat, is_json);
    } else {
      separate();
      nested_ += inside;
    }
    return true;
  }

  bool open(char bracket) {
    if (depth_ >= 1) {
      if (depth_ > 1) separate();
      nested_ += bracket;
    }
    ++depth_;
    return true;
  }

  bool close(char bracket) {
    --depth_;
    if (depth_ >= 1) nested_ += bracket;
    if (depth_ == 1) take_(key_, std::exchange(nested_, {}), true);
    return true;
  }

  void separate() {
    if (!after_key_ && !nested_.empty() && nested_.back() != '[' && nested_.back() != '{') nested_ += ',';
    after_key_ = false;
  }

  Take take_;
  std::string problem_;
  std::string key_;
  std::string nested_;
  bool after_key_ = false;
  std::size_t depth_ = 0;
};

void read_object(std::string_view line, const Place& place, const ObjectReader::Take& take) {
  ObjectReader reader(take);
  if (json::sax_parse(line, &reader)) return;
  throw Error(ExitCode::data, place, "not a JSON object: " + reader.problem(),
              "In NDJSON each line is one object: {\"q1\": 4, \"q2\": 2}.");
}

// The length of the value at the start of `text` where that is a short whole number, null, or a string that means what
// stands there; else 0.
std::size_t simple_value(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  if (text.starts_with('"')) {
    std::size_t end = 1;
    while (end < text.size() && text[end] >= ' ' && text[end] <= '~' && text[end] != '"' && text[end] != '\\') ++end;
    return end < text.size() && text[end] == '"' ? end + 1 : 0;
  }
  if (text.starts_with("null")) return 4;
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  std::size_t end = first;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  const std::size_t digits = end - first;
  if (end < text.size() && std::string_view(",} \t\r").find(text[end]) == std::string_view::npos) return 0;  // 1.5
  const bool leads_with_zero = digits > 0 && text[first] == '0' && (digits > 1 || first > 0);
  return digits == 0 || digits > kMostDigits || leads_with_zero ? 0 : end;
}

Cell simple_cell(std::string_view value) {
  if (value.starts_with('"')) return {.text = value.substr(1, value.size() - 2)};
  return {.text = value == "null" ? std::string_view() : value, .json = true};
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

}  // namespace

ValueGrammar simple_value_grammar() {
  const auto length = [](std::string_view text, char) -> std::optional<std::size_t> {
    const std::size_t bytes = simple_value(text);
    return bytes == 0 ? std::nullopt : std::optional(bytes);
  };
  return {.length = length, .cell = simple_cell};
}

std::vector<PlacedValue> place_values(std::string_view line, const KeyColumns& columns) {
  std::vector<PlacedValue> values;
  std::size_t at = 0;
  while (true) {
    const std::size_t key = line.find('"', at);
    if (key == std::string_view::npos) return values;
    const std::size_t key_end = line.find('"', key + 1);
    const std::size_t value = line.find_first_not_of(" \t", line.find(':', key_end) + 1);
    if (value == std::string_view::npos) return {};
    const std::string_view name = line.substr(key + 1, key_end - key - 1);
    const auto column = columns.find(name);
    const std::size_t length = simple_value(line.substr(value));
    // What stands for another character in a key is not looked into.
    if (name.find('\\') != std::string_view::npos || column == columns.end() || length == 0) return {};
    values.push_back({.column = column->second, .offset = value, .length = length});
    at = value + length;
  }
}

ObjectShape::ObjectShape(std::string_view line, const std::vector<PlacedValue>& values) {
  std::size_t at = 0;
  for (const PlacedValue& value : values) {
    before_.emplace_back(line.substr(at, value.offset - at));
    columns_.push_back(value.column);
    at = value.offset + value.length;
  }
  after_ = line.substr(at);
}

bool ObjectShape::read(std::string_view line, std::vector<Cell>& cells) const {
  for (std::size_t v = 0; v < columns_.size(); ++v) {
    if (!line.starts_with(before_[v])) return false;
    line.remove_prefix(before_[v].size());
    const std::size_t length = simple_value(line);
    if (length == 0) return false;
    cells[columns_[v]] = simple_cell(line.substr(0, length));
    line.remove_prefix(length);
  }
  return line == after_;
}

std::vector<std::string> ndjson_keys(const ByteBlock& lines, const std::string& file) {
  std::vector<std::string> keys;
  std::unordered_set<std::string> seen;
  std::string_view rest = lines.bytes;
  for (std::size_t number = lines.first_line; !rest.empty(); ++number) {
    const std::string_view line = take_line(rest);
    if (trim(line).empty()) continue;
    read_object(line, {.file = file, .line = number}, [&](std::string& key, const std::string&, bool) {
      if (seen.insert(key).second) keys.push_back(key);
    });
  }
  return keys;
}

NdjsonParser::NdjsonParser(const ByteBlock& block, const std::vector<std::string>& names, const std::string& file,
                           TextStore& store)
    : rest_(block.bytes), file_(file), store_(store), line_(block.first_line) {
  for (std::size_t c = 0; c < names.size(); ++c) columns_.emplace(names[c], c);
}

bool NdjsonParser::next(Record& record) {
  if (rest_.empty()) return false;
  const std::string_view line = take_line(rest_);
  const Place place{.file = file_, .line = line_++};
  record.line = place.line;
  record.blank = trim(line).empty();
  record.cells.assign(columns_.size(), Cell{.text = {}, .json = true});
  if (record.blank || (shape_ && shape_->read(line, record.cells))) return true;
  record.cells.assign(columns_.size(), Cell{.text = {}, .json = true});
  read_any(line, place, record);
  const std::vector<PlacedValue> values = place_values(line, columns_);
  shape_.reset();
  if (!values.empty()) shape_.emplace(line, values);
  return true;
}

void NdjsonParser::read_any(std::string_view line, const Place& place, Record& record) {
  std::vector<bool> taken(columns_.size(), false);
  read_object(line, place, [&](std::string& key, std::string text, bool is_json) {
    const auto column = columns_.find(key);
    if (column == columns_.end()) {
      throw Error(ExitCode::data, place, fmt::format("the key \"{}\" is new here", shorten(key, 40)),
                  "Name all keys in the file's first objects; null stands for what is not known.");
    }
    if (taken[column->second])
      throw Error(ExitCode::data, place, fmt::format("the key \"{}\" stands here twice", shorten(key, 40)));
    taken[column->second] = true;
    record.cells[column->second] = {.text = store_.emplace_back(std::move(text)), .json = is_json};
  });
}

void append_json_string(std::string& json_text, std::string_view text) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (std::all_of(text.begin(), text.end(), is_plain)) {
    json_text.append(1, '"').append(text).append(1, '"');
    return;
  }
  json_text += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace attune
