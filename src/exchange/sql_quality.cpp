#include "exchange/sql_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"

namespace attune {
namespace {

// Over two points a correlation is ±1, whatever they are.
constexpr std::size_t kFewestPoints = 3;

class QualityWriter {
 public:
  QualityWriter(const Questionnaire& questionnaire, const SqlDialect& dialect)
      : questionnaire_(questionnaire), dialect_(dialect) {
    for (const Item& item : questionnaire.items) items_.push_back(dialect.name(item.id));
  }

  QualitySteps steps() && {
    add_answers();
    add_run();
    add_even_odd();
    add_agreement();
    add_results();
    return std::move(steps_);
  }

 private:
  // Names with spaces are no names of results.
  std::string name(const std::string& of) const { return dialect_.name(of); }

  std::string keyed(const KeyedItem& item) const {
    if (!item.reversed) return items_[item.item];
    return fmt::format("{} - {}", questionnaire_.response.min + questionnaire_.response.max, items_[item.item]);
  }

  // The mean of those answered; NULL without any.
  std::string mean_of(const std::vector<std::string>& answers) const {
    return fmt::format("{} / nullif({}, 0)", dialect_.as_real(total_of(answers)), count_of(answers));
  }

  void add_answers() {
    steps_.from_answers.push_back({dialect_.as_whole(count_of(items_)), name("answers given")});
    steps_.from_answers.push_back({dialect_.as_whole(total_of(items_)), name("sum of answers")});
    steps_.from_answers.push_back({dialect_.as_whole(squares_of(items_)), name("squares of answers")});
  }

  void add_run() {
    std::string alike;
    for (std::size_t i = 0; i + 1 < items_.size(); ++i) {
      alike += alike.empty() ? "" : (i % 4 == 0 ? " ||\n      " : " || ");
      alike += fmt::format("CASE WHEN {} = {} THEN '1' ELSE '0' END", items_[i], items_[i + 1]);
    }
    steps_.from_answers.push_back({alike.empty() ? "''" : alike, name("alike")});
    std::string length = "CASE", start = "CASE";
    const std::size_t noted = std::max(kShortestNotedRun, (items_.size() + 1) / 2);
    for (std::size_t run = items_.size(); run > 1; --run) {
      const std::string pattern(run - 1, '1');
      const std::string when = fmt::format("\n      WHEN {} LIKE '%{}%' THEN ", name("alike"), pattern);
      length += when + std::to_string(run);
      if (run >= noted) start += when + dialect_.place_of(fmt::format("'{}'", pattern), name("alike"));
    }
    length += fmt::format("\n      WHEN {} > 0 THEN 1 ELSE 0 END", name("answers given"));
    steps_.points.push_back({length, name("longest_run")});
    if (items_.size() >= noted) steps_.points.push_back({start + " END", name("start of run")});
  }

  // Pieces of keys, each with the answers at its odd and at its even places.
  std::vector<std::span<const KeyedItem>> pieces() const {
    const auto& scales = questionnaire_.scales;
    const auto halved = static_cast<std::size_t>(
        std::count_if(scales.begin(), scales.end(), [](const Scale& scale) { return scale.items.size() >= 2; }));
    std::vector<std::span<const KeyedItem>> found;
    for (const Scale& scale : scales) {
      const std::span<const KeyedItem> items(scale.items);
      const std::size_t piece = halved >= kFewestPoints ? items.size() : 2;
      for (std::size_t first = 0; items.size() >= 2 && first + piece <= items.size(); first += piece)
        found.push_back(items.subspan(first, piece));
    }
    return found;
  }

  std::string half_of(std::span<const KeyedItem> piece, std::size_t side) const {
    std::vector<std::string> answers;
    for (std::size_t place = side; place < piece.size(); place += 2) answers.push_back(keyed(piece[place]));
    return mean_of(answers);
  }

  void add_even_odd() {
    const auto found = pieces();
    if (found.size() < kFewestPoints || !questionnaire_.one_response()) {
      steps_.indices.push_back({dialect_.no_real(), name("even_odd")});
      return;
    }
    std::vector<std::string> odd, even;
    for (std::size_t p = 0; p < found.size(); ++p) {
      const std::string odd_half = name(fmt::format("odd half {}", p + 1));
      const std::string even_half = name(fmt::format("even half {}", p + 1));
      steps_.from_answers.push_back({half_of(found[p], 0), odd_half});
      steps_.from_answers.push_back({half_of(found[p], 1), even_half});
      odd.push_back(name(fmt::format("odd point {}", p + 1)));
      even.push_back(name(fmt::format("even point {}", p + 1)));
      steps_.points.push_back({fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", even_half, odd_half), odd.back()});
      steps_.points.push_back({fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", odd_half, even_half), even.back()});
    }
    steps_.means.push_back({count_of(odd), name("number of points")});
    add_spread(odd, "odd");
    add_spread(even, "even");
    add_sum_of_products(odd, "odd", even, "even");
    const std::string r =
        fmt::format("{} / sqrt({}) / sqrt({})", name("odd by even"), name("odd by odd"), name("even by even"));
    // 2r / (1 + r) is −1 where r is −⅓, and less below.
    steps_.indices.push_back(
        {fmt::format("CASE WHEN {0} < {1} OR {2} = 0 OR {3} = 0 THEN NULL\n"
                     "      WHEN 3 * {4} <= -1 THEN {5} WHEN {4} >= 1 THEN {6} ELSE 2 * ({4}) / (1 + {4}) END",
                     name("number of points"), kFewestPoints, name("odd differ"), name("even differ"), r,
                     dialect_.real(-1), dialect_.real(1)),
         name("even_odd")});
  }

  void add_spread(const std::vector<std::string>& points, const std::string& side) {
    std::vector<std::string> differ;
    const std::string first = fmt::format("coalesce({})", fmt::join(points, ", "));
    for (const std::string& point : points)
      differ.push_back(fmt::format("CASE WHEN {} <> {} THEN 1 ELSE 0 END", point, first));
    steps_.means.push_back(
        {fmt::format("({}) / nullif({}, 0)", total_of(points), count_of(points)), name("mean of " + side)});
    steps_.means.push_back({sum_of(differ), name(side + " differ")});
    add_sum_of_products(points, side, points, side);
  }

  void add_sum_of_products(const std::vector<std::string>& x, const std::string& x_side,
                           const std::vector<std::string>& y, const std::string& y_side) {
    std::vector<std::string> products;
    for (std::size_t p = 0; p < x.size(); ++p) {
      products.push_back(fmt::format("coalesce(({} - {}) * ({} - {}), 0)", x[p], name("mean of " + x_side), y[p],
                                     name("mean of " + y_side)));
    }
    steps_.deviations.push_back({sum_of(products), name(x_side + " by " + y_side)});
  }

  void add_agreement() {
    const double range = questionnaire_.response.max - questionnaire_.response.min;
    std::vector<std::string> weights, agreements;
    for (const Scale& scale : questionnaire_.scales) {
      if (!questionnaire_.one_response()) break;
      std::vector<std::string> forward, reversed;
      for (const KeyedItem& item : scale.items) (item.reversed ? reversed : forward).push_back(keyed(item));
      if (forward.empty() || reversed.empty()) continue;
      const std::string ahead = name("forward mean of " + scale.id), back = name("reversed mean of " + scale.id);
      const std::string weight = name("weight of " + scale.id);
      steps_.from_answers.push_back({mean_of(forward), ahead});
      steps_.from_answers.push_back({mean_of(reversed), back});
      steps_.from_answers.push_back(
          {fmt::format("CASE WHEN {0} < {1} THEN {0} ELSE {1} END", count_of(forward), count_of(reversed)), weight});
      weights.push_back(weight);
      agreements.push_back(
          fmt::format("coalesce({} * (1 - abs({} - {}) / {}), 0)", weight, ahead, back, dialect_.real(range)));
    }
    // Added up in the order of the scales, as the program does: where the limit of a note is met exactly, the last bit
    // counts.
    steps_.indices.push_back(
        {weights.empty() ? dialect_.no_real()
                         : fmt::format("({}) / nullif({}, 0)", fmt::join(agreements, " + "), fmt::join(weights, " + ")),
         name("keyed_agreement")});
  }

  // A run's start and the length from which it is conspicuous.
  std::string is_conspicuous() const {
    std::string shortest;
    for (std::size_t first = 0; first < items_.size(); ++first) {
      const std::size_t run = shortest_conspicuous_run(questionnaire_, first);
      if (run > 0) shortest += fmt::format(" WHEN {} THEN {}", first + 1, run);
    }
    if (shortest.empty()) return "1 = 0";
    return fmt::format("{} >= CASE {}{} END", name("longest_run"), name("start of run"), shortest);
  }

  void add_results() {
    const std::string given = name("answers given");
    const std::size_t items = items_.size();
    const std::string sd =
        fmt::format("CASE WHEN {0} > 1 THEN sqrt({1} / ({0} * ({0} - 1))) END", given,
                    dialect_.as_real(fmt::format("{0} * {1} - {2} * {2}", given, name("squares of answers"),
                                                 name("sum of answers"))));
    steps_.indices.push_back({questionnaire_.one_response() ? sd : dialect_.no_real(), name("answer_sd")});
    steps_.indices.push_back(
        {fmt::format("{} / {}", dialect_.as_real(fmt::format("{} - {}", items, given)), items), name("share_missing")});
    for (const char* index : {"longest_run", "answer_sd", "even_odd", "keyed_agreement", "share_missing"})
      steps_.results.push_back({name(index), name(index)});
    steps_.results.push_back(
        {fmt::format("nullif(substr(\n"
                     "      CASE WHEN {} THEN '; one answer ' || {} || ' times in a row' ELSE '' END ||\n"
                     "      CASE WHEN {} < {} THEN '; opposite statements answered alike' ELSE '' END ||\n"
                     "      CASE WHEN 2 * ({}) >= {} THEN '; ' || ({}) || ' of {} left out' ELSE '' END, 3), '')",
                     is_conspicuous(), name("longest_run"), name("keyed_agreement"),
                     dialect_.real(kLeastNotedAgreement), missing(), items, missing(), counted(items, "answer")),
         name("quality")});
  }

  std::string missing() const { return fmt::format("{} - {}", items_.size(), name("answers given")); }

  const Questionnaire& questionnaire_;
  const SqlDialect& dialect_;
  std::vector<std::string> items_;
  QualitySteps steps_;
};

bool has_opposite_items(const Scale& scale, std::size_t first, std::size_t end) {
  const auto holds = [&](bool reversed) {
    return std::any_of(scale.items.begin(), scale.items.end(), [&](const KeyedItem& keyed) {
      return keyed.reversed == reversed && keyed.item >= first && keyed.item < end;
    });
  };
  return holds(true) && holds(false);
}

}  // namespace

std::size_t shortest_conspicuous_run(const Questionnaire& questionnaire, std::size_t first) {
  if (!questionnaire.one_response()) return 0;
  const std::size_t items = questionnaire.items.size();
  for (std::size_t run = std::max(kShortestNotedRun, (items + 1) / 2); first + run <= items; ++run) {
    if (std::any_of(questionnaire.scales.begin(), questionnaire.scales.end(),
                    [&](const Scale& scale) { return has_opposite_items(scale, first, first + run); }))
      return run;
  }
  return 0;
}

QualitySteps quality_steps(const Questionnaire& questionnaire, const SqlDialect& dialect) {
  return QualityWriter(questionnaire, dialect).steps();
}

}  // namespace attune
