#include "table/xlsxwriter_library.h"

#include <dlfcn.h>

#include "base/error.h"

namespace attune {
namespace {

constexpr const char* kFile = "libxlsxwriter.so." LXW_SOVERSION;

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) throw Error(ExitCode::software, {.file = kFile}, std::string("has no function ") + name);
}

XlsxWriterLibrary load() {
  void* library = dlopen(kFile, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw Error(ExitCode::usage, {}, std::string("Excel workbooks are not written here: ") + dlerror(),
                "Install Debian's package libxlsxwriter" LXW_SOVERSION ".");
  }
  XlsxWriterLibrary functions{};
  find(library, "workbook_new_opt", functions.workbook_new_opt);
  find(library, "workbook_add_worksheet", functions.workbook_add_worksheet);
  find(library, "workbook_add_format", functions.workbook_add_format);
  find(library, "workbook_close", functions.workbook_close);
  find(library, "lxw_workbook_free", functions.lxw_workbook_free);
  find(library, "worksheet_write_number", functions.worksheet_write_number);
  find(library, "worksheet_write_string", functions.worksheet_write_string);
  find(library, "worksheet_set_column", functions.worksheet_set_column);
  find(library, "worksheet_freeze_panes", functions.worksheet_freeze_panes);
  find(library, "format_set_bold", functions.format_set_bold);
  find(library, "format_set_num_format", functions.format_set_num_format);
  find(library, "lxw_strerror", functions.lxw_strerror);
  return functions;
}

}  // namespace

const XlsxWriterLibrary& xlsxwriter_library() {
  static const XlsxWriterLibrary kLibrary = load();
  return kLibrary;
}

}  // namespace attune
