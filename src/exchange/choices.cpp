#include "exchange/choices.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

using Numbers = std::optional<std::vector<int>>;

// What `number_of` says of each choice, where these are different answers.
Numbers different_answers(const std::vector<Choice>& choices,
                          const std::function<std::optional<int>(const Choice&)>& number_of) {
  std::vector<int> numbers;
  std::set<int> seen;
  for (const Choice& choice : choices) {
    const auto number = number_of(choice);
    if (!number || *number < -kAnswerLimit || *number > kAnswerLimit || !seen.insert(*number).second)
      return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

Numbers by_code(const std::vector<Choice>& choices) {
  return different_answers(choices, [](const Choice& choice) { return parse_whole(choice.code); });
}

// Where the last codes are no numbers, such as that of "unknown": nothing is known of their place among others.
Numbers by_first_codes(const std::vector<Choice>& choices) {
  const auto first_text = std::find_if(choices.begin(), choices.end(),
                                       [](const Choice& choice) { return !parse_number(trim(choice.code)); });
  const bool only_texts_follow = std::none_of(
      first_text, choices.end(), [](const Choice& choice) { return parse_number(trim(choice.code)).has_value(); });
  if (first_text == choices.begin() || !only_texts_follow) return std::nullopt;
  Numbers numbers = by_code({choices.begin(), first_text});
  if (!numbers) return std::nullopt;
  int next = *std::max_element(numbers->begin(), numbers->end());
  for (std::size_t c = numbers->size(); c < choices.size(); ++c) numbers->push_back(++next);
  return next <= kAnswerLimit ? numbers : std::nullopt;
}

Numbers by_value(const std::vector<Choice>& choices) {
  return different_answers(choices, [](const Choice& choice) -> std::optional<int> {
    const bool whole =
        choice.value && *choice.value == std::floor(*choice.value) && std::abs(*choice.value) <= kAnswerLimit;
    return whole ? std::optional(static_cast<int>(*choice.value)) : std::nullopt;
  });
}

// The letters before the digits that a code ends in, and their number.
std::pair<std::string_view, std::optional<int>> code_parts(std::string_view code) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto end = static_cast<std::size_t>(std::find_if_not(code.begin(), code.end(), is_letter) - code.begin());
  const std::string_view digits = code.substr(end);
  const bool all_digits = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  return {code.substr(0, end), all_digits ? parse_whole(digits) : std::nullopt};
}

Numbers by_code_ending(const std::vector<Choice>& choices) {
  const std::string_view letters = code_parts(choices.front().code).first;
  return different_answers(choices, [&](const Choice& choice) {
    const auto [own, number] = code_parts(choice.code);
    return own == letters ? number : std::nullopt;
  });
}

Numbers by_place(const std::vector<Choice>& choices) {
  int place = 0;
  return different_answers(choices, [&](const Choice&) { return std::optional(++place); });
}

using By = NumberedChoices::By;

// In the order in which they are tried.
constexpr std::array<std::pair<By, Numbers (*)(const std::vector<Choice>&)>, 5> kWays{
    {{By::code, by_code},
     {By::place, by_first_codes},
     {By::value, by_value},
     {By::code_ending, by_code_ending},
     {By::place, by_place}}};

// Labels must differ, and none may be another number, as either could then be meant in a file of answers.
std::string usable_label(const Choice& choice, int answer, const std::set<std::string>& taken) {
  const auto number = parse_number(choice.label);
  const bool is_another = number && *number != answer;
  return is_another || taken.contains(fold(choice.label)) ? fmt::format("{}: {}", answer, choice.label) : choice.label;
}

ResponseScale response_of(const std::vector<Choice>& choices, const std::vector<int>& answers) {
  ResponseScale response;
  const auto [low, high] = std::minmax_element(answers.begin(), answers.end());
  response.min = *low;
  response.max = *high;
  response.only_labelled = answers.size() < static_cast<std::size_t>(*high - *low) + 1;
  std::set<std::string> taken;
  for (std::size_t c = 0; c < choices.size(); ++c) {
    std::string label = usable_label(choices[c], answers[c], taken);
    if (trim(label).empty() && response.only_labelled) label = std::to_string(answers[c]);
    if (trim(label).empty()) continue;
    taken.insert(fold(label));
    response.labels[answers[c]] = std::move(label);
  }
  return response;
}

// Whether a file of answers in which `code` stands for `answer` would be read as if it were another one.
bool is_another_answer(const std::string& code, int answer, const ResponseScale& response) {
  const auto number = parse_number(trim(code));
  if (!number || *number == answer || *number != std::floor(*number)) return false;
  return std::abs(*number) <= kAnswerLimit && response.allows(static_cast<int>(*number));
}

// Adds the codes that are neither the numbers nor the labels themselves. Returns one that is not clear, or nothing.
std::optional<std::string> add_codes(const std::vector<Choice>& choices, const std::vector<int>& answers,
                                     ResponseScale& response) {
  std::vector<std::pair<std::string, int>> codes;
  for (std::size_t c = 0; c < choices.size(); ++c) {
    const std::string& code = choices[c].code;
    if (is_another_answer(code, answers[c], response)) return code;
    if (!trim(code).empty() && !parse_number(trim(code))) codes.emplace_back(code, answers[c]);
  }
  if (auto unclear = unclear_code(response.labels, codes)) return unclear;
  for (const auto& [code, answer] : codes) {
    const auto label = response.labels.find(answer);
    if (label == response.labels.end() || fold(label->second) != fold(code)) response.codes[code] = answer;
  }
  return std::nullopt;
}

// Choices as numbers, and a code that could be another answer in a file of answers, if there is one.
struct Attempt {
  NumberedChoices numbered = {};
  std::optional<std::string> unclear = {};
};

std::optional<Attempt> attempt(const std::vector<Choice>& choices) {
  if (choices.size() < 2 || choices.size() > kMostChoices) return std::nullopt;
  Attempt made;
  NumberedChoices& numbered = made.numbered;
  Numbers numbers;
  for (const auto& [by, number] : kWays) {
    numbered.by = by;
    numbers = number(choices);
    if (numbers) break;
  }
  if (!numbers) return std::nullopt;
  numbered.answers = std::move(*numbers);
  numbered.response = response_of(choices, numbered.answers);
  made.unclear = add_codes(choices, numbered.answers, numbered.response);
  return made;
}

void add_values(const std::vector<Choice>& choices, NumberedChoices& numbered) {
  numbered.has_values =
      std::all_of(choices.begin(), choices.end(), [](const Choice& one) { return one.value.has_value(); });
  bool as_they_are = true;
  for (std::size_t c = 0; c < choices.size() && numbered.has_values; ++c) {
    numbered.values.emplace_back(numbered.answers[c], *choices[c].value);
    as_they_are = as_they_are && *choices[c].value == numbered.answers[c];
  }
  if (as_they_are) numbered.values.clear();
}

}  // namespace

std::optional<NumberedChoices> number_choices(const std::vector<Choice>& choices) {
  auto made = attempt(choices);
  if (!made || made->unclear) return std::nullopt;
  add_values(choices, made->numbered);
  return std::move(made->numbered);
}

std::optional<std::string> unclear_code(const std::map<int, std::string>& labels,
                                        const std::vector<std::pair<std::string, int>>& codes) {
  std::map<std::string, int> meant;
  for (const auto& [answer, label] : labels) meant.emplace(fold(label), answer);
  for (const auto& [code, answer] : codes) {
    if (meant.emplace(fold(code), answer).first->second != answer) return code;
  }
  return std::nullopt;
}

std::string unclear_text(const std::string& code) {
  return fmt::format("\"{}\" could be either of two answers", shorten(code, 40));
}

std::string why_not_numbered(const std::vector<Choice>& choices) {
  if (choices.size() < 2) return "fewer than two answers";
  const auto made = attempt(choices);
  if (!made) return fmt::format("more than {} answers", grouped(kAnswerLimit));
  return made->unclear ? unclear_text(*made->unclear) : "";
}

void ChoiceCount::add(const NumberedChoices& numbered) {
  constexpr std::size_t kMostOfAll = 200'000;
  all_ += numbered.answers.size();
  if (all_ <= kMostOfAll) return;
  throw Error(ExitCode::data, {.file = file_},
              fmt::format("more than {} answers to choose from in all items", grouped(kMostOfAll)),
              "Leave out the questions that are no ratings, and import again.");
}

void refuse_long_stem(const std::string& stem, const Place& place) {
  constexpr std::size_t kLongestStem = 20'000;
  if (stem.size() <= kLongestStem) return;
  throw Error(ExitCode::data, place,
              fmt::format("what introduces the items is longer than {} bytes", grouped(kLongestStem)),
              "Shorten the texts before them, and import again.");
}

void share_response(Questionnaire& questionnaire) {
  std::vector<std::pair<const ResponseScale*, std::size_t>> counts;
  for (const Item& item : questionnaire.items) {
    const auto known =
        std::find_if(counts.begin(), counts.end(), [&](const auto& count) { return *count.first == *item.response; });
    if (known == counts.end()) counts.emplace_back(&*item.response, 1);
    else ++known->second;
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end()) return;
  questionnaire.response = *most->first;
  for (Item& item : questionnaire.items) {
    if (item.response == questionnaire.response) item.response.reset();
  }
}

void share_stem(Questionnaire& questionnaire) {
  if (questionnaire.items.empty()) return;
  const std::string stem = questionnaire.items.front().stem;
  const bool all = std::all_of(questionnaire.items.begin(), questionnaire.items.end(),
                               [&](const Item& item) { return item.stem == stem; });
  if (!all) return;
  questionnaire.stem = stem;
  for (Item& item : questionnaire.items) item.stem.clear();
}

void note_unscored(Questionnaire& questionnaire) {
  std::vector<bool> scored(questionnaire.items.size());
  for (const Scale& scale : questionnaire.scales) {
    for (const KeyedItem& keyed : scale.items) scored[keyed.item] = true;
  }
  questionnaire.unscored.clear();
  for (std::size_t i = 0; i < scored.size(); ++i) {
    if (!scored[i]) questionnaire.unscored.push_back(i);
  }
}

}  // namespace attune
