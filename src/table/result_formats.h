#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/number.h"
#include "table/format.h"
#include "table/result_writer.h"
#include "table/table_reader.h"

/// Writers of formats that other programs open, each in a file of its own. `names` and `labels`, by column, must
/// outlive them. Where the program is built without the library that one needs, making it throws Error (usage) with the
/// package that would bring it.

namespace attune {

/// SPSS (sav, zsav) or Stata 14 and later (dta): numbers as numbers, days as dates, words as labelled numbers from 1
/// on, names as variable_names() makes them.
std::unique_ptr<ResultWriter> make_spss_stata_writer(Format format, const std::vector<std::string>& names,
                                                     const std::vector<ColumnLabels>& labels, NumberFormat numbers);

/// A workbook with one sheet, whose first row stays in sight: numbers as numbers, days as dates, texts as texts, never
/// as formulas.
std::unique_ptr<ResultWriter> make_workbook_writer(const std::vector<std::string>& names, NumberFormat numbers);

}  // namespace attune
