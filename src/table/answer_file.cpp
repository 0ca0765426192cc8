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

}  // namespace

void InvalidAnswers::add(const std::string& text, std::size_t times) {
  count += times;
  if (const auto known = texts.find(text); known != texts.end()) known->second += times;
  else if (texts.size() < kMostTexts) texts.emplace(text, times);
}

void InvalidAnswers::add(const InvalidAnswers& later) {
  if (!first) first = later.first;
  const std::size_t before = count;
  for (const auto& [text, times] : later.texts) add(text, times);
  count = before + later.count;
}

AnswerFile::AnswerFile(InputStream in, const Questionnaire& questionnaire, const ReadOptions& options)
    : questionnaire_(questionnaire),
      options_(options),
      codes_(questionnaire.response, options.missing),
      stream_(std::move(in), options.block_bytes),
      format_(input_format(stream_.name(), options, stream_.peek())) {
  if (format_ == Format::ndjson) read_ndjson_header();
  else read_delimited_header();
  for (const std::size_t column : plan_.carried) carried_names_.push_back(names_[column]);
}

AnswerFile::~AnswerFile() = default;

std::unique_ptr<RecordParser> AnswerFile::parser(const ByteBlock& block, TextStore& texts) const {
  if (format_ == Format::ndjson) return std::make_unique<NdjsonParser>(block, names_, name(), texts);
  return std::make_unique<DelimitedParser>(block, delimiter_, name(), texts);
}

// Fills head_ with the first blocks, until they hold `records` records.
void AnswerFile::gather_head(std::size_t records) {
  ByteBlock more;
  for (std::size_t count = 0; count < records && stream_.next(more); count += count_records(more, records)) {
    if (head_.bytes.size() + more.bytes.size() > kLargestHead) {
      if (format_ == Format::ndjson && !head_.bytes.empty()) return stream_.put_back(std::move(more));
      throw Error(ExitCode::data, {.file = name()}, "the first rows are too large", "Is this a file of answers?");
    }
    head_.bytes += more.bytes;
  }
}

std::size_t AnswerFile::count_records(const ByteBlock& block, std::size_t enough) const {
  if (format_ == Format::ndjson)
    return static_cast<std::size_t>(std::count(block.bytes.begin(), block.bytes.end(), '\n'));
  TextStore texts;
  Record record;
  std::size_t count = 0;
  DelimitedParser rows(block, delimiter_, name(), texts);
  while (count < enough && rows.next(record)) ++count;
  return count;
}

// Rows skipped by the person's wish may stand before the row of names and hold other separators.
char AnswerFile::find_delimiter() {
  const std::string_view start = stream_.peek();
  refuse_old_line_ends(start, name());
  if (options_.delimiter) return *options_.delimiter;
  if (format_ == Format::tsv) return '\t';
  for (std::size_t row = 0; row < options_.skip_rows + 1; ++row) {
    ByteBlock line{.bytes = std::string(line_of(start, row)), .first_line = row + 1};
    const char delimiter = sniff_delimiter(line.bytes);
    // A quote that is closed on a later line only cannot be judged here.
    if (std::count(line.bytes.begin(), line.bytes.end(), '"') % 2 != 0) continue;
    TextStore texts;
    Record record;
    if (DelimitedParser(line, delimiter, name(), texts).next(record) &&
        count_item_columns(texts_of(record), questionnaire_, options_.columns) > 0)
      return delimiter;
  }
  return sniff_delimiter(start);
}

void AnswerFile::read_delimited_header() {
  delimiter_ = find_delimiter();
  stream_.set_delimiter(delimiter_);
  gather_head(options_.skip_rows + 1 + kRowsBelowNames);

  std::vector<Record> records(options_.skip_rows + 1 + kRowsBelowNames);
  TextStore texts;
  DelimitedParser rows(head_, delimiter_, name(), texts);
  std::size_t count = 0;
  while (count < records.size() && rows.next(records[count])) ++count;
  records.resize(count);
  const std::size_t names_row = find_names(records);
  if (records.empty() || records[names_row].blank) {
    throw Error(ExitCode::data, {.file = name()}, "the file does not begin with a row of column names",
                "The first row names the columns: id,q1,q2,…");
  }
  names_ = texts_of(records[names_row]);
  plan_ = plan_columns(names_, questionnaire_, options_.columns, {.file = name(), .line = records[names_row].line});
  rows_to_skip_ = std::max(names_row, options_.skip_rows) + 1;
  if (options_.skip_rows == 0) skip_qualtrics_rows(records);
}

// The row of names is the first that names items; rows skipped by the person's wish may stand before or after it.
std::size_t AnswerFile::find_names(const std::vector<Record>& records) const {
  for (std::size_t row = 0; row < std::min(options_.skip_rows + 1, records.size()); ++row) {
    if (count_item_columns(texts_of(records[row]), questionnaire_, options_.columns) > 0) return row;
  }
  return 0;
}

// Qualtrics writes the questions' texts and then their import ids below the names.
void AnswerFile::skip_qualtrics_rows(const std::vector<Record>& records) {
  for (std::size_t row = 1; row < records.size(); ++row) {
    if (!has_import_ids(records[row])) continue;
    rows_to_skip_ = row + 1;
    notes_.push_back(
        fmt::format("{}: left out {} of Qualtrics below the column names.", name(), counted(row, "header row")));
  }
}

void AnswerFile::read_ndjson_header() {
  if (options_.skip_rows > 0 || options_.delimiter) {
    throw Error(ExitCode::usage, {}, "--skip-rows and --delimiter are for CSV and TSV; the input is NDJSON");
  }
  if (trim(stream_.peek()).starts_with('[')) {
    throw Error(ExitCode::data, {.file = name()}, "this is one JSON array, not NDJSON",
                "attune reads one object a line: jq -c '.[]' FILE > NEW.ndjson");
  }
  gather_head(kObjectsForKeys);
  names_ = ndjson_keys(head_, name());
  if (names_.empty())
    throw Error(ExitCode::data, {.file = name()}, "the file holds no JSON objects",
                "In NDJSON each line is one object: {\"q1\": 4, \"q2\": 2}.");
  plan_ = plan_columns(names_, questionnaire_, options_.columns, {.file = name()});
}

bool AnswerFile::next(RespondentBlock& block) {
  block.texts.clear();
  block.invalid = {};
  block.answers.rows = 0;
  block.answers.items = questionnaire_.items.size();
  block.answers.answers.clear();
  block.lines.clear();
  block.carried.resize(plan_.carried.size());
  block.beside.resize(plan_.beside.size());
  for (auto& column : block.carried) column.clear();
  for (auto& column : block.beside) column.clear();

  if (!head_.bytes.empty()) block.bytes = std::exchange(head_, {});
  else if (!stream_.next(block.bytes)) return false;

  const auto rows = parser(block.bytes, block.texts);
  Record record;
  while (rows->next(record)) {
    if (rows_to_skip_ > 0) --rows_to_skip_;
    else add_respondent(record, block);
  }
  return true;
}

void AnswerFile::add_respondent(const Record& record, RespondentBlock& block) {
  if (record.blank) {
    if (blank_line_ == 0 && format_ != Format::ndjson) blank_line_ = record.line;
    return;
  }
  ++respondents_;
  check_length(record);
  ++block.answers.rows;
  block.lines.push_back(record.line);
  for (std::size_t item = 0; item < plan_.items.size(); ++item)
    block.answers.answers.push_back(read_answer(record, item, block));
  for (std::size_t c = 0; c < plan_.carried.size(); ++c) block.carried[c].push_back(record.cells[plan_.carried[c]]);
  for (std::size_t c = 0; c < plan_.beside.size(); ++c) {
    if (plan_.beside[c]) block.beside[c].push_back(record.cells[*plan_.beside[c]]);
  }
}

void AnswerFile::check_length(const Record& record) const {
  if (blank_line_ != 0) {
    throw Error(ExitCode::data, {.file = name(), .line = blank_line_}, "an empty line between the rows",
                "Take it out. Empty lines may stand only at the end.");
  }
  if (record.cells.size() == names_.size()) return;
  throw Error(ExitCode::data, place_of(record),
              fmt::format("the row has {}, the row of names {}", counted(record.cells.size(), "field"), names_.size()),
              "A field that holds the separator must be quoted; a row must not be cut short.");
}

Place AnswerFile::place_of(const Record& record) const {
  std::string respondent = std::to_string(respondents_);
  if (plan_.id && *plan_.id < record.cells.size() && !record.cells[*plan_.id].text.empty())
    respondent = shorten(record.cells[*plan_.id].text, 40);
  return {.file = name(), .line = record.line, .column = 0, .respondent = std::move(respondent)};
}

Answer AnswerFile::read_answer(const Record& record, std::size_t item, RespondentBlock& block) const {
  const std::size_t column = plan_.items[item];
  const std::string_view text = record.cells[column].text;
  if (const auto answer = codes_.read(text)) return *answer;
  const std::string shown = shorten(trim(text), 40);
  block.invalid.add(shown);
  if (!block.invalid.first) {
    const ResponseScale& response = questionnaire_.response;
    block.invalid.first.emplace(
        ExitCode::data, place_of(record),
        fmt::format("{}: {} is not an answer ({}–{})", names_[column], shown, response.min, response.max));
  }
  return kMissing;
}

}  // namespace attune
