// In place of workbook_reader.cpp and what it stands on, where minizip or expat is not there or not wanted.
#include "table/left_out.h"
#include "table/table_formats.h"

namespace attune {

std::unique_ptr<TableReader> open_workbook(FileBytes, const std::string&) {
  refuse_left_out("Excel workbooks are not read", "libminizip-dev, with libexpat1-dev,");
}

}  // namespace attune
