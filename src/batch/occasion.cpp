#include "batch/occasion.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace attune {

Occasion::Occasion(const AnswerFile& file, std::size_t scales)
    : file_(file.name()), id_name_(file.carried_names().front()), measurements_(scales) {}

void Occasion::add(const RespondentBlock& block, const ScoreBlock& scores) {
  for (std::size_t row = 0; row < scores.rows; ++row) {
    add_id(block.carried.front()[row], block.lines[row]);
    for (std::size_t s = 0; s < measurements_.size(); ++s)
      measurements_[s].push_back({.score = scores.scores[s][row], .standard_error = scores.standard_errors[s][row]});
    profiles_.push_back(scores.profiles[row]);
  }
}

void Occasion::add_id(const Cell& id, std::size_t line) {
  if (trim(id.text).empty()) {
    throw Error(ExitCode::data, {.file = file_, .line = line, .respondent = std::to_string(size() + 1)},
                "the id is empty", "Without one, this respondent cannot be found in the other file.");
  }
  const auto [known, added] = rows_.emplace(id.text, size());
  if (!added) {
    throw Error(ExitCode::data, {.file = file_, .line = line, .respondent = shorten(id.text, 40)},
                fmt::format("the row on line {} has the same id", lines_[known->second]),
                "A respondent has one row in each file. Take one of the two out.");
  }
  ids_.emplace_back(id.text);
  json_.push_back(id.json);
  lines_.push_back(line);
}

std::optional<std::size_t> Occasion::find(const std::string& id) const {
  const auto found = rows_.find(id);
  return found == rows_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace attune
