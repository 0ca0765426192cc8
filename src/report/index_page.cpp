#include "report/index_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/natural_order.h"
#include "base/text.h"
#include "psychometrics/quality.h"
#include "report/result_json.h"
#include "report/result_words.h"

namespace attune {
namespace {

constexpr int kLongestId = 28;  // columns; a longer one would push the scores out of sight

std::string look_words(const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  std::vector<std::string> signs;
  if (is_conspicuous(longest_run(answers), questionnaire)) signs.emplace_back("one answer in a row");
  if (keyed_agreement(questionnaire, answers) < kLeastAgreement) signs.emplace_back("opposites alike");
  if (share_missing(answers) >= kMostMissing) signs.emplace_back("much left out");
  return fmt::format("{}", fmt::join(signs, "; "));
}

PageCell text_cell(const std::string& text) { return {text.empty() ? kDash : text}; }

}  // namespace

ReportIndex::ReportIndex(const Questionnaire& questionnaire, PageOptions options)
    : questionnaire_(questionnaire), options_(std::move(options)), profiles_(questionnaire.profile_names()) {
  if (std::holds_alternative<QuadrantRule>(questionnaire.profiles)) scatter_.emplace(questionnaire);
}

void ReportIndex::add(const RespondentResult& result, const std::string& file) {
  const Scores& scores = result.scores;
  const bool likely = scatter_ && scores.profile != kNoProfile;
  rows_.push_back({.id = result.id,
                   .order = natural_key(result.id),
                   .when = result.when,
                   .file = file,
                   .scores = scores.scores,
                   .profile = scores.profile,
                   .probability = likely ? scores.probabilities[static_cast<std::size_t>(scores.profile)] : kNoScore,
                   .look = look_words(questionnaire_, result.answers)});
  any_when_ = any_when_ || !result.when.empty();
  const auto* rule = std::get_if<QuadrantRule>(&questionnaire_.profiles);
  if (rule != nullptr) scatter_->add(scores.scores[rule->x], scores.scores[rule->y]);
}

ReportIndex::Column ReportIndex::score_column(std::size_t s) const {
  const auto score = [s](const Row& row) { return row.scores[s]; };
  return {
      .head = {questionnaire_.scales[s].id, true},
      .cell =
          [this, s, score](const Row& row) {
            return PageCell{std::isnan(score(row)) ? kDash
                                                   : score_text(score(row), cut_of(questionnaire_, s), kDigitsOnPages)};
          },
      // The highest first; whoever has no score comes last.
      .before = [score](const Row& a,
                        const Row& b) { return std::isnan(score(b)) ? !std::isnan(score(a)) : score(a) > score(b); },
      .order = "descending"};
}

std::vector<ReportIndex::Column> ReportIndex::columns() const {
  const auto by_text = [](std::string Row::*text) {
    return [text](const Row& a, const Row& b) { return a.*text < b.*text; };
  };
  std::vector<Column> columns;
  columns.push_back(
      {.head = {"Respondent"},
       .cell =
           [](const Row& row) {
             return PageCell{row.id.empty() ? "(no id)" : shorten(one_line(row.id), kLongestId), row.file};
           },
       .before = by_text(&Row::order),
       .order = "ascending"});
  if (any_when_) {
    columns.push_back({.head = {"Answered"},
                       .cell = [](const Row& row) { return text_cell(row.when); },
                       .before = by_text(&Row::when),
                       .order = "ascending"});
  }
  for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) columns.push_back(score_column(s));
  if (!profiles_.empty()) {
    columns.push_back({.head = {"Profile"},
                       .cell =
                           [this](const Row& row) {
                             if (row.profile == kNoProfile) return PageCell{kDash};
                             const std::string& name = profiles_[static_cast<std::size_t>(row.profile)];
                             return PageCell{std::isnan(row.probability)
                                                 ? name
                                                 : fmt::format("{}, {}", name, percent_words(row.probability))};
                           },
                       // In the order of the rule; whoever has none comes last.
                       .before =
                           [](const Row& a, const Row& b) {
                             return static_cast<std::uint8_t>(a.profile) < static_cast<std::uint8_t>(b.profile);
                           },
                       .order = "ascending"});
  }
  columns.push_back({.head = {"Conspicuous"},
                     .cell = [](const Row& row) { return text_cell(row.look); },
                     .before = [](const Row& a, const Row& b) { return a.look > b.look; },
                     .order = "descending"});
  return columns;
}

Page ReportIndex::page_of(const std::vector<const Row*>& rows, std::vector<PageColumn> heads,
                          const std::vector<Column>& columns) const {
  Page page{.title = page_title(questionnaire_, options_)};
  add_head(questionnaire_, options_, {{"Respondents", grouped(rows.size())}}, page);
  add_group_map(questionnaire_, scatter_, rows.size(), page);
  page.blocks.emplace_back(Heading{2, "Respondents"});
  PageTable table{.caption = "Scores and profile of each respondent", .columns = std::move(heads)};
  for (const Row* row : rows) {
    auto& cells = table.rows.emplace_back();
    for (const Column& column : columns) cells.push_back(column.cell(*row));
  }
  page.blocks.emplace_back(std::move(table));
  add_origin(questionnaire_, options_, page);
  return page;
}

Page ReportIndex::page() const {
  const auto all = columns();
  std::vector<PageColumn> heads;
  for (const Column& column : all) heads.push_back(column.head);
  std::vector<const Row*> rows;
  for (const Row& row : rows_) rows.push_back(&row);
  return page_of(rows, std::move(heads), all);
}

void ReportIndex::sorted_pages(const std::string& extension,
                               const std::function<void(const std::string& file, const Page& page)>& give) const {
  const auto all = columns();
  std::vector<PageColumn> linked;
  for (std::size_t c = 0; c < all.size(); ++c) {
    linked.push_back(all[c].head);
    linked.back().link = fmt::format("index-by-{}{}", c + 1, extension);
  }
  std::vector<const Row*> rows;
  for (const Row& row : rows_) rows.push_back(&row);
  give("index" + extension, page_of(rows, linked, all));
  for (std::size_t c = 0; c < all.size(); ++c) {
    auto sorted = rows;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Row* a, const Row* b) { return all[c].before(*a, *b); });
    auto heads = linked;
    heads[c].link.clear();
    heads[c].sorted = all[c].order;
    give(linked[c].link, page_of(sorted, std::move(heads), all));
  }
}

std::string ReportIndex::json() const {
  Json list = Json::array();
  for (const Row& row : rows_) {
    Json json{{"respondent", row.id}, {"file", row.file}};
    for (std::size_t s = 0; s < row.scores.size(); ++s)
      json["scores"][questionnaire_.scales[s].id] = number_json(row.scores[s]);
    json["profile"] = profile_json(questionnaire_, row.profile);
    list.push_back(std::move(json));
  }
  return lines_of_json(list);
}

}  // namespace attune
