#include "questionnaire/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace attune {

AnswerCodes::AnswerCodes(const ResponseScale& response, const std::vector<std::string>& missing_codes)
    : min_(response.min), max_(response.max) {
  for (const auto& [answer, label] : response.labels) words_[fold(label)] = static_cast<Answer>(answer);
  for (const std::string& code : missing_codes) {
    if (const auto answer = read_text(code); answer && *answer != kMissing) {
      throw Error(
          ExitCode::usage, {},
          fmt::format("--missing {}: that is an answer on this questionnaire's scale ({}–{})", code, min_, max_),
          "An answer cannot also mean that there is none.");
    }
    words_[fold(code)] = kMissing;
    if (const auto number = parse_number(trim(code))) missing_numbers_.push_back(*number);
  }
  for (std::size_t digit = 0; digit < digits_.size(); ++digit) digits_[digit] = read_text(std::to_string(digit));
}

std::optional<Answer> AnswerCodes::read(std::string_view text) const {
  if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') return digits_[static_cast<std::size_t>(text[0] - '0')];
  return read_text(text);
}

std::optional<Answer> AnswerCodes::read_text(std::string_view text) const {
  text = trim(text);
  if (text.empty()) return kMissing;
  if (const auto answer = read_number(text)) return answer;
  const auto word = words_.find(fold(text));
  return word == words_.end() ? std::nullopt : std::optional(word->second);
}

std::optional<Answer> AnswerCodes::read_number(std::string_view text) const {
  const auto number = parse_number(text);
  if (!number) return std::nullopt;
  if (std::find(missing_numbers_.begin(), missing_numbers_.end(), *number) != missing_numbers_.end()) return kMissing;
  const auto whole = parse_whole(text);
  return whole && *whole >= min_ && *whole <= max_ ? std::optional(static_cast<Answer>(*whole)) : std::nullopt;
}

}  // namespace attune
