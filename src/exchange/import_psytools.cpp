#include "exchange/import_psytools.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/file_languages.h"
#include "exchange/json_text.h"
#include "exchange/plain_text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

using Json = JsonPart::Json;

// How a question's answers come out as numbers, and what they count before any multiplier.
struct Question {
  const Json* json = nullptr;
  const Json* options = nullptr;
  NumberedChoices numbered = {};
  std::map<int, double> counts = {};  // by answer, reversed where the question is
  bool reversed = false;
  bool optional = false;
};

class PsytoolsImporter {
 public:
  PsytoolsImporter(const Json& json, const ImportRequest& request)
      : json_(json), request_(request), choices_(request.file) {
    if (!json_.is_object()) refuse("this is no assessment of psytools");
    read_languages();
  }

  Imported import() {
    read_head();
    read_questions();
    add_scores();
    tell();
    share_response(questionnaire());
    note_unscored(questionnaire());
    for (const FileLanguage& other : languages_.others) imported_.translations.push_back(translation(other));
    return std::move(imported_);
  }

 private:
  [[noreturn]] void refuse(const std::string& problem) const {
    throw Error(ExitCode::data, {.file = request_.file}, problem);
  }

  Questionnaire& questionnaire() { return imported_.questionnaire; }

  void read_languages() {
    add_languages(json_.value("title", Json::object()));
    for (const Json& question : json_list_at(json_, "questions")) {
      if (question.is_object()) add_languages(question.value("text", Json::object()));
    }
    default_language_ = json_text_at(json_, "defaultLocale");
    languages_ = choose_language({names_.begin(), names_.end()}, default_language_, request_, imported_);
    language_ = languages_.own.name;
    questionnaire().language = languages_.own.tag;
  }

  void add_languages(const Json& texts) {
    if (!texts.is_object()) return;
    for (const auto& entry : texts.items()) names_.insert(entry.key());
  }

  // The text under `key` in this language; empty where it is not there.
  static std::string text_in(const Json& object, const char* key, const std::string& language) {
    const auto texts = object.find(key);
    return texts == object.end() || !texts->is_object() ? std::string() : plain_text(json_text_at(*texts, language));
  }

  // The same in the definition's language, or the one that the file falls back on.
  std::string text(const Json& object, const char* key) const {
    const std::string own = text_in(object, key, language_);
    return own.empty() ? text_in(object, key, default_language_) : own;
  }

  void read_head() {
    Questionnaire& q = questionnaire();
    q.title = text(json_, "title");
    if (q.title.empty()) refuse("it has no title");
    q.id = request_.id.empty() ? definition_id(json_text_at(json_, "id")) : request_.id;
    q.version = json_text_at(json_, "version");
    q.instructions = text(json_, "instructions");
    std::vector<std::string> categories;
    for (const Json& category : json_list_at(json_, "categories")) {
      if (category.is_string()) categories.push_back(category.get<std::string>());
    }
    q.construct = join_words(categories);
    const Json meta = json_.value("meta", Json::object());
    if (const std::string reference = json_text_at(meta, "reference"); !reference.empty())
      q.sources.push_back({"key", {reference}});
    if (const std::string source = json_text_at(meta, "source"); !source.empty())
      q.sources.push_back({"wording", {source}});
    if (const std::string description = text(json_, "description"); !description.empty())
      q.sources.push_back({"description", {description}});
    q.rights.wording = json_text_at(meta, "license");
  }

  void read_questions() {
    const Json& questions = json_list_at(json_, "questions");
    if (questions.empty()) refuse("it has no questions");
    if (questions.size() > static_cast<std::size_t>(kMostItems))
      refuse(fmt::format("more than {} items", grouped(kMostItems)));
    std::vector<std::string> names;
    for (const Json& question : questions) {
      const std::string name = json_text_at(question, "id");
      if (name.empty()) refuse(fmt::format("question {} has no id", names.size() + 1));
      if (!places_.emplace(name, names.size()).second) refuse(fmt::format("a second question \"{}\"", name));
      names.push_back(name);
      read_question(question, name);
    }
    const auto ids = part_ids(names, "q");
    for (std::size_t i = 0; i < ids.size(); ++i) questionnaire().items[i].id = ids[i];
  }

  void read_question(const Json& json, const std::string& name) {
    Question question{.json = &json, .options = &json_list_at(json, "options")};
    if (question.options->empty()) question.options = &json_list_at(json_, "options");
    std::vector<Choice> choices;
    for (const Json& option : *question.options) {
      if (choices.size() > kMostChoices) break;
      const auto value = option.is_object() ? option.find("value") : option.end();
      if (!option.is_object() || value == option.end() || !value->is_number())
        refuse(fmt::format("an option of question \"{}\" has no value", name));
      choices.push_back(
          {.code = number_text(value->get<double>()), .label = text(option, "label"), .value = value->get<double>()});
    }
    auto numbered = number_choices(choices);
    if (!numbered) refuse(fmt::format("question \"{}\" cannot be an item: {}", name, why_not_numbered(choices)));
    choices_.add(*numbered);
    if (numbered->by != NumberedChoices::By::code) numbered_.push_back(name);
    question.numbered = std::move(*numbered);
    question.reversed = json_true_at(json, "reverseScored");
    question.optional = json_true_at(json, "optional");
    for (std::size_t c = 0; c < choices.size(); ++c) question.counts[question.numbered.answers[c]] = *choices[c].value;
    if (question.reversed) reverse(question.counts);
    questionnaire().items.push_back(
        {.id = name, .text = text(json, "text"), .note = {}, .response = question.numbered.response});
    questions_.push_back(std::move(question));
  }

  static void reverse(std::map<int, double>& counts) {
    const auto less = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto [low, high] = std::minmax_element(counts.begin(), counts.end(), less);
    const double reflection = low->second + high->second;
    for (auto& [answer, value] : counts) value = reflection - value;
  }

  // --- Scores ---

  void add_scores() {
    const auto scoring = json_.find("scoring");
    if (scoring == json_.end()) {
      imported_.notes.emplace_back(
          "The file has no scoring, so the definition has no scales: add them before scoring.");
      return;
    }
    if (!scoring->is_object()) refuse("its scoring is no object");
    const std::string kind = json_text_at(*scoring, "kind");
    if (kind == "sum") {
      std::vector<std::size_t> all(questions_.size());
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
      add_scale("total", questionnaire().title, *scoring, *scoring, keyed(all));
    } else if (kind == "subscales") {
      add_subscales(*scoring);
    } else if (kind == "count") {
      add_count(*scoring);
    } else {
      refuse(fmt::format("the scoring \"{}\" is not known here", kind));
    }
  }

  std::size_t place_of(const std::string& name) const {
    const auto place = places_.find(name);
    if (place == places_.end()) refuse(fmt::format("the scoring names \"{}\", which is no question", name));
    return place->second;
  }

  std::vector<KeyedItem> keyed(const std::vector<std::size_t>& items) const {
    std::vector<KeyedItem> key;
    for (const std::size_t item : items) {
      const Question& question = questions_[item];
      KeyedItem one{.item = item};
      if (question.numbered.values.empty()) one.reversed = question.reversed;
      else one.values = question.counts;
      key.push_back(std::move(one));
    }
    return key;
  }

  void add_subscales(const Json& scoring) {
    std::vector<std::string> names;
    for (const Json& subscale : json_list_at(scoring, "subscales")) names.push_back(json_text_at(subscale, "id"));
    if (names.empty() || names.size() > kMostScales) refuse(fmt::format("it has {} subscales", names.size()));
    const auto ids = part_ids(names, "s");
    std::size_t next = 0;
    for (const Json& subscale : json_list_at(scoring, "subscales")) {
      std::vector<std::size_t> items;
      for (const Json& name : json_list_at(subscale, "questionIds"))
        items.push_back(place_of(name.is_string() ? name.get<std::string>() : std::string()));
      add_scale(ids[next++], text(subscale, "label"), subscale, scoring, keyed(items));
    }
  }

  // The number of items whose answers, reversed where they are, reach a value.
  void add_count(const Json& scoring) {
    std::vector<KeyedItem> key;
    for (const Json& item : json_list_at(scoring, "items")) {
      KeyedItem one{.item = place_of(json_text_at(item, "questionId"))};
      const auto least = item.find("minValue");
      if (least == item.end() || !least->is_number()) refuse("an item of the count has no minValue");
      for (const auto& [answer, value] : questions_[one.item].counts)
        one.values[answer] = value >= least->get<double>() ? 1 : 0;
      key.push_back(std::move(one));
    }
    add_scale("total", questionnaire().title, scoring, scoring, std::move(key));
  }

  void add_scale(const std::string& id, const std::string& title, const Json& own, const Json& scoring,
                 std::vector<KeyedItem> key) {
    Scale scale{.id = id, .title = title, .method = ScoreMethod::sum, .items = std::move(key)};
    if (scale.items.empty()) refuse(fmt::format("the score \"{}\" has no questions", id));
    std::set<std::size_t> seen;
    for (const KeyedItem& one : scale.items) {
      if (!seen.insert(one.item).second)
        refuse(fmt::format("the score \"{}\" names \"{}\" twice", id, questionnaire().items[one.item].id));
    }
    const auto multiplier = own.find("multiplier");
    if (multiplier != own.end() && multiplier->is_number()) scale.transform.multiply = multiplier->get<double>();
    scale.bands = bands_of(own, id);
    bands_[id] = &own;
    read_missing(scoring, scale);
    questionnaire().scales.push_back(std::move(scale));
  }

  std::vector<Band> bands_of(const Json& scored, const std::string& id) {
    std::vector<Band> bands;
    for (const Json& band : json_list_at(scored, "bands")) {
      const auto number = [&](const char* key) -> std::optional<double> {
        const auto value = band.is_object() ? band.find(key) : band.end();
        if (!band.is_object() || value == band.end() || !value->is_number()) return std::nullopt;
        return value->get<double>();
      };
      bands.push_back({.from = number("min"), .to = number("max"), .label = text(band, "label")});
    }
    std::sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) { return a.from < b.from; });
    for (std::size_t b = 1; b < bands.size(); ++b) {
      if (bands[b].from && bands[b - 1].to && *bands[b].from >= *bands[b - 1].to) continue;
      imported_.notes.push_back(fmt::format("The bands of {} overlap and are left out.", id));
      return {};
    }
    return bands;
  }

  void read_missing(const Json& scoring, Scale& scale) {
    const Json missing = scoring.value("missing", Json::object());
    const std::string strategy = json_text_at(missing, "strategy");
    const auto least = missing.is_object() ? missing.find("minAnswered") : missing.end();
    const double asked = missing.is_object() && least != missing.end() && least->is_number() ? least->get<double>() : 1;
    scale.min_answered =
        static_cast<std::size_t>(std::clamp(std::ceil(asked), 1.0, static_cast<double>(scale.items.size())));
    scale.prorated = strategy == "prorate";
    if (strategy == "require-complete") scale.min_answered = scale.items.size();
    complete_ = complete_ || strategy == "require-complete";
    rounds_ = rounds_ || strategy == "prorate";
    ignores_ = ignores_ || (strategy != "prorate" && strategy != "require-complete" && asked <= 1);
  }

  // --- What is told ---

  void tell() {
    if (rounds_)
      imported_.notes.emplace_back("psytools rounds a prorated score to a whole number; here it is not rounded.");
    if (ignores_) imported_.notes.emplace_back("Without any answer psytools gives a score of 0; here there is none.");
    std::vector<std::string> optional;
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      if (questions_[i].optional) optional.push_back(questionnaire().items[i].id);
    }
    if (complete_ && !optional.empty()) {
      imported_.notes.push_back(
          fmt::format("A score needs all of its items; in psytools, {} may be missing.", join_words(optional)));
    }
    if (!numbered_.empty()) {
      imported_.notes.push_back(fmt::format(
          "The values of {} are not different whole numbers: the answers are numbered from 1.", join_words(numbered_)));
    }
    std::vector<std::string> flags;
    const Json scoring = json_.value("scoring", Json::object());
    for (const Json& flag : json_list_at(scoring, "flags")) flags.push_back(json_text_at(flag, "id"));
    if (!flags.empty()) imported_.left_out.push_back(fmt::format("scoring: the flags {}.", join_words(flags)));
    std::vector<std::string> others;
    for (const char* key : {"audience", "respondent"}) {
      if (json_.contains(key)) others.emplace_back(key);
    }
    const Json meta = json_.value("meta", Json::object());
    for (const auto& entry : meta.items()) {
      if (entry.key() != "reference" && entry.key() != "source" && entry.key() != "license")
        others.push_back("meta." + entry.key());
    }
    if (!others.empty()) imported_.left_out.push_back(fmt::format("the file: {}.", join_words(others)));
  }

  Translation translation(const FileLanguage& of) {
    const std::string& language = of.name;
    Translation texts{.language = of.tag, .title = text_in(json_, "title", language)};
    texts.instructions = text_in(json_, "instructions", language);
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      const Item& own = questionnaire().items[i];
      auto& item = texts.items[own.id];
      item.text = text_in(*questions_[i].json, "text", language);
      auto& labels = own.response ? item.labels : texts.labels;
      for (std::size_t o = 0; o < questions_[i].options->size(); ++o) {
        const std::string label = text_in((*questions_[i].options)[o], "label", language);
        if (!label.empty()) labels[questions_[i].numbered.answers[o]] = label;
      }
    }
    for (const Scale& scale : questionnaire().scales) {
      const Json& own = *bands_.at(scale.id);
      auto& named = texts.scales[scale.id];
      named.title = own.contains("label") ? text_in(own, "label", language) : texts.title;
      for (const Json& band : json_list_at(own, "bands")) {
        const std::string label = text_in(band, "label", language);
        if (!label.empty()) named.bands[text(band, "label")] = label;
      }
    }
    return texts;
  }

  const Json& json_;
  const ImportRequest& request_;
  ChoiceCount choices_;
  std::set<std::string> names_;  // of languages
  FileLanguages languages_;
  std::string default_language_;
  std::string language_;
  Imported imported_;
  std::vector<Question> questions_;
  std::map<std::string, std::size_t> places_;  // of questions, by id
  std::map<std::string, const Json*> bands_;   // where each scale is described
  std::vector<std::string> numbered_;
  bool rounds_ = false;
  bool ignores_ = false;
  bool complete_ = false;
};

}  // namespace

bool is_psytools(std::string_view content, const std::string&) {
  const auto holds = [&](std::string_view key) { return content.find(key) != std::string_view::npos; };
  return trim(content.substr(0, 64)).starts_with('{') && holds("\"defaultLocale\"") && holds("\"questions\"");
}

Imported import_psytools(const std::string& content, const ImportRequest& request) {
  const JsonPart document = JsonPart::document(content, request.file);
  return PsytoolsImporter(document.json(), request).import();
}

}  // namespace attune
