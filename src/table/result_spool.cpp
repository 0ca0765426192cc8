#include "table/result_spool.h"

#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>
#include <variant>

#include "base/file.h"
#include "base/text.h"
#include "table/dates.h"

namespace attune {
namespace {

constexpr std::size_t kSpoolPiece = std::size_t{1} << 20;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostDigits = 15;  // that a double always holds

// How a value is kept: a number as its bytes, a text as its length and bytes.
enum class Kept : char { nothing, number, text };

template <class Number>
void append_bytes(std::string& to, Number value) {
  std::array<char, sizeof value> bytes;
  std::memcpy(bytes.data(), &value, sizeof value);
  to.append(bytes.data(), bytes.size());
}

// Gives the rows of the file back, each until the next.
class Rows {
 public:
  explicit Rows(InputStream in) : in_(std::move(in)) {}

  std::string_view next() {
    piece_.erase(0, at_ < kSpoolPiece ? 0 : std::exchange(at_, 0));
    std::uint32_t size = 0;
    fill(sizeof size);
    std::memcpy(&size, piece_.data() + at_, sizeof size);
    at_ += sizeof size;
    fill(size);
    at_ += size;
    return std::string_view(piece_).substr(at_ - size, size);
  }

 private:
  void fill(std::size_t size) {
    while (piece_.size() - at_ < size) {
      if (in_.read(piece_, kSpoolPiece) == 0) throw Error(ExitCode::io, {}, "a temporary file has lost its end");
    }
  }

  InputStream in_;
  std::string piece_;
  std::size_t at_ = 0;
};

// Takes a number off the front of `row`.
template <class Number>
Number take_number(std::string_view& row) {
  Number value{};
  std::memcpy(&value, row.data(), sizeof value);
  row.remove_prefix(sizeof value);
  return value;
}

}  // namespace

ResultSpool::ResultSpool(NumberFormat numbers) : numbers_(numbers), file_("the results", "until all rows are known") {}

void ResultSpool::add(const std::vector<ResultColumn>& columns, std::size_t rows) {
  seen_.resize(columns.size());
  for (std::size_t row = 0; row < rows; ++row) {
    row_.clear();
    for (std::size_t c = 0; c < columns.size(); ++c) keep(columns[c], row, seen_[c]);
    append_bytes(pending_, static_cast<std::uint32_t>(row_.size()));
    pending_ += row_;
    if (pending_.size() >= kSpoolPiece) flush();
  }
  rows_ += rows;
}

void ResultSpool::keep(const ResultColumn& column, std::size_t row, Seen& seen) {
  if (const auto* cells = std::get_if<std::span<const Cell>>(&column)) return keep_text((*cells)[row].text, seen);
  seen.counts = true;
  if (const auto* counts = std::get_if<std::span<const std::uint16_t>>(&column))
    return keep_number((*counts)[row], seen);
  if (const auto* words = std::get_if<WordColumn>(&column)) {
    if (!seen.words) seen.words = *words->words;
    return keep_number(words->indices[row] < 0 ? kNone : words->indices[row], seen);
  }
  const double value = std::get<std::span<const double>>(column)[row];
  const bool rounded = numbers_.digits && !std::isnan(value);
  keep_number(rounded ? parse_number(number_text(value, numbers_)).value_or(value) : value, seen);
}

void ResultSpool::keep_number(double value, Seen& seen) {
  if (std::isnan(value)) {
    row_ += static_cast<char>(Kept::nothing);
    return;
  }
  seen.all_whole = seen.all_whole && value == std::floor(value);
  row_ += static_cast<char>(Kept::number);
  append_bytes(row_, value);
}

void ResultSpool::keep_text(std::string_view text, Seen& seen) {
  if (text.empty()) {
    row_ += static_cast<char>(Kept::nothing);
    return;
  }
  const std::string sound = sound_text(text);
  seen.any = true;
  const auto number = plain_number(sound);
  seen.all_numbers = seen.all_numbers && number;
  seen.all_whole = seen.all_whole && number && *number == std::floor(*number);
  seen.all_days = seen.all_days && day_of(sound);
  seen.widest = std::max(seen.widest, sound.size());
  row_ += static_cast<char>(Kept::text);
  append_bytes(row_, static_cast<std::uint32_t>(sound.size()));
  row_ += sound;
}

void ResultSpool::flush() {
  file_.append(pending_);
  pending_.clear();
}

std::vector<SpooledColumn> ResultSpool::columns() const {
  std::vector<SpooledColumn> columns;
  for (const Seen& seen : seen_) {
    SpooledColumn& column = columns.emplace_back();
    column.widest = seen.widest;
    column.whole = seen.all_whole;
    column.words = seen.words ? &*seen.words : nullptr;
    if (seen.words) column.kind = ColumnKind::word;
    else if (seen.counts || (seen.any && seen.all_numbers)) column.kind = ColumnKind::number;
    else if (seen.any && seen.all_days) column.kind = ColumnKind::date;
  }
  return columns;
}

void ResultSpool::read(const std::function<void(std::span<const SpooledValue>)>& take) {
  flush();
  lseek(file_.descriptor(), 0, SEEK_SET);
  Rows rows(InputStream("a temporary file", dup(file_.descriptor())));
  const std::vector<SpooledColumn> kinds = columns();
  std::vector<SpooledValue> values(kinds.size());
  for (std::size_t r = 0; r < rows_; ++r) {
    std::string_view row = rows.next();
    for (std::size_t c = 0; c < values.size(); ++c) {
      values[c] = {};
      const auto kept = take_number<Kept>(row);
      if (kept == Kept::number) values[c].number = take_number<double>(row);
      if (kept != Kept::text) continue;
      const auto size = take_number<std::uint32_t>(row);
      values[c].text = row.substr(0, size);
      row.remove_prefix(values[c].text.size());
      if (kinds[c].kind == ColumnKind::number) values[c].number = plain_number(values[c].text);
      if (kinds[c].kind == ColumnKind::date) values[c].number = day_of(values[c].text);
    }
    take(values);
  }
}

std::string sound_text(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  if (!find_invalid_utf8(text) && text.find('\0') == std::string_view::npos) return std::string(text);
  std::string sound;
  while (!text.empty()) {
    utf8proc_int32_t sign = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &sign);
    const bool good = size > 0 && sign != 0;
    const std::size_t bytes = good ? static_cast<std::size_t>(size) : 1;
    sound += good ? text.substr(0, bytes) : kReplacement;
    text.remove_prefix(bytes);
  }
  return sound;
}

std::optional<double> plain_number(std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const std::string_view whole = digits.substr(0, digits.find('.'));
  const bool has_fraction = whole.size() < digits.size();
  const std::string_view fraction = has_fraction ? digits.substr(whole.size() + 1) : std::string_view();
  const auto are_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!are_digits(whole) || (has_fraction && !are_digits(fraction))) return std::nullopt;
  if (whole.size() > 1 && whole.front() == '0') return std::nullopt;
  if (whole.size() + fraction.size() > kMostDigits) return std::nullopt;
  return parse_number(text);
}

}  // namespace attune
