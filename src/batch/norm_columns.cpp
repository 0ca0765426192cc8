#include "batch/norm_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "scoring/norm_score.h"

namespace attune {
namespace {

std::vector<std::string> genders_of(const Norms& norms) {
  std::vector<std::string> genders;
  for (const NormGroup& group : norms.groups) {
    if (!group.gender.empty() && std::find(genders.begin(), genders.end(), group.gender) == genders.end())
      genders.push_back(group.gender);
  }
  return genders;
}

// Chooses each respondent's group, and counts how that went.
class GroupChoice {
 public:
  GroupChoice(const Norms& norms, const NormChoice& choice)
      : norms_(norms),
        fixed_(choice.group),
        genders_(genders_of(norms)),
        reader_(choice.columns, genders_, choice.gender_codes),
        chosen_(norms.groups.size()) {}

  // By row, as indices into Norms::groups.
  const std::vector<std::optional<std::size_t>>& choose(const RespondentBlock& block) {
    groups_.assign(block.answers.rows, fixed_);
    if (fixed_) return groups_;
    has_age_ = has_age_ && reader_.finds_age(block);
    has_gender_ = has_gender_ && reader_.finds_gender(block);
    reader_.read(block, people_);
    for (std::size_t row = 0; row < people_.size(); ++row) {
      groups_[row] = best_group(norms_, people_[row]);
      count(people_[row], groups_[row]);
    }
    return groups_;
  }

  void add_counts_of(const GroupChoice& copy) {
    for (std::size_t g = 0; g < chosen_.size(); ++g) chosen_[g] += copy.chosen_[g];
    without_group_ += copy.without_group_;
    nonsense_ += copy.nonsense_;
    without_age_ += copy.without_age_;
    without_gender_ += copy.without_gender_;
    has_age_ = has_age_ && copy.has_age_;
    has_gender_ = has_gender_ && copy.has_gender_;
  }

  std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    std::vector<std::string> counts;
    for (std::size_t g = 0; g < chosen_.size(); ++g) {
      if (chosen_[g] > 0) counts.push_back(fmt::format("{} ({})", norms_.groups[g].id, grouped(chosen_[g])));
    }
    if (!counts.empty()) notes.push_back(fmt::format("Compared with {}.", join_words(counts, "and", counts.size())));
    if (without_group_ > 0) notes.push_back(counted(without_group_, "respondent") + " in no group of the norms.");
    const bool by_age =
        std::any_of(norms_.groups.begin(), norms_.groups.end(), [](const NormGroup& g) { return g.age.has_value(); });
    if (nonsense_ > 0) {
      notes.push_back(
          fmt::format("{} with an age that nobody has, compared with everyone.", counted(nonsense_, "respondent")));
    }
    if (by_age) add_note(has_age_, "age", without_age_, "an age", notes);
    if (!genders_.empty()) add_note(has_gender_, "gender", without_gender_, "a gender", notes);
    return notes;
  }

 private:
  // A column that an option names is always there.
  static void add_note(bool has_column, const std::string& column, std::size_t unknown, const std::string& what,
                       std::vector<std::string>& notes) {
    if (!has_column) {
      notes.push_back(fmt::format("There is no column \"{0}\"; --{0} COLUMN names another.", column));
    } else if (unknown > 0) {
      notes.push_back(fmt::format("{} without {} for which the norms have a group; what else is known counted.",
                                  counted(unknown, "respondent"), what));
    }
  }

  void count(const Demographics& person, std::optional<std::size_t> group) {
    if (group) ++chosen_[*group];
    else ++without_group_;
    if (person.nonsense) {
      ++nonsense_;
      return;
    }
    const auto& groups = norms_.groups;
    if (std::none_of(groups.begin(), groups.end(),
                     [&](const NormGroup& g) { return g.age && has_age_in(person, *g.age); }))
      ++without_age_;
    if (person.gender.empty()) ++without_gender_;
  }

  const Norms& norms_;
  std::optional<std::size_t> fixed_;
  std::vector<std::string> genders_;
  DemographicReader reader_;
  std::vector<Demographics> people_;                // by row
  std::vector<std::optional<std::size_t>> groups_;  // by row
  std::vector<std::size_t> chosen_;                 // by group
  std::size_t without_group_ = 0;
  std::size_t nonsense_ = 0;
  std::size_t without_age_ = 0;  // in any group's range
  std::size_t without_gender_ = 0;
  bool has_age_ = true;  // in all files
  bool has_gender_ = true;
};

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
      for (const NormScale& norm : norms.groups[g].scales) {
        if (norm.scale == s) compared.norms[g] = &norm, any = true;
      }
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

  std::vector<std::string> notes() const override {
    std::vector<std::string> notes = choice_.notes();
    notes.insert(notes.begin(),
                 fmt::format("Norms: {}{}{}", norms_.sample, norms_.caution.empty() ? "" : " ", norms_.caution));
    return notes;
  }

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
