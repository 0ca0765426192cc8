#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "table/delimited.h"
#include "table/header_rows.h"
#include "table/ndjson.h"
#include "table/record_stream.h"
#include "table/row_source.h"

namespace attune {
namespace {

// The keys of so many objects are taken for all keys of an NDJSON file.
constexpr std::size_t kObjectsForKeys = 1000;
constexpr std::size_t kLargestHead = std::size_t{16} << 20;

std::string_view line_of(std::string_view text, std::size_t number) {
  for (; number > 0; --number) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find('\n'));
}

void refuse_old_line_ends(std::string_view start, const std::string& file) {
  const std::size_t feed = start.find('\n');
  const std::size_t lone = start.find('\r');
  if (lone == std::string_view::npos || feed != std::string_view::npos) return;
  if (lone + 1 == start.size()) return;
  throw Error(ExitCode::data, {.file = file}, "the line ends are carriage returns alone, as on old Macintosh computers",
              "Save it anew as CSV, or convert it: tr '\\r' '\\n' < FILE > NEW.csv");
}

// Up to `enough` of them. Without `delimiter` each line is one.
std::size_t count_records(const ByteBlock& block, char delimiter, std::size_t enough, const std::string& file) {
  if (delimiter == 0) return static_cast<std::size_t>(std::count(block.bytes.begin(), block.bytes.end(), '\n'));
  TextStore texts;
  Record record;
  std::size_t count = 0;
  DelimitedParser rows(block, delimiter, file, texts);
  while (count < enough && rows.next(record)) ++count;
  return count;
}

class TextRows : public RowSource {
 public:
  TextRows(UnpackedInput in, std::size_t block_bytes) : stream_(std::move(in), block_bytes) {}

  /// Reads what stands above the rows.
  void read_head(Format format, const Questionnaire& questionnaire, const ReadOptions& options, OpenedRows& opened) {
    opened.layout = format == Format::ndjson ? read_ndjson_head(questionnaire, options)
                                             : read_delimited_head(format, questionnaire, options, opened);
    opened.layout.file = name();
    opened.layout.format = format;
    opened.size = stream_.size();
  }

  bool next(RespondentBlock& block) override {
    if (head_.bytes.empty()) return stream_.next(block.bytes);
    block.bytes = std::exchange(head_, {});
    return true;
  }

 private:
  const std::string& name() const { return stream_.name(); }

  // Fills head_ with the first blocks, until they hold `records` records. Without `delimiter` each line is one.
  void gather_head(std::size_t records, char delimiter) {
    ByteBlock more;
    for (std::size_t count = 0; count < records && stream_.next(more);
         count += count_records(more, delimiter, records, name())) {
      if (head_.bytes.size() + more.bytes.size() > kLargestHead) {
        if (delimiter == 0 && !head_.bytes.empty()) return stream_.put_back(std::move(more));
        throw Error(ExitCode::data, {.file = name()}, "the first rows are too large", "Is this a file of answers?");
      }
      if (head_.bytes.empty()) head_.first_line = more.first_line;
      head_.bytes += more.bytes;
    }
  }

  // Rows that hold other separators may stand before the row of names.
  char find_delimiter(Format format, const Questionnaire& questionnaire, const ReadOptions& options) {
    const std::string_view start = stream_.peek();
    refuse_old_line_ends(start, name());
    if (options.delimiter) return *options.delimiter;
    if (format == Format::tsv) return '\t';
    for (std::size_t row = 0; row < options.skip_rows + kHeaderRows; ++row) {
      ByteBlock line{.bytes = std::string(line_of(start, row)), .first_line = row + 1};
      const char delimiter = sniff_delimiter(line.bytes);
      // A quote that is closed on a later line only cannot be judged here.
      if (std::count(line.bytes.begin(), line.bytes.end(), '"') % 2 != 0) continue;
      TextStore texts;
      Record record;
      if (DelimitedParser(line, delimiter, name(), texts).next(record) &&
          count_item_columns(texts_of(record), questionnaire, options.columns) > 0)
        return delimiter;
    }
    return sniff_delimiter(start);
  }

  RowLayout read_delimited_head(Format format, const Questionnaire& questionnaire, ReadOptions options,
                                OpenedRows& opened) {
    // Who skips rows counts that line among them.
    const auto separator = options.skip_rows == 0 ? stream_.take_separator_line() : std::nullopt;
    if (!options.delimiter) options.delimiter = separator;
    RowLayout layout{.delimiter = find_delimiter(format, questionnaire, options)};
    stream_.set_delimiter(layout.delimiter);
    gather_head(options.skip_rows + kHeaderRows, layout.delimiter);

    std::vector<Record> records(options.skip_rows + kHeaderRows);
    TextStore texts;
    DelimitedParser rows(head_, layout.delimiter, name(), texts);
    std::size_t count = 0;
    while (count < records.size() && rows.next(records[count])) ++count;
    records.resize(count);
    HeaderRows header =
        find_header(records, name(), questionnaire, options.columns, options.skip_rows, separator ? 1 : 0);
    layout.names = std::move(header.names);
    layout.columns = plan_columns(layout.names, questionnaire, options.columns, {.file = name(), .line = header.line});
    if (header.qualtrics > 0) opened.notes.push_back(qualtrics_note(name(), header.qualtrics));
    opened.head_bytes = drop_from_head(header.skipped, layout.delimiter);
    return layout;
  }

  // Returns how many bytes they take.
  std::size_t drop_from_head(std::size_t records, char delimiter) {
    TextStore texts;
    Record record;
    DelimitedParser rows(head_, delimiter, name(), texts);
    for (std::size_t row = 0; row < records && rows.next(record); ++row) {
    }
    head_.first_line = rows.line();
    const std::size_t bytes = head_.bytes.size() - rows.rest().size();
    head_.bytes.erase(0, bytes);
    return bytes;
  }

  RowLayout read_ndjson_head(const Questionnaire& questionnaire, const ReadOptions& options) {
    if (options.skip_rows > 0 || options.delimiter) {
      throw Error(ExitCode::usage, {}, "--skip-rows and --delimiter are for CSV and TSV; the input is NDJSON");
    }
    if (trim(stream_.peek()).starts_with('[')) {
      throw Error(ExitCode::data, {.file = name()}, "this is one JSON array, not NDJSON",
                  "attune reads one object a line: jq -c '.[]' FILE > NEW.ndjson");
    }
    gather_head(kObjectsForKeys, 0);
    RowLayout layout{.names = ndjson_keys(head_, name())};
    if (layout.names.empty())
      throw Error(ExitCode::data, {.file = name()}, "the file holds no JSON objects",
                  "In NDJSON each line is one object: {\"q1\": 4, \"q2\": 2}.");
    layout.columns = plan_columns(layout.names, questionnaire, options.columns, {.file = name()});
    return layout;
  }

  RecordStream stream_;
  ByteBlock head_;  // rows that were read with the names
};

}  // namespace

OpenedRows open_text_rows(UnpackedInput in, Format format, const Questionnaire& questionnaire,
                          const ReadOptions& options) {
  auto rows = std::make_unique<TextRows>(std::move(in), options.block_bytes);
  OpenedRows opened;
  rows->read_head(format, questionnaire, options, opened);
  opened.rows = std::move(rows);
  return opened;
}

}  // namespace attune
