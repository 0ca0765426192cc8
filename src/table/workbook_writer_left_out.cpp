// In place of workbook_writer.cpp, where libxlsxwriter is not there or not wanted.
#include "table/left_out.h"
#include "table/result_formats.h"

namespace attune {

std::unique_ptr<ResultWriter> make_workbook_writer(const std::vector<std::string>&, NumberFormat) {
  refuse_left_out("Excel workbooks are not written", "libxlsxwriter-dev");
}

}  // namespace attune
