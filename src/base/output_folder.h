#pragma once

#include "base/ending_signals.h"
#include "base/error.h"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// What `name`, of a file or folder that need not be there, stands for, through links, without a slash at its end.
/// Throws Error (cannot_create), with the reason, where that cannot be found out.
std::filesystem::path place_of(const std::string& name);

/// A folder of results that appears whole, when commit() is called, or not at all, also where the program is told to
/// end meanwhile. Only its owner can read the files.
///
/// A new folder is filled beside its place under a temporary name. Where an empty folder of its name is there, that
/// stays the one it is, with its permissions, and its files have temporary names until all are written. Where it is not
/// empty, it is refused, so nothing of anybody's is overwritten or mixed with the results.
class OutputFolder {
 public:
  /// Throws Error (cannot_create) where something stands in its place, or where no folder can be made there.
  explicit OutputFolder(const std::string& name);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Without commit(), leaves nothing behind.
  ~OutputFolder();

  /// Writes the file `name`, a name without a folder, which must be a new one. Throws Error (io or cannot_create).
  void write(const std::string& name, std::string_view bytes);

  /// Puts all files on disk and the folder, or the files of one that was there, in their place. Throws Error (io or
  /// cannot_create).
  void commit();

 private:
  void open_folder();
  void refuse_others() const;
  void name_folder();
  void name_files();
  void discard();
  [[noreturn]] void fail(ExitCode code, const std::string& file, std::string_view doing) const;

  std::string name_;
  std::filesystem::path target_;
  std::string prefix_;              // of the files until all are written; empty for a new folder
  std::string temporary_;           // a new folder until it is in its place
  std::vector<std::string> files_;  // with their prefix
  int descriptor_ = -1;
  std::mutex mutex_;
  std::optional<EndingSignals> ending_;
};

}  // namespace attune
