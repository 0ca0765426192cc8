#include <utility>

#include "base/error.h"
#include "table/delimited.h"
#include "table/ndjson.h"
#include "table/record_stream.h"
#include "table/table_formats.h"

namespace attune {
namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10;

// CSV, TSV and NDJSON, a row after the other.
class LineReader : public TableReader {
 public:
  LineReader(UnpackedInput in, Format format, std::optional<char> delimiter, bool skips_rows)
      : stream_(std::move(in), kBlock), format_(format) {
    if (format_ == Format::ndjson) {
      stream_.next(first_);
      for (std::string& key : ndjson_keys(first_, name())) head_.columns.push_back({.name = std::move(key)});
      if (head_.columns.empty())
        throw Error(ExitCode::data, {.file = name()}, "the file holds no JSON objects",
                    "In NDJSON each line is one object: {\"id\": \"a\", \"item\": \"q1\", \"answer\": 4}.");
      return;
    }
    const auto told = skips_rows ? std::nullopt : stream_.take_separator_line();
    const char sniffed = told ? *told : format_ == Format::tsv ? '\t' : sniff_delimiter(stream_.peek());
    delimiter_ = delimiter.value_or(sniffed);
    stream_.set_delimiter(delimiter_);
    stream_.next(first_);
  }

  const std::string& name() const override { return stream_.name(); }
  const TableHead& head() const override { return head_; }

  void read(const TakeRow& take) override {
    std::vector<std::string> names;
    for (const TableColumn& column : head_.columns) names.push_back(column.name);
    ByteBlock block = std::exchange(first_, {});
    do {
      TextStore texts;
      const auto rows = parser(block, names, texts);
      for (Record record; rows->next(record);) {
        if (!take(record)) return;
      }
    } while (stream_.next(block));
  }

 private:
  std::unique_ptr<RecordParser> parser(const ByteBlock& block, const std::vector<std::string>& names,
                                       TextStore& texts) const {
    if (format_ == Format::ndjson) return std::make_unique<NdjsonParser>(block, names, name(), texts);
    return std::make_unique<DelimitedParser>(block, delimiter_, name(), texts);
  }

  RecordStream stream_;
  Format format_;
  char delimiter_ = ',';
  ByteBlock first_;  // read with the head
  TableHead head_;
};

}  // namespace

std::unique_ptr<TableReader> open_lines(UnpackedInput in, Format format, std::optional<char> delimiter,
                                        bool skips_rows) {
  return std::make_unique<LineReader>(std::move(in), format, delimiter, skips_rows);
}

}  // namespace attune
