#pragma once

#include <string>
#include <vector>

#include "guide/markdown.h"
#include "interview/relationship.h"
#include "interview/sitting.h"
#include "questionnaire/catalogue.h"
#include "questionnaire/questionnaire.h"
#include "scoring/scorer.h"

namespace attune {

/// What came of one sitting.
struct Result {
  Relationship about;
  Sitting sitting;
  Scores scores;
};

/// The results of one questionnaire, about one or several relationships, for the person who answered: the map, the
/// scores in words and numbers, the profile with its caution, what the guide says in short and what helps, where to
/// read on, and the lines on safety. `results` has at least one.
std::string result_text(const Questionnaire& questionnaire, const std::vector<Result>& results,
                        const Catalogue& catalogue, const TerminalStyle& style);

/// The same as data: one JSON object a result, in an array.
std::string result_json(const Questionnaire& questionnaire, const std::vector<Result>& results);

/// Raw answers and response times (columns ITEM_ms, in milliseconds), a row a sitting, as `attune score` reads them;
/// texts as append_safe_field() writes them where they are to be safe for spreadsheets.
std::string answers_csv(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings,
                        bool safe_for_spreadsheets = false);
std::string answers_ndjson(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings);

}  // namespace attune
