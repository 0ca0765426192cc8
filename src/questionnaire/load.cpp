#include "questionnaire/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

#include "base/read_files.h"
#include "base/sha256.h"
#include "base/text.h"
#include "questionnaire/language.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLongestChain = 8;

// A definition being read, with the bytes of the files it was made of so far, its own first.
struct Loading {
  Reading reading;
  std::string bytes;
};

Loading load(const fs::path& path, const Catalogue& catalogue, std::vector<fs::path> chain);

void read_sources(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  constexpr std::size_t kMostSources = 200;
  if (node.kind != Node::Kind::map || node.entries.size() > kMostSources) {
    mistake(mistakes, node.place(),
            fmt::format("expected sources as a map of at most {} entries, found {}", kMostSources, description(node)));
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    std::optional<std::vector<std::string>> works;
    if (entry.value.kind == Node::Kind::sequence) works = read_texts(entry.value, mistakes);
    else if (const auto single = read_text(entry.value, mistakes)) works = {*single};
    if (!works) continue;
    std::erase_if(questionnaire.sources, [&](const auto& source) { return source.first == entry.key; });
    questionnaire.sources.emplace_back(entry.key, *works);
  }
}

void read_rights(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  MapReader map(node, "rights", mistakes);
  map.text("wording", questionnaire.rights.wording);
  map.text("definition", questionnaire.rights.definition);
  map.finish();
}

void read_id(MapReader& map, const fs::path& path, Questionnaire& questionnaire, Mistakes& mistakes) {
  questionnaire.id = path.stem().string();
  const Node* node = map.require("id", "The id is the file's name without .yaml.");
  if (node == nullptr) return;
  const auto id = read_text(*node, mistakes);
  if (!id) return;
  if (!is_id(*id)) {
    mistake(mistakes, node->place(), fmt::format("\"{}\" cannot be an id", shorten(*id, 40)),
            "Use lower-case letters, digits and hyphens, at most 64.");
  } else if (*id != questionnaire.id && *id != nearest_id(questionnaire.id)) {
    mistake(mistakes, node->place(),
            fmt::format("the id is \"{}\" but the file is named {}", *id, path.filename().string()),
            "Give both the same name.");
  } else {
    questionnaire.id = *id;
  }
}

void read_language(MapReader& map, Questionnaire& questionnaire, Mistakes& mistakes) {
  const Node* node = map.get("language");
  const auto tag = node == nullptr ? std::nullopt : read_text(*node, mistakes);
  if (!tag) return;
  if (is_language_tag(*tag)) questionnaire.language = canonical_language_tag(*tag);
  else
    mistake(mistakes, node->place(), fmt::format("\"{}\" is no language tag", shorten(*tag, 40)),
            "Write it as BCP 47 does: de, pt-BR, zh-Hant.");
}

void read_schema(MapReader& map, Mistakes& mistakes) {
  const Node* node = map.require("schema", "This version of attune reads \"schema: attune/1\".");
  if (node != nullptr && node->scalar != "attune/1") {
    mistake(mistakes, node->place(), fmt::format("expected the schema attune/1, found {}", description(*node)));
  }
}

bool noted_at(const Mistakes& mistakes, const Place& place) {
  return std::any_of(mistakes.begin(), mistakes.end(), [&](const Error& earlier) {
    return earlier.place().line == place.line && earlier.place().column == place.column;
  });
}

void require_parts(const Questionnaire& questionnaire, const Node& document, Mistakes& mistakes) {
  const auto require = [&](const char* key, bool there, const char* why) {
    if (there) return;
    const Node* node = document.find(key);
    if (node == nullptr) mistake(mistakes, document.place(), fmt::format("the definition has no \"{}\"", key), why);
    else if (node->entries.empty() && node->elements.empty() && !noted_at(mistakes, node->place()))
      mistake(mistakes, node->place(), fmt::format("\"{}\" is empty", key), why);
  };
  require("title", !questionnaire.title.empty(), "People see it in lists and on results.");
  require("response", questionnaire.response.min != questionnaire.response.max,
          "It says which answers there are: response: { min: 1, max: 7 }.");
  require("items", !questionnaire.items.empty(), "Name them, or count them: items: { prefix: q, count: 36 }.");
  require("scales", !questionnaire.scales.empty(), "Without a scale there is nothing to score.");
}

// Columns of results are named after scales, whatever the case.
void check_result_names(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  std::set<std::string> seen;
  for (const std::string& name : questionnaire.result_names()) {
    if (seen.insert(fold(name)).second) continue;
    const Node* scales = document.find("scales");
    mistake(mistakes, (scales != nullptr ? *scales : document).place(),
            fmt::format("results would have two columns \"{}\"", name),
            "Name the scales so that \"profile\", SCALE_answered and other scales differ in more than case.");
  }
}

using Part = void (*)(const Node&, Questionnaire&, Mistakes&);

void read_each(MapReader& map, std::initializer_list<std::pair<const char*, Part>> parts, Questionnaire& questionnaire,
               Mistakes& mistakes) {
  for (const auto& [key, read] : parts) {
    if (const Node* node = map.get(key)) read(*node, questionnaire, mistakes);
  }
}

// `questionnaire` is what the definition extends, or empty, and becomes the definition.
void read_document(const Node& document, const fs::path& path, Questionnaire& questionnaire, Mistakes& mistakes) {
  const Questionnaire base = questionnaire;
  MapReader map(document, "the definition", mistakes);
  if (!map.is_map()) return;
  read_schema(map, mistakes);
  read_id(map, path, questionnaire, mistakes);
  map.get("extends");
  read_language(map, questionnaire, mistakes);
  for (auto [key, target] : {std::pair{"title", &questionnaire.title},
                             {"version", &questionnaire.version},
                             {"construct", &questionnaire.construct},
                             {"about", &questionnaire.about},
                             {"instructions", &questionnaire.instructions},
                             {"stem", &questionnaire.stem},
                             {"caution", &questionnaire.caution},
                             {"guide", &questionnaire.guide}}) {
    map.text(key, *target);
  }
  // Items before what refers to them, scales before what refers to them; norms last, so that what a variant states is
  // kept.
  read_each(map,
            {{"sources", read_sources},
             {"rights", read_rights},
             {"response", read_response},
             {"items", read_items},
             {"order", read_order},
             {"wording", read_wording},
             {"unscored", read_unscored}},
            questionnaire, mistakes);
  const std::vector<Scale> ordered = questionnaire.scales;
  read_each(map, {{"scales", read_scales}, {"profiles", read_profiles}}, questionnaire, mistakes);
  require_parts(questionnaire, document, mistakes);
  check_scales(document, questionnaire, mistakes);
  check_result_names(document, questionnaire, mistakes);
  if (!base.id.empty()) settle_inherited(document, base, ordered, questionnaire, mistakes);
  if (const Node* norms = map.get("norms")) read_norms(*norms, questionnaire, mistakes);
  map.finish();
}

void throw_first(const Mistakes& mistakes, const fs::path& path) {
  if (mistakes.empty()) return;
  const Error& first = mistakes.front();
  if (mistakes.size() == 1) throw Error(first);
  throw Error(first.code(), first.place(), first.problem(),
              fmt::format("{}{}({} more; \"attune check {}\" shows all.)", first.remedy(),
                          first.remedy().empty() ? "" : " ", counted(mistakes.size() - 1, "mistake"), path.string()));
}

fs::path find_base(const Node& node, const std::string& id, const fs::path& variant, const Catalogue& catalogue) {
  fs::path neighbour = variant.parent_path() / (id + ".yaml");
  std::error_code ignored;
  if (is_id(id) && fs::is_regular_file(neighbour, ignored)) return neighbour;
  if (const auto path = catalogue.find(id)) return *path;
  const auto meant = did_you_mean(id, catalogue.ids());
  throw Error(ExitCode::data, node.place(), fmt::format("there is no questionnaire \"{}\" to extend", shorten(id, 64)),
              meant ? fmt::format("Did you mean \"{}\"?", *meant) : "");
}

Loading load_base(const Node& extends, const Catalogue& catalogue, const std::vector<fs::path>& chain) {
  Mistakes mistakes;
  const auto id = read_text(extends, mistakes);
  if (!id) throw Error(mistakes.front());
  const fs::path path = find_base(extends, *id, chain.back(), catalogue);
  std::error_code ignored;
  const auto same = [&](const fs::path& earlier) { return fs::equivalent(earlier, path, ignored); };
  if (std::any_of(chain.begin(), chain.end(), same)) {
    throw Error(ExitCode::data, extends.place(), "the definition extends itself",
                "Name a definition that does not lead back here.");
  }
  if (chain.size() >= kLongestChain) {
    throw Error(ExitCode::data, extends.place(),
                fmt::format("more than {} definitions extend one another", kLongestChain));
  }
  Loading base = load(path, catalogue, chain);
  throw_first(base.reading.mistakes, path);
  base.reading.questionnaire.extends = *id;
  return base;
}

Loading load_text(const std::string& bytes, const fs::path& path, const Catalogue& catalogue,
                  std::vector<fs::path> chain) {
  chain.push_back(path);
  Node document = parse_document(bytes, path.string());
  Loading loading;
  if (const Node* extends = document.find("extends")) loading = load_base(*extends, catalogue, chain);

  Questionnaire& questionnaire = loading.reading.questionnaire;
  questionnaire.version.clear();  // it numbers a file, not what the file extends
  read_document(document, path, questionnaire, loading.reading.mistakes);
  const std::string digest = sha256(bytes);
  questionnaire.files.insert(questionnaire.files.begin(), {path, digest});
  loading.bytes.insert(0, bytes);
  questionnaire.sha256 = loading.bytes.size() == bytes.size() ? digest : sha256(loading.bytes);
  loading.reading.document = std::move(document);
  return loading;
}

Loading load(const fs::path& path, const Catalogue& catalogue, std::vector<fs::path> chain) {
  return load_text(read_input_file(path, kDocumentLimit), path, catalogue, std::move(chain));
}

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml");
}

}  // namespace

Reading read_definition(const fs::path& path, const Catalogue& catalogue) { return load(path, catalogue, {}).reading; }

Questionnaire load_questionnaire(const fs::path& path, const Catalogue& catalogue) {
  Reading reading = read_definition(path, catalogue);
  throw_first(reading.mistakes, path);
  return std::move(reading.questionnaire);
}

Questionnaire load_questionnaire_text(const std::string& yaml, const fs::path& path, const Catalogue& catalogue) {
  Reading reading = load_text(yaml, path, catalogue, {}).reading;
  throw_first(reading.mistakes, path);
  return std::move(reading.questionnaire);
}

Questionnaire load_named(const std::string& name, const Catalogue& catalogue) {
  return load_questionnaire(is_path(name) ? fs::path(name) : catalogue.require(name), catalogue);
}

}  // namespace attune
