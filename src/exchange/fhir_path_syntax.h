#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// An expression in FHIRPath, as it is written.
struct FhirPathNode {
  enum class Kind { number, text, empty, variable, member, call, binary, negative };

  Kind kind = Kind::empty;
  std::string name = {};  ///< of a variable, member or function; an operator; a text
  double number = 0;
  std::unique_ptr<FhirPathNode> target = {};  ///< of a member or call: what it is of; null: of what is in focus
  std::vector<std::unique_ptr<FhirPathNode>> arguments = {};  ///< of a call, operator or sign
};

/// Throws Error (data), which says why, for what is no expression of numbers, texts, paths, functions and operators,
/// and for one that is nested too deeply.
std::unique_ptr<FhirPathNode> parse_fhir_path_syntax(std::string_view expression);

}  // namespace attune
