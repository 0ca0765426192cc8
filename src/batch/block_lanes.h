#pragma once

#include <memory>
#include <vector>

namespace attune {

/// One of several that take blocks in turn: each block goes through the three steps of one lane.
class BlockLane {
 public:
  virtual ~BlockLane() = default;
  /// Takes the next block; false where there is none. One lane at a time.
  virtual bool read() = 0;
  /// What may be done with several blocks at once, each in its own lane and thread.
  virtual void work() = 0;
  /// One lane at a time, in the order in which they read.
  virtual void hand_on() = 0;
};

/// Runs all lanes, each on a thread of its own as far as the system gives any, until there is no block left. Where a
/// step throws, the blocks before its own are still handed on, none after it, and what it threw is thrown here.
void run_lanes(const std::vector<std::unique_ptr<BlockLane>>& lanes);

}  // namespace attune
