#include "table/workbook_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "table/dates.h"
#include "table/xml_reader.h"

namespace attune {
namespace {

constexpr std::size_t kPartPiece = std::size_t{64} << 10;
// What only says how a workbook hangs together, and its styles.
constexpr std::size_t kLargestPart = std::size_t{16} << 20;
constexpr std::size_t kMostText = std::size_t{96} << 20;
constexpr std::size_t kTextPiece = std::size_t{1} << 20;
constexpr std::size_t kMostSheets = 1000;

constexpr Day kDayOf1904 = -24107;

void read_part(ZipArchive& archive, const std::string& part, const std::string& file, XmlReader& reader,
               std::optional<std::size_t> largest) {
  if (!archive.open(part)) {
    throw Error(ExitCode::data, {.file = file},
                fmt::format("this is no sound Excel workbook: it has no part {}", shorten(part, 60)),
                "Open it in a spreadsheet program and save it anew.");
  }
  std::size_t size = 0;
  for (std::string piece; archive.read(piece, kPartPiece) > 0; piece.clear()) {
    size += piece.size();
    if (largest && size > *largest) {
      throw Error(ExitCode::data, {.file = file},
                  fmt::format("its part {} is larger than {} MiB", shorten(part, 60), *largest >> 20),
                  "Copy the answers into a new workbook.");
    }
    reader.feed(piece);
  }
  reader.finish();
}

// Each element by a function.
class Elements : public XmlReader {
 public:
  using Take = std::function<void(std::string_view element, const XmlAttributes& attributes)>;
  Elements(const std::string& file, Take take) : XmlReader(file), take_(std::move(take)) {}

 protected:
  void start(std::string_view element, const XmlAttributes& attributes) override { take_(element, attributes); }
  void end(std::string_view) override {}

 private:
  Take take_;
};

void for_each_element(ZipArchive& archive, const std::string& part, const std::string& file, Elements::Take take) {
  Elements reader(file, std::move(take));
  read_part(archive, part, file, reader, kLargestPart);
}

// What a part leads to.
struct Relation {
  std::string type;  // the last word of its address
  std::string part;
};
using Relations = std::map<std::string, Relation>;

// "../a/b.xml" as seen from a part in "xl" is "a/b.xml".
std::string resolved(const std::string& folder, std::string_view target) {
  std::vector<std::string> steps;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const std::string_view step = path.substr(0, path.find('/'));
      path.remove_prefix(std::min(step.size() + 1, path.size()));
      if (step == ".." && !steps.empty()) steps.pop_back();
      else if (!step.empty() && step != "." && step != "..") steps.emplace_back(step);
    }
  };
  if (!target.starts_with('/')) walk(folder);
  walk(target);
  return fmt::format("{}", fmt::join(steps, "/"));
}

Relations read_relations(ZipArchive& archive, const std::string& part, const std::string& file) {
  const auto slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash);
  const std::string name = part.substr(slash == std::string::npos ? 0 : slash + 1);
  const std::string relations_part = resolved(folder, "_rels/" + name + ".rels");
  Relations relations;
  for_each_element(archive, relations_part, file, [&](std::string_view element, const XmlAttributes& attributes) {
    if (element != "Relationship") return;
    const std::string_view type = attributes["Type"];
    relations[std::string(attributes["Id"])] = {.type = std::string(type.substr(type.rfind('/') + 1)),
                                                .part = resolved(folder, attributes["Target"])};
  });
  return relations;
}

bool is_true(std::string_view text) { return text == "1" || text == "true"; }

// The text of each <si>, without how it is to be read aloud (<rPh>).
class SharedTextReader : public XmlReader {
 public:
  SharedTextReader(const std::string& file, SharedTexts& texts) : XmlReader(file), file_(file), texts_(texts) {}

 protected:
  void start(std::string_view element, const XmlAttributes&) override {
    if (element == "si") text_.clear();
    if (element == "rPh") in_reading_ = true;
    in_text_ = element == "t" && !in_reading_;
  }
  void end(std::string_view element) override {
    in_text_ = false;
    if (element == "rPh") in_reading_ = false;
    if (element == "si") texts_.add(text_, file_);
  }
  void text(std::string_view piece) override {
    if (!in_text_) return;
    text_ += piece;
    if (text_.size() > kTextPiece) refuse(fmt::format("a text is longer than {} MiB", kTextPiece >> 20));
  }

 private:
  const std::string& file_;
  SharedTexts& texts_;
  std::string text_;
  bool in_text_ = false;
  bool in_reading_ = false;
};

// The formats that every workbook has without saying so (part 1, 18.8.30), those of East Asia among them.
CellMeaning meaning_of_builtin(int format) {
  const auto within = [format](int low, int high) { return format >= low && format <= high; };
  if (format == 46) return CellMeaning::number;  // [h]:mm:ss
  if (within(18, 21) || within(32, 35) || within(45, 47) || within(55, 56)) return CellMeaning::time;
  return within(14, 17) || format == 22 || within(27, 31) || format == 36 || within(50, 54) || within(57, 58)
             ? CellMeaning::date
             : CellMeaning::number;
}

// The code without quoted texts, what is in brackets, and single signs that are shown as they are.
std::string bare_format(std::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char sign = code[i];
    if (sign == '"') i = std::min(code.find('"', i + 1), code.size());
    else if (sign == '[') i = std::min(code.find(']', i + 1), code.size());
    else if (sign == '\\' || sign == '_' || sign == '*') ++i;
    else bare += sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
  }
  return bare;
}

// Whether hours, minutes or seconds are counted on over the end of a day ("[h]:mm"): then they are no time of a day.
bool shows_elapsed_time(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char sign = code[i];
    if (sign == '"') i = std::min(code.find('"', i + 1), code.size());
    if (sign == '\\') ++i;
    if (sign != '[') continue;
    const std::size_t end = std::min(code.find(']', i + 1), code.size());
    const std::string unit = fold(code.substr(i + 1, end - i - 1));
    if (!unit.empty() && std::string_view("hms").find(unit[0]) != std::string_view::npos &&
        unit.find_first_not_of(unit[0]) == std::string::npos)
      return true;
    i = end;
  }
  return false;
}

}  // namespace

WorkbookParts read_parts(ZipArchive& archive, const std::string& file) {
  std::string book = "xl/workbook.xml";
  for (const auto& [id, relation] : read_relations(archive, "", file)) {
    if (relation.type == "officeDocument") book = relation.part;
  }
  const Relations relations = read_relations(archive, book, file);
  WorkbookParts parts;
  for_each_element(archive, book, file, [&](std::string_view element, const XmlAttributes& attributes) {
    if (element == "workbookPr") parts.from_1904 = is_true(attributes["date1904"]);
    if (element != "sheet") return;
    const auto relation = relations.find(std::string(attributes["id"]));
    if (relation == relations.end() || relation->second.type != "worksheet") return;
    if (parts.sheets.size() < kMostSheets)
      parts.sheets.push_back({.name = std::string(attributes["name"]), .part = relation->second.part});
  });
  for (const auto& [id, relation] : relations) {
    if (relation.type == "sharedStrings") parts.texts = relation.part;
    if (relation.type == "styles") parts.styles = relation.part;
  }
  return parts;
}

void SharedTexts::add(std::string_view text, const std::string& file) {
  bytes_ += text.size() + sizeof(std::string_view);
  if (bytes_ > kMostText) {
    throw Error(ExitCode::data, {.file = file}, fmt::format("its texts take more than {} MiB", kMostText >> 20),
                "Save the sheet with the answers as CSV.");
  }
  if (pieces_.empty() || pieces_.back().size() + text.size() > pieces_.back().capacity())
    pieces_.emplace_back().reserve(std::max(kTextPiece, text.size()));
  std::string& piece = pieces_.back();
  piece += text;
  texts_.push_back(std::string_view(piece).substr(piece.size() - text.size()));
}

SharedTexts read_shared_texts(ZipArchive& archive, const std::string& part, const std::string& file) {
  SharedTexts texts;
  SharedTextReader reader(file, texts);
  read_part(archive, part, file, reader, std::nullopt);
  return texts;
}

std::vector<CellMeaning> read_cell_meanings(ZipArchive& archive, const std::string& part, const std::string& file) {
  std::map<int, CellMeaning> formats;
  std::vector<CellMeaning> meanings;
  bool in_cell_formats = false;
  for_each_element(archive, part, file, [&](std::string_view element, const XmlAttributes& attributes) {
    if (element == "numFmt") {
      if (const auto id = parse_whole(attributes["numFmtId"]))
        formats[*id] = meaning_of_format(attributes["formatCode"]);
    } else if (element == "xf") {
      if (!in_cell_formats) return;
      const int format = parse_whole(attributes["numFmtId"]).value_or(0);
      const auto custom = formats.find(format);
      meanings.push_back(custom == formats.end() ? meaning_of_builtin(format) : custom->second);
    } else {
      // Formats of cells, not those that they are styles of, are numbered by cells; within one stand few others.
      if (element == "cellXfs") in_cell_formats = true;
      if (element == "cellStyles" || element == "dxfs" || element == "cellStyleXfs") in_cell_formats = false;
    }
  });
  return meanings;
}

CellMeaning meaning_of_format(std::string_view code) {
  if (shows_elapsed_time(code)) return CellMeaning::number;
  const std::string bare = bare_format(code);
  // A month and a minute are the same letter.
  if (bare.find_first_of("dy") != std::string::npos) return CellMeaning::date;
  if (bare.find_first_of("hs") != std::string::npos) return CellMeaning::time;
  return bare.find('m') != std::string::npos ? CellMeaning::date : CellMeaning::number;
}

std::optional<std::string> day_text(double serial, bool from_1904) {
  if (!(serial >= 0)) return std::nullopt;
  if (serial < 1 && !from_1904) {
    const auto moment = date_text(serial);
    return moment && moment->size() > 10 ? std::optional(moment->substr(11)) : std::nullopt;
  }
  // Excel counts a 29 February 1900 that there was not.
  const double days = !from_1904 && serial < 60 ? serial + 1 : serial;
  return date_text(days + (from_1904 ? kDayOf1904 : kDayOfExcel));
}

}  // namespace attune
