#include "table/input_format.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

// Whether the start of a file of JSON says that it is FHIR's; servers write that first.
bool is_fhir(std::string_view json) {
  std::size_t at = 0;
  while ((at = json.find("\"resourceType\"", at)) != std::string_view::npos) {
    at += std::string_view("\"resourceType\"").size();
    std::string_view rest = trim(json.substr(at, 64));
    if (!rest.starts_with(':')) continue;
    rest = trim(rest.substr(1));
    if (rest.starts_with("\"QuestionnaireResponse\"") || rest.starts_with("\"Bundle\"")) return true;
  }
  return false;
}

// A table of answers in lines of text does not begin with a bracket.
Format format_of_text(std::string_view start) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (start.starts_with(kByteOrderMark)) start.remove_prefix(kByteOrderMark.size());
  const std::string_view text = trim(start);
  if (!text.starts_with('{') && !text.starts_with('[')) return Format::csv;
  return is_fhir(text) ? Format::fhir : Format::ndjson;
}

Format format_of_bytes(std::string_view start, const std::string& file) {
  static constexpr std::array<std::pair<std::string_view, Format>, 4> kMagic{
      {{"$FL2", Format::sav}, {"$FL3", Format::sav}, {"<stata_dta>", Format::dta}, {"PK\x03\x04", Format::xlsx}}};
  for (const auto& [magic, format] : kMagic) {
    if (start.starts_with(magic)) return format;
  }
  if (start.starts_with("\xD0\xCF\x11\xE0")) {
    throw Error(ExitCode::data, {.file = file}, "this is an old Excel workbook (.xls), or one with a password",
                "Open it and save it as an Excel workbook (.xlsx) without a password.");
  }
  return format_of_text(start);
}

}  // namespace

Format input_format(UnpackedInput& in, std::optional<Format> from) {
  if (from) return *from;
  const std::string name = fold(name_when_unpacked(in.name()));
  if (name.ends_with(".xlsm")) return Format::xlsx;
  const auto by_name = format_of_name(name);
  if (by_name == Format::zsav) return Format::sav;
  const bool json = by_name == Format::json || by_name == Format::ndjson;
  if (by_name && !json) return *by_name;
  const std::string_view start = in.peek(kSniffed).substr(0, kSniffed);
  if (json) return is_fhir(start) ? Format::fhir : Format::ndjson;
  return format_of_bytes(start, in.name());
}

}  // namespace attune
