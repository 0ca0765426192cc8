#include "history/history_json.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/clock.h"
#include "base/error.h"
#include "interview/relationship.h"
#include "questionnaire/load.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kExportSchema = "attune-history/1";

// null where there is no number.
Json number_json(double number) { return std::isnan(number) ? Json() : Json(number); }

double number_of(const Json& json) {
  return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

void require(bool sound, const char* problem) {
  if (!sound) throw Error(ExitCode::data, {}, problem);
}

bool is_hexadecimal(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

constexpr const char* kRemedy = "Expected is what \"attune history export\" writes as JSON. Nothing was taken in.";

[[noreturn]] void refuse(const std::string& file, std::size_t index, const std::string& problem) {
  throw Error(ExitCode::data, {.file = file}, "sitting " + std::to_string(index + 1) + ": " + problem, kRemedy);
}

bool has_scale(const Questionnaire& questionnaire, const std::string& id) {
  return std::any_of(questionnaire.scales.begin(), questionnaire.scales.end(),
                     [&](const auto& scale) { return scale.id == id; });
}

// What does not fit the definition with which the sitting was answered; nothing where all does.
std::string misfit_of(const KeptSitting& sitting, const Questionnaire& questionnaire) {
  try {
    as_answered(sitting, questionnaire);
  } catch (const Error&) {
    return "a reply does not fit " + questionnaire.id;
  }
  const auto profiles = questionnaire.profile_names();
  if (!sitting.profile.empty() && std::find(profiles.begin(), profiles.end(), sitting.profile) == profiles.end())
    return "there is no such profile in " + questionnaire.id;
  for (const KeptScore& score : sitting.scores) {
    if (!has_scale(questionnaire, score.scale)) return "there is no scale of a score in " + questionnaire.id;
  }
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    const KeptScore* score = sitting.score_of(questionnaire.scales[s].id);
    const auto [low, high] = score_range(questionnaire, s);
    const double rounding = 1e-9 * (high - low);
    if (score != nullptr && (score->score < low - rounding || score->score > high + rounding))
      return "a score is beyond what " + questionnaire.id + " gives";
  }
  return {};
}

Json json_of(const KeptSitting& sitting) {
  Json json{{"number", sitting.number},
            {"id", sitting.id},
            {"questionnaire", sitting.questionnaire},
            {"title", sitting.title},
            {"version", sitting.version},
            {"sha256", sitting.sha256},
            {"about", sitting.about},
            {"started", sitting.started},
            {"finished", sitting.finished},
            {"profile", sitting.profile.empty() ? Json() : Json(sitting.profile)},
            {"probability", number_json(sitting.probability)},
            {"scores", Json::array()},
            {"replies", Json::array()}};
  for (const KeptScore& score : sitting.scores) {
    json["scores"].push_back(
        {{"scale", score.scale}, {"score", number_json(score.score)}, {"se", number_json(score.standard_error)}});
  }
  for (const auto& [item, reply] : sitting.replies) {
    json["replies"].push_back(
        {{"item", item}, {"answer", reply.skipped() ? Json() : Json(reply.answer)}, {"ms", reply.milliseconds}});
  }
  return json;
}

KeptReply reply_of(const Json& json) {
  KeptReply kept{.item = json.at("item"), .reply = {}};
  require(json.at("ms").is_number_unsigned(), "a time is not a number of milliseconds");
  kept.reply.milliseconds = json.at("ms");
  require(kept.reply.milliseconds >= 0, "a time is too long");
  const Json& answer = json.at("answer");
  if (answer.is_null()) return kept;
  require(answer.is_number_integer(), "an answer is not a whole number");
  const auto number = answer.get<std::int64_t>();
  require(number > kMissing && number <= std::numeric_limits<Answer>::max(), "an answer is out of all bounds");
  kept.reply.answer = static_cast<Answer>(number);
  return kept;
}

// What no definition gives; what one could give is held against the definition, where there is one.
void require_sound(const KeptScore& score) {
  require(is_part_id(score.scale), "the name of a scale is none");
  require(!(std::abs(score.score) > kLargestScore), "a score is out of all bounds");
  require(!(score.standard_error < 0 || score.standard_error > kLargestScore), "a standard error is out of all bounds");
}

void require_sound(const KeptSitting& sitting) {
  require(is_hexadecimal(sitting.id, 32), "an id is not one that attune gives");
  require(is_hexadecimal(sitting.sha256, 64), "a digest is not one of a definition");
  require(local_day(sitting.started).has_value() && local_day(sitting.finished).has_value(),
          "a time is not written as 2026-11-22T09:30:00Z");
  require(sitting.started <= sitting.finished, "it was finished before it was started");
  require(is_id(sitting.questionnaire), "the id of the questionnaire is none");
  require(sitting.profile.empty() || is_part_id(sitting.profile), "the name of the profile is none");
  require(!(sitting.probability < 0 || sitting.probability > 1), "the probability is not between 0 and 1");
  require(!sitting.replies.empty(), "there are no replies");
  std::set<std::string> items;
  for (const KeptReply& kept : sitting.replies) {
    require(is_part_id(kept.item), "the name of an item is none");
    require(items.insert(kept.item).second, "an item is answered twice");
  }
  std::set<std::string> scales;
  for (const KeptScore& score : sitting.scores) {
    require_sound(score);
    require(scales.insert(score.scale).second, "a scale has two scores");
  }
}

std::string about_of(const Json& json) {
  const std::string name = json;
  try {
    return relationship(name).about;
  } catch (const Error&) {
    throw Error(ExitCode::data, {}, "whom it is about is not a name of at most 40 characters");
  }
}

KeptSitting sitting_of(const Json& json) {
  KeptSitting sitting{.id = json.at("id"),
                      .questionnaire = json.at("questionnaire"),
                      .title = json.at("title"),
                      .version = json.at("version"),
                      .sha256 = json.at("sha256"),
                      .about = about_of(json.at("about")),
                      .started = json.at("started"),
                      .finished = json.at("finished")};
  if (!json.at("profile").is_null()) sitting.profile = json.at("profile");
  sitting.probability = number_of(json.at("probability"));
  for (const Json& score : json.at("scores")) {
    sitting.scores.push_back({.scale = score.at("scale"),
                              .score = number_of(score.at("score")),
                              .standard_error = number_of(score.at("se"))});
  }
  for (const Json& reply : json.at("replies")) sitting.replies.push_back(reply_of(reply));
  require_sound(sitting);
  return sitting;
}

}  // namespace

std::string history_json(const std::vector<KeptSitting>& sittings) {
  Json json{{"schema", kExportSchema}, {"sittings", Json::array()}};
  for (const KeptSitting& sitting : sittings) json["sittings"].push_back(json_of(sitting));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<KeptSitting> read_history_json(const std::string& text, const std::string& file) {
  std::vector<KeptSitting> sittings;
  try {
    const Json json = Json::parse(text);
    require(json.at("schema") == kExportSchema, "it says another schema");
    require(json.at("sittings").is_array(), "it has no list of sittings");
    for (const Json& sitting : json.at("sittings")) sittings.push_back(sitting_of(sitting));
  } catch (const Error& error) {
    refuse(file, sittings.size(), error.problem());
  } catch (const Json::exception&) {
    throw Error(ExitCode::data, {.file = file}, "this is not a history", kRemedy);
  }
  return sittings;
}

void require_fitting(const std::vector<KeptSitting>& sittings, const Catalogue& catalogue, const std::string& file) {
  std::map<std::string, Questionnaire> known;
  for (std::size_t s = 0; s < sittings.size(); ++s) {
    const std::string& id = sittings[s].questionnaire;
    if (!catalogue.find(id)) continue;
    const Questionnaire& questionnaire = known.contains(id) ? known.at(id) : known[id] = load_named(id, catalogue);
    if (sittings[s].sha256 != questionnaire.sha256) continue;
    const std::string misfit = misfit_of(sittings[s], questionnaire);
    if (!misfit.empty()) refuse(file, s, misfit);
  }
}

}  // namespace attune
