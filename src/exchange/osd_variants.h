#pragma once

#include <set>
#include <string>

#include "exchange/json_part.h"

namespace attune {

/// The variant sets of a definition that `language` (of the file) selects (A8).
std::set<std::string> osd_variants(const JsonPart& definition, const std::string& language);

/// Which items of a definition are asked in `language` (of the file).
class OsdVariants {
 public:
  /// Both have to outlive it.
  OsdVariants(const JsonPart& definition, const std::string& language);

  /// Whether `item`, of that `id`, is asked: by its own condition and by the sets that name it. Throws Error (data)
  /// where that depends on more than the language and the parameters of the file.
  bool include(const JsonPart& item, const std::string& id) const;

 private:
  const JsonPart& definition_;
  const std::string& language_;
  std::set<std::string> in_some_set_, in_active_set_;  // ids of items
};

}  // namespace attune
