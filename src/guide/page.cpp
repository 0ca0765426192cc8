#include "guide/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/read_files.h"
#include "base/text.h"
#include "guide/markdown.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLargestPage = std::size_t{256} << 10;

// From the first question that a person has to the last.
constexpr std::array<const char*, 13> kReadingOrder{"attachment",    "reading-your-results",
                                                    "secure",        "anxious",
                                                    "avoidant",      "ambivalent",
                                                    "relationships", "healing",
                                                    "practices",     "support",
                                                    "therapy",       "crisis",
                                                    "glossary"};

std::string title_of(std::string_view markdown, const std::string& name) {
  const std::string_view first = markdown.substr(0, markdown.find('\n'));
  return first.starts_with("# ") ? std::string(trim(first.substr(2))) : name;
}

// A heading and what follows, up to the next level-two heading.
struct Section {
  std::string_view heading;
  std::string_view body;
};

std::vector<Section> sections(std::string_view markdown) {
  std::vector<Section> found;
  const std::size_t opening = std::min(markdown.find('\n'), markdown.size());
  found.push_back(
      {trim(markdown.substr(std::min<std::size_t>(2, opening), opening - std::min<std::size_t>(2, opening))),
       trim(markdown.substr(opening, markdown.find("\n## ") - opening))});
  for (std::size_t at = markdown.find("\n## "); at != std::string_view::npos;) {
    const std::size_t next = markdown.find("\n## ", at + 1);
    const std::string_view part = markdown.substr(at + 4, next == std::string_view::npos ? next : next - at - 4);
    const std::size_t end = std::min(part.find('\n'), part.size());
    found.push_back({trim(part.substr(0, end)), trim(part.substr(end))});
    at = next;
  }
  return found;
}

}  // namespace

GuidePage load_page(const Catalogue& catalogue, const std::string& name) {
  const auto path = catalogue.find_page(name);
  if (!path) {
    const auto meant = did_you_mean(name, page_names(catalogue));
    throw Error(ExitCode::no_input, {}, fmt::format("the guide has no page \"{}\"", shorten(name, 40)),
                (meant ? fmt::format("Did you mean \"{}\"? ", *meant) : "") + "\"attune learn\" lists them.");
  }
  std::string markdown = read_input_file(*path, kLargestPage);
  std::erase(markdown, '\r');
  if (find_invalid_utf8(markdown) || find_control(markdown)) {
    throw Error(ExitCode::data, {.file = path->string()}, "the page is not plain text in UTF-8");
  }
  std::string title = title_of(markdown, name);
  return {.name = name, .title = std::move(title), .markdown = std::move(markdown)};
}

std::vector<std::string> page_names(const Catalogue& catalogue) {
  std::set<std::string> others;
  for (const fs::path& folder : catalogue.folders()) {
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder / "guide", unreadable)) {
      std::error_code ignored;
      if (entry.path().extension() == ".md" && is_id(entry.path().stem().string()) && entry.is_regular_file(ignored))
        others.insert(entry.path().stem().string());
    }
  }
  std::vector<std::string> names;
  for (const char* name : kReadingOrder) {
    if (others.erase(name) > 0) names.emplace_back(name);
  }
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

std::string section(const GuidePage& page, std::string_view heading) {
  for (const Section& part : sections(page.markdown)) {
    if (part.heading == heading) return std::string(part.body);
  }
  return {};
}

std::vector<Finding> search_guide(const Catalogue& catalogue, std::string_view word) {
  const std::string wanted = fold(word);
  std::vector<Finding> found;
  for (const std::string& name : page_names(catalogue)) {
    const GuidePage page = load_page(catalogue, name);
    for (const Section& part : sections(page.markdown)) {
      if (part.heading == "Sources") continue;
      const bool in_heading = fold(part.heading).find(wanted) != std::string::npos;
      bool first = true;
      for (std::string& paragraph : paragraphs(part.body)) {
        if ((in_heading && first) || fold(paragraph).find(wanted) != std::string::npos) {
          found.push_back({name, std::string(part.heading), std::move(paragraph)});
        }
        first = false;
      }
    }
  }
  return found;
}

}  // namespace attune
