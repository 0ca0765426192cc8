#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "table/record.h"
#include "table/record_scan.h"
#include "table/unpacked_input.h"

namespace attune {

/// Cuts a stream into blocks of whole records, without reading more than one block ahead.
///
/// A record ends at a line feed; in delimited files not inside a quoted field. Throws Error (data) for bytes that are
/// not text attune reads (UTF-16, NUL) and for a record longer than 16 MiB; a UTF-8 byte order mark is left out.
class RecordStream {
 public:
  /// `block_bytes`: how much is read at a time; tests make it tiny.
  RecordStream(UnpackedInput in, std::size_t block_bytes);

  /// Says that quotes can hide line feeds, in fields separated so. To be called before the first block is taken.
  void set_delimiter(char delimiter) { delimiter_ = delimiter; }

  const std::string& name() const { return in_.name(); }
  std::size_t size() const { return in_.size(); }

  /// The first bytes of the file, at least its first line, without taking them: for sniffing. Before the first block
  /// only.
  std::string_view peek();

  /// Takes away a first line that tells the separator, as Excel writes and reads it (sep=;), and returns the separator;
  /// nothing where there is none. Before the first block only.
  std::optional<char> take_separator_line();

  /// Fills `block` with the next records; false at the end.
  bool next(ByteBlock& block);
  /// Makes `block`, the last that next() gave, the next one again.
  void put_back(ByteBlock block);

 private:
  void look_ahead(std::size_t bytes);
  bool read_more(std::string& bytes);
  void start(std::string& bytes);
  void check(const RecordScan& scan, std::string_view bytes) const;

  UnpackedInput in_;
  std::size_t block_bytes_;
  char delimiter_ = 0;
  std::string ahead_;    // read to be looked at, and not yet taken
  bool at_end_ = false;  // of the input
  std::string rest_;     // the start of a record, read with the block before it
  std::optional<ByteBlock> returned_;
  std::size_t line_ = 1;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace attune
