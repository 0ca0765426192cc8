#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace attune {

/// Finds where records end in the bytes of a text that grows at its end.
///
/// A record ends at a line feed that is not inside a quoted field. A quote opens a field only at its start; inside one
/// it is written twice; anywhere else it is an ordinary character.
class RecordScan {
 public:
  /// How a byte is taken, given those before it.
  enum class State { field_start, unquoted, quoted, quote_in_quoted };

  /// `delimiter` separates fields; 0: every line feed ends a record.
  explicit RecordScan(char delimiter) : delimiter_(delimiter) {}

  /// Looks at what `text`, which begins at the start of a record, holds beyond that of the last call.
  void look(std::string_view text);
  /// As look(), a byte at a time: what look() has to agree with on every text.
  void look_plainly(std::string_view text);

  /// Where the last whole record ends; 0 where none does.
  std::size_t last_end() const { return last_end_; }
  /// How many line feeds stand before last_end().
  std::size_t lines() const { return lines_at_end_; }
  /// How many line feeds stand in all that was looked at.
  std::size_t all_lines() const { return lines_; }
  /// Where the first NUL byte stands, if one does.
  std::optional<std::size_t> nul() const { return nul_; }

 private:
  void take(char byte);

  char delimiter_;
  State state_ = State::field_start;
  std::size_t scanned_ = 0;
  std::size_t lines_ = 0;
  std::size_t last_end_ = 0;
  std::size_t lines_at_end_ = 0;
  std::optional<std::size_t> nul_;

  friend struct RecordScanStretches;
};

}  // namespace attune
