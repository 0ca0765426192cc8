#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/choices.h"

namespace attune {

/// A row of a data dictionary of REDCap.
struct RedcapField {
  std::size_t line = 0;
  std::map<std::string, std::string> cells = {};  ///< by column, as REDCap's programming interface calls them

  /// What stands in the column, without white space at its ends; empty where nothing does.
  std::string get(const std::string& column) const;
  std::string name() const { return get("field_name"); }
  /// In lower case.
  std::string type() const;
};

/// Whether `content` begins as a dictionary does, in its own words or those of the programming interface, with commas,
/// semicolons or tabs.
bool is_redcap_dictionary(std::string_view content, const std::string& extension);

/// The fields, in their order. `file` is the name in messages. Throws Error (data) for what is no dictionary.
std::vector<RedcapField> read_redcap_fields(const std::string& content, const std::string& file);

/// The answers to the field as numbers: choices, yes and no, sliders, and whole numbers with a least and a most; in its
/// `missing`, choices whose codes are no numbers beside others whose codes are. Nothing where it has others.
std::optional<NumberedChoices> redcap_answers(const RedcapField& field);

/// Why there are none.
std::string why_no_redcap_answers(const RedcapField& field);

/// The names of columns that nothing is made of, but that say something in some field.
std::vector<std::string> redcap_columns_left(const std::vector<RedcapField>& fields);

}  // namespace attune
