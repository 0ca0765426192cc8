#pragma once

#include <string>

#include "questionnaire/questionnaire.h"

namespace attune {

/// `norms`, figures of the scales of `questionnaire`, as the block "norms:" of a definition, in YAML. Numbers read back
/// as the same doubles.
std::string norms_yaml(const Questionnaire& questionnaire, const Norms& norms);

}  // namespace attune
