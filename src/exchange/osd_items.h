#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/import_remarks.h"
#include "exchange/json_part.h"
#include "exchange/osd_texts.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// How the scoring blocks of an Open Scale Definition file use its items.
struct OsdItemUse {
  std::set<std::string> numbers;  ///< ids of items whose answers count as numbers
  std::set<std::string> matches;  ///< of those whose answers are compared with right ones
};

/// A question of an Open Scale Definition file, or a row of one of its grids.
struct OsdItem {
  std::string id;  ///< in the file
  std::string text_key;
  std::vector<std::string> stem_keys;                       ///< of the texts that introduce it
  std::map<int, std::vector<std::string>> label_keys = {};  ///< by answer; of several options of one value, all
  ResponseScale response = {};                              ///< its labels are the stored texts; osd_labels() has them
  /// What reversal and value_map start from: the range that OpenScales' runner takes the item to have. Nothing where
  /// it knows none, and so does neither.
  std::optional<std::pair<int, int>> range = {};
  std::map<int, std::string> stored = {};  ///< by answer, what OpenScales stores for it; else the number
};

/// The items that people answer with a number or a choice, in the order of the file, and what is read before the first.
struct OsdItems {
  std::vector<OsdItem> items;
  std::vector<std::string> instruction_keys;
};

/// Reads the items of `definition` that are asked in `language` (of the file). Throws Error (data) for what is not
/// of the format, for ids that stand twice, and for items that count in a score but cannot be asked or scored here:
/// free text, answers that are no whole numbers within ±kAnswerLimit.
OsdItems read_osd_items(const JsonPart& definition, const std::string& language, const OsdItemUse& use,
                        ImportRemarks& remarks);

/// The labels of an item's answers, as `text` gives them by key. Each stands for one answer and none is another number.
std::map<int, std::string> osd_labels(const OsdItem& item, const std::function<std::string(const std::string&)>& text);

/// What JavaScript's parseFloat reads of `text`: a number at its beginning, or nothing.
std::optional<double> leading_number(std::string_view text);

}  // namespace attune
