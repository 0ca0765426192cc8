#include "exchange/osd_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "exchange/osd_variants.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// One of several answers that a file writes out: an option of a question, or a column of a grid.
struct Option {
  std::string stored;
  std::string key;
};

class OsdItemReader {
 public:
  OsdItemReader(const JsonPart& definition, const std::string& language, const OsdItemUse& use, ImportRemarks& remarks)
      : definition_(definition), use_(use), remarks_(remarks), variants_(definition, language) {}

  OsdItems read() && {
    const auto list = definition_.find("items") ? definition_.find("items") : definition_.find("questions");
    if (!list) definition_.refuse("there are no \"items\"");
    if (list->json().size() > kMostEntries)
      list->refuse(fmt::format("more than {} entries", grouped(kMostEntries)),
                   "A questionnaire here may have 2,000 items.");
    for (const JsonPart& part : list->elements()) read_entry(part);
    return std::move(read_);
  }

 private:
  static constexpr std::size_t kMostEntries = 10'000;

  void read_entry(const JsonPart& part) {
    const std::string type = part.at("type").text();
    if (type == "section") return read_section(part);
    const std::string id = part.at("id").text();
    if (!ids_.insert(id).second) part.refuse(fmt::format("a second item \"{}\"", shorten(id, 40)));
    if (!variants_.include(part, id)) return remarks_.note("Of another variant, so left out", id);
    if (part.find("visible_when")) remarks_.note("Asked of everybody here, though the file asks only some people", id);
    tell_keys(
        "items", part,
        {"id",         "type",          "text_key",       "dimension", "question_head", "likert_points", "likert_min",
         "likert_max", "likert_labels", "response_scale", "min",       "max",           "min_label",     "max_label",
         "anchors",    "rows",          "columns",        "options",   "visible_when",  "variant_when",  "validation"});
    if (part.find("validation") && !is_scored(id)) remarks_.leave_out("items", "validation");
    if (type == "inst" || type == "image") return read_instruction(part, id);
    if (type == "likert") return add(likert(part, id));
    if (type == "vas") return read_vas(part, id);
    if (type == "binary") return read_binary(part, id);
    if (type == "multi") return read_multi(part, id);
    if (type == "grid") return read_grid(part, id);
    if (type == "multicheck") return read_multicheck(part, id);
    if (type == "short" || type == "long" || type == "imageresponse") return read_typed(part, id);
    if (is_scored(id))
      part.refuse(fmt::format("an item of the type \"{}\" counts in a score", shorten(type, 40)),
                  "attune has no such items.");
    leave_out(id);
  }

  // Where it begins and ends says nothing here.
  void read_section(const JsonPart& part) const {
    if (part.find("visible_when"))
      remarks_.note("Asked of everybody here, though the file asks only some people", part.text_at("id"));
    tell_keys("sections", part, {"id", "type", "title_key", "visible_when"});
  }

  void tell_keys(const std::string& where, const JsonPart& part, const std::set<std::string>& known) const {
    for (const auto& [key, value] : part.json().items()) {
      if (!known.contains(key)) remarks_.leave_out(where, key);
    }
  }

  bool is_scored(const std::string& id) const { return use_.numbers.contains(id) || use_.matches.contains(id); }

  void leave_out(const std::string& id) {
    remarks_.note("No ratings, so they are no items here; their columns in files of answers are carried along", id);
  }

  void read_instruction(const JsonPart& part, const std::string& id) {
    const std::string key = part.text_at("text_key");
    if (read_.items.empty() && !key.empty()) read_.instruction_keys.push_back(key);
    else remarks_.note("Instructions between the items are left out", id);
  }

  // The answers that an item shares with others: those named, else those of the file.
  std::optional<JsonPart> shared_options(const JsonPart& part) const {
    const std::string name = part.text_at("response_scale");
    const auto scales = definition_.find("response_scales");
    if (auto own = scales && !name.empty() ? scales->find(name) : std::nullopt) return own;
    if (!name.empty()) remarks_.note("The file has no such response scale, so its likert_options hold", name);
    return definition_.find("likert_options");
  }

  std::vector<std::string> stems(const JsonPart& part) const {
    const auto shared = shared_options(part);
    const std::string head = part.text_at("question_head", shared ? shared->text_at("question_head") : "");
    return head.empty() ? std::vector<std::string>() : std::vector<std::string>{head};
  }

  OsdItem item(const JsonPart& part, const std::string& id) const {
    return {.id = id, .text_key = part.text_at("text_key"), .stem_keys = stems(part)};
  }

  void add(OsdItem item) {
    const ResponseScale& response = item.response;
    if (response.min >= response.max || response.min < -kAnswerLimit || response.max > kAnswerLimit) {
      definition_.refuse(
          fmt::format("item {}: answers from {} to {}", shorten(item.id, 40), response.min, response.max),
          fmt::format("attune takes whole numbers from -{0} to {0}, two or more.", kAnswerLimit));
    }
    read_.items.push_back(std::move(item));
    if (read_.items.size() > static_cast<std::size_t>(kMostItems))
      definition_.refuse(fmt::format("more than {} items", grouped(kMostItems)));
  }

  // Like OpenScales' runner: each number by itself from the item, else from what it shares, else as is usual.
  OsdItem likert(const JsonPart& part, const std::string& id) {
    const auto shared = shared_options(part);
    const auto number = [&](const std::string& own, const std::string& of_shared) {
      const auto stated = part.whole_at(own);
      return stated || !shared ? stated : shared->whole_at(of_shared);
    };
    const int points = number("likert_points", "points").value_or(5);
    const int min = number("likert_min", "min").value_or(1);
    const int max = number("likert_max", "max").value_or(points);
    const int last = min + points - 1;
    OsdItem made = item(part, id);
    made.response = {.min = min, .max = std::max(max, last)};
    made.range = {min, max};
    if (last != max)
      remarks_.note(
          "The points and the range of these disagree: answers up to the higher of both are taken, and a "
          "reversed one counts lowest + highest of the range - answer, as in OpenScales",
          id);
    const auto own = part.find("likert_labels");
    const auto labels = own || !shared ? own : shared->find("labels");
    if (labels) read_label_keys(*labels, made);
    return made;
  }

  // In the order of the answers; null where one has none.
  void read_label_keys(const JsonPart& labels, OsdItem& item) {
    int answer = item.response.min;
    for (const JsonPart& label : labels.elements()) {
      if (!label.json().is_null() && answer <= item.response.max) item.label_keys[answer] = {label.as_text()};
      ++answer;
    }
  }

  void read_vas(const JsonPart& part, const std::string& id) {
    const auto min = part.find("min"), max = part.find("max");
    const double low = min ? min->number() : 0, high = max ? max->number() : 100;
    if (low != std::floor(low) || high != std::floor(high) || std::abs(low) > kAnswerLimit ||
        std::abs(high) > kAnswerLimit) {
      if (is_scored(id)) part.refuse("a line whose ends are no whole numbers counts in a score");
      return leave_out(id);
    }
    OsdItem made = item(part, id);
    made.response = {.min = static_cast<int>(low), .max = static_cast<int>(high)};
    made.range = {made.response.min, made.response.max};
    if (const auto anchors = part.find("anchors")) {
      for (const JsonPart& anchor : anchors->elements()) {
        const double place = anchor.at("value").number();
        if (place == std::floor(place) && place >= low && place <= high)
          made.label_keys[static_cast<int>(place)] = {anchor.at("label").text()};
      }
    } else {
      if (const auto label = part.find("min_label")) made.label_keys[made.response.min] = {label->text()};
      if (const auto label = part.find("max_label")) made.label_keys[made.response.max] = {label->text()};
    }
    add(std::move(made));
  }

  void read_binary(const JsonPart& part, const std::string& id) {
    OsdItem made = item(part, id);
    made.response = {.min = 0, .max = 1};
    made.range = {0, 1};
    add(std::move(made));
  }

  std::vector<Option> options_of(const JsonPart& list, bool numbered) const {
    std::vector<Option> options;
    for (const JsonPart& option : list.elements()) {
      const std::string place = std::to_string(options.size() + 1);
      if (!option.is_object()) {
        const std::string text = option.as_text();
        options.push_back({.stored = numbered ? place : text, .key = text});
        continue;
      }
      tell_keys("options", option, {"value", "text_key"});
      const std::string key = option.text_at("text_key");
      const auto value = option.find("value");
      options.push_back({.stored = value ? value->as_text() : numbered ? place : key, .key = key});
    }
    return options;
  }

  // An answer for each option: the number that is stored, or one that stands for the stored text.
  void take_options(const std::vector<Option>& options, OsdItem& item) {
    const bool as_number = use_.numbers.contains(item.id);
    std::set<int> answers;
    std::vector<Option> texts;
    for (const Option& option : options) {
      const auto number = parse_whole(option.stored);
      if (!number || *number < -kAnswerLimit || *number > kAnswerLimit) {
        texts.push_back(option);
        continue;
      }
      answers.insert(*number);
      item.label_keys[*number].push_back(option.key);
    }
    for (const Option& option : texts) {
      if (as_number && !leading_number(option.stored)) {
        remarks_.note("Answers that are no numbers count as not answered",
                      fmt::format("{} of {}", shorten(option.stored, 40), item.id));
        item.response.missing.insert(option.stored);
        continue;
      }
      const int next = answers.empty() ? 1 : *answers.rbegin() + 1;
      const int answer = item.response.codes.emplace(option.stored, next).first->second;
      answers.insert(answer);
      item.label_keys[answer].push_back(option.key);
      item.stored[answer] = option.stored;
    }
    if (answers.empty()) return;
    item.response.min = *answers.begin();
    item.response.max = *answers.rbegin();
    item.response.only_labelled = answers.size() < static_cast<std::size_t>(item.response.max - item.response.min) + 1;
    if (!item.response.only_labelled) return;
    for (const int answer : answers) item.response.labels[answer] = std::to_string(answer);
  }

  void read_multi(const JsonPart& part, const std::string& id) {
    const std::vector<Option> options = options_of(part.at("options"), false);
    const bool numbers = std::all_of(options.begin(), options.end(),
                                     [](const Option& option) { return parse_whole(option.stored).has_value(); });
    if (!is_scored(id) && (!numbers || options.size() < 2)) return leave_out(id);
    OsdItem made = item(part, id);
    take_options(options, made);
    add(std::move(made));
  }

  void read_grid(const JsonPart& part, const std::string& id) {
    const JsonPart columns = part.at("columns");
    const std::vector<Option> options = options_of(columns, true);
    std::size_t row = 0;
    for (const JsonPart& text : part.at("rows").elements()) {
      OsdItem made = item(part, fmt::format("{}_{}", id, ++row));
      if (!ids_.insert(made.id).second) part.refuse(fmt::format("a second item \"{}\"", shorten(made.id, 40)));
      if (!made.text_key.empty()) made.stem_keys.push_back(made.text_key);
      made.text_key = text.is_object() ? text.text_at("text_key") : text.text();
      take_options(options, made);
      made.range = {made.response.min, made.response.max};
      add(std::move(made));
    }
  }

  // Each option that counts in a score is a statement of its own, which holds (1) or does not (0).
  void read_multicheck(const JsonPart& part, const std::string& id) {
    bool any = false;
    for (const Option& option : options_of(part.at("options"), false)) {
      OsdItem made = item(part, fmt::format("{}_{}", id, option.stored));
      if (!is_scored(made.id)) continue;
      any = true;
      if (!made.text_key.empty()) made.stem_keys.push_back(made.text_key);
      made.text_key = option.key;
      made.response = {.min = 0, .max = 1};
      add(std::move(made));
    }
    if (any) return;
    if (is_scored(id)) part.refuse("several answers to one item count in a score");
    leave_out(id);
  }

  // A number that people type counts where the file bounds it.
  void read_typed(const JsonPart& part, const std::string& id) {
    if (use_.matches.contains(id))
      part.refuse("typed text is compared with right answers", "attune scores numbers and choices only.");
    if (!use_.numbers.contains(id)) return leave_out(id);
    const auto limits = part.find("validation");
    const auto limit = [&](const char* name, const char* other) {
      const auto stated = limits ? limits->whole_at(name) : std::nullopt;
      return stated || !limits ? stated : limits->whole_at(other);
    };
    const auto min = limit("number_min", "min"), max = limit("number_max", "max");
    if (!min || !max)
      part.refuse("a typed number without bounds counts in a score",
                  "attune needs validation with number_min and number_max, whole numbers.");
    OsdItem made = item(part, id);
    made.response = {.min = *min, .max = *max};
    add(std::move(made));
  }

  const JsonPart& definition_;
  const OsdItemUse& use_;
  ImportRemarks& remarks_;
  OsdVariants variants_;
  OsdItems read_;
  std::set<std::string> ids_;
};

}  // namespace

OsdItems read_osd_items(const JsonPart& definition, const std::string& language, const OsdItemUse& use,
                        ImportRemarks& remarks) {
  return OsdItemReader(definition, language, use, remarks).read();
}

std::map<int, std::string> osd_labels(const OsdItem& item, const std::function<std::string(const std::string&)>& text) {
  std::map<int, std::string> labels;
  std::set<std::string> taken;
  for (const auto& [answer, keys] : item.label_keys) {
    std::vector<std::string> texts;
    for (const std::string& key : keys) {
      std::string one = text(key);
      if (!one.empty()) texts.push_back(std::move(one));
    }
    std::string label = fmt::format("{}", fmt::join(texts, " / "));
    if (label.empty()) continue;
    const auto number = parse_number(label);
    if ((number && *number != answer) || !taken.insert(fold(label)).second)
      label = fmt::format("{}: {}", answer, label);
    taken.insert(fold(label));
    labels[answer] = std::move(label);
  }
  return labels;
}

std::optional<double> leading_number(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace attune
