#pragma once

#include <string>

namespace attune {

struct TemporaryFile {
  int descriptor = -1;    ///< for reading and writing; -1, with errno saying why, where it could not be opened
  std::string name = {};  ///< empty where it has none
};

/// Opens a new file in `folder` that only its owner may read: without a name, so that it is gone when it is closed,
/// or, where the file system has no such files, under a hidden name that is the caller's to remove.
TemporaryFile open_temporary(const std::string& folder);

}  // namespace attune
