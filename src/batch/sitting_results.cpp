#include "batch/sitting_results.h"

#include "batch/score_columns.h"
#include "scoring/scorer.h"
#include "table/result_writer.h"

namespace attune {

std::string results_csv(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings) {
  RespondentBlock block;
  block.answers = {.rows = sittings.size(), .items = questionnaire.items.size(), .answers = {}};
  block.carried.resize(2);
  for (const Sitting& sitting : sittings) {
    const std::vector<Answer> answers = sitting.answers();
    block.answers.answers.insert(block.answers.answers.end(), answers.begin(), answers.end());
    block.carried[0].push_back({.text = sitting.about});
    block.carried[1].push_back({.text = sitting.started});
  }
  ScoreBlock scores;
  Scorer(questionnaire).score(block.answers, scores);

  const auto part = make_score_columns(questionnaire);
  std::vector<std::string> names{"about", "started"};
  for (std::string& name : part->names()) names.push_back(std::move(name));
  std::vector<ResultColumn> columns;
  for (const auto& carried : block.carried) columns.emplace_back(std::span<const Cell>(carried));
  part->append(block, scores, columns);
  const auto writer = make_result_writer(Format::csv, names, {});
  std::string text;
  writer->write(columns, sittings.size(), text);
  writer->finish(text);
  return text;
}

}  // namespace attune
