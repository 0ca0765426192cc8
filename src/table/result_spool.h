#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/nameless_file.h"
#include "base/number.h"
#include "table/result_writer.h"

namespace attune {

/// What all values of a column of results are.
enum class ColumnKind {
  number,  ///< each is a number that a double holds, written as it would be written
  date,    ///< each is a day, as 2026-10-02
  text,
  word,  ///< one of a set of words
};

/// A column of results, once all rows are known.
struct SpooledColumn {
  ColumnKind kind = ColumnKind::text;
  std::size_t widest = 0;                           ///< bytes of the longest text
  bool whole = true;                                ///< all numbers are
  const std::vector<std::string>* words = nullptr;  ///< that there are, for words; the spool's
};

/// A value of a row that is given back. One that is none has neither.
struct SpooledValue {
  std::optional<double> number = {};  ///< also the day from 1970 on, and the index of a word
  std::string_view text = {};         ///< of texts; UTF-8 without NUL
};

/// Keeps rows of results, in a file without name, until all are known: for formats that begin with how many there are,
/// or of what kind each column is.
class ResultSpool {
 public:
  explicit ResultSpool(NumberFormat numbers);

  void add(const std::vector<ResultColumn>& columns, std::size_t rows);

  std::size_t rows() const { return rows_; }
  std::vector<SpooledColumn> columns() const;
  /// Gives each row, in order, to `take`. To be called once, after the last add().
  void read(const std::function<void(std::span<const SpooledValue>)>& take);

 private:
  struct Seen {
    bool counts = false;                                 // numbers, not texts that may be numbers
    std::optional<std::vector<std::string>> words = {};  // its own: those of a block go with it
    bool all_numbers = true;
    bool all_whole = true;
    bool all_days = true;
    bool any = false;
    std::size_t widest = 0;
  };

  void keep(const ResultColumn& column, std::size_t row, Seen& seen);
  void keep_number(double value, Seen& seen);
  void keep_text(std::string_view text, Seen& seen);
  void flush();

  NumberFormat numbers_;
  NamelessFile file_;
  std::string row_;
  std::string pending_;  // rows that are not yet in the file, each behind its size
  std::size_t rows_ = 0;
  std::vector<Seen> seen_;
};

/// `text` as other programs take it: what is no UTF-8, and NUL, become U+FFFD.
std::string sound_text(std::string_view text);

/// The number that `text` writes, where it would be written so again and a double holds all its digits: "12", "−3.50",
/// not "007", "1e5" or a number of a credit card.
std::optional<double> plain_number(std::string_view text);

}  // namespace attune
