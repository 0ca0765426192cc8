#include <fmt/format.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/statistics.h"
#include "table/delimited.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

/// A figure with the name that it has in JSON and CSV.
struct NamedFigure {
  const char* name;
  double value;
};

std::array<NamedFigure, 5> figures_of(const ScoreDistribution& scores) {
  return {
      {{"mean", scores.mean}, {"sd", scores.sd}, {"skew", scores.skewness}, {"min", scores.min}, {"max", scores.max}}};
}

std::array<NamedFigure, 7> figures_of(const Consistency& consistency) {
  return {{{"alpha", consistency.alpha},
           {"alpha_low", consistency.alpha_low},
           {"alpha_high", consistency.alpha_high},
           {"alpha_standardized", consistency.alpha_standardized},
           {"omega_total", consistency.omega_total},
           {"lambda_6", consistency.lambda_6},
           {"mean_r", consistency.mean_r}}};
}

std::array<NamedFigure, 5> figures_of(const KeyedItemStatistics& item) {
  return {{{"mean", item.mean},
           {"sd", item.sd},
           {"item_rest_r", item.item_rest_r},
           {"alpha_if_dropped", item.alpha_if_dropped},
           {"loading", item.loading}}};
}

std::array<NamedFigure, 2> figures_of(const ItemStatistics& item) { return {{{"mean", item.mean}, {"sd", item.sd}}}; }

const std::string& item_id(const Questionnaire& questionnaire, const Scale& scale, std::size_t place) {
  return questionnaire.items[scale.items[place].item].id;
}

class JsonReport {
 public:
  JsonReport(const Questionnaire& questionnaire, const SampleStatistics& statistics, NumberFormat numbers)
      : questionnaire_(questionnaire), statistics_(statistics), numbers_(numbers) {}

  Json json() const {
    Json json{{"questionnaire", questionnaire_.id},
              {"version", questionnaire_.version},
              {"sha256", questionnaire_.sha256},
              {"use", statistics_.use == MissingUse::pairwise ? "pairwise" : "complete"},
              {"respondents", statistics_.respondents},
              {"items", Json::object()},
              {"scales", Json::object()},
              {"correlations", Json::array()}};
    for (std::size_t i = 0; i < questionnaire_.items.size(); ++i)
      json["items"][questionnaire_.items[i].id] = item(statistics_.items[i]);
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s)
      json["scales"][questionnaire_.scales[s].id] = scale(questionnaire_.scales[s], statistics_.scales[s]);
    for (const ScoreCorrelation& pair : statistics_.correlations)
      json["correlations"].push_back(
          {{"scales", {questionnaire_.scales[pair.first].id, questionnaire_.scales[pair.second].id}},
           {"n", pair.n},
           {"r", number(pair.r)}});
    if (!questionnaire_.caution.empty()) json["caution"] = questionnaire_.caution;
    return json;
  }

 private:
  Json number(double value) const {
    if (std::isnan(value)) return {};
    return numbers_.digits ? Json(*parse_number(number_text(value, numbers_))) : Json(value);
  }

  template <typename Figures>
  void put(Json& json, const Figures& figures) const {
    for (const auto& [name, value] : figures) json[name] = number(value);
  }

  Json item(const ItemStatistics& item) const {
    Json json{{"n", item.n}, {"missing", item.missing}};
    put(json, figures_of(item));
    return json;
  }

  Json scale(const Scale& scale, const ScaleStatistics& of) const {
    Json json{{"n", of.scores.n}};
    put(json, figures_of(of.scores));
    const Histogram& histogram = of.scores.histogram;
    json["histogram"] = {{"low", histogram.low}, {"width", histogram.width}, {"counts", histogram.counts}};
    if (!of.consistency) return json;
    json["consistency"] = consistency(scale, *of.consistency);
    json["key"] = {{"negative", ids(scale, of.key.negative)},
                   {"reverse", ids(scale, of.key.reverse)},
                   {"alpha_after", number(of.key.alpha_after)},
                   {"beyond_chance", of.key.beyond_chance}};
    return json;
  }

  Json consistency(const Scale& scale, const Consistency& of) const {
    Json json{{"n", of.n}};
    put(json, figures_of(of));
    json["items"] = Json::array();
    for (std::size_t i = 0; i < of.items.size(); ++i) {
      Json item{
          {"item", item_id(questionnaire_, scale, i)}, {"reversed", scale.items[i].reversed}, {"n", of.items[i].n}};
      put(item, figures_of(of.items[i]));
      json["items"].push_back(std::move(item));
    }
    return json;
  }

  Json ids(const Scale& scale, const std::vector<std::size_t>& places) const {
    Json list = Json::array();
    for (const std::size_t place : places) list.push_back(item_id(questionnaire_, scale, place));
    return list;
  }

  const Questionnaire& questionnaire_;
  const SampleStatistics& statistics_;
  NumberFormat numbers_;
};

class CsvReport {
 public:
  CsvReport(const Questionnaire& questionnaire, const SampleStatistics& statistics, NumberFormat numbers)
      : questionnaire_(questionnaire), statistics_(statistics), numbers_(numbers) {}

  std::string csv() {
    add_line({"scale", "item", "statistic", "at", "value"});
    add_count({}, {}, "respondents", statistics_.respondents);
    for (std::size_t i = 0; i < questionnaire_.items.size(); ++i)
      add_item(questionnaire_.items[i].id, statistics_.items[i]);
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s)
      add_scale(questionnaire_.scales[s], statistics_.scales[s]);
    for (const ScoreCorrelation& pair : statistics_.correlations) {
      const std::string &first = questionnaire_.scales[pair.first].id, &second = questionnaire_.scales[pair.second].id;
      add_line({first, "", "r", second, text(pair.r)});
      add_line({first, "", "r_n", second, std::to_string(pair.n)});
    }
    return std::move(csv_);
  }

 private:
  void add_line(const std::array<std::string, 5>& fields) {
    for (const std::string& field : fields) {
      append_field(csv_, field, ',');
      csv_ += ',';
    }
    csv_.back() = '\n';
  }

  std::string text(double value) const { return std::isnan(value) ? "" : number_text(value, numbers_); }

  void add_count(const std::string& scale, const std::string& item, const char* name, std::size_t count) {
    add_line({scale, item, name, "", std::to_string(count)});
  }

  template <typename Figures>
  void add(const std::string& scale, const std::string& item, const Figures& figures) {
    for (const auto& [name, value] : figures) add_line({scale, item, name, "", text(value)});
  }

  void add_item(const std::string& id, const ItemStatistics& item) {
    add_count({}, id, "n", item.n);
    add_count({}, id, "missing", item.missing);
    add({}, id, figures_of(item));
  }

  void add_scale(const Scale& scale, const ScaleStatistics& of) {
    add_count(scale.id, {}, "n", of.scores.n);
    add(scale.id, {}, figures_of(of.scores));
    const Histogram& histogram = of.scores.histogram;
    for (std::size_t bar = 0; bar < histogram.counts.size(); ++bar)
      add_line({scale.id, "", "histogram", number_text(histogram.low + static_cast<double>(bar) * histogram.width),
                std::to_string(histogram.counts[bar])});
    if (of.consistency) add_consistency(scale, *of.consistency, of.key);
  }

  void add_consistency(const Scale& scale, const Consistency& of, const KeyCheck& key) {
    add_count(scale.id, {}, "consistency_n", of.n);
    add(scale.id, {}, figures_of(of));
    add(scale.id, {}, std::array<NamedFigure, 1>{{{"alpha_after", key.alpha_after}}});
    for (std::size_t i = 0; i < of.items.size(); ++i) {
      const std::string& id = item_id(questionnaire_, scale, i);
      const bool reverse = std::find(key.reverse.begin(), key.reverse.end(), i) != key.reverse.end();
      add_count(scale.id, id, "reversed", scale.items[i].reversed);
      add_count(scale.id, id, "n", of.items[i].n);
      add(scale.id, id, figures_of(of.items[i]));
      add_count(scale.id, id, "reverse", reverse);
    }
  }

  const Questionnaire& questionnaire_;
  const SampleStatistics& statistics_;
  NumberFormat numbers_;
  std::string csv_;
};

}  // namespace

std::string statistics_json(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                            NumberFormat numbers) {
  const Json json = JsonReport(questionnaire, statistics, numbers).json();
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string statistics_csv(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                           NumberFormat numbers) {
  return CsvReport(questionnaire, statistics, numbers).csv();
}

}  // namespace attune
