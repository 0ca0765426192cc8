#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/import_remarks.h"
#include "exchange/json_part.h"
#include "exchange/osd_items.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// A band of scores in a file, by the key or text of its name.
struct OsdBand {
  Band band;  ///< without its label
  std::string label_key;
  std::string label;  ///< where it has no key
};

/// A scoring block of an Open Scale Definition file as a scale.
struct OsdScore {
  std::string id;  ///< in the file
  Scale scale;     ///< its items and terms are indices into the items and scores of the file; without id, title, bands
  std::vector<OsdBand> bands;
};

/// Which items the scoring blocks of `definition` use, and how.
OsdItemUse osd_item_use(const JsonPart& definition);

/// The scoring blocks of `definition` that hold in `language` (of the file), in the order of the file. They compute
/// what OpenScales' runner does: sums and means are of what was answered.
///
/// Throws Error (data) for what is not of the format, and for what attune lacks: other methods than sums and means (sd,
/// max, min), steps by named statistics, weights below 0 in a mean. Told as remarks: blocks without anything to score,
/// items and scores that the file does not have.
std::vector<OsdScore> read_osd_scores(const JsonPart& definition, const std::string& language, const OsdItems& items,
                                      ImportRemarks& remarks);

}  // namespace attune
