#pragma once

#include <xlsxwriter.h>

namespace attune {

/// The functions of libxlsxwriter, by their names, from when they are first asked for.
///
/// The library brings OpenSSL along, for check sums of pictures; the two take a third of the time that the program
/// needs to start, and few runs write a workbook. So it is not linked but loaded here.
struct XlsxWriterLibrary {
  decltype(&::workbook_new_opt) workbook_new_opt;
  decltype(&::workbook_add_worksheet) workbook_add_worksheet;
  decltype(&::workbook_add_format) workbook_add_format;
  decltype(&::workbook_close) workbook_close;
  decltype(&::lxw_workbook_free) lxw_workbook_free;
  decltype(&::worksheet_write_number) worksheet_write_number;
  decltype(&::worksheet_write_string) worksheet_write_string;
  decltype(&::worksheet_set_column) worksheet_set_column;
  decltype(&::worksheet_freeze_panes) worksheet_freeze_panes;
  decltype(&::format_set_bold) format_set_bold;
  decltype(&::format_set_num_format) format_set_num_format;
  decltype(&::lxw_strerror) lxw_strerror;
};

/// Throws Error (usage) where the library is not installed.
const XlsxWriterLibrary& xlsxwriter_library();

}  // namespace attune
