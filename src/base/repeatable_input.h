#pragma once

#include <cstdint>
#include <string>

#include "base/file.h"

namespace attune {

/// An input that is read more than once: a file, or the standard input for "-".
///
/// A named file is opened anew each time. What gives its bytes only once, such as a pipe, is first copied into a file
/// without a name in the folder for temporary files: only this program can read it, and it is gone when the program
/// ends, however that happens.
class RepeatableInput {
 public:
  /// Throws Error: no_input where `name` cannot be opened, cannot_create where no copy can be made, io where reading
  /// or copying fails half-way.
  explicit RepeatableInput(const std::string& name);
  RepeatableInput(RepeatableInput&& other) noexcept;
  RepeatableInput& operator=(RepeatableInput&&) = delete;
  ~RepeatableInput();

  /// The input from its start. Where it is a copy, one stream must be done before the next is opened.
  InputStream open() const;

 private:
  std::string name_;
  int kept_ = -1;           // the copy, or the standard input where that is a file; -1: opened by its name
  std::int64_t start_ = 0;  // where the input begins in kept_
};

}  // namespace attune
