#include "table/row_feed.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

// Counts from 1, up to `last`, then fails where it should.
class Counter : public TableReader {
 public:
  explicit Counter(std::size_t last, bool fails = false) : last_(last), fails_(fails) {}

  const std::string& name() const override { return name_; }
  const TableHead& head() const override { return head_; }
  void read(const TakeRow& take) override {
    for (std::size_t n = 1; n <= last_; ++n) {
      const std::string text = std::to_string(n);
      if (!take({.cells = {{.text = text, .json = true}, {.text = "x" + text}}, .line = n})) return;
    }
    if (fails_) throw Error(ExitCode::data, {}, "the end is missing");
  }

 private:
  std::string name_ = "counter";
  TableHead head_;
  std::size_t last_;
  bool fails_;
};

// The rows of all batches, as text.
std::string all_rows(RowFeed& feed) {
  std::string text;
  for (RowBatch batch; feed.next(batch);) {
    std::string bytes;
    std::vector<Record> records;
    std::move(batch).give(bytes, records);
    for (const Record& record : records) text.append(record.cells[0].text).append(record.cells[1].text).append(" ");
  }
  return text;
}

}  // namespace

TEST_CASE("all rows come through, in their order, whatever the size of a batch") {
  for (const std::size_t batch_bytes : {1u, 40u, 100000u}) {
    Counter counter(12);
    RowFeed feed(counter, batch_bytes);
    CHECK(all_rows(feed) == "1x1 2x2 3x3 4x4 5x5 6x6 7x7 8x8 9x9 10x10 11x11 12x12 ");
  }
}

TEST_CASE("what reading throws comes after the rows before it") {
  Counter counter(2, true);
  RowFeed feed(counter, 1000);
  RowBatch batch;
  CHECK(feed.next(batch));
  CHECK(batch.rows() == 2);
  CHECK_THROWS_AS(feed.next(batch), Error);
  CHECK_FALSE(feed.next(batch));
}

TEST_CASE("who has had enough ends the reading of a table that has no end") {
  Counter counter(std::numeric_limits<std::size_t>::max());
  RowFeed feed(counter, 10);
  RowBatch batch;
  CHECK(feed.next(batch));
}

TEST_CASE("batches put together hold the rows of both") {
  RowBatch first, second;
  first.add({.cells = {{.text = "a"}, {.text = ""}}, .line = 1});
  second.add({.cells = {}, .line = 2, .blank = true});
  second.add({.cells = {{.text = "b", .json = true}}, .line = 3});
  first.append(second);
  std::string bytes;
  std::vector<Record> records;
  std::move(first).give(bytes, records);
  REQUIRE(records.size() == 3);
  CHECK(records[0].cells.size() == 2);
  CHECK(records[0].cells[0].text == "a");
  CHECK(records[1].blank);
  CHECK(records[2].line == 3);
  CHECK(records[2].cells[0].text == "b");
  CHECK(records[2].cells[0].json);
}

}  // namespace attune
