#include "exchange/limesurvey_items.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/plain_text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// Questions whose answers LimeSurvey itself provides. Words are in English, as in its own exports of results.
std::vector<Choice> built_in_choices(char type) {
  const auto points = [](int most) {
    std::vector<Choice> choices;
    for (int point = 1; point <= most; ++point) choices.push_back({.code = std::to_string(point), .label = {}});
    return choices;
  };
  switch (type) {
    case '5':
    case 'A': return points(5);
    case 'B': return points(10);
    case 'Y': return {{.code = "N", .label = "No", .value = 0}, {.code = "Y", .label = "Yes", .value = 1}};
    case 'C':
      return {{.code = "N", .label = "No", .value = 0},
              {.code = "U", .label = "Uncertain", .value = 1},
              {.code = "Y", .label = "Yes", .value = 2}};
    case 'E':
      return {{.code = "D", .label = "Decrease", .value = 0},
              {.code = "S", .label = "Same", .value = 1},
              {.code = "I", .label = "Increase", .value = 2}};
    default: return {};
  }
}

// What LimeSurvey calls types that have no such answers.
std::string type_title(char type) {
  constexpr std::array<std::pair<char, std::string_view>, 17> kTitles{{{'D', "date"},
                                                                       {'G', "gender"},
                                                                       {'I', "language"},
                                                                       {'K', "several numbers"},
                                                                       {'M', "several choices"},
                                                                       {'N', "number"},
                                                                       {'P', "several choices"},
                                                                       {'Q', "several texts"},
                                                                       {'R', "ranking"},
                                                                       {'S', "text"},
                                                                       {'T', "text"},
                                                                       {'U', "text"},
                                                                       {':', "table of numbers"},
                                                                       {';', "table of texts"},
                                                                       {'|', "files"},
                                                                       {'X', "text display"},
                                                                       {'*', "equation"}}};
  for (const auto& [letter, title] : kTitles) {
    if (letter == type) return std::string(title);
  }
  return fmt::format("type {}", one_line(std::string_view(&type, 1)));
}

bool is_array(char type) { return std::string_view("FHABCE1").find(type) != std::string_view::npos; }
bool is_list(char type) { return std::string_view("L!O5Y").find(type) != std::string_view::npos; }

class ItemFinder {
 public:
  ItemFinder(const std::string& language, const std::string& file) : language_(language), file_(file), choices_(file) {}

  LimeItems find(const LimeSurvey& survey) {
    for (std::size_t g = 0; g < survey.groups.size(); ++g) {
      for (const LimeQuestion& question : survey.groups[g].questions) read(question, g);
    }
    return std::move(found_);
  }

 private:
  // What a question offers, to each of its lines.
  struct Offered {
    std::optional<NumberedChoices> numbered = {};
    std::vector<const LimeAnswer*> answers = {};
    std::string why_not = {};
  };

  void read(const LimeQuestion& question, std::size_t group) {
    if (question.type == '*') return found_.equations.push_back(&question);
    if (question.type == 'X') return;
    if (is_list(question.type)) return add({.variable = question.code, .question = &question, .group = group}, "0");
    if (is_array(question.type)) return read_lines(question, group);
    found_.others.push_back(fmt::format("{} ({})", question.code, type_title(question.type)));
    const bool counts = parse_number(question.assessment_value).value_or(0) != 0;
    if (counts && (question.type == 'M' || question.type == 'P')) found_.counted_boxes.push_back(&question);
  }

  void read_lines(const LimeQuestion& question, std::size_t group) {
    for (const LimeSubquestion& line : question.subquestions) {
      LimeItem item{.variable = question.code + "_" + line.code, .question = &question, .group = group, .line = &line};
      if (question.type == '1') {
        for (const std::string scale : {"0", "1"}) {
          LimeItem one = item;
          one.variable += "_" + scale;
          add(std::move(one), scale);
        }
      } else if (line.scale == "0") {
        add(std::move(item), "0");
      }
    }
  }

  const Offered& offered(const LimeQuestion& question, const std::string& scale) {
    const auto [known, is_new] = offered_.try_emplace({&question, scale});
    Offered& offer = known->second;
    if (!is_new) return offer;
    std::vector<Choice> choices = built_in_choices(question.type);
    const bool built_in = !choices.empty();
    for (const LimeAnswer& answer : question.answers) {
      if (built_in || answer.scale != scale || choices.size() > kMostChoices) continue;
      choices.push_back({.code = answer.code,
                         .label = plain_text_in(answer.texts, language_),
                         .value = parse_number(answer.assessment_value)});
      offer.answers.push_back(&answer);
    }
    offer.numbered = number_choices(choices);
    if (!offer.numbered) offer.why_not = why_not_numbered(choices);
    return offer;
  }

  void add(LimeItem item, const std::string& scale) {
    const Offered& offer = offered(*item.question, scale);
    if (!offer.numbered) return found_.others.push_back(fmt::format("{} ({})", item.variable, offer.why_not));
    if (found_.items.size() >= static_cast<std::size_t>(kMostItems))
      throw Error(ExitCode::data, {.file = file_}, fmt::format("more than {} items", grouped(kMostItems)));
    choices_.add(*offer.numbered);
    item.numbered = *offer.numbered;
    item.answers = offer.answers;
    found_.places.emplace(item.variable, found_.items.size());
    found_.items.push_back(std::move(item));
  }

  const std::string& language_;
  const std::string& file_;
  ChoiceCount choices_;
  std::map<std::pair<const LimeQuestion*, std::string>, Offered> offered_;  // by question and scale
  LimeItems found_;
};

}  // namespace

LimeItems limesurvey_items(const LimeSurvey& survey, const std::string& language, const std::string& file) {
  return ItemFinder(language, file).find(survey);
}

std::string plain_text_in(const LimeTexts& texts, const std::string& language) {
  const auto text = texts.find(language);
  return text == texts.end() ? std::string() : plain_text(text->second);
}

}  // namespace attune
