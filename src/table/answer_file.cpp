#include "table/answer_file.h"

#include <fmt/format.h>

#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "table/encoding.h"
#include "table/input_format.h"

namespace attune {
namespace {

OpenedRows open_rows(UnpackedInput in, const Questionnaire& questionnaire, const ReadOptions& options) {
  const Format format = input_format(in, options.from);
  const auto open = has_row_a_line(format) && !options.long_columns ? open_text_rows : open_table_rows;
  return open(std::move(in), format, questionnaire, options);
}

}  // namespace

AnswerFile::AnswerFile(InputStream in, const Questionnaire& questionnaire, const ReadOptions& options)
    : name_(in.name()) {
  // A mistake of the command line is told before anything is read.
  ItemCodes codes(questionnaire, options.missing);
  opened_ = open_rows(std::move(in), questionnaire, options);
  for (const std::size_t column : opened_.layout.columns.carried) {
    const std::string& name = opened_.layout.names[column];
    if (find_invalid_utf8(name)) {
      throw Error(ExitCode::data, {.file = opened_.layout.file},
                  fmt::format("the name of a column is not text in UTF-8: {}", shorten(printable(name), 40)),
                  save_as_utf8("WINDOWS-1252"));
    }
    carried_names_.push_back(name);
    carried_labels_.push_back(opened_.layout.labels.empty() ? ColumnLabels{} : opened_.layout.labels[column]);
  }
  const std::string further = further_items_note(opened_.layout.names, opened_.layout.columns, questionnaire);
  if (!further.empty()) opened_.notes.push_back(opened_.layout.file + ": " + further);
  rows_.emplace(std::move(opened_.layout), std::move(codes));
}

void AnswerFile::number(RespondentBlock& block) {
  const std::string& file = rows_->layout().file;
  if (blank_line_ != 0 && (block.answers.rows > 0 || block.broken)) throw blank_between_rows(file, blank_line_);
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
  if (!take(block)) return false;
  rows_->read(block);
  number(block);
  return true;
}

}  // namespace attune
