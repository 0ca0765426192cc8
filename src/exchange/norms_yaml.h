#pragma once

#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "questionnaire/yaml_writer.h"

namespace attune {

/// `norms`, figures of the scales of `questionnaire`, as the block "norms:" of a definition, in YAML. Numbers read back
/// as the same doubles.
std::string norms_yaml(const Questionnaire& questionnaire, const Norms& norms);

/// Adds the key `norms` and all `norms`, to a map that has been begun.
void add_norms(YamlWriter& yaml, const Questionnaire& questionnaire, const std::vector<Norms>& norms);

}  // namespace attune
