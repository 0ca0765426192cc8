#pragma once

#include "base/error.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/unfinished_folder.h"

namespace attune {

/// What `name`, of a file or folder that need not be there, stands for, through links, without a slash at its end.
std::filesystem::path place_of(const std::string& name);

/// A folder of results that appears whole, when commit() is called, or not at all. Only its owner can read it.
///
/// It is filled beside its place under a temporary name. Where a folder of its name is there, that must be empty, so
/// nothing of anybody's is overwritten or mixed with the results. Only one can be there at a time.
class OutputFolder {
 public:
  /// Throws Error (cannot_create) where something stands in its place, or where no folder can be made there.
  explicit OutputFolder(const std::string& name);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Without commit(), leaves nothing behind; nor does a signal that ends the program before.
  ~OutputFolder();

  /// Writes the file `name`, a name without a folder, which must be a new one. Throws Error (io or cannot_create).
  void write(const std::string& name, std::string_view bytes);

  /// Puts all files on disk and the folder in its place. Throws Error (io or cannot_create).
  void commit();

 private:
  [[noreturn]] void fail(ExitCode code, const std::string& file, std::string_view doing) const;

  std::string name_;
  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty: it is in its place
  int descriptor_ = -1;
  std::optional<RemovedBySignals> removed_by_signals_;
};

}  // namespace attune
