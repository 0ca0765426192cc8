#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/delimited_text.h"
#include "exchange/limesurvey.h"

namespace attune {
namespace {

// Each row says by its class what it describes; rows of other languages repeat those of the survey's own.
class TextReader {
 public:
  TextReader(std::vector<TextRow> rows, const std::string& file) : rows_(std::move(rows)), file_(file) {
    if (!rows_.empty()) titles_ = rows_.front().cells;
    if (!rows_.empty()) rows_.erase(rows_.begin());
    if (index_of("class") == titles_.size() || index_of("name") == titles_.size())
      throw Error(ExitCode::data, {.file = file_, .line = 1},
                  "this is no survey of LimeSurvey: no columns class and name");
  }

  LimeSurvey read() {
    for (row_ = rows_.begin(); row_ != rows_.end(); ++row_) read_row(cell("class"));
    if (survey_.languages.empty()) survey_.languages = {first_language_.value_or("")};
    return std::move(survey_);
  }

 private:
  // An answer or a line: its question's place, its scale and its code.
  using PartKey = std::tuple<std::pair<std::size_t, std::size_t>, std::string, std::string>;

  std::size_t index_of(std::string_view title) const {
    return static_cast<std::size_t>(std::find(titles_.begin(), titles_.end(), title) - titles_.begin());
  }

  std::string cell(std::string_view title) const {
    const std::size_t index = index_of(title);
    std::string text = index < row_->cells.size() ? row_->cells[index] : std::string();
    // LimeSurvey puts an apostrophe before what a spreadsheet would take for a formula.
    return text.starts_with("'=") ? text.substr(1) : text;
  }

  std::string language() {
    const std::string named = cell("language");
    if (!first_language_) first_language_ = named;
    return named.empty() && !survey_.languages.empty() ? survey_.languages.front() : named;
  }

  void read_row(const std::string& kind) {
    if (kind == "S") return read_setting();
    if (kind == "SL") return read_survey_text();
    if (kind == "G") return read_group();
    if (kind == "AS") return read_rule();
    if (kind == "Q") return read_question();
    if (kind == "SQ") return read_subquestion();
    if (kind == "A") return read_answer();
    if (kind == "C") question().has_condition = true;
    else if (kind.starts_with("QTA")) survey_.others.insert("quotas");
    else if (!kind.empty()) survey_.others.insert(shorten(one_line("rows of class " + kind), 40));
  }

  void read_setting() {
    const std::string name = cell("name");
    const std::string value = cell("text");
    if (name == "sid") survey_.id = value;
    if (name == "assessments") survey_.has_assessments = value == "Y";
    if (name == "language") survey_.languages.insert(survey_.languages.begin(), value);
    if (name == "additional_languages") {
      for (std::size_t start = 0; start < value.size();) {
        const std::size_t end = std::min(value.find(' ', start), value.size());
        if (end > start) survey_.languages.push_back(value.substr(start, end - start));
        start = end + 1;
      }
    }
  }

  void read_survey_text() {
    if (cell("name") == "surveyls_title") survey_.titles[language()] = cell("text");
    if (cell("name") == "surveyls_welcometext") survey_.welcomes[language()] = cell("text");
    if (cell("name") == "surveyls_description") survey_.descriptions[language()] = cell("text");
  }

  // The groups come in the same order in each language.
  void read_group() {
    const std::string in = language();
    const std::size_t number = groups_seen_[in]++;
    if (number >= survey_.groups.size()) survey_.groups.push_back({.id = cell("id")});
    group_ = number;
    LimeGroup& group = survey_.groups[number];
    group.titles[in] = cell("name");
    group.descriptions[in] = cell("text");
    if (group.relevance.empty()) group.relevance = cell("relevance");
  }

  void read_question() {
    if (survey_.groups.empty()) survey_.groups.emplace_back();
    const std::string code = cell("name");
    const auto known = places_.find(code);
    if (known == places_.end()) {
      const std::string type = cell("type/scale");
      place_ = {group_, survey_.groups[group_].questions.size()};
      places_[code] = place_;
      survey_.groups[group_].questions.push_back({.code = code,
                                                  .type = type.empty() ? 'T' : type.front(),
                                                  .relevance = cell("relevance"),
                                                  .is_mandatory = cell("mandatory") == "Y",
                                                  .has_default = !cell("default").empty(),
                                                  .has_other = cell("other") == "Y",
                                                  .assessment_value = cell("assessment_value")});
    } else {
      place_ = known->second;
    }
    question().texts[language()] = cell("text");
    question().help[language()] = cell("help");
  }

  LimeQuestion& question() {
    if (places_.empty())
      throw Error(ExitCode::data, {.file = file_, .line = row_->line}, "no question stands before this row");
    return survey_.groups[place_.first].questions[place_.second];
  }

  void read_subquestion() {
    auto& list = question().subquestions;
    std::string scale = cell("type/scale");
    if (scale.empty()) scale = "0";
    const std::string code = cell("name");
    const auto [known, is_new] = subquestions_.emplace(PartKey{place_, scale, code}, list.size());
    if (is_new) list.push_back({.code = code, .scale = scale});
    list[known->second].texts[language()] = cell("text");
  }

  void read_answer() {
    auto& list = question().answers;
    std::string scale = cell("type/scale");
    if (scale.empty()) scale = "0";
    const std::string code = cell("name");
    const auto [known, is_new] = answers_.emplace(PartKey{place_, scale, code}, list.size());
    if (is_new) {
      // Older versions have the value in the column of relevance.
      const std::string value = cell("assessment_value");
      list.push_back({.code = code, .assessment_value = value.empty() ? cell("relevance") : value, .scale = scale});
    }
    list[known->second].texts[language()] = cell("text");
  }

  void read_rule() {
    survey_.rules.push_back({.of_group = cell("type/scale") == "G",
                             .group = cell("related_id"),
                             .name = cell("name"),
                             .minimum = cell("min_num_value"),
                             .maximum = cell("max_num_value"),
                             .message = cell("text"),
                             .language = language()});
  }

  std::vector<TextRow> rows_;
  const std::string& file_;
  std::vector<std::string> titles_;
  std::vector<TextRow>::const_iterator row_;
  LimeSurvey survey_;
  std::optional<std::string> first_language_;                          // that a row names
  std::map<std::string, std::size_t> groups_seen_;                     // by language
  std::map<std::string, std::pair<std::size_t, std::size_t>> places_;  // of questions: group and number in it
  std::map<PartKey, std::size_t> subquestions_;                        // their numbers in their question
  std::map<PartKey, std::size_t> answers_;                             // likewise
  std::size_t group_ = 0;
  std::pair<std::size_t, std::size_t> place_;
};

}  // namespace

LimeSurvey read_limesurvey_text(std::string_view text, const std::string& file) {
  return TextReader(read_delimited_text(text, '\t', file), file).read();
}

}  // namespace attune
