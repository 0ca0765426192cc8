#include "table/answer_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "table/delimited.h"
#include "table/ndjson.h"

namespace attune {
namespace {

// Enough records to find the names among skipped rows and to see Qualtrics' two rows below them.
constexpr std::size_t kRowsBelowNames = 2;
// The keys of so many objects are taken for all keys of an NDJSON file.
constexpr std::size_t kObjectsForKeys = 1000;
constexpr std::size_t kLargestHead = std::size_t{16} << 20;

constexpr std::string_view kQualtricsMark = "{\"ImportId\":";

// By the person's word, else by the extension, else by the first character: a table of answers does not begin with a
// brace.
Format input_format(const std::string& name, const ReadOptions& options, std::string_view start) {
  if (options.from) return *options.from;
  const auto by_name = format_of_name(name);
  if (by_name == Format::json) return Format::ndjson;
  if (by_name) return *by_name;
  const std::string_view text = trim(start.substr(0, 64));
  return text.starts_with('{') || text.starts_with('[') ? Format::ndjson : Format::csv;
}

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

bool has_import_ids(const Record& record) {
  return std::any_of(record.cells.begin(), record.cells.end(),
                     [](const Cell& cell) { return trim(cell.text).starts_with(kQualtricsMark); });
}

std::vector<std::string> texts_of(const Record& record) {
  std::vector<std::string> texts;
  for (const Cell& cell : record.cells) texts.emplace_back(cell.text);
  return texts;
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

// The row of names is the first that names items; rows skipped by the person's wish may stand before or after it.
std::size_t find_names(const std::vector<Record>& records, const Questionnaire& questionnaire,
                       const ReadOptions& options) {
  for (std::size_t row = 0; row < std::min(options.skip_rows + 1, records.size()); ++row) {
    if (count_item_columns(texts_of(records[row]), questionnaire, options.columns) > 0) return row;
  }
  return 0;
}

}  // namespace

AnswerFile::AnswerFile(InputStream in, const Questionnaire& questionnaire, const ReadOptions& options)
    : stream_(std::move(in), options.block_bytes) {
  ItemCodes codes(questionnaire, options.missing);
  const Format format = input_format(stream_.name(), options, stream_.peek());
  RowLayout layout = format == Format::ndjson ? read_ndjson_head(questionnaire, options)
                                              : read_delimited_head(format, questionnaire, options);
  layout.file = name();
  layout.format = format;
  for (const std::size_t column : layout.columns.carried) carried_names_.push_back(layout.names[column]);
  rows_.emplace(std::move(layout), std::move(codes));
}

// Fills head_ with the first blocks, until they hold `records` records. Without `delimiter` each line is one.
void AnswerFile::gather_head(std::size_t records, char delimiter) {
  ByteBlock more;
  for (std::size_t count = 0; count < records && stream_.next(more);
       count += count_records(more, delimiter, records, name())) {
    if (head_.bytes.size() + more.bytes.size() > kLargestHead) {
      if (delimiter == 0 && !head_.bytes.empty()) return stream_.put_back(std::move(more));
      throw Error(ExitCode::data, {.file = name()}, "the first rows are too large", "Is this a file of answers?");
    }
    head_.bytes += more.bytes;
  }
}

// Rows skipped by the person's wish may stand before the row of names and hold other separators.
char AnswerFile::find_delimiter(Format format, const Questionnaire& questionnaire, const ReadOptions& options) {
  const std::string_view start = stream_.peek();
  refuse_old_line_ends(start, name());
  if (options.delimiter) return *options.delimiter;
  if (format == Format::tsv) return '\t';
  for (std::size_t row = 0; row < options.skip_rows + 1; ++row) {
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

RowLayout AnswerFile::read_delimited_head(Format format, const Questionnaire& questionnaire,
                                          const ReadOptions& options) {
  RowLayout layout{.delimiter = find_delimiter(format, questionnaire, options)};
  stream_.set_delimiter(layout.delimiter);
  gather_head(options.skip_rows + 1 + kRowsBelowNames, layout.delimiter);

  std::vector<Record> records(options.skip_rows + 1 + kRowsBelowNames);
  TextStore texts;
  DelimitedParser rows(head_, layout.delimiter, name(), texts);
  std::size_t count = 0;
  while (count < records.size() && rows.next(records[count])) ++count;
  records.resize(count);
  const std::size_t names_row = find_names(records, questionnaire, options);
  if (records.empty() || records[names_row].blank) {
    throw Error(ExitCode::data, {.file = name()}, "the file does not begin with a row of column names",
                "The first row names the columns: id,q1,q2,…");
  }
  layout.names = texts_of(records[names_row]);
  layout.columns =
      plan_columns(layout.names, questionnaire, options.columns, {.file = name(), .line = records[names_row].line});
  std::size_t rows_to_skip = std::max(names_row, options.skip_rows) + 1;
  if (options.skip_rows == 0) rows_to_skip = std::max(rows_to_skip, skip_qualtrics_rows(records));
  drop_from_head(rows_to_skip, layout.delimiter);
  return layout;
}

// Qualtrics writes the questions' texts and then their import ids below the names. Returns how many rows to skip.
std::size_t AnswerFile::skip_qualtrics_rows(const std::vector<Record>& records) {
  std::size_t skipped = 0;
  for (std::size_t row = 1; row < records.size(); ++row) {
    if (!has_import_ids(records[row])) continue;
    skipped = row + 1;
    notes_.push_back(
        fmt::format("{}: left out {} of Qualtrics below the column names.", name(), counted(row, "header row")));
  }
  return skipped;
}

void AnswerFile::drop_from_head(std::size_t records, char delimiter) {
  TextStore texts;
  Record record;
  DelimitedParser rows(head_, delimiter, name(), texts);
  for (std::size_t row = 0; row < records && rows.next(record); ++row) {
  }
  head_.first_line = rows.line();
  head_bytes_ = head_.bytes.size() - rows.rest().size();
  head_.bytes.erase(0, head_bytes_);
}

RowLayout AnswerFile::read_ndjson_head(const Questionnaire& questionnaire, const ReadOptions& options) {
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

bool AnswerFile::next_bytes(ByteBlock& bytes) {
  if (head_.bytes.empty()) return stream_.next(bytes);
  bytes = std::exchange(head_, {});
  return true;
}

void AnswerFile::number(RespondentBlock& block) {
  if (blank_line_ != 0 && (block.answers.rows > 0 || block.broken)) throw blank_between_rows(name(), blank_line_);
  if (block.invalid.first) give_number(*block.invalid.first);
  if (block.broken) {
    give_number(*block.broken);
    throw block.broken->error;
  }
  respondents_ += block.answers.rows;
  if (blank_line_ == 0) blank_line_ = block.blank_line;
}

void AnswerFile::give_number(RowProblem& problem) const {
  if (!problem.unnumbered_row) return;
  Place place = problem.error.place();
  place.respondent = std::to_string(respondents_ + *problem.unnumbered_row + 1);
  problem.error = Error(problem.error.code(), std::move(place), problem.error.problem(), problem.error.remedy());
  problem.unnumbered_row.reset();
}

bool AnswerFile::next(RespondentBlock& block) {
  if (!next_bytes(block.bytes)) return false;
  rows_->read(block);
  number(block);
  return true;
}

}  // namespace attune
