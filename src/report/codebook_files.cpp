#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/number.h"
#include "base/text.h"
#include "report/codebook.h"
#include "report/page.h"
#include "table/delimited.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

std::string bound_text(const std::optional<double>& bound) { return bound ? number_text(*bound) : ""; }

std::string range_text(const CodebookEntry& entry) {
  if (!entry.values.empty()) return fmt::format("{}", fmt::join(entry.values, ", "));
  if (entry.lowest && entry.lowest == entry.highest) return bound_text(entry.lowest);
  if (entry.lowest && entry.highest)
    return fmt::format("{} to {}", bound_text(entry.lowest), bound_text(entry.highest));
  return entry.lowest ? fmt::format("from {}", bound_text(entry.lowest)) : "";
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += fmt::format(" {} |", cell);
  return line + "\n";
}

std::string csv_row(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (!line.empty()) line += ',';
    append_field(line, field, ',');
  }
  return line + "\n";
}

Json bound_json(const std::optional<double>& bound) { return bound ? Json(*bound) : Json(); }

}  // namespace

std::string codebook_markdown(const Questionnaire& q, const std::vector<CodebookEntry>& entries) {
  std::string text = fmt::format("# Codebook of {}: {}\n\n", escape_markdown(q.id), escape_markdown(q.title));
  text += fmt::format("Definition: version {}, SHA-256 `{}`. Answers run from {} to {}{}.\n",
                      escape_markdown(q.version), q.sha256, q.response.min, q.response.max,
                      q.one_response() ? "" : " where an item has none of its own");
  if (!q.caution.empty()) text += fmt::format("\n{}\n", escape_markdown(q.caution));
  text += "\n" + row({"Column", "Meaning", "Range", "Formula", "Source"}) + row({"---", "---", "---", "---", "---"});
  for (const CodebookEntry& entry : entries) {
    text += row({escape_markdown(entry.column), escape_markdown(entry.meaning), escape_markdown(range_text(entry)),
                 escape_markdown(entry.formula), escape_markdown(entry.source)});
  }
  return text;
}

std::string codebook_csv(const std::vector<CodebookEntry>& entries) {
  std::string text = csv_row({"column", "meaning", "lowest", "highest", "values", "formula", "source"});
  for (const CodebookEntry& entry : entries) {
    text += csv_row({entry.column, entry.meaning, bound_text(entry.lowest), bound_text(entry.highest),
                     fmt::format("{}", fmt::join(entry.values, "; ")), entry.formula, entry.source});
  }
  return text;
}

std::string codebook_json(const Questionnaire& q, const std::vector<CodebookEntry>& entries) {
  Json json{{"questionnaire", q.id}, {"title", q.title}, {"version", q.version}, {"sha256", q.sha256}};
  json["response"] = {{"min", q.response.min}, {"max", q.response.max}};
  if (!q.caution.empty()) json["caution"] = q.caution;
  json["columns"] = Json::array();
  for (const CodebookEntry& entry : entries) {
    json["columns"].push_back({{"column", entry.column},
                               {"meaning", entry.meaning},
                               {"lowest", bound_json(entry.lowest)},
                               {"highest", bound_json(entry.highest)},
                               {"values", entry.values},
                               {"formula", entry.formula},
                               {"source", entry.source}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace attune
