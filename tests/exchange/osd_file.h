#pragma once

#include <string>
#include <vector>

#include "exchange/import_osd.h"
#include "exchange/imported.h"
#include "scoring/scorer.h"
#include "support.h"

namespace attune::testing {

/// An Open Scale Definition with answers from 1 to 5, from snippets of JSON: the entries of "items" and of "scoring",
/// and further keys of "definition" and of the English texts, each with a comma before it.
inline std::string osd_file(const std::string& items, const std::string& scoring, const std::string& more = "",
                            const std::string& texts = "") {
  return R"({"osd_version": "1.0", "definition": {"scale_info": {"name": "Small scale", "code": "SMALL"},
    "likert_options": {"points": 5, "min": 1, "max": 5, "labels": ["never", null, null, null, "always"]},
    "items": [)" +
         items + R"(], "scoring": {)" + scoring + "}" + more + R"(}, "translations": {"en": {
    "never": "Never", "always": "Always", "q1": "One", "q2": "Two", "q3": "Three")" +
         texts + "}}}";
}

/// Three ratings, q1 to q3.
inline const std::string kRatings = R"({"id": "q1", "type": "likert", "text_key": "q1"},
  {"id": "q2", "type": "likert", "text_key": "q2"}, {"id": "q3", "type": "likert", "text_key": "q3"})";

inline Imported imported_osd(const std::string& file, const std::string& language = "") {
  return import_osd(file, {.file = "small.osd", .id = "", .language = language});
}

/// The scores of one person by the definition that a file of three ratings becomes.
inline std::vector<double> osd_scores(const std::string& scoring, const std::vector<Answer>& answers) {
  return Scorer(imported_osd(osd_file(kRatings, scoring)).questionnaire).score(answers).scores;
}

/// Why a file is refused.
inline Error refusal_of_osd(const std::string& file) {
  return error_of([&] { imported_osd(file); });
}

}  // namespace attune::testing
