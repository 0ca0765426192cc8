#include "questionnaire/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLongestId = 64;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

fs::path config_folder() {
  if (const std::string folder = environment("XDG_CONFIG_HOME"); !folder.empty()) return folder;
  const std::string home = environment("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".config";
}

// The shipped catalogue lies in a fixed place relative to the program, so an installed tree can be moved.
fs::path shipped_folder() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : (program.parent_path() / ATTUNE_DATA_FROM_BIN / "questionnaires").lexically_normal();
}

std::optional<fs::path> first_file(const std::vector<fs::path>& folders, const fs::path& relative) {
  for (const fs::path& folder : folders) {
    std::error_code ignored;
    if (fs::is_regular_file(folder / relative, ignored)) return folder / relative;
  }
  return std::nullopt;
}

}  // namespace

Catalogue::Catalogue(std::vector<fs::path> folders) : folders_(std::move(folders)) {}

Catalogue Catalogue::of_environment() {
  std::vector<fs::path> folders;
  std::string path = environment("ATTUNE_PATH");
  for (std::size_t start = 0; start < path.size();) {
    const std::size_t end = std::min(path.find(':', start), path.size());
    if (end > start) folders.emplace_back(path.substr(start, end - start));
    start = end + 1;
  }
  if (const fs::path config = config_folder(); !config.empty()) folders.push_back(config / "attune" / "questionnaires");
  if (const fs::path shipped = shipped_folder(); !shipped.empty()) folders.push_back(shipped);
  return Catalogue(std::move(folders));
}

std::optional<fs::path> Catalogue::find(const std::string& id) const {
  return is_id(id) ? first_file(folders_, id + ".yaml") : std::nullopt;
}

fs::path Catalogue::require(const std::string& id) const {
  if (const auto path = find(id)) return *path;
  std::error_code unknown;
  if (fs::is_regular_file(id, unknown)) {
    throw Error(
        ExitCode::usage, {}, fmt::format("{} is no questionnaire's id", shorten(id, 64)),
        "Name the questionnaire first, then the file: \"attune list\" shows all. A definition of your own is named "
        "by its path: ./mine.yaml.");
  }
  const auto meant = did_you_mean(id, ids());
  throw Error(ExitCode::no_input, {}, fmt::format("there is no questionnaire \"{}\"", shorten(id, 64)),
              (meant ? fmt::format("Did you mean \"{}\"? ", *meant) : std::string()) +
                  "\"attune list\" shows all; a definition of your own is named by its path: ./mine.yaml.");
}

std::vector<std::string> Catalogue::ids() const {
  std::set<std::string> ids;
  for (const fs::path& folder : folders_) {
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
      std::error_code ignored;
      if (entry.path().extension() == ".yaml" && is_id(entry.path().stem().string()) && entry.is_regular_file(ignored))
        ids.insert(entry.path().stem().string());
    }
  }
  return {ids.begin(), ids.end()};
}

std::optional<fs::path> Catalogue::find_page(const std::string& page) const {
  return is_id(page) ? first_file(folders_, fs::path("guide") / (page + ".md")) : std::nullopt;
}

std::optional<fs::path> Catalogue::find_plan() const { return first_file(folders_, fs::path("guide") / "plan.yaml"); }

bool is_id(const std::string& name) {
  const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-'; };
  return !name.empty() && name.size() <= kLongestId && name.front() != '-' && name.back() != '-' &&
         std::all_of(name.begin(), name.end(), allowed);
}

std::string nearest_id(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_letter_or_digit(lower)) id += lower;
    else if (!id.empty() && id.back() != '-') id += '-';
  }
  id.resize(std::min(id.size(), kLongestId));
  if (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace attune
