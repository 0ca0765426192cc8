#pragma once

#include <string>

namespace attune {

/// The columns of a table with one answer a row.
struct LongColumns {
  std::string id;
  std::string item;
  std::string answer;
};

}  // namespace attune
