#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace attune {

/// A file without a name in the folder for temporary files (TMPDIR, else /tmp): only this program can read it, and it
/// is gone when the program ends, however that happens.
class NamelessFile {
 public:
  /// Messages say that `of` cannot be copied there `purpose`, such as "to be read twice", and `remedy`. Throws Error
  /// (cannot_create).
  NamelessFile(std::string of, std::string purpose, std::string remedy = "Set TMPDIR to a folder with room.");
  NamelessFile(NamelessFile&& other) noexcept;
  NamelessFile& operator=(NamelessFile&&) = delete;
  ~NamelessFile();

  /// Throws Error (io).
  void append(std::string_view bytes);

  /// The open file. It stays this object's.
  int descriptor() const { return descriptor_; }

  /// Where such files are made.
  static std::string folder();

 private:
  [[noreturn]] void fail(ExitCode code) const;

  std::string of_;
  std::string purpose_;
  std::string remedy_;
  int descriptor_ = -1;
};

}  // namespace attune
