#include "batch/block_lanes.h"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

namespace attune {
namespace {

class LaneOrder {
 public:
  void run(BlockLane& lane) {
    while (const auto block = read(lane)) {
      std::exception_ptr failure = failure_of_reading(*block);
      if (!failure) {
        try {
          lane.work();
        } catch (...) {
          failure = std::current_exception();
        }
      }
      if (!hand_on(lane, *block, failure)) return;
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  // The number of the block that was read.
  std::optional<std::size_t> read(BlockLane& lane) {
    const std::lock_guard lock(reading_);
    if (ended_) return std::nullopt;
    try {
      if (lane.read()) return read_++;
      ended_ = true;
      return std::nullopt;
    } catch (...) {
      ended_ = true;
      read_failure_ = std::current_exception();
      failed_block_ = read_;
      return read_++;
    }
  }

  std::exception_ptr failure_of_reading(std::size_t block) {
    const std::lock_guard lock(reading_);
    return failed_block_ == block ? read_failure_ : nullptr;
  }

  // False where a block before this one failed, or this one does.
  bool hand_on(BlockLane& lane, std::size_t block, const std::exception_ptr& failure) {
    std::unique_lock lock(handing_);
    turn_.wait(lock, [&] { return handed_ == block || failure_; });
    if (failure_) return false;
    try {
      if (failure) std::rethrow_exception(failure);
      lane.hand_on();
      ++handed_;
    } catch (...) {
      failure_ = std::current_exception();
    }
    turn_.notify_all();
    return !failure_;
  }

  std::mutex reading_;
  std::size_t read_ = 0;
  bool ended_ = false;
  std::exception_ptr read_failure_;
  std::optional<std::size_t> failed_block_;

  std::mutex handing_;
  std::condition_variable turn_;
  std::size_t handed_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

void run_lanes(const std::vector<std::unique_ptr<BlockLane>>& lanes) {
  LaneOrder order;
  {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t lane = 1; lane < lanes.size(); ++lane)
        threads.emplace_back([&order, &lane_of = *lanes[lane]] { order.run(lane_of); });
    } catch (const std::system_error&) {
      // No more threads may be had: then fewer lanes take all blocks.
    }
    order.run(*lanes[0]);
  }
  order.rethrow();
}

}  // namespace attune
