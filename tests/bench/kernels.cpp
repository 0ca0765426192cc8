// How long each kernel takes for a row of 36 answers, beside its plain twin.

#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "base/number.h"
#include "psychometrics/column_products.h"
#include "scoring/key_sums.h"
#include "table/record_scan.h"
#include "table/row_reader.h"

namespace attune {
namespace {

constexpr std::size_t kItems = 36;
constexpr std::size_t kRows = 3000;  // about a block

const ResponseScale kResponse{.min = 1, .max = 7, .labels = {}};

std::string rows_of_digits() {
  std::mt19937 random(1);
  std::string text;
  for (std::size_t row = 0; row < kRows; ++row) {
    text += "R" + std::to_string(row);
    for (std::size_t item = 0; item < kItems; ++item) text += "," + std::to_string(random() % 7 + 1);
    text += ",34,female,GB\n";
  }
  return text;
}

RowReader reader() {
  RowLayout layout{.file = "a.csv", .names = {"id"}};
  for (std::size_t item = 0; item < kItems; ++item) {
    layout.columns.items.push_back(layout.names.size());
    layout.names.push_back("q" + std::to_string(item + 1));
  }
  layout.names.insert(layout.names.end(), {"age", "gender", "country"});
  return RowReader(std::move(layout), AnswerCodes(kResponse, {"0"}));
}

void rows_done(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}

void scan_records(benchmark::State& state, void (RecordScan::*look)(std::string_view)) {
  const std::string text = rows_of_digits();
  for (auto _ : state) {
    RecordScan scan(',');
    (scan.*look)(text);
    benchmark::DoNotOptimize(scan.last_end());
  }
  rows_done(state);
}

void read_rows(benchmark::State& state, void (RowReader::*read)(RespondentBlock&) const) {
  const RowReader rows = reader();
  RespondentBlock block;
  block.bytes.bytes = rows_of_digits();
  for (auto _ : state) (rows.*read)(block);
  rows_done(state);
}

void add_keys(benchmark::State& state, void (KeyAdder::*add)(const AnswerBlock&, KeySums&) const) {
  RespondentBlock block;
  block.bytes.bytes = rows_of_digits();
  reader().read(block);
  std::vector<KeyedItem> key;
  for (std::size_t item = 0; item < kItems; item += 2) key.push_back({.item = item, .reversed = item % 3 == 0});
  const KeyAdder adder(key, std::vector<int>(kItems, 8));
  KeySums sums;
  for (auto _ : state) (adder.*add)(block.answers, sums);
  rows_done(state);
}

void multiply_columns(benchmark::State& state, void (*add)(const ColumnStretch&, const ColumnStretch&, std::size_t,
                                                           std::vector<std::int64_t>&)) {
  ColumnStretch columns(kItems);
  std::vector<std::int64_t> sums(kItems * kItems);
  for (auto _ : state) add(columns, columns, ColumnStretch::kRows, sums);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(ColumnStretch::kRows));
}

void write_numbers(benchmark::State& state, bool remembered) {
  NumberTexts texts({});
  std::string text;
  for (auto _ : state) {
    text.clear();
    for (std::size_t row = 0; row < kRows; ++row) {
      const double mean = static_cast<double>(row % 109 + 18) / 18;
      if (remembered) texts.append(text, mean);
      else append_number(text, mean);
    }
    benchmark::DoNotOptimize(text.data());
  }
  rows_done(state);
}

BENCHMARK_CAPTURE(scan_records, vectors, &RecordScan::look);
BENCHMARK_CAPTURE(scan_records, plain, &RecordScan::look_plainly);
BENCHMARK_CAPTURE(read_rows, vectors, &RowReader::read);
BENCHMARK_CAPTURE(read_rows, plain, &RowReader::read_plainly);
BENCHMARK_CAPTURE(add_keys, vectors, &KeyAdder::add);
BENCHMARK_CAPTURE(add_keys, plain, &KeyAdder::add_plainly);
BENCHMARK_CAPTURE(multiply_columns, vectors, &add_products);
BENCHMARK_CAPTURE(multiply_columns, plain, &add_products_plainly);
BENCHMARK_CAPTURE(write_numbers, remembered, true);
BENCHMARK_CAPTURE(write_numbers, computed, false);

}  // namespace
}  // namespace attune

BENCHMARK_MAIN();
