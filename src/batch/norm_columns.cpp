#include "batch/norm_columns.h"

#include <utility>

#include "scoring/norm_score.h"

namespace attune {
namespace {

// One scale with its figures and its columns.
struct ComparedScale {
  std::size_t scale = 0;
  std::vector<const NormScale*> norms;  // by group; null where it has none
  std::vector<double> z = {};
  std::vector<double> t = {};
  std::vector<double> percentile = {};
};

std::vector<ComparedScale> compared_scales(const Questionnaire& questionnaire, const Norms& norms) {
  std::vector<ComparedScale> scales;
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    ComparedScale compared{.scale = s, .norms = std::vector<const NormScale*>(norms.groups.size(), nullptr)};
    bool any = false;
    for (std::size_t g = 0; g < norms.groups.size(); ++g) {
      compared.norms[g] = norm_of(norms.groups[g], s);
      any = any || compared.norms[g] != nullptr;
    }
    if (any) scales.push_back(std::move(compared));
  }
  return scales;
}

class NormColumns : public ResultPart {
 public:
  NormColumns(const Questionnaire& questionnaire, const Norms& norms, const NormChoice& choice, bool brief)
      : norms_(norms), choice_(norms, choice), brief_(brief), scales_(compared_scales(questionnaire, norms)) {
    for (const ComparedScale& compared : scales_) {
      const std::string& id = questionnaire.scales[compared.scale].id;
      if (!brief_) names_.insert(names_.end(), {id + "_z", id + "_t"});
      names_.push_back(id + "_percentile");
    }
    names_.emplace_back("norm_group");
  }

  std::vector<std::string> names() const override { return names_; }
  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<NormColumns>(*this); }
  void add_counts_of(const ResultPart& copy) override {
    choice_.add_counts_of(dynamic_cast<const NormColumns&>(copy).choice_);
  }

  void append(const RespondentBlock& block, const ScoreBlock& scores, std::vector<ResultColumn>& columns) override {
    const auto& groups = choice_.choose(block);
    for (ComparedScale& compared : scales_) {
      compare(scores.scores[compared.scale], groups, compared);
      if (!brief_) {
        columns.emplace_back(std::span<const double>(compared.z));
        columns.emplace_back(std::span<const double>(compared.t));
      }
      columns.emplace_back(std::span<const double>(compared.percentile));
    }
    name_groups(groups);
    columns.emplace_back(std::span<const Cell>(group_names_));
  }

  std::vector<std::string> notes() const override { return choice_.notes(); }

 private:
  void compare(const std::vector<double>& scores, const std::vector<std::optional<std::size_t>>& groups,
               ComparedScale& compared) const {
    for (auto* column : {&compared.z, &compared.t, &compared.percentile}) column->assign(groups.size(), kNoScore);
    for (std::size_t row = 0; row < groups.size(); ++row) {
      const NormScale* norm = groups[row] ? compared.norms[*groups[row]] : nullptr;
      if (norm == nullptr) continue;
      const NormScore made = norm_score(scores[row], *norm, norms_.percentiles);
      compared.z[row] = made.z;
      compared.t[row] = made.t;
      compared.percentile[row] = made.percentile;
    }
  }

  // A respondent without any score is still of a group; one in no group has none, which is null in JSON.
  void name_groups(const std::vector<std::optional<std::size_t>>& groups) {
    group_names_.clear();
    for (const auto& group : groups)
      group_names_.push_back(group ? Cell{.text = norms_.groups[*group].id} : Cell{.text = {}, .json = true});
  }

  const Norms& norms_;
  GroupChoice choice_;
  bool brief_;
  std::vector<ComparedScale> scales_;
  std::vector<std::string> names_;
  std::vector<Cell> group_names_;
};

}  // namespace

std::unique_ptr<ResultPart> make_norm_columns(const Questionnaire& questionnaire, const Norms& norms,
                                              const NormChoice& choice) {
  return std::make_unique<NormColumns>(questionnaire, norms, choice, false);
}

std::unique_ptr<ResultPart> make_brief_norm_columns(const Questionnaire& questionnaire, const Norms& norms,
                                                    const NormChoice& choice) {
  return std::make_unique<NormColumns>(questionnaire, norms, choice, true);
}

}  // namespace attune
