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

/// Raw answers and response times (columns ITEM_ms, in milliseconds), a row a sitting, as `attune score` reads them.
std::string answers_csv(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings);
std::string answers_ndjson(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings);

/// How high a score is, in words, by its distance from the cut: "low", "close to the line, just below it", "on the
/// line" … Close is what lies within one standard error, where `error` is known and not 0, else within a sixth of the
/// way from the cut to the end of the `range`.
std::string level_words(double score, double cut, std::pair<double, double> range, double error);

/// The last lines of every result: what it is not, and where help is.
std::string safety_text();

}  // namespace attune
