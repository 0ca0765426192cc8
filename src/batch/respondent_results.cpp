#include "batch/respondent_results.h"

#include "base/text.h"
#include "batch/occasion.h"
#include "scoring/norm_group.h"
#include "scoring/scorer.h"

namespace attune {
namespace {

// The date in the row, as it was told.
std::string when(const RespondentBlock& block, std::size_t row, std::optional<std::size_t> column) {
  if (!column || block.beside[*column].empty()) return {};
  return std::string(trim(block.beside[*column][row].text));
}

// An earlier occasion, with the date of each of its rows.
struct Earlier {
  Occasion occasion;
  std::vector<std::string> when;
};

class Reading {
 public:
  Reading(const Questionnaire& questionnaire, const ResultsRun& run)
      : questionnaire_(questionnaire), run_(run), scorer_(questionnaire) {
    if (run.norms) groups_.emplace(usable_norms(questionnaire), *run.norms);
    for (const EarlierFile& file : run.earlier) read_earlier(file);
  }

  void take(const RespondentBlock& block, const std::function<void(const RespondentResult&)>& give) {
    const auto* groups = groups_ ? &groups_->choose(block) : nullptr;
    for (std::size_t row = 0; row < block.answers.rows; ++row) {
      const auto answers = block.answers.row(row);
      RespondentResult result{.id = std::string(block.carried.front()[row].text),
                              .when = when(block, row, run_.when),
                              .about = {},
                              .answers = {answers.begin(), answers.end()},
                              .scores = scorer_.score(answers),
                              .norms = {},
                              .earlier = {}};
      if (groups != nullptr && (*groups)[row]) result.norms = compare(result.scores, *(*groups)[row]);
      add_earlier(result);
      give(result);
    }
  }

  std::vector<std::string> notes() const { return groups_ ? groups_->notes() : std::vector<std::string>(); }

 private:
  void read_earlier(const EarlierFile& file) {
    ScoreBlock scores;
    read_respondents(questionnaire_, file.source,
                     {.open =
                          [&](const AnswerFile& opened) {
                            earlier_.push_back({Occasion(opened, scorer_.scale_count()), {}});
                          },
                      .take =
                          [&](const RespondentBlock& block) {
                            scorer_.score(block.answers, scores);
                            earlier_.back().occasion.add(block, scores);
                            for (std::size_t row = 0; row < scores.rows; ++row) {
                              const std::string date = when(block, row, run_.when);
                              earlier_.back().when.push_back(date.empty() ? file.name : date);
                            }
                          }});
  }

  NormComparison compare(const Scores& scores, std::size_t index) const {
    const Norms& norms = usable_norms(questionnaire_);
    NormComparison comparison{.group = index, .scales = {}};
    for (std::size_t s = 0; s < scores.scores.size(); ++s) {
      const NormScale* norm = norm_of(norms.groups[index], s);
      comparison.scales.push_back(
          norm == nullptr ? std::nullopt : std::optional(norm_score(scores.scores[s], *norm, norms.percentiles)));
    }
    return comparison;
  }

  void add_earlier(RespondentResult& result) const {
    for (const auto& [occasion, dates] : earlier_) {
      const auto row = occasion.find(result.id);
      if (!row) continue;
      EarlierResult& earlier = result.earlier.emplace_back();
      earlier.when = dates[*row];
      earlier.profile = occasion.profile(*row);
      for (std::size_t s = 0; s < scorer_.scale_count(); ++s) earlier.scales.push_back(occasion.measurement(s, *row));
    }
  }

  const Questionnaire& questionnaire_;
  const ResultsRun& run_;
  Scorer scorer_;
  std::optional<GroupChoice> groups_;
  std::vector<Earlier> earlier_;
};

}  // namespace

ReadSummary read_results(const Questionnaire& questionnaire, const ResultsRun& run,
                         const std::function<void(const RespondentResult&)>& take,
                         const std::function<void(const Progress&)>& progress) {
  Reading reading(questionnaire, run);
  ReadSummary summary = read_respondents(
      questionnaire, run.source,
      {.take = [&](const RespondentBlock& block) { reading.take(block, take); }, .progress = progress});
  for (std::string& note : reading.notes()) summary.notes.push_back(std::move(note));
  return summary;
}

}  // namespace attune
