#include <fmt/format.h>
#include <readstat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "table/byte_window.h"
#include "table/dates.h"
#include "table/number_cells.h"
#include "table/table_formats.h"

namespace attune {
namespace {

// As many as SPSS shows; what the library keeps of each takes some 2.5 KB.
constexpr int kMostVariablesRead = 32767;
constexpr std::size_t kMostLabels = 200000;

// A cell of eight bytes takes one or none where the library unpacks it, and the rest is for what packs it once more.
constexpr std::uint64_t kMostTimesOfCells = 1600;

constexpr double kMillisecondsInDay = 86400000;

enum class Program { spss, stata };

std::string_view name_of(Program program) { return program == Program::spss ? "SPSS" : "Stata"; }

// How a number is meant.
enum class Meaning { number, seconds, days, milliseconds };

Meaning meaning_of(Program program, std::string_view format) {
  if (program == Program::stata) {
    format.remove_prefix(std::min(format.find_first_not_of("%-"), format.size()));
    if (format.starts_with("tc") || format.starts_with("tC")) return Meaning::milliseconds;
    return format.starts_with("td") || format.starts_with("d") ? Meaning::days : Meaning::number;
  }
  constexpr std::array<std::string_view, 10> kDates{"DATE", "ADATE", "EDATE", "JDATE",    "SDATE",
                                                    "QYR",  "MOYR",  "WKYR",  "DATETIME", "YMDHMS"};
  const std::string_view word = format.substr(0, format.find_first_of("0123456789"));
  return std::find(kDates.begin(), kDates.end(), word) != kDates.end() ? Meaning::seconds : Meaning::number;
}

std::optional<std::string> moment_text(Meaning meaning, double value) {
  switch (meaning) {
    case Meaning::seconds: return date_text(value / kSecondsInDay + kDayOfSpss);
    case Meaning::days: return date_text(value + kDayOfStata);
    case Meaning::milliseconds: return date_text(value / kMillisecondsInDay + kDayOfStata);
    case Meaning::number: break;
  }
  return std::nullopt;
}

// Where the library reads. What a file says of itself is not trusted: the library follows counts and places in it
// wherever they lead, and takes for granted that the long texts of Stata end.
class Bytes {
 public:
  explicit Bytes(const FileBytes& file) : size_(static_cast<readstat_off_t>(file.size())), window_(file) {}

  readstat_off_t seek(readstat_off_t offset, readstat_io_flags_t whence) {
    const readstat_off_t from = whence == READSTAT_SEEK_SET ? 0 : whence == READSTAT_SEEK_END ? size_ : at_;
    readstat_off_t to = 0;
    if (__builtin_add_overflow(from, offset, &to) || to < 0 || to > size_) return -1;
    return at_ = to;
  }

  // Never −1, which the library compares with sizes, as a large number.
  std::size_t read(char* to, std::size_t most) {
    if (to == nullptr) return 0;
    const std::size_t got = window_.read(static_cast<std::uint64_t>(at_), to, most);
    at_ += static_cast<readstat_off_t>(got);
    return ends_well({to, got}) ? got : 0;
  }

 private:
  // Whether what was read, where it is a long text of Stata, ends with a NUL. It comes after its mark and its head.
  bool ends_well(std::string_view read) {
    if (read == "<strls>") in_long_texts_ = true;
    if (read == "</s") in_long_texts_ = false;
    if (!in_long_texts_) return true;
    since_mark_ = read == "GSO" ? 0 : since_mark_ + 1;
    return since_mark_ != 2 || (!read.empty() && read.back() == '\0');
  }

  readstat_off_t size_;
  ByteWindow window_;
  readstat_off_t at_ = 0;
  bool in_long_texts_ = false;
  int since_mark_ = 0;  // reads since the mark of the last long text
};

// What the head of an SPSS file says of itself.
struct SavHead {
  static constexpr std::size_t kLayout = 64;
  static constexpr std::size_t kCases = 80;
  static constexpr std::size_t kSize = 176;

  // How many cases there are, or nothing where it is not known. The library, which would stop reading there, is told
  // that there are as many as can be; told that it is not known, some versions read none.
  static std::optional<std::int32_t> take_cases(char* head) {
    std::uint32_t layout = 0;
    std::uint32_t cases = 0;
    std::memcpy(&layout, head + kLayout, sizeof layout);
    std::memcpy(&cases, head + kCases, sizeof cases);
    const bool swapped = layout != 2 && layout != 3;
    const auto most = static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max());
    const std::uint32_t told = swapped ? __builtin_bswap32(most) : most;
    std::memcpy(head + kCases, &told, sizeof told);
    if (swapped) cases = __builtin_bswap32(cases);
    const auto count = static_cast<std::int32_t>(cases);
    return count < 0 ? std::nullopt : std::optional(count);
  }
};

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

// Some names are not ended where they fill their field.
std::string name_in(const char* field) {
  return field == nullptr ? std::string() : std::string(field, strnlen(field, 129));
}

struct FreeParser {
  void operator()(readstat_parser_t* parser) const { readstat_parser_free(parser); }
};

// One pass over the file. The library calls back, and no exception may pass through it.
class Parse {
 public:
  Parse(const FileBytes& file, Program program) : bytes_(file), file_(file), program_(program) {
    if (!parser_) throw std::bad_alloc();
    readstat_set_io_ctx(parser_.get(), this);
    readstat_set_open_handler(parser_.get(), [](const char*, void*) { return 0; });
    readstat_set_close_handler(parser_.get(), [](void*) { return 0; });
    readstat_set_seek_handler(parser_.get(), [](readstat_off_t offset, readstat_io_flags_t whence, void* parse) {
      return static_cast<Parse*>(parse)->bytes_.seek(offset, whence);
    });
    readstat_set_read_handler(parser_.get(), [](void* to, std::size_t most, void* parse) {
      std::size_t got = 0;
      static_cast<Parse*>(parse)->guard([&](Parse& self) { return self.read(static_cast<char*>(to), most, got); });
      return static_cast<ssize_t>(got);
    });
    readstat_set_update_handler(parser_.get(),
                                [](long, readstat_progress_handler, void*, void*) { return READSTAT_OK; });
    readstat_set_metadata_handler(parser_.get(), [](readstat_metadata_t* about, void* parse) {
      return static_cast<Parse*>(parse)->guard([&](Parse& self) { return self.begin(about); });
    });
    readstat_set_variable_handler(
        parser_.get(), [](int, readstat_variable_t* variable, const char* labels, void* parse) {
          return static_cast<Parse*>(parse)->guard([&](Parse& self) { return self.add(variable, labels); });
        });
    readstat_set_error_handler(parser_.get(), [](const char* words, void* parse) {
      static_cast<Parse*>(parse)->guard([&](Parse& self) { return self.hear(words); });
    });
  }

  // The columns with their labels, without the rows.
  TableHead head() {
    readstat_set_value_label_handler(
        parser_.get(), [](const char* set, readstat_value_t value, const char* label, void* parse) {
          return static_cast<Parse*>(parse)->guard([&](Parse& self) { return self.add_label(set, value, label); });
        });
    run();
    for (std::size_t c = 0; c < head_.columns.size(); ++c) {
      const auto set = label_sets_.find(labels_of_[c]);
      if (set != label_sets_.end()) head_.columns[c].labels.of_values = set->second;
    }
    return std::move(head_);
  }

  void rows(const TableReader::TakeRow& take) {
    take_ = &take;
    readstat_set_value_handler(
        parser_.get(), [](int, readstat_variable_t* variable, readstat_value_t value, void* parse) {
          return static_cast<Parse*>(parse)->guard([&](Parse& self) { return self.add(variable, value); });
        });
    run();
    if (stopped_) return;
    if (filled_ > 0) refuse("the file ends within a row");
    if (cases_ && static_cast<std::size_t>(*cases_) != line_)
      refuse(fmt::format("the file says that it holds {}, but it holds {}",
                         counted(static_cast<std::size_t>(*cases_), "case"), grouped(line_)));
  }

 private:
  template <class Step>
  int guard(Step step) noexcept {
    try {
      return step(*this) ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
    } catch (...) {
      failure_ = std::current_exception();
      return READSTAT_HANDLER_ABORT;
    }
  }

  void run() {
    const auto parse = program_ == Program::spss ? readstat_parse_sav : readstat_parse_dta;
    const readstat_error_t outcome = parse(parser_.get(), file_.name().c_str(), this);
    if (failure_) std::rethrow_exception(failure_);
    // How many cases there are, rows() compares with what SPSS says.
    const bool other_count = program_ == Program::spss && outcome == READSTAT_ERROR_ROW_COUNT_MISMATCH;
    if (outcome == READSTAT_OK || other_count || stopped_) return;
    if (outcome == READSTAT_ERROR_ROW_COUNT_MISMATCH || outcome == READSTAT_ERROR_READ ||
        outcome == READSTAT_ERROR_SEEK)
      refuse("the file ends before all that it says it holds");
    const std::string words = library_says_.empty() ? readstat_error_message(outcome) : library_says_;
    refuse(fmt::format("this is no sound {} file: {}", name_of(program_), words));
  }

  [[noreturn]] void refuse(const std::string& problem) const {
    throw Error(ExitCode::data, {.file = file_.name(), .line = line_}, problem,
                fmt::format("It may have been cut short when it was copied. Does {} open it?", name_of(program_)));
  }

  bool read(char* to, std::size_t most, std::size_t& got) {
    const bool from_start = bytes_.seek(0, READSTAT_SEEK_CUR) == 0;
    got = bytes_.read(to, most);
    if (program_ == Program::spss && from_start && got == SavHead::kSize) cases_ = SavHead::take_cases(to);
    return true;
  }

  bool hear(const char* words) {
    library_says_ = words;
    return true;
  }

  bool begin(readstat_metadata_t* about) {
    const int columns = readstat_get_var_count(about);
    if (columns < 0 || columns > kMostVariablesRead) {
      throw Error(ExitCode::data, {.file = file_.name()},
                  fmt::format("the file has more than {} columns", grouped(kMostVariablesRead)),
                  "Save it with the columns of the answers only.");
    }
    return true;
  }

  bool add(readstat_variable_t* variable, const char* labels) {
    head_.columns.push_back({.name = text_of(readstat_variable_get_name(variable)),
                             .labels = {.text = text_of(readstat_variable_get_label(variable))}});
    labels_of_.push_back(name_in(labels));
    meanings_.push_back(meaning_of(program_, text_of(readstat_variable_get_format(variable))));
    texts_.emplace_back();
    record_.cells.emplace_back();
    return true;
  }

  bool add_label(const char* set, readstat_value_t value, const char* label) {
    if (readstat_value_is_tagged_missing(value) != 0 || readstat_value_is_system_missing(value) != 0) return true;
    std::string store;
    const bool text = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
    if (text) store = text_of(readstat_string_value(value));
    const std::string_view key = text ? trim(store) : number_cell(readstat_double_value(value), store);
    std::shared_ptr<ValueLabels>& labels = label_sets_[name_in(set)];
    if (!labels) labels = std::make_shared<ValueLabels>();
    labels->emplace(key, text_of(label));
    if (++labels_ <= kMostLabels) return true;
    throw Error(ExitCode::data, {.file = file_.name()},
                fmt::format("the file has more than {} labels of values", grouped(kMostLabels)),
                "Save it with the columns of the answers only.");
  }

  bool add(readstat_variable_t* variable, readstat_value_t value) {
    const auto column = static_cast<std::size_t>(readstat_variable_get_index(variable));
    record_.cells[column] = cell_of(column, variable, value);
    if (++filled_ < record_.cells.size()) return true;
    filled_ = 0;
    record_.line = ++line_;
    refuse_bomb(file_.name(), file_.size(), line_ * record_.cells.size() * sizeof(double), kMostTimesOfCells);
    stopped_ = !(*take_)(record_);
    return !stopped_;
  }

  Cell cell_of(std::size_t column, readstat_variable_t* variable, readstat_value_t value) {
    const bool missing = readstat_value_is_missing(value, variable) != 0;
    std::string& store = texts_[column];
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
      const char* text = readstat_string_value(value);
      store = missing || text == nullptr ? "" : text;
      return {.text = store};
    }
    if (missing) return {.text = {}, .json = true};
    if (readstat_value_type(value) == READSTAT_TYPE_FLOAT && meanings_[column] == Meaning::number) {
      const float number = readstat_float_value(value);
      if (!std::isfinite(number)) return {.text = {}, .json = true};
      store = fmt::format("{}", number);
      const auto digits = parse_number(store);
      return {.text = number_cell(digits.value_or(number), store), .json = true};
    }
    const double number = readstat_double_value(value);
    if (!std::isfinite(number)) return {.text = {}, .json = true};
    if (auto date = moment_text(meanings_[column], number)) {
      store = std::move(*date);
      return {.text = store};
    }
    return {.text = number_cell(number, store), .json = true};
  }

  Bytes bytes_;
  const FileBytes& file_;
  Program program_;
  std::unique_ptr<readstat_parser_t, FreeParser> parser_{readstat_parser_init()};
  std::exception_ptr failure_;
  std::string library_says_;
  std::optional<std::int32_t> cases_;  // that the file says it holds

  TableHead head_;
  std::vector<std::string> labels_of_;  // [column]: the name of its set of labels
  std::map<std::string, std::shared_ptr<ValueLabels>> label_sets_;
  std::size_t labels_ = 0;  // in all sets
  std::vector<Meaning> meanings_;

  const TableReader::TakeRow* take_ = nullptr;
  Record record_;
  std::vector<std::string> texts_;  // [column]: what its cell shows
  std::size_t filled_ = 0;          // cells of the row that is being read
  std::size_t line_ = 0;
  bool stopped_ = false;
};

class SpssStataReader : public TableReader {
 public:
  SpssStataReader(FileBytes bytes, Program program)
      : bytes_(std::move(bytes)), program_(program), head_(Parse(bytes_, program).head()) {}

  const std::string& name() const override { return bytes_.name(); }
  const TableHead& head() const override { return head_; }
  void read(const TakeRow& take) override { Parse(bytes_, program_).rows(take); }

 private:
  FileBytes bytes_;
  Program program_;
  TableHead head_;
};

}  // namespace

std::unique_ptr<TableReader> open_sav(FileBytes bytes) {
  return std::make_unique<SpssStataReader>(std::move(bytes), Program::spss);
}

std::unique_ptr<TableReader> open_dta(FileBytes bytes) {
  return std::make_unique<SpssStataReader>(std::move(bytes), Program::stata);
}

}  // namespace attune
