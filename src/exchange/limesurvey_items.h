#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/choices.h"
#include "exchange/limesurvey.h"

namespace attune {

/// A question of a survey, or a line of one with several, whose answers are numbers to choose from.
struct LimeItem {
  std::string variable;  ///< as expressions name it
  const LimeQuestion* question = nullptr;
  std::size_t group = 0;
  const LimeSubquestion* line = nullptr;
  NumberedChoices numbered = {};
  std::vector<const LimeAnswer*> answers = {};  ///< by choice; none where LimeSurvey itself provides them
};

/// The items of a survey, and what else it asks. Points into the survey.
struct LimeItems {
  std::vector<LimeItem> items = {};
  std::map<std::string, std::size_t> places = {};  ///< by variable
  std::vector<const LimeQuestion*> equations = {};
  std::vector<const LimeQuestion*> counted_boxes = {};  ///< of several choices that count assessment values
  std::vector<std::string> others = {};                 ///< names of questions that are no items, with what they are
};

/// `language` is that of the labels. Throws Error (data) for more than kMostItems.
LimeItems limesurvey_items(const LimeSurvey& survey, const std::string& language, const std::string& file);

/// The text in this language without HTML; empty where there is none.
std::string plain_text_in(const LimeTexts& texts, const std::string& language);

}  // namespace attune
