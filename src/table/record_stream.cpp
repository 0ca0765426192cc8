#include "table/record_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "table/encoding.h"

namespace attune {
namespace {

constexpr std::size_t kLongestRecord = std::size_t{16} << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

RecordStream::RecordStream(UnpackedInput in, std::size_t block_bytes) : in_(std::move(in)), block_bytes_(block_bytes) {}

std::string_view RecordStream::peek() {
  look_ahead(kSniffed);
  while (!at_end_ && ahead_.find('\n') == std::string::npos && ahead_.size() < kLongestRecord)
    look_ahead(2 * ahead_.size());
  std::string_view start = ahead_;
  if (start.starts_with(kByteOrderMark)) start.remove_prefix(kByteOrderMark.size());
  return start;
}

std::optional<char> RecordStream::take_separator_line() {
  const std::string_view start = peek();
  const std::size_t end = start.find('\n');
  std::string_view line = start.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() > 1 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (end == std::string_view::npos || line.size() != 5 || fold(line.substr(0, 4)) != "sep=") return std::nullopt;
  const char separator = line.back();
  ahead_.erase(0, ahead_.size() - start.size() + end + 1);
  started_ = true;  // what a file may begin with has been there
  ++line_;
  return separator;
}

void RecordStream::look_ahead(std::size_t bytes) {
  while (!at_end_ && ahead_.size() < bytes) at_end_ = in_.read(ahead_, bytes - ahead_.size()) == 0;
}

// Appends what comes next; false at the end.
bool RecordStream::read_more(std::string& bytes) {
  if (ahead_.empty()) {
    ended_ = at_end_ || in_.read(bytes, block_bytes_) == 0;
  } else {
    bytes.append(ahead_, 0, block_bytes_);
    ahead_.erase(0, block_bytes_);
  }
  return !ended_;
}

// Reads until the mark at the start, which has three bytes, would be there whole, and takes it away.
void RecordStream::start(std::string& bytes) {
  while (bytes.size() < kByteOrderMark.size() && read_more(bytes)) {
  }
  started_ = true;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    throw Error(ExitCode::data, {.file = name()}, "the file is in UTF-16, not UTF-8", save_as_utf8("UTF-16"));
  if (bytes.starts_with("PK\x03\x04")) {
    throw Error(ExitCode::data, {.file = name()}, "this is an Excel workbook or another ZIP file, not text",
                "If it is a workbook, give its name the extension .xlsx, or add --from xlsx.");
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
}

void RecordStream::check(const RecordScan& scan, std::string_view bytes) const {
  if (scan.nul()) {
    const auto before = bytes.substr(0, *scan.nul());
    const auto line = line_ + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    throw Error(ExitCode::data, {.file = name(), .line = line}, "a NUL byte: this is not a text file in UTF-8",
                "If it came from a spreadsheet it may be UTF-16 or Excel's own format. " + save_as_utf8("UTF-16"));
  }
  if (scan.last_end() == 0 && bytes.size() > kLongestRecord) {
    throw Error(ExitCode::data, {.file = name(), .line = line_},
                fmt::format("the row that begins here has no end within {} MiB", kLongestRecord >> 20),
                "A quote that is opened and never closed can cause that.");
  }
}

void RecordStream::put_back(ByteBlock block) { returned_ = std::move(block); }

bool RecordStream::next(ByteBlock& block) {
  if (returned_) {
    block = std::move(*returned_);
    returned_.reset();
    return true;
  }
  std::string& bytes = block.bytes;
  bytes.assign(rest_);
  if (!started_) start(bytes);
  RecordScan scan(delimiter_);
  scan.look(bytes);
  while (!ended_ && (scan.last_end() == 0 || bytes.size() < block_bytes_)) {
    read_more(bytes);
    scan.look(bytes);
    check(scan, bytes);
  }
  check(scan, bytes);
  const std::size_t end = ended_ ? bytes.size() : scan.last_end();
  block.first_line = line_;
  line_ += ended_ ? scan.all_lines() : scan.lines();
  rest_.assign(bytes, end);
  bytes.resize(end);
  return end > 0;
}

}  // namespace attune
