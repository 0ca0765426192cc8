#include "table/row_feed.h"

#include <string_view>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace attune {
namespace {

constexpr std::size_t kMostReady = 4;

}  // namespace

void RowBatch::add(const Record& record) {
  for (const Cell& cell : record.cells) {
    bytes_ += cell.text;
    cells_.push_back({.end = bytes_.size(), .json = cell.json, .line = cell.line});
  }
  rows_.push_back({.cells_end = cells_.size(), .line = record.line, .blank = record.blank});
}

void RowBatch::append(const RowBatch& later) {
  const std::size_t bytes = bytes_.size();
  const std::size_t cells = cells_.size();
  bytes_ += later.bytes_;
  for (const Place& cell : later.cells_)
    cells_.push_back({.end = bytes + cell.end, .json = cell.json, .line = cell.line});
  for (const Row& row : later.rows_)
    rows_.push_back({.cells_end = cells + row.cells_end, .line = row.line, .blank = row.blank});
}

void RowBatch::give(std::string& bytes, std::vector<Record>& records) && {
  bytes = std::move(bytes_);
  records.resize(rows_.size());
  std::size_t cell = 0;
  std::size_t start = 0;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    Record& record = records[r];
    record.line = rows_[r].line;
    record.blank = rows_[r].blank;
    record.cells.clear();
    for (; cell < rows_[r].cells_end; ++cell) {
      const Place& place = cells_[cell];
      const std::string_view text = std::string_view(bytes).substr(start, place.end - start);
      record.cells.push_back({.text = text, .json = place.json, .line = place.line});
      start = place.end;
    }
  }
}

RowFeed::RowFeed(TableReader& reader, std::size_t batch_bytes) : reader_(reader), batch_bytes_(batch_bytes) {
  try {
    thread_ = std::jthread([this] { run(); });
  } catch (const std::system_error& error) {
    throw Error(ExitCode::io, {.file = reader.name()}, "no thread can be started to read it: " + error.code().message(),
                "End other programs, or raise the limit: ulimit -u.");
  }
}

RowFeed::~RowFeed() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

void RowFeed::run() {
  std::exception_ptr failure;
  RowBatch batch;
  bool wanted = true;
  try {
    reader_.read([&](const Record& record) {
      batch.add(record);
      if (batch.bytes() >= batch_bytes_) wanted = hand_over(std::exchange(batch, {}));
      return wanted;
    });
  } catch (...) {
    failure = std::current_exception();
  }
  // Rows before a mistake are told of first.
  if (wanted && batch.rows() > 0) hand_over(std::move(batch));
  const std::lock_guard lock(mutex_);
  failure_ = failure;
  ended_ = true;
  changed_.notify_all();
}

// False where nobody asks any more.
bool RowFeed::hand_over(RowBatch batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopped_ || ready_.size() < kMostReady; });
  if (stopped_) return false;
  ready_.push_back(std::move(batch));
  changed_.notify_all();
  return true;
}

bool RowFeed::next(RowBatch& batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || !ready_.empty(); });
  if (ready_.empty()) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return false;
  }
  batch = std::move(ready_.front());
  ready_.pop_front();
  changed_.notify_all();
  return true;
}

}  // namespace attune
