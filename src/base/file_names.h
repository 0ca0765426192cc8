#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace attune {

/// Gives each of many texts the name of a file of its own in one folder, without extension.
///
/// A name has at most kLongestFileName bytes of letters and digits of any script (UTF-8, composed), hyphens,
/// underscores and inner full stops, so it holds nothing that leads out of the folder or that some file system refuses;
/// whatever else the text holds, and what nobody sees, becomes a hyphen. Names that differ in case, or in how their
/// characters are written only, are taken for the same, and a name that has been given comes with -2, -3 …
class FileNames {
 public:
  /// `start` stands for a text of which nothing is left, and before a name that is kept for other files: "index", one
  /// that begins with "index-", and those that are devices on Windows.
  explicit FileNames(std::string start) : start_(std::move(start)) {}

  std::string name_for(std::string_view text);

 private:
  std::string start_;
  std::unordered_set<std::string> given_;                 // as fold() makes them
  std::unordered_map<std::string, std::size_t> repeats_;  // the last number given to a name
};

inline constexpr std::size_t kLongestFileName = 60;

}  // namespace attune
