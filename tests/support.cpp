#include "support.h"

namespace attune::testing {

std::filesystem::path shipped_folder() { return std::filesystem::path(ATTUNE_SOURCE) / "questionnaires"; }

}  // namespace attune::testing
