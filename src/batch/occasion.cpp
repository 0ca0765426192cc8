#include "batch/occasion.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "table/dates.h"

namespace attune {

Occasion::Occasion(const AnswerFile& file, std::size_t scales)
    : file_(file.rows().layout().file), id_name_(file.carried_names().front()), measurements_(scales) {
  if (file.rows().layout().columns.time) time_name_ = file.carried_names().back();
}

void Occasion::add(const RespondentBlock& block, const ScoreBlock& scores) {
  for (std::size_t row = 0; row < scores.rows; ++row) {
    add_row(respondent(block, row), block, row);
    for (std::size_t s = 0; s < measurements_.size(); ++s)
      measurements_[s].push_back({.score = scores.scores[s][row], .standard_error = scores.standard_errors[s][row]});
    profiles_.push_back(scores.profiles[row]);
  }
}

std::size_t Occasion::respondent(const RespondentBlock& block, std::size_t row) {
  const Cell& id = block.carried.front()[row];
  if (trim(id.text).empty()) {
    throw Error(ExitCode::data,
                {.file = file_, .line = block.lines[row], .respondent = std::to_string(lines_.size() + 1)},
                "the id is empty", "Without one, this respondent's rows cannot be found.");
  }
  const auto [known, added] = index_.emplace(id.text, respondents_.size());
  if (added) respondents_.push_back({.id = std::string(id.text), .json = id.json});
  return known->second;
}

void Occasion::add_row(std::size_t respondent, const RespondentBlock& block, std::size_t row) {
  const std::string time = time_name_.empty() ? std::string() : std::string(trim(block.carried.back()[row].text));
  Place place{.file = file_, .line = block.lines[row], .respondent = shorten(block.carried.front()[row].text, 40)};
  const double order = time_name_.empty() ? 0 : order_of(place, time);
  // All rows of a file may be one respondent's, so the earlier ones are not gone through.
  const auto [known, added] = row_at_.emplace(fmt::format("{} {}", respondent, order), lines_.size());
  if (!added) refuse_twice(std::move(place), lines_[known->second], time);
  respondents_[respondent].rows.push_back(lines_.size());
  times_.push_back(time);
  orders_.push_back(order);
  lines_.push_back(block.lines[row]);
}

void Occasion::refuse_twice(Place place, std::size_t line, const std::string& time) const {
  const std::string where = line == 0 ? "another row" : fmt::format("the row on line {}", line);
  if (time_name_.empty()) {
    throw Error(ExitCode::data, std::move(place), where + " has the same id",
                "A respondent has one row in each file. Take one of the two out, or name the column that tells when "
                "with --time.");
  }
  throw Error(ExitCode::data, std::move(place),
              fmt::format("{} has the same id and time, {}", where, shorten(time, 40)), "Take one of the two out.");
}

void Occasion::put_in_order() {
  row_at_ = {};
  for (Respondent& respondent : respondents_) {
    std::sort(respondent.rows.begin(), respondent.rows.end(),
              [&](std::size_t row, std::size_t other) { return orders_[row] < orders_[other]; });
  }
}

double Occasion::order_of(const Place& place, const std::string& time) {
  const auto number = parse_number(time);
  if (times_.empty()) numbers_ = number.has_value();
  if (number && numbers_) return *number + 0.0;  // −0 is 0
  const auto moment = moment_of(time);
  if (number || numbers_ || !moment) refuse_time(place, time);
  if (moment->has_time && zoned_.value_or(moment->has_zone) != moment->has_zone) refuse_time(place, time);
  if (moment->has_time) zoned_ = moment->has_zone;
  return moment->seconds;
}

void Occasion::refuse_time(const Place& place, const std::string& time) const {
  throw Error(
      ExitCode::data, place, fmt::format("{}: \"{}\" has no order among the times", time_name_, shorten(time, 40)),
      "Times are all numbers (1, 2 …), or all begin with a date like 2026-10-02; a time of day may follow, like "
      "09:30, either all with their zone (Z, +02:00) or none.");
}

Cell Occasion::id_cell(std::size_t respondent) const {
  return {.text = respondents_[respondent].id, .json = respondents_[respondent].json};
}

const std::vector<std::size_t>& Occasion::rows_of(const std::string& id) const {
  static const std::vector<std::size_t> kNone;
  const auto found = index_.find(id);
  return found == index_.end() ? kNone : respondents_[found->second].rows;
}

}  // namespace attune
