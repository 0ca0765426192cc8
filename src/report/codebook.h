#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "table/table_reader.h"

namespace attune {

/// What a column of results means, for the appendix of a paper.
struct CodebookEntry {
  std::string column;
  std::string meaning;
  std::optional<double> lowest = {};  ///< nothing where it is not bounded, or no number
  std::optional<double> highest = {};
  std::vector<std::string> values = {};  ///< the words that it can hold; empty for numbers and other texts
  std::string formula = {};              ///< how it is computed, and when it is empty
  std::string source = {};               ///< literature; may be empty
};

/// Which columns there are beside those that are always there.
struct CodebookParts {
  const Norms* norms = nullptr;
  bool quality = false;
};

/// The columns that scoring writes behind those of the file, in their order.
std::vector<CodebookEntry> codebook(const Questionnaire& questionnaire, const CodebookParts& parts);

/// What other programs show with these columns.
std::map<std::string, ColumnLabels> column_labels(const std::vector<CodebookEntry>& entries);

/// A codebook as Markdown: what is measured and with which definition, then a table.
std::string codebook_markdown(const Questionnaire& questionnaire, const std::vector<CodebookEntry>& entries);
/// As CSV: column, meaning, lowest, highest, values, formula, source.
std::string codebook_csv(const std::vector<CodebookEntry>& entries);
/// As a JSON object, indented.
std::string codebook_json(const Questionnaire& questionnaire, const std::vector<CodebookEntry>& entries);

}  // namespace attune
