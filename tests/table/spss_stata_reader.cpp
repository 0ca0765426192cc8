#include <doctest/doctest.h>
#include <readstat.h>

#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "support.h"
#include "table/table_formats.h"
#include "table_text.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::table_text;
using testing::TemporaryFolder;

enum class Kind { sav, compressed_sav, zsav, dta };

// A file with the variables q1 (labelled 1 and 5, 8 and 9 missing for SPSS), said (a text), when (a date) and x; and
// three rows: 4, "ab", 2 October 2026, 0.1 – 9, "", nothing, −12345.5 – nothing, "größer", nothing, nothing.
class Made {
 public:
  explicit Made(Kind kind) : kind_(kind), writer_(readstat_writer_init()) {
    readstat_set_data_writer(writer_, [](const void* data, std::size_t size, void* bytes) {
      static_cast<std::string*>(bytes)->append(static_cast<const char*>(data), size);
      return static_cast<ssize_t>(size);
    });
    add_variables();
    if (kind == Kind::compressed_sav) readstat_writer_set_compression(writer_, READSTAT_COMPRESS_ROWS);
    if (kind == Kind::zsav) readstat_writer_set_compression(writer_, READSTAT_COMPRESS_BINARY);
    if (kind == Kind::dta) readstat_begin_writing_dta(writer_, &bytes_, 3);
    else readstat_begin_writing_sav(writer_, &bytes_, 3);
    // SPSS counts seconds from 1582-10-14 on, 162156 days before; Stata days from 1960-01-01 on, 24381 before.
    add_row(4, "ab", kind == Kind::dta ? 24381 : 162156.0 * 86400, 0.1);
    add_row(9, "", std::nullopt, -12345.5);
    add_row(std::nullopt, "größer", std::nullopt, std::nullopt);
    readstat_end_writing(writer_);
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() { readstat_writer_free(writer_); }

  const std::string& bytes() const { return bytes_; }

 private:
  void add_variables() {
    const bool stata = kind_ == Kind::dta;
    auto* labels = readstat_add_label_set(writer_, stata ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE, "scale");
    if (stata) {
      readstat_label_int32_value(labels, 1, "Never");
      readstat_label_int32_value(labels, 5, "Very often");
    } else {
      readstat_label_double_value(labels, 1, "Never");
      readstat_label_double_value(labels, 5, "Very often");
    }
    auto* q1 = readstat_add_variable(writer_, "q1", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label(q1, "I worry.");
    readstat_variable_set_label_set(q1, labels);
    if (!stata) readstat_variable_add_missing_double_range(q1, 8, 9);
    readstat_add_variable(writer_, "said", READSTAT_TYPE_STRING, 10);
    auto* when = readstat_add_variable(writer_, "when", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_format(when, stata ? "%td" : "EDATE10");
    readstat_add_variable(writer_, "x", READSTAT_TYPE_DOUBLE, 0);
  }

  void add_row(std::optional<double> q1, const char* said, std::optional<double> when, std::optional<double> x) {
    readstat_begin_row(writer_);
    insert(0, q1);
    readstat_insert_string_value(writer_, readstat_get_variable(writer_, 1), said);
    insert(2, when);
    insert(3, x);
    readstat_end_row(writer_);
  }

  void insert(int variable, std::optional<double> value) {
    const auto* to = readstat_get_variable(writer_, variable);
    if (value) readstat_insert_double_value(writer_, to, *value);
    else readstat_insert_missing_value(writer_, to);
  }

  Kind kind_;
  std::string bytes_;
  readstat_writer_t* writer_;
};

std::unique_ptr<TableReader> open(const TemporaryFolder& folder, const std::string& bytes, Kind kind) {
  FileBytes file(InputStream(folder.file("a", bytes).string()));
  return kind == Kind::dta ? open_dta(std::move(file)) : open_sav(std::move(file));
}

std::string read(const std::string& bytes, Kind kind) {
  const TemporaryFolder folder;
  return table_text(*open(folder, bytes, kind));
}

std::string refusal(const std::string& bytes, Kind kind) {
  const Error error = error_of([&] { read(bytes, kind); });
  CHECK(error.code() == ExitCode::data);
  return error.problem();
}

std::string with_number_at(std::string bytes, std::size_t at, std::int32_t number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
  return bytes;
}

const std::string kNames = "|q1:I worry. 1=Never 5=Very often|said|when|x\n";
constexpr std::size_t kCasesOfSav = 80;  // where the head of a .sav says how many there are

}  // namespace

TEST_CASE("SPSS files give numbers, texts and dates; what their authors call missing is empty") {
  for (const Kind kind : {Kind::sav, Kind::compressed_sav, Kind::zsav}) {
    CHECK(read(Made(kind).bytes(), kind) ==
          kNames + "1|<4>|ab|2026-10-02|<0.1>\n2|<>||<>|<-12345.5>\n3|<>|größer|<>|<>\n");
  }
}

TEST_CASE("Stata files give the same, where 9 is a number") {
  CHECK(read(Made(Kind::dta).bytes(), Kind::dta) ==
        kNames + "1|<4>|ab|2026-10-02|<0.1>\n2|<9>||<>|<-12345.5>\n3|<>|größer|<>|<>\n");
}

TEST_CASE("columns with one set of labels share it in memory, whatever its size") {
  std::string bytes;
  const std::unique_ptr<readstat_writer_t, void (*)(readstat_writer_t*)> writer(readstat_writer_init(),
                                                                                readstat_writer_free);
  readstat_set_data_writer(writer.get(), [](const void* data, std::size_t size, void* to) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), size);
    return static_cast<ssize_t>(size);
  });
  auto* labels = readstat_add_label_set(writer.get(), READSTAT_TYPE_INT32, "scale");
  readstat_label_int32_value(labels, 1, "Never");
  for (const char* name : {"q1", "q2"})
    readstat_variable_set_label_set(readstat_add_variable(writer.get(), name, READSTAT_TYPE_DOUBLE, 0), labels);
  readstat_begin_writing_dta(writer.get(), &bytes, 0);
  readstat_end_writing(writer.get());
  const TemporaryFolder folder;
  const auto reader = open(folder, bytes, Kind::dta);
  const auto& columns = reader->head().columns;
  CHECK(columns[0].labels.values() == ValueLabels{{"1", "Never"}});
  CHECK(columns[0].labels.of_values == columns[1].labels.of_values);
}

TEST_CASE("rows are read until nobody wants more, and again from the start") {
  for (const Kind kind : {Kind::sav, Kind::zsav, Kind::dta}) {
    const TemporaryFolder folder;
    const auto reader = open(folder, Made(kind).bytes(), kind);
    CHECK(testing::rows_until(*reader, 2) == 2);
    CHECK(testing::rows_until(*reader, 9) == 3);
  }
}

TEST_CASE("a head that tells another number of cases than there are is refused, more or fewer") {
  for (const Kind kind : {Kind::sav, Kind::compressed_sav, Kind::zsav}) {
    for (const std::int32_t lie : {0, 2, 4, 2147483647}) {
      const std::string said = refusal(with_number_at(Made(kind).bytes(), kCasesOfSav, lie), kind);
      CHECK(holds(said, ", but it holds 3"));
    }
  }
}

TEST_CASE("a head that does not know how many cases there are is trusted to") {
  CHECK(holds(read(with_number_at(Made(Kind::sav).bytes(), kCasesOfSav, -1), Kind::sav), "3|<>|größer"));
}

TEST_CASE("a Stata file with fewer rows than its head tells is refused") {
  std::string bytes = Made(Kind::dta).bytes();
  const std::size_t count = bytes.find("<N>") + 3;
  bytes[count] = 5;
  CHECK(holds(refusal(bytes, Kind::dta), "this is no sound Stata file"));
  bytes[count] = 2;
  CHECK(holds(refusal(bytes, Kind::dta), "this is no sound Stata file"));
}

TEST_CASE("a Stata file that tells more columns than it has is refused") {
  std::string bytes = Made(Kind::dta).bytes();
  const std::size_t count = bytes.find("<K>") + 3;
  bytes[count] = '\xFF';
  bytes[count + 1] = '\xFF';
  CHECK(holds(refusal(bytes, Kind::dta), "this is no sound Stata file"));
}

TEST_CASE("what is no file of the program is refused") {
  for (const std::string bytes : {"", "$FL2", "q1,q2\n1,2\n", "<stata_dta>"}) {
    CHECK_FALSE(refusal(bytes, Kind::sav).empty());
    CHECK_FALSE(refusal(bytes, Kind::dta).empty());
  }
}

TEST_CASE("a file that is cut short at any place is refused") {
  for (const Kind kind : {Kind::sav, Kind::compressed_sav, Kind::zsav, Kind::dta}) {
    const std::string whole = Made(kind).bytes();
    // What stands behind the rows of a Stata file, labels and a last tag, need not be there to read them.
    const std::size_t end = kind == Kind::dta ? whole.find("</data>") : whole.size();
    for (std::size_t size = 0; size < end; size += 3) {
      CAPTURE(size);
      CHECK_FALSE(refusal(whole.substr(0, size), kind).empty());
    }
  }
}

TEST_CASE("a file in which any byte is another is refused or read, never trusted") {
  for (const Kind kind : {Kind::sav, Kind::compressed_sav, Kind::zsav, Kind::dta}) {
    const std::string whole = Made(kind).bytes();
    for (std::size_t at = 0; at < whole.size(); at += 2) {
      for (const char byte : {'\0', '\x7F', '\xFF'}) {
        std::string bytes = whole;
        bytes[at] = byte;
        const Error error = error_of([&] { read(bytes, kind); });
        CHECK((error.code() == ExitCode::ok || error.code() == ExitCode::data));
      }
    }
  }
}

}  // namespace attune
