#pragma once

#include <map>
#include <string>
#include <vector>

#include "questionnaire/catalogue.h"
#include "questionnaire/questionnaire.h"
#include "report/page.h"
#include "report/page_parts.h"
#include "report/result.h"
#include "scoring/respondent_result.h"

namespace attune {

/// Makes the page of each respondent: scores with their intervals and percentiles, the profile and how likely each is,
/// the map with the way from earlier sittings, the change, how the answers were given, what the guide says in short,
/// the answers, and by which key and definition they were scored.
class PersonPages {
 public:
  /// `questionnaire` must outlive it. Throws Error where the guide cannot be read.
  PersonPages(const Questionnaire& questionnaire, const Catalogue& catalogue, PageOptions options);

  Page page(const RespondentResult& result) const { return page(std::vector{result}); }
  /// One page for several results of the same person, such as about several relationships; at least one.
  Page page(const std::vector<RespondentResult>& results) const;

 private:
  const Questionnaire& questionnaire_;
  PageOptions options_;
  std::map<std::string, std::string> in_short_;  // by profile, as far as the guide has pages
};

/// A sitting's result as what is known of a respondent without a name.
RespondentResult respondent_result(const Result& result);

/// The same as a JSON object, indented.
std::string person_json(const Questionnaire& questionnaire, const RespondentResult& result, const PageOptions& options);

}  // namespace attune
