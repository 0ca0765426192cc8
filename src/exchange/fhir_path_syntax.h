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
  int height = 1;                                             ///< how many nodes are one within the other
};

/// Trees are read and destroyed node within node, which takes room on the stack.
inline constexpr int kHighestPath = 400;

/// Throws Error (data), which says why, for what is no expression of numbers, texts, paths, functions and operators,
/// and for one in which more than kHighestPath nodes are one within the other, terms of a sum included.
std::unique_ptr<FhirPathNode> parse_fhir_path_syntax(std::string_view expression);

}  // namespace attune
