#include "table/record_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace attune {
namespace {

constexpr std::size_t kLongestRecord = std::size_t{64} << 20;
constexpr std::size_t kSniffed = std::size_t{64} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kSaveAsUtf8 = "Save it as \"CSV UTF-8\", or convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW.csv";

}  // namespace

RecordStream::RecordStream(InputStream in, std::size_t block_bytes) : in_(std::move(in)), block_bytes_(block_bytes) {}

std::string_view RecordStream::peek() {
  look_ahead(kSniffed);
  while (!at_end_ && ahead_.find('\n') == std::string::npos && ahead_.size() < kLongestRecord)
    look_ahead(2 * ahead_.size());
  std::string_view start = ahead_;
  if (start.starts_with(kByteOrderMark)) start.remove_prefix(kByteOrderMark.size());
  return start;
}

void RecordStream::look_ahead(std::size_t bytes) {
  while (!at_end_ && ahead_.size() < bytes) at_end_ = in_.read(ahead_, bytes - ahead_.size()) == 0;
}

bool RecordStream::read_more() {
  if (pending_.size() > kLongestRecord) {
    throw Error(ExitCode::data, {.file = name(), .line = line_},
                fmt::format("the row that begins here has no end within {} MiB", kLongestRecord >> 20),
                "A quote that is opened and never closed can cause that.");
  }
  const std::size_t before = pending_.size();
  if (ahead_.empty()) {
    ended_ = at_end_ || in_.read(pending_, block_bytes_) == 0;
  } else {
    pending_.append(ahead_, 0, block_bytes_);
    ahead_.erase(0, block_bytes_);
  }
  check_encoding(before);
  // The mark has three bytes, and a block may have fewer.
  if (!started_ && (ended_ || pending_.size() >= kByteOrderMark.size())) {
    started_ = true;
    if (pending_.starts_with(kByteOrderMark)) pending_.erase(0, kByteOrderMark.size());
  }
  return !ended_;
}

void RecordStream::check_encoding(std::size_t from) const {
  if (!started_ && (pending_.starts_with("\xFF\xFE") || pending_.starts_with("\xFE\xFF"))) {
    throw Error(ExitCode::data, {.file = name()}, "the file is in UTF-16, not UTF-8", kSaveAsUtf8);
  }
  if (!started_ && pending_.starts_with("PK\x03\x04")) {
    throw Error(ExitCode::data, {.file = name()}, "this is an Excel workbook or another ZIP file, not text",
                kSaveAsUtf8);
  }
  const void* nul = std::memchr(pending_.data() + from, 0, pending_.size() - from);
  if (nul == nullptr) return;
  const auto at = static_cast<std::size_t>(static_cast<const char*>(nul) - pending_.data());
  const auto line = line_ + static_cast<std::size_t>(
                                std::count(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  throw Error(ExitCode::data, {.file = name(), .line = line}, "a NUL byte: this is not a text file in UTF-8",
              std::string("If it came from a spreadsheet it may be UTF-16 or Excel's own format. ") + kSaveAsUtf8);
}

// The end of the last whole record in pending_, or 0. Looks at each byte once over all calls.
std::size_t RecordStream::find_end() {
  if (!started_) return 0;
  const bool plain = delimiter_ == 0 || (state_ != State::quoted && state_ != State::quote_in_quoted &&
                                         pending_.find('"', scanned_) == std::string::npos);
  if (plain) {
    const std::size_t feed = pending_.rfind('\n');
    if (feed != std::string::npos && feed >= scanned_) last_end_ = feed + 1;
    if (!pending_.empty() && scanned_ < pending_.size()) {
      const char last = pending_.back();
      state_ = last == '\n' || (delimiter_ != 0 && last == delimiter_) ? State::field_start : State::unquoted;
    }
    scanned_ = pending_.size();
    return last_end_;
  }
  for (; scanned_ < pending_.size(); ++scanned_) {
    const char c = pending_[scanned_];
    if (state_ == State::quoted) {
      if (c == '"') state_ = State::quote_in_quoted;
    } else if (c == '"' && (state_ == State::field_start || state_ == State::quote_in_quoted)) {
      state_ = State::quoted;
    } else if (c == '\n') {
      state_ = State::field_start;
      last_end_ = scanned_ + 1;
    } else {
      state_ = c == delimiter_ ? State::field_start : State::unquoted;
    }
  }
  return last_end_;
}

void RecordStream::put_back(ByteBlock block) { returned_ = std::move(block); }

bool RecordStream::next(ByteBlock& block) {
  if (returned_) {
    block = std::move(*returned_);
    returned_.reset();
    return true;
  }
  std::size_t end = find_end();
  while (!ended_ && (end == 0 || pending_.size() < block_bytes_)) {
    read_more();
    end = find_end();
  }
  if (ended_) end = pending_.size();
  if (end == 0) return false;
  block.bytes.assign(pending_, 0, end);
  block.first_line = line_;
  line_ += static_cast<std::size_t>(std::count(block.bytes.begin(), block.bytes.end(), '\n'));
  pending_.erase(0, end);
  scanned_ -= std::min(scanned_, end);
  last_end_ = 0;
  return true;
}

}  // namespace attune
