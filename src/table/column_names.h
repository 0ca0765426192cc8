#pragma once

#include <string>
#include <vector>

namespace attune {

/// The names of the columns of a file of answers, in whatever format; of a workbook those of `sheet`, its name or
/// number, empty: the first. Where the rows name them, it is the first row that is not blank. Throws Error as reading
/// its answers does.
std::vector<std::string> column_names(const std::string& file, const std::string& sheet);

}  // namespace attune
