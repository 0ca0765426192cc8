#pragma once

#include <string>
#include <vector>

namespace attune {

/// Names that SPSS and Stata take as those of variables, each as near to its own as can be: at most 32 letters, digits
/// and underscores, beginning with a letter, none of the words that one of the programs keeps for itself, and different
/// whatever the case.
std::vector<std::string> variable_names(const std::vector<std::string>& names);

/// `text` without what does not fit into `most` bytes.
std::string cut_to_bytes(const std::string& text, std::size_t most);

}  // namespace attune
