#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "base/text_table.h"
#include "questionnaire/score_range.h"
#include "report/definition.h"
#include "report/statistics.h"

namespace attune {
namespace {

constexpr int kIndentOfFacts = 2;
constexpr int kDigitsOfScores = 2;
constexpr int kShownDigitsOfCoefficients = 3;
constexpr std::size_t kFewRespondents = 100;

using Align = TextTable::Align;

// A bar for each count: one character, as high as its share of the highest.
std::string bars(const std::vector<std::size_t>& counts, bool unicode) {
  static constexpr std::array<const char*, 9> kBlocks{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static constexpr std::array<const char*, 9> kAscii{".", "_", ",", "-", "=", "+", "*", "%", "#"};
  const std::size_t highest = *std::max_element(counts.begin(), counts.end());
  std::string drawn;
  for (const std::size_t count : counts) {
    const std::size_t level = count == 0 ? 0 : (count * 8 + highest - 1) / highest;
    drawn += (unicode ? kBlocks : kAscii)[level];
  }
  return drawn;
}

std::string item_ids(const Questionnaire& questionnaire, const Scale& scale, const std::vector<std::size_t>& places) {
  std::vector<std::string> ids;
  for (const std::size_t place : places) ids.push_back(questionnaire.items[scale.items[place].item].id);
  return join_words(ids, "and", questionnaire.items.size());
}

std::string coefficient_text(double value, NumberFormat numbers = {}) {
  return std::isnan(value) ? "–" : number_text(value, {.digits = numbers.digits.value_or(kShownDigitsOfCoefficients)});
}

std::string key_note(const Questionnaire& questionnaire, std::size_t index, const ScaleStatistics& of) {
  const Scale& scale = questionnaire.scales[index];
  std::string note;
  if (of.key.beyond_chance) {
    note = fmt::format("The answers contradict the key of {}. With {} reversed, its alpha would be {} instead of {}.",
                       scale.id, item_ids(questionnaire, scale, of.key.reverse), coefficient_text(of.key.alpha_after),
                       coefficient_text(of.consistency->alpha));
    note +=
        " Reversing all its other items instead comes to the same, with the scale turned round. See whether the "
        "file holds raw answers, as the key expects, and whether its items are numbered as in the key.";
  } else if (!of.key.negative.empty()) {
    note = fmt::format("In {}, {} {} against the other items, no more than chance may explain.", scale.id,
                       item_ids(questionnaire, scale, of.key.negative), of.key.negative.size() == 1 ? "goes" : "go");
  }
  return note;
}

// The fewest respondents that the figures of a scale rest on.
std::size_t fewest_behind_a_scale(const SampleStatistics& statistics) {
  std::size_t fewest = statistics.respondents;
  for (const ScaleStatistics& scale : statistics.scales) {
    if (scale.consistency) fewest = std::min(fewest, scale.consistency->n);
  }
  return fewest;
}

// By chance alone, nineteen of twenty correlations of unrelated things lie within 1.96 / √(n − 1) of 0.
std::string size_note(std::size_t respondents) {
  const std::string few = counted(respondents, "respondent") + (respondents == 1 ? " is" : " are");
  if (respondents < 3) return few + " too few for statistics of items.";
  return fmt::format(
      "{} few: a correlation of things that have nothing to do with each other comes out anywhere within {:.2f} of 0 "
      "here. Take these figures as a first look.",
      few, std::min(1.96 / std::sqrt(static_cast<double>(respondents) - 1), 1.0));
}

class TextReport {
 public:
  TextReport(const Questionnaire& questionnaire, const SampleStatistics& statistics, NumberFormat numbers,
             const TerminalStyle& style)
      : questionnaire_(questionnaire), statistics_(statistics), numbers_(numbers), style_(style) {}

  std::string text() {
    add_head();
    add_scales();
    add_correlations();
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (statistics_.scales[s].consistency)
        add_consistency(questionnaire_.scales[s], *statistics_.scales[s].consistency);
    }
    for (const std::string& note : statistics_notes(questionnaire_, statistics_)) add_paragraph("\n" + note, 0);
    return std::move(text_);
  }

 private:
  void add_paragraph(const std::string& words, int indent) {
    text_ += fmt::format("{:{}}{}\n", "", indent, wrap_indented(printable(words), style_.width, indent));
  }

  std::string score(double value) const {
    return std::isnan(value) ? "–" : number_text(value, {.digits = numbers_.digits.value_or(kDigitsOfScores)});
  }
  std::string coefficient(double value) const { return coefficient_text(value, numbers_); }

  void add_head() {
    add_paragraph(fmt::format("{}: {}", questionnaire_.id, questionnaire_.title), 0);
    const char* use = statistics_.use == MissingUse::pairwise
                          ? "Each figure is of all who gave the answers that it needs."
                          : "The figures of a scale are of those who answered all of its items.";
    add_paragraph(fmt::format("{}. {}", counted(statistics_.respondents, "respondent"), use), kIndentOfFacts);
  }

  void add_scales() {
    TextTable table({{"SCALE"},
                     {"N", Align::right},
                     {"MEAN", Align::right},
                     {"SD", Align::right},
                     {"SKEW", Align::right},
                     {"MIN", Align::right},
                     {"MAX", Align::right},
                     {"DISTRIBUTION"}});
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      const ScoreDistribution& of = statistics_.scales[s].scores;
      table.add({questionnaire_.scales[s].id, grouped(of.n), score(of.mean), score(of.sd), score(of.skewness),
                 score(of.min), score(of.max), histogram(s)});
    }
    text_ += "\n" + table.folded_text(style_.width);
  }

  std::string histogram(std::size_t scale) const {
    const ScoreDistribution& of = statistics_.scales[scale].scores;
    if (of.n == 0) return "–";
    const auto [low, high] = score_range(questionnaire_, scale);
    return fmt::format("{} {} {}", number_text(low), bars(of.histogram.counts, style_.unicode), number_text(high));
  }

  void add_correlations() {
    if (statistics_.correlations.empty()) return;
    TextTable table({{"CORRELATION"}, {"N", Align::right}, {"R", Align::right}});
    for (const ScoreCorrelation& pair : statistics_.correlations)
      table.add({fmt::format("{}, {}", questionnaire_.scales[pair.first].id, questionnaire_.scales[pair.second].id),
                 grouped(pair.n), coefficient(pair.r)});
    text_ += "\n" + table.folded_text(style_.width);
  }

  void add_consistency(const Scale& scale, const Consistency& of) {
    add_paragraph(scale.title.empty() ? "\n" + scale.id : fmt::format("\n{}: {}", scale.id, scale.title), 0);
    add_paragraph(fmt::format("{}, {}.", counted(scale.items.size(), "item"), counted(of.n, "respondent")),
                  kIndentOfFacts);
    add_paragraph(
        fmt::format("Alpha {} (95 % confidence: {} to {}), standardized {}, omega total {}, lambda-6 {}, mean "
                    "inter-item r {}.",
                    coefficient(of.alpha), coefficient(of.alpha_low), coefficient(of.alpha_high),
                    coefficient(of.alpha_standardized), coefficient(of.omega_total), coefficient(of.lambda_6),
                    coefficient(of.mean_r)),
        kIndentOfFacts);
    if (scale.reliability) add_paragraph("Published: " + reliability_text(*scale.reliability) + ".", kIndentOfFacts);
    text_ += "\n" + item_table(scale, of);
  }

  std::string item_table(const Scale& scale, const Consistency& of) const {
    TextTable table({{"ITEM"},
                     {"MISSING", Align::right},
                     {"MEAN", Align::right},
                     {"SD", Align::right},
                     {"ITEM-REST R", Align::right},
                     {"ALPHA IF DROPPED", Align::right},
                     {"LOADING", Align::right}});
    for (std::size_t i = 0; i < of.items.size(); ++i) {
      const KeyedItem& keyed = scale.items[i];
      const KeyedItemStatistics& item = of.items[i];
      table.add({(keyed.reversed ? "-" : "") + questionnaire_.items[keyed.item].id,
                 grouped(statistics_.items[keyed.item].missing), score(item.mean), score(item.sd),
                 coefficient(item.item_rest_r), coefficient(item.alpha_if_dropped), coefficient(item.loading)});
    }
    return table.folded_text(style_.width);
  }

  const Questionnaire& questionnaire_;
  const SampleStatistics& statistics_;
  NumberFormat numbers_;
  const TerminalStyle& style_;
  std::string text_;
};

}  // namespace

std::vector<std::string> statistics_notes(const Questionnaire& questionnaire, const SampleStatistics& statistics) {
  std::vector<std::string> notes;
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    std::string note = key_note(questionnaire, s, statistics.scales[s]);
    if (!note.empty()) notes.push_back(std::move(note));
  }
  const std::size_t fewest = fewest_behind_a_scale(statistics);
  if (fewest < kFewRespondents) notes.push_back(size_note(fewest));
  return notes;
}

std::string statistics_text(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                            NumberFormat numbers, const TerminalStyle& style) {
  return TextReport(questionnaire, statistics, numbers, style).text();
}

}  // namespace attune
