#include "batch/score_columns.h"

#include <algorithm>
#include <cstdint>

#include "questionnaire/band.h"

namespace attune {
namespace {

// One scale's bands, by row, as a column shows them.
struct BandColumn {
  std::size_t scale = 0;
  std::vector<std::string> labels = {};
  std::vector<std::int8_t> bands = {};  // index into labels, or kNoBand
};

constexpr std::int8_t kNoBand = -1;

// The columns that both tables begin with.
class ScoreColumns : public ResultPart {
 public:
  explicit ScoreColumns(const Questionnaire& questionnaire)
      : names_(questionnaire.result_names()), profiles_(questionnaire.profile_names()) {
    for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
      has_key_.push_back(questionnaire.scales[s].has_key());
      has_error_.push_back(questionnaire.has_standard_error(s));
      scales_.push_back(questionnaire.scales[s]);
      if (scales_[s].bands.empty()) continue;
      BandColumn& column = bands_.emplace_back(BandColumn{.scale = s});
      for (const Band& band : scales_[s].bands) column.labels.push_back(band.label);
    }
  }

  std::vector<std::string> names() const override { return names_; }
  ScoreWanted wanted(std::size_t column) const override {
    // In the order of append().
    const auto errors = static_cast<std::size_t>(std::count(has_error_.begin(), has_error_.end(), true));
    const std::size_t first_error =
        has_key_.size() + static_cast<std::size_t>(std::count(has_key_.begin(), has_key_.end(), true));
    const std::size_t first_band = first_error + errors;
    const std::size_t profile = first_band + bands_.size();
    return {.standard_errors = column >= first_error && column<first_band, .probabilities = column> profile};
  }
  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<ScoreColumns>(*this); }

  void append(const RespondentBlock&, const ScoreBlock& scores, std::vector<ResultColumn>& columns) override {
    append_scores(scores, columns);
    for (std::size_t s = 0; s < has_error_.size(); ++s) {
      if (has_error_[s]) columns.emplace_back(std::span<const double>(scores.standard_errors[s]));
    }
    append_bands(scores, columns);
    append_profile(scores, columns);
    for (const auto& probability : scores.probabilities) columns.emplace_back(std::span<const double>(probability));
  }

 protected:
  void append_scores(const ScoreBlock& scores, std::vector<ResultColumn>& columns) const {
    for (const auto& scale : scores.scores) columns.emplace_back(std::span<const double>(scale));
    for (std::size_t s = 0; s < has_key_.size(); ++s) {
      if (has_key_[s]) columns.emplace_back(std::span<const std::uint16_t>(scores.answered[s]));
    }
  }
  void append_bands(const ScoreBlock& scores, std::vector<ResultColumn>& columns) {
    for (BandColumn& column : bands_) {
      column.bands.assign(scores.rows, kNoBand);
      for (std::size_t row = 0; row < scores.rows; ++row) {
        if (const auto band = band_of(scales_[column.scale], scores.scores[column.scale][row]))
          column.bands[row] = static_cast<std::int8_t>(*band);
      }
      columns.emplace_back(WordColumn{.indices = column.bands, .words = &column.labels});
    }
  }
  void append_profile(const ScoreBlock& scores, std::vector<ResultColumn>& columns) const {
    if (!profiles_.empty()) columns.emplace_back(WordColumn{.indices = scores.profiles, .words = &profiles_});
  }

  std::vector<std::string> names_;
  std::vector<std::string> profiles_;
  std::vector<bool> has_key_;
  std::vector<bool> has_error_;
  std::vector<Scale> scales_;
  std::vector<BandColumn> bands_;
};

class BriefScoreColumns : public ScoreColumns {
 public:
  explicit BriefScoreColumns(const Questionnaire& questionnaire) : ScoreColumns(questionnaire) {
    names_.clear();
    for (const Scale& scale : questionnaire.scales) names_.push_back(scale.id);
    for (const Scale& scale : questionnaire.scales) {
      if (scale.has_key()) names_.push_back(scale.id + "_answered");
    }
    for (const BandColumn& column : bands_) names_.push_back(questionnaire.scales[column.scale].id + "_band");
    if (!profiles_.empty()) names_.emplace_back("profile");
    has_probabilities_ = std::holds_alternative<QuadrantRule>(questionnaire.profiles);
    if (has_probabilities_) names_.emplace_back("p");
  }

  ScoreWanted wanted(std::size_t) const override { return {}; }
  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<BriefScoreColumns>(*this); }

  void append(const RespondentBlock&, const ScoreBlock& scores, std::vector<ResultColumn>& columns) override {
    append_scores(scores, columns);
    append_bands(scores, columns);
    append_profile(scores, columns);
    if (!has_probabilities_) return;
    p_.assign(scores.rows, kNoScore);
    for (std::size_t row = 0; row < scores.rows; ++row) {
      const auto profile = scores.profiles[row];
      if (profile != kNoProfile) p_[row] = scores.probabilities[static_cast<std::size_t>(profile)][row];
    }
    columns.emplace_back(std::span<const double>(p_));
  }

 private:
  bool has_probabilities_ = false;
  std::vector<double> p_;
};

}  // namespace

std::unique_ptr<ResultPart> make_score_columns(const Questionnaire& questionnaire) {
  return std::make_unique<ScoreColumns>(questionnaire);
}

std::unique_ptr<ResultPart> make_brief_score_columns(const Questionnaire& questionnaire) {
  return std::make_unique<BriefScoreColumns>(questionnaire);
}

}  // namespace attune
