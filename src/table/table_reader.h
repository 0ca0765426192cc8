#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "table/record.h"

namespace attune {

/// What values mean, in words.
using ValueLabels = std::map<std::string, std::string>;

/// What a column holds, in words, where a format tells it.
struct ColumnLabels {
  std::string text = {};                                   ///< of the column; may be empty
  std::shared_ptr<const ValueLabels> of_values = nullptr;  ///< null: none. Thousands of columns may share one set

  const ValueLabels& values() const {
    static const ValueLabels kNone;
    return of_values ? *of_values : kNone;
  }
};

/// A column of a table.
struct TableColumn {
  std::string name;
  ColumnLabels labels = {};
};

/// What a table says before its rows.
struct TableHead {
  std::vector<TableColumn> columns = {};  ///< none: the first row names them
  /// The columns behind so many are there only because some row has a value: an answer that nobody gave has none.
  /// 0: all columns are always there.
  std::size_t always = 0;
  std::vector<std::string> left_out = {};  ///< items whose answers are not among the columns
};

/// A file that is a table to whoever opens it, in a format other than lines of text.
class TableReader {
 public:
  /// Says whether to go on. The record is valid during the call.
  using TakeRow = std::function<bool(const Record& record)>;

  virtual ~TableReader() = default;
  /// How messages name the table: the file, with what stands for it in the file.
  virtual const std::string& name() const = 0;
  virtual const TableHead& head() const = 0;
  /// Gives each row, in order, to `take`, until that says no. Throws Error (data) for a file that is not sound.
  virtual void read(const TakeRow& take) = 0;
  /// What the person may want to know, as sentences.
  virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace attune
