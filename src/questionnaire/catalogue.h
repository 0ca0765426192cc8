#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// The folders in which definitions are looked for. The definition ID is the file ID.yaml of the first folder that has
/// it.
class Catalogue {
 public:
  explicit Catalogue(std::vector<std::filesystem::path> folders);

  /// Where the person's own and the shipped definitions are: the folders of ATTUNE_PATH (separated by colons), then
  /// attune/questionnaires in XDG_CONFIG_HOME (or ~/.config), then the one installed with the program.
  static Catalogue of_environment();

  const std::vector<std::filesystem::path>& folders() const { return folders_; }

  /// The file of definition `id`, or nothing.
  std::optional<std::filesystem::path> find(const std::string& id) const;
  /// The file of definition `id`. Throws Error (no_input) with the ids that were probably meant.
  std::filesystem::path require(const std::string& id) const;
  /// All ids, sorted, each once.
  std::vector<std::string> ids() const;

  /// The file of the guide's page `page` (guide/PAGE.md), or nothing.
  std::optional<std::filesystem::path> find_page(const std::string& page) const;
  /// The file of the guide's two-week plan (guide/plan.yaml), or nothing.
  std::optional<std::filesystem::path> find_plan() const;

 private:
  std::vector<std::filesystem::path> folders_;
};

/// Whether `name` can be the id of a definition or of a guide page: lower-case letters, digits and inner hyphens, at
/// most 64.
bool is_id(const std::string& name);

/// The id that comes nearest to `name`: in lower case, with a hyphen for each run of other characters. Empty where
/// `name` has neither letters of ASCII nor digits.
std::string nearest_id(std::string_view name);

}  // namespace attune
