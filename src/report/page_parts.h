#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "psychometrics/score_scatter.h"
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

inline constexpr int kDigitsOnPages = 2;  ///< of scores, as in the tables of results

/// The title that the options give, else the questionnaire's.
std::string page_title(const Questionnaire& questionnaire, const PageOptions& options);

/// The title of the page as a heading, and beneath it from whom the page comes, then `facts`, then, where the title is
/// another, by which questionnaire.
void add_head(const Questionnaire& questionnaire, const PageOptions& options,
              std::vector<std::pair<std::string, std::string>> facts, Page& page);

/// The map of a group with who is not on it, of so many respondents; nothing where nobody is.
void add_group_map(const Questionnaire& questionnaire, const std::optional<ScoreScatter>& scatter,
                   std::size_t respondents, Page& page);

/// Adds what the page rests on: the questionnaire's caution, its version, the source of its key, the digest of its
/// definition, and the date of the page.
void add_origin(const Questionnaire& questionnaire, const PageOptions& options, Page& page);

}  // namespace attune
