#include "table/alike_rows.h"

#include <algorithm>

namespace attune {
namespace {

// Where a value that is one digit, in quotes or not, has it.
std::optional<std::size_t> place_of_digit(std::string_view row, const PlacedValue& value) {
  const bool quoted = value.length == 3 && row[value.offset] == '"';
  if (value.length != 1 && !quoted) return std::nullopt;
  const std::size_t at = value.offset + (quoted ? 1 : 0);
  return row[at] >= '0' && row[at] <= '9' ? std::optional(at) : std::nullopt;
}

std::vector<std::optional<std::size_t>> items_by_column(const ColumnPlan& plan) {
  std::vector<std::optional<std::size_t>> items;
  for (std::size_t item = 0; item < plan.items.size(); ++item) {
    items.resize(std::max(items.size(), plan.items[item] + 1));
    items[plan.items[item]] = item;
  }
  return items;
}

}  // namespace

AlikeRows::AlikeRows(const ColumnPlan& plan, const ItemCodes& codes, const ValueGrammar& grammar)
    : plan_(&plan), grammar_(grammar), meaning_(plan.items.size()), answers_(plan.items.size()) {
  for (std::size_t item = 0; item < meaning_.size(); ++item) {
    meaning_[item].fill(kOther);
    for (char digit = '0'; digit <= '9'; ++digit)
      meaning_[item][static_cast<std::size_t>(digit - '0')] =
          codes[item].read(std::string_view(&digit, 1)).value_or(kOther);
  }
}

std::optional<AlikeRows> AlikeRows::of(std::string_view row, const std::vector<PlacedValue>& values,
                                       const ColumnPlan& plan, const ItemCodes& codes, const ValueGrammar& grammar) {
  AlikeRows rows(plan, codes, grammar);
  const std::vector<std::optional<std::size_t>> item_of = items_by_column(plan);
  std::size_t items = 0, from = 0;
  Stretch stretch;
  const auto close = [&](std::size_t end) {
    stretch.bytes = row.substr(from, end - from);
    stretch.fixed.assign(stretch.bytes.size(), '\xFF');
    for (const auto& [offset, item] : stretch.digits) stretch.fixed[offset] = 0;
    rows.stretches_.push_back(std::exchange(stretch, {}));
  };
  for (const PlacedValue& value : values) {
    if (value.column < item_of.size() && item_of[value.column]) {
      const auto digit = place_of_digit(row, value);
      if (!digit) return std::nullopt;
      stretch.digits.emplace_back(*digit - from, *item_of[value.column]);
      ++items;
      continue;
    }
    stretch.column = value.column;
    close(value.offset);
    from = value.offset + value.length;
    rows.values_.resize(std::max(rows.values_.size(), value.column + 1));
  }
  close(row.size());
  const bool whole = items == plan.items.size() && rows.has_values();
  return whole ? std::optional(std::move(rows)) : std::nullopt;
}

// Whether what is carried along is there, and is not an answer too.
bool AlikeRows::has_values() const {
  std::vector<bool> is_value(values_.size(), false);
  for (std::size_t s = 0; s + 1 < stretches_.size(); ++s) is_value[stretches_[s].column] = true;
  const auto has = [&](std::size_t column) { return column < is_value.size() && is_value[column]; };
  return std::all_of(plan_->carried.begin(), plan_->carried.end(), has) &&
         std::all_of(plan_->beside.begin(), plan_->beside.end(),
                     [&](const auto& column) { return !column || has(*column); });
}

std::size_t AlikeRows::read(std::string_view text, std::size_t line, RespondentBlock& block) {
  std::size_t taken = 0;
  while (taken < text.size()) {
    const std::size_t bytes = read_row(text.substr(taken));
    if (bytes == 0) break;
    add_row(line++, block);
    taken += bytes;
  }
  return taken;
}

// How many bytes the first row takes; 0 where it is not alike.
std::size_t AlikeRows::read_row(std::string_view text) {
  std::string_view rest = text;
  for (std::size_t s = 0; s < stretches_.size(); ++s) {
    if (!take(stretches_[s], rest)) return 0;
    rest.remove_prefix(stretches_[s].bytes.size());
    if (s + 1 == stretches_.size()) break;
    const auto length = grammar_.length(rest, grammar_.delimiter);
    if (!length) return 0;
    values_[stretches_[s].column] = rest.substr(0, *length);
    rest.remove_prefix(*length);
  }
  if (!rest.empty() && rest.front() != '\n') return 0;
  return text.size() - rest.size() + (rest.empty() ? 0 : 1);
}

bool AlikeRows::take(const Stretch& stretch, std::string_view text) {
  if (text.size() < stretch.bytes.size()) return false;
  // Without a way out, so that the compiler makes it compare many bytes at once.
  char differs = 0;
  for (std::size_t at = 0; at < stretch.bytes.size(); ++at)
    differs = static_cast<char>(differs | ((text[at] ^ stretch.bytes[at]) & stretch.fixed[at]));
  bool other = differs != 0;
  for (const auto& [offset, item] : stretch.digits) {
    const auto digit = static_cast<unsigned char>(text[offset] - '0');
    answers_[item] = meaning_[item][std::min<std::size_t>(digit, 15)];
    other |= answers_[item] == kOther;
  }
  return !other;
}

void AlikeRows::add_row(std::size_t line, RespondentBlock& block) const {
  block.answers.answers.insert(block.answers.answers.end(), answers_.begin(), answers_.end());
  ++block.answers.rows;
  block.lines.push_back(line);
  for (std::size_t c = 0; c < plan_->carried.size(); ++c)
    block.carried[c].push_back(grammar_.cell(values_[plan_->carried[c]]));
  for (std::size_t c = 0; c < plan_->beside.size(); ++c) {
    if (plan_->beside[c]) block.beside[c].push_back(grammar_.cell(values_[*plan_->beside[c]]));
  }
}

}  // namespace attune
