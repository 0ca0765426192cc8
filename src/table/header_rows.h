#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "table/columns.h"
#include "table/record.h"

namespace attune {

/// So many records, besides those that the person wants skipped, show where the answers begin: that of the names, and
/// two that Qualtrics writes below it.
inline constexpr std::size_t kHeaderRows = 3;

/// What the first rows of a file are.
struct HeaderRows {
  std::vector<std::string> names;  ///< of the columns
  std::size_t line = 0;            ///< where they stand
  std::size_t skipped = 0;         ///< records before the first of answers
  std::size_t qualtrics = 0;       ///< of these, those that Qualtrics wrote below the names
};

/// Finds the names in the first records of `file`: the first row of items, before or after which `skip_rows` may stand.
/// Throws Error (data) where no names are there, or where they stand below other rows, with how many to skip; `taken`
/// rows above `records` are to be counted among these.
HeaderRows find_header(const std::vector<Record>& records, const std::string& file, const Questionnaire& questionnaire,
                       const ColumnChoice& choice, std::size_t skip_rows, std::size_t taken = 0);

/// The sentence that tells rows of Qualtrics left out.
std::string qualtrics_note(const std::string& file, std::size_t rows);

/// The texts of a record's cells.
std::vector<std::string> texts_of(const Record& record);

}  // namespace attune
