// In place of spss_stata_reader.cpp and spss_stata_writer.cpp, where ReadStat is not there or not wanted.
#include "table/left_out.h"
#include "table/result_formats.h"
#include "table/table_formats.h"

namespace attune {
namespace {

[[noreturn]] void refuse() {
  refuse_left_out("files of SPSS and Stata are neither read nor written", "libreadstat-dev");
}

}  // namespace

std::unique_ptr<TableReader> open_sav(FileBytes) { refuse(); }
std::unique_ptr<TableReader> open_dta(FileBytes) { refuse(); }
std::unique_ptr<ResultWriter> make_spss_stata_writer(Format, const std::vector<std::string>&,
                                                     const std::vector<ColumnLabels>&, NumberFormat) {
  refuse();
}

}  // namespace attune
