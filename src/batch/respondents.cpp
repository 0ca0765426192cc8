#include "batch/respondents.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

// Of so many respondents to the shortest questionnaires, hardly ever does nobody give the highest answer.
constexpr std::size_t kEnoughToTell = 50;

// How many different answers there are just above the range, one after the other, as those of a wider one would be.
int answers_above(const InvalidAnswers& invalid, const ResponseScale& response) {
  int above = 0;
  while (invalid.texts.contains(std::to_string(response.max + above + 1))) ++above;
  return above;
}

bool has_decimal_comma(const std::string& text) {
  const auto comma = text.find(',');
  return comma != std::string::npos && parse_whole(text.substr(0, comma)) && parse_whole(text.substr(comma + 1));
}

// Most often one code or mistake is behind all of them, so the remedy shows which texts there are.
[[noreturn]] void refuse(const InvalidAnswers& invalid, const Questionnaire& questionnaire) {
  const ResponseScale& response = questionnaire.response;
  std::vector<std::pair<std::size_t, std::string>> counts;
  for (const auto& [text, count] : invalid.texts) counts.emplace_back(count, text);
  std::sort(counts.rbegin(), counts.rend());
  std::vector<std::string> listed;
  for (const auto& [count, text] : counts) listed.push_back(fmt::format("{} ({})", text, counted(count, "time")));
  std::string remedy = invalid.count == 1 ? "It is the only one."
                                          : fmt::format("{} more like it; in all: {}.", grouped(invalid.count - 1),
                                                        join_words(listed, "and", 5));
  const std::string& commonest = counts.front().second;
  const int above = answers_above(invalid, response);
  if (above > 1) {
    remedy += fmt::format(" If the answers run to {}, the file is not of {}, which has {} to {}.", response.max + above,
                          questionnaire.id, response.min, response.max);
  }
  if (has_decimal_comma(commonest)) remedy += " Numbers need a decimal point, not a comma.";
  // --missing separates its codes by commas, so it cannot name a code that holds one.
  if (commonest.find(',') == std::string::npos)
    remedy += fmt::format(" If {} means \"not answered\", add --missing {}.", commonest, commonest);
  remedy += fmt::format(" To take whatever is outside {}–{} as not answered, add --invalid missing.", response.min,
                        response.max);
  throw Error(ExitCode::data, invalid.first->place(), invalid.first->problem(), remedy);
}

InputStream open_input(const AnswerSource& source, std::size_t input) {
  return source.repeatable ? (*source.repeatable)[input].open() : InputStream(source.inputs[input]);
}

}  // namespace

std::string taken_as_missing_text(std::size_t answers) {
  return counted(answers, "answer") + " outside the scale taken as missing.";
}

AnswerSource repeatable(AnswerSource source) {
  source.repeatable = std::make_shared<const std::vector<RepeatableInput>>(source.inputs.begin(), source.inputs.end());
  return source;
}

ReadSummary read_respondents(const Questionnaire& questionnaire, const AnswerSource& source,
                             const RespondentReader& reader) {
  ReadSummary summary;
  InvalidAnswers invalid;
  Answer highest = kMissing;
  Progress now;
  RespondentBlock block;
  for (std::size_t input = 0; input < source.inputs.size(); ++input) {
    AnswerFile file(open_input(source, input), questionnaire, source.read);
    summary.notes.insert(summary.notes.end(), file.notes().begin(), file.notes().end());
    reader.open(file);
    now.total_bytes += file.size();
    while (file.next(block)) {
      if (source.read.invalid_is_missing) summary.taken_as_missing += block.invalid.count;
      else invalid.add(block.invalid);
      if (!invalid.first) reader.take(block);
      for (const Answer answer : block.answers.answers) highest = std::max(highest, answer);
      summary.respondents = now.respondents += block.answers.rows;
      now.bytes += block.bytes.bytes.size();
      reader.progress(now);
    }
  }
  if (invalid.first) refuse(invalid, questionnaire);
  if (summary.respondents >= kEnoughToTell && highest != kMissing && highest < questionnaire.response.max) {
    summary.notes.push_back(fmt::format("No answer is above {}, though {} has answers up to {}. Is it the right one?",
                                        highest, questionnaire.id, questionnaire.response.max));
  }
  return summary;
}

}  // namespace attune
