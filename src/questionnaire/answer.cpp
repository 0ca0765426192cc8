#include "questionnaire/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace attune {

std::string answers_named(const ResponseScale& response) {
  if (!response.only_labelled) return fmt::format("{}–{}", response.min, response.max);
  std::vector<std::string> answers;
  for (const int answer : response.answers()) answers.push_back(std::to_string(answer));
  return join_words(answers);
}

AnswerCodes::AnswerCodes(const ResponseScale& response, const std::vector<std::string>& missing_codes)
    : response_(response), answers_(answers_named(response)) {
  for (const auto& [answer, label] : response.labels) words_[fold(label)] = static_cast<Answer>(answer);
  for (const auto& [code, answer] : response.codes) words_[fold(code)] = static_cast<Answer>(answer);
  for (const std::string& code : response.missing) take_missing(code);
  for (const std::string& code : missing_codes) {
    if (const auto answer = read_text(code); answer && *answer != kMissing) {
      throw Error(ExitCode::usage, {},
                  fmt::format("--missing {}: that is an answer on this questionnaire's scale ({})", code, answers_),
                  "An answer cannot also mean that there is none.");
    }
    take_missing(code);
  }
  for (std::size_t digit = 0; digit < digits_.size(); ++digit) digits_[digit] = read_text(std::to_string(digit));
}

void AnswerCodes::take_missing(const std::string& code) {
  words_[fold(code)] = kMissing;
  if (const auto number = parse_number(trim(code))) missing_numbers_.push_back(*number);
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
  return whole && response_.allows(*whole) ? std::optional(static_cast<Answer>(*whole)) : std::nullopt;
}

ItemCodes::ItemCodes(AnswerCodes all) { different_.push_back(std::move(all)); }

ItemCodes::ItemCodes(const Questionnaire& questionnaire, const std::vector<std::string>& missing_codes) {
  different_.emplace_back(questionnaire.response, missing_codes);
  if (questionnaire.one_response()) return;
  std::vector<const ResponseScale*> known{&questionnaire.response};
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    const ResponseScale& response = questionnaire.response_of(item);
    auto found =
        std::find_if(known.begin(), known.end(), [&](const ResponseScale* other) { return *other == response; });
    which_.push_back(static_cast<std::size_t>(found - known.begin()));
    if (found != known.end()) continue;
    known.push_back(&response);
    different_.emplace_back(response, missing_codes);
  }
}

}  // namespace attune
