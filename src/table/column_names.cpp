#include "table/column_names.h"

#include <optional>
#include <utility>

#include "table/header_rows.h"
#include "table/input_format.h"
#include "table/row_source.h"

namespace attune {

std::vector<std::string> column_names(const std::string& file, const std::string& sheet) {
  UnpackedInput in{InputStream(file)};
  const Format format = input_format(in, std::nullopt);
  ReadOptions options;
  if (format == Format::xlsx) options.sheet = sheet;
  const auto table = open_table(std::move(in), format, options);
  std::vector<std::string> names;
  for (const TableColumn& column : table->head().columns) names.push_back(column.name);
  if (!names.empty()) return names;
  table->read([&](const Record& record) {
    if (!record.blank) names = texts_of(record);
    return record.blank;
  });
  return names;
}

}  // namespace attune
