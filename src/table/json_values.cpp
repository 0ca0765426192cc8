#include "table/json_values.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/error.h"

namespace attune {
namespace {

constexpr std::size_t kJsonPiece = std::size_t{256} << 10;
constexpr std::size_t kLargest = std::size_t{64} << 20;
constexpr std::size_t kDeepestValue = 64;

bool is_space(int byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

}  // namespace

// The next byte, without taking it; EOF at the end.
int JsonValues::look() {
  if (taken_ == piece_.size()) {
    piece_.resize(kJsonPiece);
    piece_.resize(bytes_.read(at_, piece_.data(), kJsonPiece));
    at_ += piece_.size();
    taken_ = 0;
  }
  return piece_.empty() ? EOF : static_cast<unsigned char>(piece_[taken_]);
}

bool JsonValues::next(std::string& value) {
  constexpr int kMarkOfByteOrder = 0xEF;
  if (at_ == 0 && look() == kMarkOfByteOrder) taken_ = std::min<std::size_t>(3, piece_.size());
  for (int byte = look(); is_space(byte); byte = look()) {
    line_ += byte == '\n';
    ++taken_;
  }
  first_line_ = line_;
  if (look() == EOF) return false;
  if (look() != '{' && look() != '[') refuse("expected a JSON object", "A resource of FHIR begins with {.");
  value.clear();
  std::size_t depth = 0;
  bool in_text = false;
  bool escaped = false;
  do {
    const int byte = look();
    if (byte == EOF) refuse("the JSON object that begins here does not end", "The file may have been cut short.");
    value += static_cast<char>(byte);
    ++taken_;
    line_ += byte == '\n';
    if (in_text) {
      in_text = escaped || byte != '"';
      escaped = !escaped && byte == '\\';
    } else if (byte == '"') {
      in_text = true;
    } else if (byte == '{' || byte == '[') {
      if (++depth > kDeepestValue)
        refuse(fmt::format("JSON nested more than {} deep", kDeepestValue), "No questionnaire needs that.");
    } else if (byte == '}' || byte == ']') {
      --depth;
    }
    if (value.size() > kLargest)
      refuse(fmt::format("the JSON object that begins here is larger than {} MiB", kLargest >> 20),
             "Ask the server for NDJSON, with one resource a line, which may be of any size.");
  } while (depth > 0);
  return true;
}

void JsonValues::refuse(const std::string& problem, const std::string& remedy) const {
  throw Error(ExitCode::data, {.file = bytes_.name(), .line = first_line_}, problem, remedy);
}

}  // namespace attune
