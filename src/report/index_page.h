#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "psychometrics/score_scatter.h"
#include "questionnaire/questionnaire.h"
#include "report/page.h"
#include "report/page_parts.h"
#include "scoring/respondent_result.h"

namespace attune {

/// Collects what the index of many pages tells of each respondent: a short row, so that thousands fit into memory.
class ReportIndex {
 public:
  /// `questionnaire` must outlive it.
  ReportIndex(const Questionnaire& questionnaire, PageOptions options);

  /// Adds a respondent whose page stands in `file`.
  void add(const RespondentResult& result, const std::string& file);

  /// The index in the order in which respondents were added, with the scatter of the group. A long id is cut; its page
  /// has the whole.
  Page page() const;

  /// Gives the index, as above, and the same sorted by each of its columns, one after the other, with the names of
  /// their files: "index" with `extension`, "index-by-1", "index-by-2" …, linked with each other. A page that needs no
  /// script cannot sort itself.
  void sorted_pages(const std::string& extension,
                    const std::function<void(const std::string& file, const Page& page)>& give) const;

  /// The same rows as a JSON array, indented.
  std::string json() const;

 private:
  struct Row {
    std::string id;
    std::string order;  // of the id among others
    std::string when;
    std::string file;
    std::vector<double> scores;
    std::int8_t profile;
    double probability;  // of the profile
    std::string look;    // what is conspicuous in how the answers were given; often nothing
  };
  // A column: how it is called and shown, and how two rows follow each other by it.
  struct Column {
    PageColumn head;
    std::function<PageCell(const Row&)> cell;
    std::function<bool(const Row&, const Row&)> before;
    std::string order;
  };

  std::vector<Column> columns() const;
  Column score_column(std::size_t scale) const;
  Page page_of(const std::vector<const Row*>& rows, std::vector<PageColumn> heads,
               const std::vector<Column>& columns) const;

  const Questionnaire& questionnaire_;
  PageOptions options_;
  std::vector<std::string> profiles_;
  std::vector<Row> rows_;
  bool any_when_ = false;
  std::optional<ScoreScatter> scatter_;
};

}  // namespace attune
