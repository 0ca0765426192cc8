#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "table/alike_rows.h"
#include "table/record.h"

namespace attune {

/// The separator of a delimited file, judged by its first row: of comma, semicolon and tab the one that it holds most
/// often outside quotes; a comma where it holds none.
char sniff_delimiter(std::string_view start_of_file);

/// Reads records of RFC 4180 with any separator. Lines end with LF or CRLF. A quote inside an unquoted field is an
/// ordinary character; text after the closing quote of a field is an error.
class DelimitedParser : public RecordParser {
 public:
  /// Cells refer to `block` and `store`, which must outlive them.
  DelimitedParser(const ByteBlock& block, char delimiter, const std::string& file, TextStore& store);

  bool next(Record& record) override;

  /// What is still to be read, and the line on which it begins.
  std::string_view rest() const { return rest_; }
  std::size_t line() const { return line_; }
  /// Leaves out records that take `lines` lines, in the next `bytes`.
  void skip(std::size_t bytes, std::size_t lines) {
    rest_.remove_prefix(bytes);
    line_ += lines;
  }

 private:
  std::string_view take_quoted();
  std::string_view take_unquoted();

  std::string_view rest_;
  char delimiter_;
  const std::string& file_;
  TextStore& store_;
  std::size_t line_;
};

/// How fields are written whose text is all that stands between separators or quotes.
ValueGrammar field_grammar(char delimiter);

/// The fields of `row`, a record without its line feed; nothing where field_grammar() does not hold for all of them.
std::vector<PlacedValue> place_fields(std::string_view row, char delimiter);

/// Appends `text` as a field: quoted where it must be.
void append_field(std::string& line, std::string_view text, char delimiter);

/// As append_field(), with an apostrophe before a text that a spreadsheet may run as a formula: one that is no number
/// and begins with =, +, -, @, a tab or a line end (OWASP, CSV Injection).
void append_safe_field(std::string& line, std::string_view text, char delimiter);

}  // namespace attune
