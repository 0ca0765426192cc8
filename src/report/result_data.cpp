#include "report/result.h"
#include "report/result_json.h"
#include "table/delimited.h"

namespace attune {
namespace {

std::string csv_line(const std::vector<std::string>& fields, bool safe) {
  std::string line;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (f > 0) line += ',';
    (safe ? append_safe_field : append_field)(line, fields[f], ',');
  }
  return line + "\n";
}

// A reply as its answer and its time; both nothing where the statement was not reached.
std::pair<std::string, std::string> reply_texts(const std::optional<Reply>& reply) {
  if (!reply) return {};
  return {reply->skipped() ? "" : std::to_string(reply->answer), std::to_string(reply->milliseconds)};
}

}  // namespace

std::string result_json(const Questionnaire& q, const std::vector<Result>& results) {
  Json list = Json::array();
  for (const Result& result : results) {
    Json json{{"questionnaire", q.id},
              {"version", q.version},
              {"sha256", q.sha256},
              {"about", result.sitting.about},
              {"started", result.sitting.started}};
    add_scores(q, result.scores, json);
    if (!q.caution.empty()) json["caution"] = q.caution;
    list.push_back(std::move(json));
  }
  return lines_of_json(list);
}

std::string answers_csv(const Questionnaire& q, const std::vector<Sitting>& sittings, bool safe_for_spreadsheets) {
  std::vector<std::string> names{"about", "started"};
  for (const Item& item : q.items) names.push_back(item.id);
  for (const Item& item : q.items) names.push_back(item.id + "_ms");
  std::string csv = csv_line(names, safe_for_spreadsheets);
  for (const Sitting& sitting : sittings) {
    std::vector<std::string> fields{sitting.about, sitting.started};
    for (const auto& reply : sitting.replies) fields.push_back(reply_texts(reply).first);
    for (const auto& reply : sitting.replies) fields.push_back(reply_texts(reply).second);
    csv += csv_line(fields, safe_for_spreadsheets);
  }
  return csv;
}

std::string answers_ndjson(const Questionnaire& q, const std::vector<Sitting>& sittings) {
  std::string lines;
  for (const Sitting& sitting : sittings) {
    Json json{{"about", sitting.about}, {"started", sitting.started}};
    for (std::size_t i = 0; i < q.items.size(); ++i) {
      const auto& reply = sitting.replies[i];
      json[q.items[i].id] = reply && !reply->skipped() ? Json(reply->answer) : Json();
    }
    for (std::size_t i = 0; i < q.items.size(); ++i)
      json[q.items[i].id + "_ms"] = sitting.replies[i] ? Json(sitting.replies[i]->milliseconds) : Json();
    lines += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return lines;
}

}  // namespace attune
