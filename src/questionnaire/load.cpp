#include "questionnaire/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"
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
  MapReader map(node, "sources", mistakes);
  for (const Node::Entry& entry : node.entries) {
    map.get(entry.key);
    const auto works = entry.value.kind == Node::Kind::sequence ? read_texts(entry.value, mistakes)
                                                                : std::optional<std::vector<std::string>>();
    const auto single = entry.value.kind == Node::Kind::sequence ? std::nullopt : read_text(entry.value, mistakes);
    if (!works && !single) continue;
    const auto same = [&](const auto& source) { return source.first == entry.key; };
    std::erase_if(questionnaire.sources, same);
    questionnaire.sources.emplace_back(entry.key, works ? *works : std::vector<std::string>{*single});
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
  } else if (*id != questionnaire.id) {
    mistake(mistakes, node->place(),
            fmt::format("the id is \"{}\" but the file is named {}", *id, path.filename().string()),
            "Give both the same name.");
  } else {
    questionnaire.id = *id;
  }
}

void read_schema(MapReader& map, Mistakes& mistakes) {
  const Node* node = map.require("schema", "This version of attune reads \"schema: attune/1\".");
  if (node != nullptr && node->scalar != "attune/1") {
    mistake(mistakes, node->place(), fmt::format("expected the schema attune/1, found {}", description(*node)));
  }
}

void require_parts(const Questionnaire& questionnaire, const MapReader& map, Mistakes& mistakes) {
  const auto missing = [&](const char* key, const char* why) {
    if (map.node().find(key) == nullptr)
      mistake(mistakes, map.node().place(), fmt::format("the definition has no \"{}\"", key), why);
  };
  if (questionnaire.title.empty()) missing("title", "People see it in lists and on results.");
  if (questionnaire.response.min == questionnaire.response.max)
    missing("response", "It says which answers there are: response: { min: 1, max: 7 }.");
  if (questionnaire.items.empty()) missing("items", "Name them, or count them: items: { prefix: q, count: 36 }.");
  if (questionnaire.scales.empty()) missing("scales", "Without a scale there is nothing to score.");
}

// What a variant inherits may not hold for its own responses or key any more; scores would come out wrong silently.
void check_inherited(const Node& document, const Questionnaire& base, const Questionnaire& variant,
                     Mistakes& mistakes) {
  const Node* response = document.find("response");
  const bool range_changed = base.response.min != variant.response.min || base.response.max != variant.response.max;
  const Node* profiles = document.find("profiles");
  const bool cuts_stated = profiles != nullptr && profiles->find("cut") != nullptr;
  if (response != nullptr && range_changed && !cuts_stated && std::holds_alternative<QuadrantRule>(variant.profiles)) {
    mistake(mistakes, response->place(),
            fmt::format("the answers are not those of \"{}\", so its cuts do not hold here", base.id),
            "State the cuts for these answers: profiles: { cut: … }.");
  }
}

void read_document(const Node& document, const fs::path& path, Questionnaire& questionnaire, Mistakes& mistakes) {
  MapReader map(document, "the definition", mistakes);
  if (!map.is_map()) return;
  read_schema(map, mistakes);
  read_id(map, path, questionnaire, mistakes);
  map.get("extends");
  for (auto [key, target] : {std::pair{"title", &questionnaire.title},
                             {"version", &questionnaire.version},
                             {"construct", &questionnaire.construct},
                             {"about", &questionnaire.about},
                             {"caution", &questionnaire.caution},
                             {"guide", &questionnaire.guide}}) {
    map.text(key, *target);
  }
  // Items before what refers to them, scales before what refers to them.
  using Part = void (*)(const Node&, Questionnaire&, Mistakes&);
  const std::pair<const char*, Part> parts[] = {
      {"sources", read_sources},   {"rights", read_rights},   {"response", read_response}, {"items", read_items},
      {"order", read_order},       {"wording", read_wording}, {"unscored", read_unscored}, {"scales", read_scales},
      {"profiles", read_profiles}, {"norms", read_norms}};
  for (const auto& [key, read] : parts) {
    if (const Node* node = map.get(key)) read(*node, questionnaire, mistakes);
  }
  require_parts(questionnaire, map, mistakes);
  map.finish();
}

void throw_first(const Mistakes& mistakes, const fs::path& path) {
  if (mistakes.empty()) return;
  const Error& first = mistakes.front();
  if (mistakes.size() == 1) throw first;
  throw Error(first.code(), first.place(), first.problem(),
              fmt::format("{}{}({} more; \"attune check {}\" shows all.)", first.remedy(),
                          first.remedy().empty() ? "" : " ", counted(mistakes.size() - 1, "mistake"), path.string()));
}

fs::path find_base(const Node& node, const std::string& id, const fs::path& variant, const Catalogue& catalogue) {
  const fs::path neighbour = variant.parent_path() / (id + ".yaml");
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
  if (!id) throw mistakes.front();
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

Loading load(const fs::path& path, const Catalogue& catalogue, std::vector<fs::path> chain) {
  chain.push_back(path);
  const std::string bytes = read_file(path, kDocumentLimit);
  Node document = parse_document(bytes, path.string());
  Loading loading;
  if (const Node* extends = document.find("extends")) loading = load_base(*extends, catalogue, chain);

  const Questionnaire base = loading.reading.questionnaire;
  Questionnaire& questionnaire = loading.reading.questionnaire;
  read_document(document, path, questionnaire, loading.reading.mistakes);
  if (!base.id.empty()) check_inherited(document, base, questionnaire, loading.reading.mistakes);
  questionnaire.files.insert(questionnaire.files.begin(), {path, sha256(bytes)});
  loading.bytes.insert(0, bytes);
  questionnaire.sha256 = sha256(loading.bytes);
  loading.reading.document = std::move(document);
  return loading;
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

Questionnaire load_named(const std::string& name, const Catalogue& catalogue) {
  return load_questionnaire(is_path(name) ? fs::path(name) : catalogue.require(name), catalogue);
}

}  // namespace attune
