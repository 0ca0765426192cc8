#include "table/digit_rows.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "table/digit_rows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "base/best_target-inl.h"
#include "table/byte_masks-inl.h"

#ifndef ATTUNE_TABLE_DIGIT_ROWS_TAKEN
#define ATTUNE_TABLE_DIGIT_ROWS_TAKEN
namespace attune {

struct TakenRows {
  std::size_t rows = 0;
  std::size_t bytes = 0;
};

}  // namespace attune
#endif

HWY_BEFORE_NAMESPACE();
namespace attune::HWY_NAMESPACE {

using Shape = DigitRows::Shape;

// What follows takes fields from `at` on, and returns where the next begins: behind the separator, or behind the line
// feed where the row ends; null where the row has another shape.

inline const char* take_end(const char* at, const Shape& shape, bool ends_row) {
  if (!ends_row) return *at == shape.delimiter ? at + 1 : nullptr;
  if (*at == '\r') ++at;
  return *at == '\n' ? at + 1 : nullptr;
}

#if HWY_TARGET == HWY_SCALAR
// A processor without vectors takes none of them together.
std::optional<std::size_t> take_pairs(const char*, std::size_t, const Shape&, Answer*) { return 0; }
#else

// A digit and its separator are two bytes, and taken as one 16-bit lane: as many as `d` has. Whether all are of the
// shape. The lower byte of the lane is the digit, since Highway's processors have the lower byte first.
template <class D>
inline bool take_lanes(D d, const char* at, const Shape& shape, Answer* answers) {
  const hn::Repartition<std::uint8_t, D> bytes;
  const hn::RebindToSigned<D> signed_d;
  const auto pairs = hn::BitCast(d, hn::LoadU(bytes, reinterpret_cast<const std::uint8_t*>(at)));
  const auto separator = hn::Set(d, static_cast<std::uint16_t>(static_cast<unsigned char>(shape.delimiter)));
  const auto separated = hn::ShiftRight<8>(pairs) == separator;
  const auto digit = (pairs & hn::Set(d, 0xFF)) - hn::Set(d, '0');
  const auto missing = hn::Or(digit == hn::Set(d, shape.missing[0]), digit == hn::Set(d, shape.missing[1]));
  const auto given = digit == hn::Min(hn::Max(digit, hn::Set(d, shape.lowest)), hn::Set(d, shape.highest));
  const auto meant = hn::IfThenElse(missing, hn::Set(d, static_cast<std::uint16_t>(kMissing)), digit);
  hn::StoreU(hn::BitCast(signed_d, meant), signed_d, answers);
  return hn::AllTrue(d, hn::And(separated, hn::Or(missing, given)));
}

// The last stretch of lanes overlaps the one before it, so that none reaches beyond the run. Returns how many answers
// were taken; none where the run is shorter than `d`, and nothing where it has another shape.
template <class D>
inline std::optional<std::size_t> take_pairs_in(D d, const char* at, std::size_t pairs, const Shape& shape,
                                                Answer* answers) {
  const std::size_t lanes = hn::Lanes(d);
  if (pairs < lanes) return 0;
  for (std::size_t done = 0; done < pairs; done += lanes) {
    const std::size_t from = std::min(done, pairs - lanes);
    if (!take_lanes(d, at + 2 * from, shape, answers + from)) return std::nullopt;
  }
  return pairs;
}

inline std::optional<std::size_t> take_pairs(const char* at, std::size_t pairs, const Shape& shape, Answer* answers) {
  const auto taken = take_pairs_in(hn::ScalableTag<std::uint16_t>(), at, pairs, shape, answers);
  if (taken != 0U) return taken;
  return take_pairs_in(hn::CappedTag<std::uint16_t, 8>(), at, pairs, shape, answers);
}
#endif

inline const char* take_digits(const char* at, const char* end, const Shape& shape, std::size_t count, bool ends_row,
                               Answer* answers) {
  if (static_cast<std::size_t>(end - at) < 2 * count + 1) return nullptr;
  // What ends the last field is judged apart.
  const auto taken = take_pairs(at, count - 1, shape, answers);
  if (!taken) return nullptr;
  for (std::size_t i = *taken; i < count; ++i) {
    answers[i] = shape.meaning[static_cast<unsigned char>(at[2 * i])];
    if (answers[i] == DigitRows::kOther) return nullptr;
    if (i + 1 < count && at[2 * i + 1] != shape.delimiter) return nullptr;
  }
  return take_end(at + 2 * count - 1, shape, ends_row);
}

inline const char* take_texts(const char* at, const char* end, const Shape& shape, std::size_t count, bool ends_row,
                              std::string_view* texts) {
  const char* field = at;
  for (std::size_t done = 0;; at += kMaskBytes) {
    if (static_cast<std::size_t>(end - at) < kMaskBytes) return nullptr;
    std::uint64_t marks = equal_mask(at, shape.delimiter) | equal_mask(at, '\n') | equal_mask(at, '"');
    for (; marks != 0; marks &= marks - 1) {
      const char* mark = at + std::countr_zero(marks);
      const bool last = done + 1 == count;
      if (*mark != (ends_row && last ? '\n' : shape.delimiter)) return nullptr;
      texts[done++] = {field, static_cast<std::size_t>(mark - field)};
      field = mark + 1;
      if (!last) continue;
      if (ends_row && texts[done - 1].ends_with('\r')) texts[done - 1].remove_suffix(1);
      return field;
    }
  }
}

inline const char* take_row(const char* at, const char* end, const Shape& shape, Answer* answers,
                            std::string_view* texts) {
  for (std::size_t r = 0; r < shape.runs.size() && at != nullptr; ++r) {
    const DigitRows::Run& run = shape.runs[r];
    const bool ends_row = r + 1 == shape.runs.size();
    if (run.digits) {
      at = take_digits(at, end, shape, run.columns, ends_row, answers + run.first_item);
    } else {
      at = take_texts(at, end, shape, run.columns, ends_row, texts);
      texts += run.columns;
    }
  }
  return at;
}

// At most `most` rows.
TakenRows take_rows(std::string_view text, const Shape& shape, std::size_t most, Answer* answers,
                    std::string_view* texts) {
  TakenRows taken;
  const char* const end = text.data() + text.size();
  while (taken.rows < most) {
    const char* next = take_row(text.data() + taken.bytes, end, shape, answers, texts);
    if (next == nullptr) break;
    taken.bytes = static_cast<std::size_t>(next - text.data());
    ++taken.rows;
    answers += shape.items;
    texts += shape.texts;
  }
  return taken;
}

}  // namespace attune::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attune {

static const auto best_take_rows = ATTUNE_BEST(take_rows);

namespace {

constexpr std::size_t kRowsTogether = 64;

void add_meanings(DigitRows::Shape& shape, const AnswerCodes& codes) {
  shape.meaning.fill(DigitRows::kOther);
  std::size_t missing = 0;
  shape.lowest = DigitRows::kNoDigit;
  for (std::uint16_t digit = 0; digit < 10; ++digit) {
    const auto meant = codes.read(std::to_string(digit));
    if (!meant) continue;
    shape.meaning[static_cast<std::size_t>('0') + digit] = *meant;
    if (*meant == kMissing && missing < shape.missing.size()) shape.missing[missing++] = digit;
    if (*meant != digit) continue;
    if (shape.lowest == DigitRows::kNoDigit) shape.lowest = shape.highest = digit;
    if (digit == shape.highest + 1) shape.highest = digit;
  }
}

// Which item stands in each column.
std::vector<std::optional<std::size_t>> items_by_column(const ColumnPlan& plan, std::size_t columns) {
  std::vector<std::optional<std::size_t>> items(columns);
  for (std::size_t item = 0; item < plan.items.size(); ++item) items[plan.items[item]] = item;
  return items;
}

void add_column(DigitRows::Shape& shape, std::optional<std::size_t> item) {
  DigitRows::Run* last = shape.runs.empty() ? nullptr : &shape.runs.back();
  const bool goes_on =
      last != nullptr && last->digits == item.has_value() && (!item || *item == last->first_item + last->columns);
  if (goes_on) ++last->columns;
  else shape.runs.push_back({.digits = item.has_value(), .first_item = item.value_or(0), .columns = 1});
  if (!item) ++shape.texts;
}

}  // namespace

std::optional<DigitRows> DigitRows::of(const ColumnPlan& plan, std::size_t column_count, char delimiter,
                                       const AnswerCodes& codes) {
  Shape shape{.delimiter = delimiter, .items = plan.items.size()};
  add_meanings(shape, codes);
  if (shape.lowest == kNoDigit) return std::nullopt;
  const auto items = items_by_column(plan, column_count);
  std::vector<std::size_t> text_of(column_count);
  for (std::size_t column = 0; column < column_count; ++column) {
    text_of[column] = shape.texts;
    add_column(shape, items[column]);
  }
  DigitRows rows(std::move(shape));
  for (const std::size_t column : plan.carried) {
    if (items[column]) return std::nullopt;
    rows.carried_.push_back(text_of[column]);
  }
  for (const auto column : plan.beside) {
    if (column && items[*column]) return std::nullopt;
    rows.beside_.push_back(column ? std::optional(text_of[*column]) : std::nullopt);
  }
  return rows;
}

std::size_t DigitRows::read(std::string_view text, std::size_t line, RespondentBlock& block) const {
  // Each text takes a byte at least, its separator, so that there are no more rows than that.
  const std::size_t together = std::clamp(text.size() / (shape_.texts + 1), std::size_t{1}, kRowsTogether);
  std::vector<std::string_view> texts(together * shape_.texts);
  AnswerBlock& answers = block.answers;
  std::size_t bytes = 0;
  TakenRows taken{.rows = together, .bytes = 0};
  while (taken.rows == together) {
    answers.answers.resize((answers.rows + together) * shape_.items);
    taken = best_take_rows(text.substr(bytes), shape_, together, answers.answers.data() + answers.rows * shape_.items,
                           texts.data());
    take_texts(texts, taken.rows, block);
    for (std::size_t row = 0; row < taken.rows; ++row) block.lines.push_back(line++);
    answers.rows += taken.rows;
    bytes += taken.bytes;
  }
  answers.answers.resize(answers.rows * shape_.items);
  return bytes;
}

void DigitRows::take_texts(const std::vector<std::string_view>& texts, std::size_t rows, RespondentBlock& block) const {
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view* of_row = texts.data() + row * shape_.texts;
    for (std::size_t c = 0; c < carried_.size(); ++c) block.carried[c].push_back({.text = of_row[carried_[c]]});
    for (std::size_t c = 0; c < beside_.size(); ++c) {
      if (beside_[c]) block.beside[c].push_back({.text = of_row[*beside_[c]]});
    }
  }
}

}  // namespace attune
#endif
