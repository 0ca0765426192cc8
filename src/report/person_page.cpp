#include "report/person_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "guide/page.h"
#include "interview/relationship.h"
#include "psychometrics/quality.h"
#include "questionnaire/keyed_answer.h"
#include "questionnaire/score_range.h"
#include "report/svg_map.h"
#include "questionnaire/band.h"
#include "scoring/norm_group.h"

namespace attune {
namespace {

std::string percentile_text(double percentile) {
  if (percentile < 1) return "under 1";
  if (percentile > 99) return "over 99";
  return fmt::format("{:.0f}", percentile);
}

// The blocks of one result, headings at `level`.
class Sections {
 public:
  Sections(const Questionnaire& questionnaire, const PageOptions& options,
           const std::map<std::string, std::string>& in_short, const RespondentResult& result, int level)
      : q_(questionnaire),
        options_(options),
        in_short_(in_short),
        result_(result),
        level_(level),
        profiles_(questionnaire.profile_names()) {}

  void write(const std::string& picture_id, std::vector<PageBlock>& blocks) {
    scores(blocks);
    if (std::holds_alternative<QuadrantRule>(q_.profiles)) map(picture_id, blocks);
    if (!profiles_.empty()) profile(blocks);
    if (!result_.earlier.empty()) change(blocks);
    quality(blocks);
    guide(blocks);
    if (options_.items) answers(blocks);
  }

 private:
  Heading heading(const std::string& text) const { return {level_, text}; }

  void scores(std::vector<PageBlock>& blocks) const {
    blocks.emplace_back(heading("Scores"));
    PageTable table{.caption = "Scores, with the interval that holds the true one with 90\u00A0% confidence",
                    .columns = {{"Scale"}, {"Score", true}, {"Range", true}, {"90\u00A0% interval", true}}};
    if (has_bands()) table.columns.push_back({"Band"});
    if (std::holds_alternative<QuadrantRule>(q_.profiles)) table.columns.push_back({"Level"});
    if (result_.norms) table.columns.push_back({"Percentile", true});
    table.columns.push_back({"Answered", true});
    for (std::size_t s = 0; s < q_.scales.size(); ++s) table.rows.push_back(score_row(s));
    blocks.emplace_back(std::move(table));
    for (std::size_t s = 0; s < q_.scales.size(); ++s) {
      if (std::isnan(result_.scores.scores[s]) || result_.scores.standard_errors[s] == 0)
        blocks.emplace_back(Paragraph{score_words(q_, s, result_.scores, options_.reader)});
    }
    if (result_.norms) blocks.emplace_back(Paragraph{norm_words()});
  }

  std::vector<PageCell> score_row(std::size_t s) const {
    const double score = result_.scores.scores[s];
    const bool known = !std::isnan(score);
    const auto [low, high] = score_range(q_, s);
    const std::string interval = interval_text(q_, s, result_.scores, "to", kDigitsOnPages);
    std::vector<PageCell> row{{name_of(q_.scales[s])},
                              {known ? score_text(score, cut_of(q_, s), kDigitsOnPages) : kDash},
                              {fmt::format("{} to {}", number_text(low), number_text(high))},
                              {interval.empty() ? kDash : interval}};
    if (has_bands()) {
      const auto band = band_of(q_.scales[s], score);
      row.push_back({band ? q_.scales[s].bands[*band].label : kDash});
    }
    if (std::holds_alternative<QuadrantRule>(q_.profiles)) {
      const auto cut = cut_of(q_, s);
      row.push_back({known && cut ? level_words(score, *cut, {low, high}, result_.scores.standard_errors[s]) : kDash});
    }
    if (result_.norms) {
      const auto& norm = result_.norms->scales[s];
      row.push_back({norm && known ? percentile_text(norm->percentile) : kDash});
    }
    const bool has_key = q_.scales[s].has_key();
    row.push_back({has_key ? fmt::format("{} of {}", result_.scores.answered[s], q_.scales[s].items.size()) : kDash});
    return row;
  }

  bool has_bands() const {
    return std::any_of(q_.scales.begin(), q_.scales.end(), [](const Scale& scale) { return !scale.bands.empty(); });
  }

  std::string norm_words() const {
    const Norms& norms = usable_norms(q_);
    const NormGroup& group = norms.groups[result_.norms->group];
    return fmt::format(
        "The percentile tells how many of 100 people of the group \"{}\" (n = {}) score lower. Sample: {}{}{}",
        group.id, grouped(group.n), norms.sample, norms.caution.empty() ? "" : " ", norms.caution);
  }

  Measurement measured(std::size_t scale) const {
    return {result_.scores.scores[scale], result_.scores.standard_errors[scale]};
  }

  void map(const std::string& picture_id, std::vector<PageBlock>& blocks) const {
    const auto& rule = std::get<QuadrantRule>(q_.profiles);
    if (!has_point(q_, result_.scores)) return;
    std::vector<WayPoint> way;
    for (const EarlierResult& earlier : result_.earlier) {
      const Measurement& x = earlier.scales[rule.x];
      const Measurement& y = earlier.scales[rule.y];
      // The regions of earlier sittings would cover each other.
      if (!std::isnan(x.score) && !std::isnan(y.score))
        way.push_back({{.x = x.score, .y = y.score, .mark = map_mark(way.size())}, earlier.when});
    }
    way.push_back({map_point(measured(rule.x), measured(rule.y), way.empty() ? '*' : map_mark(way.size())),
                   way.empty() ? "" : now()});
    std::vector<MapPoint> points;
    for (const WayPoint& point : way) points.push_back(point.point);
    constexpr int kDrawnWidth = 66;
    blocks.emplace_back(heading("Map"));
    blocks.emplace_back(Figure{.svg = person_map_svg(q_, way, picture_id),
                               .caption = map_caption(way),
                               .drawing = draw_map(q_, points, kDrawnWidth, true, MapPoints::path)});
  }

  static std::string map_caption(const std::vector<WayPoint>& way) {
    std::vector<std::string> sittings;
    for (const WayPoint& point : way) sittings.push_back(fmt::format("{}: {}", point.point.mark, point.when));
    std::string caption =
        way.size() > 1 ? fmt::format("{}. The line leads from each sitting to the next. ", fmt::join(sittings, ", "))
                       : "";
    caption += way.back().point.x_error > 0 ? "The shaded region shows how far error may have moved the point."
                                            : "How far error may have moved the point cannot be told.";
    return caption;
  }

  std::string now() const { return result_.when.empty() ? "now" : result_.when; }

  void profile(std::vector<PageBlock>& blocks) const {
    blocks.emplace_back(heading("Profile"));
    blocks.emplace_back(Paragraph{profile_words(q_, result_.scores, options_.reader)});
    const auto& probabilities = result_.scores.probabilities;
    if (std::isnan(probabilities[0])) return;
    PageTable table{.caption = "How likely each profile is, given the error of the scores",
                    .columns = {{"Profile"}, {"Likelihood", true}}};
    for (std::size_t p = 0; p < profiles_.size(); ++p)
      table.rows.push_back({{profiles_[p]}, {percent_words(probabilities[p])}});
    blocks.emplace_back(std::move(table));
  }

  void change(std::vector<PageBlock>& blocks) const {
    blocks.emplace_back(heading("Change"));
    PageTable table{
        .caption = "From earlier sittings to " + (result_.when.empty() ? "this one" : result_.when),
        .columns = {{"Sitting"}, {"Scale"}, {"Change"}, {"Then", true}, {"Now", true}, {"Difference", true}}};
    for (const EarlierResult& earlier : result_.earlier) {
      for (std::size_t s = 0; s < q_.scales.size(); ++s) table.rows.push_back(change_row(earlier, s));
    }
    blocks.emplace_back(std::move(table));
    blocks.emplace_back(
        Paragraph{"A change is reliable when it is larger than the error of two measurements explains, with 95\u00A0% "
                  "confidence (Jacobson & Truax, 1991). It does not say what the reason was."});
  }

  std::vector<PageCell> change_row(const EarlierResult& earlier, std::size_t s) const {
    const auto text = [](double score) {
      return std::isnan(score) ? std::string(kDash) : number_text(score, {.digits = kDigitsOnPages});
    };
    const Change change = reliable_change(earlier.scales[s], measured(s), q_.better(s));
    return {{earlier.when},
            {name_of(q_.scales[s])},
            {change.verdict ? verdict_words()[static_cast<std::size_t>(*change.verdict)] : kDash},
            {text(earlier.scales[s].score)},
            {text(result_.scores.scores[s])},
            {text(change.difference)}};
  }

  void quality(std::vector<PageBlock>& blocks) const {
    const AnswerRun run = longest_run(result_.answers);
    const double agreement = keyed_agreement(q_, result_.answers);
    const auto missing = std::count(result_.answers.begin(), result_.answers.end(), kMissing);
    const bool long_run = is_conspicuous(run, q_);
    const bool many_missing = share_missing(result_.answers) >= kMostMissing;
    const bool contradicting = agreement < kLeastAgreement;
    const auto marked = [](const std::string& fact, bool conspicuous) {
      return fact + (conspicuous ? " – conspicuous" : "");
    };
    Facts facts;
    facts.facts.emplace_back("Left out",
                             marked(fmt::format("{} of {}", missing, result_.answers.size()), many_missing));
    if (run.length > 0)
      facts.facts.emplace_back("Longest run of one answer",
                               marked(fmt::format("{} ({} to {})", run.length, q_.items[run.first].id,
                                                  q_.items[run.first + run.length - 1].id),
                                      long_run));
    if (!std::isnan(agreement)) {
      facts.facts.emplace_back(
          "Agreement of opposite statements",
          marked(fmt::format("{}, from 0 to 1", number_text(agreement, {.digits = 2})), contradicting));
    }
    blocks.emplace_back(heading("How the answers were given"));
    blocks.emplace_back(std::move(facts));
    blocks.emplace_back(Paragraph{long_run || many_missing || contradicting
                                      ? "What is conspicuous is a reason to look at the answers, not to discard them."
                                      : "Nothing here is conspicuous. That is no proof of care."});
  }

  void guide(std::vector<PageBlock>& blocks) const {
    if (result_.scores.profile == kNoProfile) return;
    for (const std::size_t profile : possible_profiles(q_, result_.scores)) {
      const auto found = in_short_.find(profiles_[profile]);
      if (found == in_short_.end()) continue;
      blocks.emplace_back(heading(fmt::format("The {} profile in short", profiles_[profile])));
      blocks.emplace_back(Prose{found->second});
    }
  }

  void answers(std::vector<PageBlock>& blocks) const {
    const bool worded = q_.has_wording();
    blocks.emplace_back(heading("Answers"));
    PageTable table{.caption = answers_caption(), .columns = {{"Item"}}};
    if (worded) table.columns.push_back({"Statement"});
    table.columns.insert(table.columns.end(), {{"Answer"}, {"Counts as"}});
    const Relationship about = relationship(result_.about.empty() ? "general" : result_.about);
    for (std::size_t i = 0; i < q_.items.size(); ++i) {
      std::vector<PageCell> row{{q_.items[i].id}};
      if (worded) row.push_back({fill(q_.items[i].text, about)});
      row.push_back({answer_text(i)});
      row.push_back({counts_as(i)});
      table.rows.push_back(std::move(row));
    }
    blocks.emplace_back(std::move(table));
  }

  std::string answers_caption() const {
    if (!q_.one_response()) return "Answers; a reversed one counts as the lowest and highest together minus the answer";
    return fmt::format("Answers from {} to {}; a reversed one counts as {} minus the answer", q_.response.min,
                       q_.response.max, q_.response.min + q_.response.max);
  }

  std::string answer_text(std::size_t item) const {
    const Answer answer = result_.answers[item];
    if (answer == kMissing) return kDash;
    const auto& labels = q_.response_of(item).labels;
    const auto label = labels.find(answer);
    return label == labels.end() ? std::to_string(answer) : fmt::format("{} {}", answer, label->second);
  }

  // "anxiety 5", "avoidance 2, reversed", for each scale that the item is in.
  std::string counts_as(std::size_t item) const {
    if (result_.answers[item] == kMissing) return kDash;
    std::vector<std::string> counted;
    for (const Scale& scale : q_.scales) {
      for (const KeyedItem& keyed : scale.items) {
        if (keyed.item != item) continue;
        const double counts = keyed_answer(keyed, q_.response_of(item), result_.answers[item]);
        counted.push_back(fmt::format("{} {}{}{}", scale.id, number_text(counts), keyed.reversed ? ", reversed" : "",
                                      keyed.weight == 1 ? "" : fmt::format(", times {}", number_text(keyed.weight))));
      }
    }
    return counted.empty() ? "not scored" : fmt::format("{}", fmt::join(counted, "; "));
  }

  const Questionnaire& q_;
  const PageOptions& options_;
  const std::map<std::string, std::string>& in_short_;
  const RespondentResult& result_;
  int level_;
  std::vector<std::string> profiles_;
};

// "About your partner", "In general".
std::string about_heading(const std::string& about) {
  std::string words = about_words(about);
  words.front() = words.front() == 'a' ? 'A' : 'I';
  return words;
}

}  // namespace

RespondentResult respondent_result(const Result& result) {
  return {.id = {},
          .when = result.sitting.started.substr(0, result.sitting.started.find('T')),
          .about = result.about.about,
          .answers = result.sitting.answers(),
          .scores = result.scores,
          .norms = {},
          .earlier = {}};
}

PersonPages::PersonPages(const Questionnaire& questionnaire, const Catalogue& catalogue, PageOptions options)
    : questionnaire_(questionnaire), options_(std::move(options)) {
  for (const std::string& profile : questionnaire.profile_names()) {
    if (!catalogue.find_page(profile)) continue;
    std::string text = section(load_page(catalogue, profile), "In short");
    if (!text.empty()) in_short_.emplace(profile, std::move(text));
  }
}

Page PersonPages::page(const std::vector<RespondentResult>& results) const {
  const RespondentResult& first = results.front();
  Page page{.title = page_title(questionnaire_, options_)};
  if (!first.id.empty()) page.title = fmt::format("{}: {}", first.id, page.title);
  std::vector<std::pair<std::string, std::string>> facts;
  if (!first.id.empty()) facts.emplace_back("Respondent", first.id);
  if (!first.when.empty()) facts.emplace_back("Answered", first.when);
  if (results.size() == 1 && !first.about.empty()) facts.emplace_back("About", whom_words(first.about));
  add_head(questionnaire_, options_, std::move(facts), page);
  for (std::size_t r = 0; r < results.size(); ++r) {
    const bool single = results.size() == 1;
    if (!single) page.blocks.emplace_back(Heading{2, about_heading(results[r].about)});
    Sections(questionnaire_, options_, in_short_, results[r], single ? 2 : 3)
        .write(single ? "map" : fmt::format("map-{}", r + 1), page.blocks);
  }
  add_origin(questionnaire_, options_, page);
  page.blocks.emplace_back(Paragraph{safety_text_of_page()});
  return page;
}

}  // namespace attune
