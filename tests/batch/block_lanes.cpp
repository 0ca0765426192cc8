#include "batch/block_lanes.h"

#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

namespace attune {
namespace {

// Numbers from 0 on, of which some make a step fail.
struct Numbers {
  int count = 0;
  int fails_to_read = -1, fails_to_work = -1, fails_to_hand_on = -1;
  int next = 0;
  std::vector<int> handed = {};
};

class NumberLane : public BlockLane {
 public:
  explicit NumberLane(Numbers& numbers) : numbers_(numbers) {}
  bool read() override {
    if (numbers_.next == numbers_.count) return false;
    number_ = numbers_.next++;
    if (number_ == numbers_.fails_to_read) throw std::runtime_error("read " + std::to_string(number_));
    return true;
  }
  void work() override {
    // Some take longer than those after them.
    if (number_ % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
    if (number_ == numbers_.fails_to_work) throw std::runtime_error("work " + std::to_string(number_));
  }
  void hand_on() override {
    if (number_ == numbers_.fails_to_hand_on) throw std::runtime_error("hand on " + std::to_string(number_));
    numbers_.handed.push_back(number_);
  }

 private:
  Numbers& numbers_;
  int number_ = 0;
};

// What is thrown, or nothing.
std::string run(Numbers& numbers, int lanes) {
  std::vector<std::unique_ptr<BlockLane>> all;
  for (int lane = 0; lane < lanes; ++lane) all.push_back(std::make_unique<NumberLane>(numbers));
  try {
    run_lanes(all);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

std::vector<int> up_to(int count) {
  std::vector<int> numbers;
  for (int number = 0; number < count; ++number) numbers.push_back(number);
  return numbers;
}

}  // namespace

TEST_CASE("blocks are handed on in the order of reading, each once, by any number of lanes") {
  for (const int lanes : {1, 2, 3, 16}) {
    Numbers numbers{.count = 100};
    CHECK(run(numbers, lanes) == "");
    CHECK(numbers.handed == up_to(100));
  }
}

TEST_CASE("no block at all is no mistake") {
  Numbers numbers;
  CHECK(run(numbers, 3) == "");
}

TEST_CASE("the first failure in the order of reading is thrown, after all blocks before it") {
  for (const int lanes : {1, 2, 5}) {
    Numbers reading{.count = 50, .fails_to_read = 30};
    CHECK(run(reading, lanes) == "read 30");
    CHECK(reading.handed == up_to(30));
    Numbers working{.count = 50, .fails_to_read = 31, .fails_to_work = 30};
    CHECK(run(working, lanes) == "work 30");
    CHECK(working.handed == up_to(30));
    Numbers handing{.count = 50, .fails_to_read = 31, .fails_to_work = 30, .fails_to_hand_on = 29};
    CHECK(run(handing, lanes) == "hand on 29");
    CHECK(handing.handed == up_to(29));
  }
}

}  // namespace attune
