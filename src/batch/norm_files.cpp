#include "batch/norm_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/number.h"
#include "base/text.h"
#include "psychometrics/norms.h"
#include "scoring/scorer.h"

namespace attune {
namespace {

// The share of so few people below a score can be off by 18 percentage points: 1.96 · √(.5 · .5 / 30).
constexpr std::size_t kFewPeople = 30;

AgeBand age_band_of(const std::string& text) {
  const auto dash = text.find('-');
  const auto from = parse_whole(trim(std::string_view(text).substr(0, dash)));
  const auto to = dash == std::string::npos ? std::nullopt : parse_whole(trim(std::string_view(text).substr(dash + 1)));
  if (!from || !to || *from < 0 || *to < *from || *to > kOldest) {
    throw Error(ExitCode::usage, {}, fmt::format("--ages {}: expected years such as 18-24, up to {}", text, kOldest));
  }
  return {*from, *to};
}

std::vector<NormGroup> groups_of(const NormRun& run) {
  std::vector<NormGroup> groups(1);
  groups.front().id = "all";
  for (const AgeBand& band : run.ages) {
    groups.emplace_back();
    groups.back().id = fmt::format("age {}-{}", band.first, band.second);
    groups.back().age = band;
  }
  for (const std::string& gender : run.genders) {
    if (std::any_of(groups.begin(), groups.end(), [&](const NormGroup& group) { return group.id == gender; }))
      throw Error(ExitCode::usage, {}, fmt::format("--gender-codes: \"{}\" is the name of another group", gender));
    groups.emplace_back();
    groups.back().id = groups.back().gender = gender;
  }
  return groups;
}

std::vector<std::string> names_of(const std::vector<std::string>& inputs) {
  std::vector<std::string> names;
  for (const std::string& input : inputs)
    names.push_back(input == "-" ? "the standard input" : std::filesystem::path(input).filename().string());
  return names;
}

std::string sample_text(const Questionnaire& questionnaire, const NormRun& run) {
  std::string text = "Respondents of " + join_words(names_of(run.source.inputs));
  if (run.complete) text += fmt::format(" who answered all {}", counted(questionnaire.items.size(), "item"));
  if (!run.ages.empty()) {
    std::vector<std::string> ages;
    // Bands that follow on each other are told as one.
    for (std::size_t b = 0, first = 0; b < run.ages.size(); ++b) {
      if (b + 1 < run.ages.size() && run.ages[b + 1].first == run.ages[b].second + 1) continue;
      ages.push_back(fmt::format("{} to {}", run.ages[first].first, run.ages[b].second));
      first = b + 1;
    }
    text += fmt::format("{} aged {}", run.complete ? "," : "", join_words(ages));
  }
  return text + ".";
}

class NormingRun {
 public:
  NormingRun(const Questionnaire& questionnaire, const NormRun& run)
      : questionnaire_(questionnaire),
        run_(run),
        scorer_(questionnaire),
        reader_(run.columns, run.genders, run.gender_codes),
        sample_(questionnaire, groups_of(run)) {}

  NormOutcome go(const std::function<void(const Progress&)>& progress) {
    const ReadSummary read =
        read_respondents(questionnaire_, run_.source,
                         {.take = [&](const RespondentBlock& block) { take(block); }, .progress = progress});
    outcome_.respondents = read.respondents;
    outcome_.notes = read.notes;
    if (read.taken_as_missing > 0) outcome_.notes.push_back(taken_as_missing_text(read.taken_as_missing));
    fill_norms();
    return std::move(outcome_);
  }

 private:
  void take(const RespondentBlock& block) {
    scorer_.score(block.answers, scores_);
    reader_.read(block, people_);
    for (std::size_t row = 0; row < scores_.rows; ++row) {
      if (!is_complete(block, row)) ++outcome_.incomplete;
      else if (!is_in_a_band(people_[row])) ++outcome_.outside_age;
      else ++outcome_.counted, sample_.add(scores_, row, people_[row]);
      knows_a_gender_ = knows_a_gender_ || !people_[row].gender.empty();
    }
  }

  bool is_complete(const RespondentBlock& block, std::size_t row) const {
    const auto answers = block.answers.row(row);
    if (run_.complete && std::find(answers.begin(), answers.end(), kMissing) != answers.end()) return false;
    return std::none_of(scores_.scores.begin(), scores_.scores.end(),
                        [&](const auto& scale) { return std::isnan(scale[row]); });
  }

  bool is_in_a_band(const Demographics& person) const {
    return run_.ages.empty() || std::any_of(run_.ages.begin(), run_.ages.end(),
                                            [&](const AgeBand& band) { return has_age_in(person, band); });
  }

  void fill_norms() {
    Norms& norms = outcome_.norms;
    norms.sample = run_.sample.empty() ? sample_text(questionnaire_, run_) : run_.sample;
    norms.source = run_.source_text.empty() ? fmt::format("Computed from {}.", join_words(names_of(run_.source.inputs)))
                                            : run_.source_text;
    norms.response = {questionnaire_.response.min, questionnaire_.response.max};
    norms.percentiles = run_.percents;
    std::vector<std::string> left_out, small;
    for (NormGroup& group : sample_.groups(run_.percents)) {
      const std::string shown = fmt::format("{} (n = {})", group.id, grouped(group.n));
      if (group.scales.empty()) left_out.push_back(shown);
      else if (group.n < kFewPeople) small.push_back(shown);
      if (!group.scales.empty()) norms.groups.push_back(std::move(group));
    }
    if (norms.groups.empty()) refuse();
    if (!run_.genders.empty() && !knows_a_gender_) {
      outcome_.notes.emplace_back(
          "No gender in the file is one that has a name here: --gender-codes 1=male,2=female tells what its codes "
          "mean.");
    }
    if (!left_out.empty())
      outcome_.notes.push_back(
          fmt::format("Left out, for want of differing scores: {}.", join_words(left_out, "and", left_out.size())));
    if (!small.empty()) {
      outcome_.notes.push_back(
          fmt::format("Small: {}. With fewer than {} people a percentile can be off by 18 points and more.",
                      join_words(small, "and", small.size()), kFewPeople));
    }
  }

  [[noreturn]] void refuse() const {
    throw Error(ExitCode::data, {}, fmt::format("no norms come of this: {}", outcome_.text()),
                "Norms need two respondents at least whose scores differ on each scale.");
  }

  const Questionnaire& questionnaire_;
  const NormRun& run_;
  Scorer scorer_;
  DemographicReader reader_;
  NormSample sample_;
  ScoreBlock scores_;
  std::vector<Demographics> people_;
  bool knows_a_gender_ = false;
  NormOutcome outcome_;
};

}  // namespace

std::vector<AgeBand> age_bands_of(const std::vector<std::string>& texts) {
  std::vector<AgeBand> bands;
  for (const std::string& text : texts) {
    const AgeBand band = age_band_of(text);
    if (!bands.empty() && band.first <= bands.back().second)
      throw Error(ExitCode::usage, {}, fmt::format("--ages {}: bands must rise and not overlap", text));
    bands.push_back(band);
  }
  return bands;
}

std::vector<double> percents_of(const std::vector<std::string>& texts) {
  std::vector<double> percents;
  for (const std::string& text : texts) {
    const auto percent = parse_number(trim(text));
    if (!percent || *percent <= 0 || *percent >= 100 || (!percents.empty() && *percent <= percents.back())) {
      throw Error(ExitCode::usage, {},
                  fmt::format("--percentiles {}: percents must rise and lie between 0 and 100", text),
                  "For example --percentiles 5,25,50,75,95.");
    }
    percents.push_back(*percent);
  }
  return percents;
}

std::vector<std::string> genders_of(const GenderCodes& codes) {
  if (codes.empty()) return {"male", "female", "other"};
  std::vector<std::string> genders;
  for (const auto& pair : codes) {
    const auto same = [name = fold(pair.second)](const std::string& gender) { return fold(gender) == name; };
    if (std::none_of(genders.begin(), genders.end(), same)) genders.push_back(pair.second);
  }
  return genders;
}

std::string NormOutcome::text() const {
  std::string line = fmt::format("{} of {} in the norms", grouped(counted), attune::counted(respondents, "respondent"));
  std::vector<std::string> reasons;
  if (incomplete > 0) reasons.push_back(grouped(incomplete) + " without all that is asked for");
  if (outside_age > 0) reasons.push_back(grouped(outside_age) + " without an age in a band");
  return line + (reasons.empty() ? "." : fmt::format("; left out: {}.", join_words(reasons)));
}

NormOutcome norms_of_files(const Questionnaire& questionnaire, const NormRun& run,
                           const std::function<void(const Progress&)>& progress) {
  return NormingRun(questionnaire, run).go(progress);
}

}  // namespace attune
