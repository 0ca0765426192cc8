#include "base/temporary_file.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdlib>

namespace attune {

TemporaryFile open_temporary(const std::string& folder) {
  const int nameless = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  const bool has_none = nameless < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL);
  if (!has_none) return {.descriptor = nameless};
  std::string pattern = folder + "/.attune-XXXXXX";  // mkostemp() fills in the X
  const int named = mkostemp(pattern.data(), O_CLOEXEC);
  return {.descriptor = named, .name = named < 0 ? "" : pattern};
}

}  // namespace attune
