#include "batch/respondent_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "batch/occasion.h"
#include "scoring/norm_group.h"
#include "scoring/scorer.h"
#include "table/dates.h"

namespace attune {
namespace {

class Reading {
 public:
  Reading(const Questionnaire& questionnaire, const ResultsRun& run)
      : questionnaire_(questionnaire), run_(run), scorer_(questionnaire), source_(run.source) {
    if (run.norms) groups_.emplace(usable_norms(questionnaire), *run.norms);
    for (const EarlierFile& file : run.earlier) read_earlier(file);
    if (!has_times()) return;
    source_ = repeatable(run.source);
    own_ = occasions_.size();
    read_own(source_);
    for (Dated& dated : occasions_) dated.occasion.put_in_order();
  }

  ReadSummary go(const std::function<void(const RespondentResult&)>& give,
                 const std::function<void(const Progress&)>& progress) {
    ReadSummary summary =
        read_respondents(questionnaire_, source_,
                         {.take = [&](const RespondentBlock& block) { take(block, give); }, .progress = progress});
    if (!groups_) return summary;
    for (std::string& note : groups_->notes()) summary.notes.push_back(std::move(note));
    return summary;
  }

 private:
  // What a file says, and when, by row; where a row does not tell, the name of the file stands for it.
  struct Dated {
    Occasion occasion;
    std::vector<std::string> when;
  };

  bool has_times() const { return !run_.source.read.columns.time.empty(); }

  // The date in the row, as it was told.
  std::string when(const RespondentBlock& block, std::size_t row) const {
    if (has_times()) return std::string(trim(block.carried.back()[row].text));
    if (!run_.when || block.beside[*run_.when].empty()) return {};
    return std::string(trim(block.beside[*run_.when][row].text));
  }

  void read_earlier(const EarlierFile& file) {
    read_respondents(questionnaire_, file.source,
                     {.open = [&](const AnswerFile& opened) { begin(opened); },
                      .take = [&](const RespondentBlock& block) { add(block, file.name); }});
  }

  // All inputs together: of a respondent's rows, the latest may stand in any of them.
  void read_own(const AnswerSource& source) {
    read_respondents(questionnaire_, source,
                     {.open =
                          [&](const AnswerFile& opened) {
                            if (occasions_.size() == own_) begin(opened);
                            else occasions_.back().occasion.go_on_in(opened);
                          },
                      .take = [&](const RespondentBlock& block) { add(block, ""); }});
  }

  void begin(const AnswerFile& file) { occasions_.push_back({Occasion(file, scorer_.scale_count()), {}}); }

  void add(const RespondentBlock& block, const std::string& name) {
    ScoreBlock scores;
    scorer_.score(block.answers, scores);
    occasions_.back().occasion.add(block, scores);
    for (std::size_t row = 0; row < scores.rows; ++row) {
      const std::string date = when(block, row);
      occasions_.back().when.push_back(date.empty() ? name : date);
    }
  }

  void take(const RespondentBlock& block, const std::function<void(const RespondentResult&)>& give) {
    const auto* groups = groups_ ? &groups_->choose(block) : nullptr;
    for (std::size_t row = 0; row < block.answers.rows; ++row) {
      const std::string id(block.carried.front()[row].text);
      if (has_times() && !is_latest(id, when(block, row))) continue;
      const auto answers = block.answers.row(row);
      RespondentResult result{.id = id,
                              .when = when(block, row),
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

  bool is_latest(const std::string& id, const std::string& time) const {
    const Occasion& own = occasions_[own_].occasion;
    return own.time(own.rows_of(id).back()) == time;
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
    for (std::size_t o = 0; o < occasions_.size(); ++o) {
      const auto& [occasion, dates] = occasions_[o];
      for (const std::size_t row : occasion.rows_of(result.id)) {
        if (o >= own_ && occasion.time(row) == result.when) continue;
        require_earlier(occasion, dates[row], result);
        EarlierResult& earlier = result.earlier.emplace_back();
        earlier.when = dates[row];
        earlier.profile = occasion.profile(row);
        for (std::size_t s = 0; s < scorer_.scale_count(); ++s) earlier.scales.push_back(occasion.measurement(s, row));
      }
    }
    put_in_order(result.earlier);
  }

  // Of a text that begins with a date and goes on otherwise, the day.
  static std::optional<Moment> moment_or_day(const std::string& when) {
    const auto moment = moment_of(when);
    return moment ? moment : moment_of(when.substr(0, 10));
  }

  // By their dates, where all have one; else the files come in the order in which they were named.
  static void put_in_order(std::vector<EarlierResult>& earlier) {
    std::vector<std::pair<double, std::size_t>> order;
    for (const EarlierResult& one : earlier) {
      const auto moment = moment_or_day(one.when);
      if (!moment) return;
      order.emplace_back(moment->seconds, order.size());
    }
    std::sort(order.begin(), order.end());
    std::vector<EarlierResult> ordered;
    for (const auto& [seconds, place] : order) ordered.push_back(std::move(earlier[place]));
    earlier = std::move(ordered);
  }

  // A page on which what came later is called earlier would call better what is worse.
  static void require_earlier(const Occasion& occasion, const std::string& when, const RespondentResult& result) {
    const auto earlier = moment_or_day(when), now = moment_or_day(result.when);
    if (!earlier || !now || !is_surely_later(*earlier, *now)) return;
    throw Error(
        ExitCode::data, {.file = occasion.file(), .respondent = shorten(result.id, 40)},
        fmt::format("{} is later than {}, the date of the answers now", shorten(when, 40), shorten(result.when, 40)),
        "--before names files of earlier answers. Are the two files the wrong way round?");
  }

  const Questionnaire& questionnaire_;
  const ResultsRun& run_;
  Scorer scorer_;
  AnswerSource source_;
  std::optional<GroupChoice> groups_;
  std::vector<Dated> occasions_;
  std::size_t own_ = std::numeric_limits<std::size_t>::max();  // where the files themselves are an occasion
};

}  // namespace

ReadSummary read_results(const Questionnaire& questionnaire, const ResultsRun& run,
                         const std::function<void(const RespondentResult&)>& take,
                         const std::function<void(const Progress&)>& progress) {
  return Reading(questionnaire, run).go(take, progress);
}

}  // namespace attune
