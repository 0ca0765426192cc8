#include "table/left_out.h"

#include <fmt/format.h>

#include "base/error.h"

namespace attune {

void refuse_left_out(std::string_view what, std::string_view package) {
  throw Error(ExitCode::usage, {}, fmt::format("{}: attune was built without what that needs", what),
              fmt::format("Debian's package {} brings it; then attune has to be built anew.", package));
}

}  // namespace attune
