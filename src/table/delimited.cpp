#include "table/delimited.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/number.h"

namespace attune {

char sniff_delimiter(std::string_view start_of_file) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  bool may_quote = true;  // at the start of a field, and after a quote that may have been the first of a doubled one
  for (const char c : start_of_file) {
    if (c == '"' && (quoted || may_quote)) {
      may_quote = quoted;
      quoted = !quoted;
      continue;
    }
    if (quoted) continue;
    if (c == '\n') break;
    may_quote = c == ',' || c == ';' || c == '\t';
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > commas && tabs > semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

DelimitedParser::DelimitedParser(const ByteBlock& block, char delimiter, const std::string& file, TextStore& store)
    : rest_(block.bytes), delimiter_(delimiter), file_(file), store_(store), line_(block.first_line) {}

bool DelimitedParser::next(Record& record) {
  if (rest_.empty()) return false;
  record.cells.clear();
  record.line = line_;
  record.blank = rest_.front() == '\n' || rest_.starts_with("\r\n") || rest_ == "\r";
  while (true) {
    record.cells.push_back({.text = rest_.starts_with('"') ? take_quoted() : take_unquoted()});
    if (rest_.empty()) return true;
    const char end = rest_.front();
    rest_.remove_prefix(1);
    if (end == '\n') {
      ++line_;
      return true;
    }
  }
}

// Both leave rest_ at the separator or line feed that ends the field, or empty.

std::string_view DelimitedParser::take_unquoted() {
  // Most fields are so short that nothing beats looking at each character.
  std::size_t end = 0;
  while (end < rest_.size() && rest_[end] != delimiter_ && rest_[end] != '\n') ++end;
  std::string_view field = rest_.substr(0, end);
  const bool ends_row = end == rest_.size() || rest_[end] == '\n';
  if (ends_row && field.ends_with('\r')) field.remove_suffix(1);
  rest_.remove_prefix(end);
  return field;
}

std::string_view DelimitedParser::take_quoted() {
  const std::size_t opened_on = line_;
  rest_.remove_prefix(1);
  std::string* unescaped = nullptr;
  std::string_view field;
  while (true) {
    const std::size_t quote = rest_.find('"');
    if (quote == std::string_view::npos) {
      throw Error(ExitCode::data, {.file = file_, .line = opened_on}, "a quote is opened here and never closed",
                  "Inside a quoted field a quote is written twice: \"\".");
    }
    const std::string_view part = rest_.substr(0, quote);
    line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    rest_.remove_prefix(quote + 1);
    const bool doubled = rest_.starts_with('"');
    if (doubled && unescaped == nullptr) unescaped = &store_.emplace_back();
    if (unescaped != nullptr) unescaped->append(part);
    else field = part;
    if (!doubled) break;
    *unescaped += '"';
    rest_.remove_prefix(1);
  }
  if (rest_.starts_with("\r\n") || rest_ == "\r") rest_.remove_prefix(1);
  if (!rest_.empty() && rest_.front() != delimiter_ && rest_.front() != '\n') {
    throw Error(ExitCode::data, {.file = file_, .line = line_}, "text follows the closing quote of a field",
                "Inside a quoted field a quote is written twice: \"\".");
  }
  return unescaped != nullptr ? std::string_view(*unescaped) : field;
}

namespace {

// A field without quotes, or of quotes with none inside. What follows must be looked at by whoever asks.
std::optional<std::size_t> field_length(std::string_view text, char delimiter) {
  const bool quoted = text.starts_with('"');
  std::size_t end = quoted ? 1 : 0;
  if (quoted) {
    while (end < text.size() && text[end] != '"' && text[end] != '\n') ++end;
    return end < text.size() && text[end] == '"' ? std::optional(end + 1) : std::nullopt;
  }
  while (end < text.size() && text[end] != delimiter && text[end] != '\n' && text[end] != '\r') ++end;
  return end;
}

}  // namespace

ValueGrammar field_grammar(char delimiter) {
  const auto cell = [](std::string_view value) {
    return Cell{.text = value.starts_with('"') ? value.substr(1, value.size() - 2) : value};
  };
  return {.length = field_length, .cell = cell, .delimiter = delimiter};
}

std::vector<PlacedValue> place_fields(std::string_view row, char delimiter) {
  std::vector<PlacedValue> fields;
  for (std::size_t at = 0;; ++at) {
    const auto length = field_length(row.substr(at), delimiter);
    if (!length) return {};
    fields.push_back({.column = fields.size(), .offset = at, .length = *length});
    at += *length;
    if (at == row.size() || row.substr(at) == "\r") return fields;
    if (row[at] != delimiter) return {};
  }
}

void append_field(std::string& line, std::string_view text, char delimiter) {
  const auto is_special = [delimiter](char c) { return c == delimiter || c == '"' || c == '\n' || c == '\r'; };
  if (std::none_of(text.begin(), text.end(), is_special)) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

void append_safe_field(std::string& line, std::string_view text, char delimiter) {
  constexpr std::string_view kOpenings = "=+-@\t\r\n";
  const bool may_run = !text.empty() && kOpenings.find(text.front()) != std::string_view::npos && !parse_number(text);
  append_field(line, may_run ? "'" + std::string(text) : std::string(text), delimiter);
}

}  // namespace attune
