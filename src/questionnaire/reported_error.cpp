#include "questionnaire/reported_error.h"

#include <cmath>

namespace attune {

double standard_error(double sd, double reliability) { return sd * std::sqrt(1 - reliability); }

std::optional<double> reported_standard_error(const Scale& scale, const ResponseScale& response) {
  const auto& reliability = scale.reliability;
  if (!reliability || !reliability->gives_error_on(response)) return std::nullopt;
  return standard_error(*reliability->sd, reliability->alpha->first);
}

}  // namespace attune
