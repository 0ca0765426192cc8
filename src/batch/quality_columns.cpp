#include "batch/quality_columns.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

#include "base/text.h"
#include "psychometrics/item_moments.h"
#include "psychometrics/mahalanobis.h"
#include "psychometrics/quality.h"

namespace attune {
namespace {

class QualityColumns : public ResultPart {
 public:
  QualityColumns(const Questionnaire& questionnaire, bool only_note)
      : questionnaire_(questionnaire), only_note_(only_note), moments_(questionnaire.items.size()) {}

  std::vector<std::string> names() const override {
    if (only_note_) return {"quality"};
    return {"longest_run",    "answer_sd",     "even_odd",      "keyed_agreement",
            "mahalanobis_d2", "mahalanobis_p", "share_missing", "quality"};
  }

  bool sees_all_first() const override { return true; }

  void see(const RespondentBlock& block) override {
    moments_.add(block.answers);
    respondents_ += block.answers.rows;
  }

  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<QualityColumns>(*this); }
  void add_counts_of(const ResultPart& copy) override { noted_ += dynamic_cast<const QualityColumns&>(copy).noted_; }

  void append(const RespondentBlock& block, const ScoreBlock&, std::vector<ResultColumn>& columns) override {
    if (!mahalanobis_) mahalanobis_.emplace(moments_.means(), moments_.covariances());
    longest_runs_.clear();
    for (auto& index : indices_) index.clear();
    notes_.clear();
    cells_.clear();
    for (std::size_t row = 0; row < block.answers.rows; ++row) judge(block.answers.row(row));
    // As JSON an empty text is null, as other results are that are not there.
    for (const std::string& note : notes_) cells_.push_back({.text = note, .json = note.empty()});
    if (!only_note_) {
      columns.emplace_back(std::span<const std::uint16_t>(longest_runs_));
      for (const auto& index : indices_) columns.emplace_back(std::span<const double>(index));
    }
    columns.emplace_back(std::span<const Cell>(cells_));
  }

  std::vector<std::string> notes() const override {
    std::vector<std::string> said;
    if (respondents_ > 0 && !Mahalanobis(moments_.means(), moments_.covariances()).is_defined())
      said.push_back(why_no_distance());
    said.push_back(fmt::format(
        "{} of {} {} a note on response quality. A note is a reason to look at the answers, not to leave them out.",
        grouped(noted_), counted(respondents_, "respondent"), noted_ == 1 ? "has" : "have"));
    return said;
  }

 private:
  void judge(std::span<const Answer> answers) {
    const AnswerRun run = longest_run(answers);
    const double agreement = keyed_agreement(questionnaire_, answers);
    const Distance distance = mahalanobis_->of(answers);
    const double missing = share_missing(answers);
    longest_runs_.push_back(static_cast<std::uint16_t>(run.length));
    const double found[] = {questionnaire_.one_response() ? answer_sd(answers) : kNoScore,
                            even_odd_consistency(questionnaire_, answers),
                            agreement,
                            distance.d2,
                            distance.p,
                            missing};
    for (std::size_t i = 0; i < indices_.size(); ++i) indices_[i].push_back(found[i]);

    notes_.push_back(note_on(run, agreement, distance.p, missing));
    if (!notes_.back().empty()) ++noted_;
  }

  std::string note_on(AnswerRun run, double agreement, double p, double missing) const {
    const std::size_t items = questionnaire_.items.size();
    std::vector<std::string> signs;
    if (is_conspicuous(run, questionnaire_)) signs.push_back(fmt::format("one answer {} times in a row", run.length));
    if (agreement < kLeastAgreement) signs.emplace_back("opposite statements answered alike");
    if (p < kLeastP) signs.emplace_back("unusual pattern of answers");
    if (missing >= kMostMissing) {
      signs.push_back(fmt::format("{} of {} left out", std::lround(missing * static_cast<double>(items)),
                                  counted(items, "answer")));
    }
    return fmt::format("{}", fmt::join(signs, "; "));
  }

  std::string why_no_distance() const {
    const std::size_t items = questionnaire_.items.size();
    std::string why = "the answers to some items follow from those to others";
    std::vector<std::string> constant;
    bool has_gaps = false;
    const Eigen::MatrixXd covariances = moments_.covariances();
    for (std::size_t item = 0; item < items; ++item) {
      has_gaps = has_gaps || moments_.count(item, item) < respondents_;
      const auto at = static_cast<Eigen::Index>(item);
      if (!(covariances(at, at) > 0)) constant.push_back(questionnaire_.items[item].id);
    }
    if (respondents_ <= items) {
      why = fmt::format("they need more respondents than the {} of the questionnaire, and there {} {}",
                        counted(items, "item"), respondents_ == 1 ? "is" : "are", grouped(respondents_));
    } else if (!constant.empty()) {
      why = fmt::format("there are no two different answers to {}", join_words(constant));
    } else if (has_gaps) {
      why = "with so many answers missing, the respondents are too few for how all items go together";
    }
    return fmt::format("Mahalanobis distances are empty: {}.", why);
  }

  const Questionnaire questionnaire_;
  const bool only_note_;
  ItemMoments moments_;
  std::size_t respondents_ = 0;
  std::optional<Mahalanobis> mahalanobis_;
  std::size_t noted_ = 0;

  // Of the present block, by row.
  std::vector<std::uint16_t> longest_runs_;
  std::array<std::vector<double>, 6> indices_;  // in the order of names()
  std::vector<std::string> notes_;
  std::vector<Cell> cells_;
};

}  // namespace

std::unique_ptr<ResultPart> make_quality_columns(const Questionnaire& questionnaire) {
  return std::make_unique<QualityColumns>(questionnaire, false);
}

std::unique_ptr<ResultPart> make_brief_quality_columns(const Questionnaire& questionnaire) {
  return std::make_unique<QualityColumns>(questionnaire, true);
}

}  // namespace attune
