#pragma once

#include <string>

#include "questionnaire/questionnaire.h"
#include "report/page.h"
#include "report/result_words.h"

/// What all pages have.
namespace attune {

/// What a person says about pages.
struct PageOptions {
  std::string title = {};   ///< in place of the questionnaire's; may be empty
  std::string clinic = {};  ///< who hands the page over; may be empty
  std::string date = {};    ///< of the page, as 2026-11-22
  bool items = true;        ///< whether the answers are shown one by one
  Reader reader = Reader::other;
};

/// The title that the options give, else the questionnaire's.
std::string page_title(const Questionnaire& questionnaire, const PageOptions& options);

/// Adds what the page rests on: the questionnaire's caution, its version, the source of its key, the digest of its
/// definition, and the date of the page.
void add_origin(const Questionnaire& questionnaire, const PageOptions& options, Page& page);

}  // namespace attune
