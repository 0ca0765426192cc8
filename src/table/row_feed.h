#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "table/record.h"
#include "table/table_reader.h"

namespace attune {

/// Rows with what they show.
class RowBatch {
 public:
  void add(const Record& record);
  void append(const RowBatch& later);
  std::size_t rows() const { return rows_.size(); }
  /// About how much memory it takes.
  std::size_t bytes() const { return bytes_.size() + cells_.size() * sizeof(Place); }

  /// Puts the rows into `records`; their cells show `bytes`, which then holds the batch's memory.
  void give(std::string& bytes, std::vector<Record>& records) &&;

 private:
  struct Place {
    std::size_t end;  // in bytes_; a cell begins where the one before it ends
    bool json;
    std::uint32_t line;
  };
  struct Row {
    std::size_t cells_end;
    std::size_t line;
    bool blank;
  };

  std::string bytes_;
  std::vector<Place> cells_;
  std::vector<Row> rows_;
};

/// Lets a table be read on a thread of its own, since whoever reads it hands rows on where others ask for them, and
/// keeps a few batches of its rows ready.
class RowFeed {
 public:
  /// `reader` must outlive it. A batch takes about `batch_bytes`. Throws Error (io) where no thread can be had.
  RowFeed(TableReader& reader, std::size_t batch_bytes);
  RowFeed(const RowFeed&) = delete;
  RowFeed& operator=(const RowFeed&) = delete;
  ~RowFeed();

  /// The next rows; false at the end. Throws what reading threw.
  bool next(RowBatch& batch);

 private:
  void run();
  bool hand_over(RowBatch batch);

  TableReader& reader_;
  std::size_t batch_bytes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<RowBatch> ready_;
  std::exception_ptr failure_;
  bool ended_ = false;
  bool stopped_ = false;  // nobody asks any more
  std::jthread thread_;
};

}  // namespace attune
