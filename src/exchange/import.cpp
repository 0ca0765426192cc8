#include "exchange/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/read_files.h"
#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/import_fhir.h"
#include "exchange/import_limesurvey.h"
#include "exchange/import_osd.h"
#include "exchange/import_psytools.h"
#include "exchange/import_redcap.h"
#include "questionnaire/catalogue.h"

namespace attune {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `id` with an underscore in place of each run of characters that no id of a part may hold.
std::string with_underscores(std::string_view id) {
  std::string made;
  for (const char c : id) {
    if (is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-') made += c;
    else if (!made.empty() && made.back() != '_') made += '_';
  }
  return made;
}

const ImportFormat& format_of(const std::string& from, std::string_view content, const std::filesystem::path& path) {
  const auto formats = import_formats();
  std::vector<std::string> names;
  for (const ImportFormat& format : formats) {
    if (format.name == from) return format;
    names.emplace_back(format.name);
  }
  if (!from.empty()) {
    throw Error(ExitCode::usage, {}, fmt::format("--from {}: there is no such format", shorten(from, 40)),
                fmt::format("There is {}.", join_words(names)));
  }
  const std::string extension = fold(path.extension().string());
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [&](const ImportFormat& format) { return format.recognises(content, extension); });
  if (found != formats.end()) return *found;
  throw Error(ExitCode::data, {.file = path.string()}, "this is no format of questionnaires that attune knows",
              fmt::format("It reads {}; --from names one.", join_words(names)));
}

void require_plain(const std::string& code, const std::string& file) {
  if (!find_invalid_utf8(code) && !find_control(code)) return;
  throw Error(ExitCode::data, {.file = file}, fmt::format("a control character in the code \"{}\"", shorten(code, 40)),
              "Definitions hold plain text only. Change the code, in the files of answers too.");
}

void require_clear_codes(const ResponseScale& response, const std::string& file) {
  const auto unclear = unclear_code(response.labels, {response.codes.begin(), response.codes.end()});
  if (!unclear) return;
  throw Error(ExitCode::data, {.file = file}, unclear_text(*unclear),
              "In files of answers, codes and labels are understood whatever their case. Change one of the two, in the "
              "files of answers too.");
}

void require_usable_codes(const ResponseScale& response, const std::string& file) {
  for (const auto& [code, answer] : response.codes) require_plain(code, file);
  for (const std::string& code : response.missing) require_plain(code, file);
  require_clear_codes(response, file);
}

}  // namespace

std::span<const ImportFormat> import_formats() {
  static constexpr std::array kFormats{
      ImportFormat{"osd", "Open Scale Definition (.osd)", is_osd, import_osd},
      ImportFormat{"redcap", "REDCap data dictionary (.csv)", is_redcap_dictionary, import_redcap},
      ImportFormat{"limesurvey", "LimeSurvey structure (.lss, .txt)", is_limesurvey, import_limesurvey},
      ImportFormat{"fhir", "FHIR R4 Questionnaire (.json)", is_fhir_questionnaire, import_fhir},
      ImportFormat{"psytools", "psytools assessment (.json)", is_psytools, import_psytools},
  };
  return kFormats;
}

Imported import_text(const ImportFormat& format, const std::string& content, const ImportRequest& request) {
  Imported imported = format.import(content, request);
  require_usable_codes(imported.questionnaire.response, request.file);
  for (const Item& item : imported.questionnaire.items) {
    if (item.response) require_usable_codes(*item.response, request.file);
  }
  return imported;
}

Imported import_definition(const std::filesystem::path& path, const std::string& from, const ImportRequest& request) {
  const std::string content = read_input_file(path, kImportLimit);
  return import_text(format_of(from, content, path), content, request);
}

std::string definition_id(std::string_view name) {
  const std::string id = nearest_id(name);
  return id.empty() ? "imported" : id;
}

std::vector<std::string> part_ids(const std::vector<std::string>& ids, std::string_view prefix) {
  constexpr std::size_t kLongest = 64, kRoomForNumber = 8;
  std::set<std::string> taken;
  std::vector<std::string> made;
  for (const std::string& id : ids) {
    std::string part = with_underscores(id);
    if (part.empty() || !is_letter(part.front())) part.insert(0, prefix);
    part.resize(std::min(part.size(), kLongest));
    const std::string stem = part.substr(0, kLongest - kRoomForNumber);
    for (std::size_t n = 2; !taken.insert(fold(part)).second; ++n) part = fmt::format("{}_{}", stem, n);
    made.push_back(std::move(part));
  }
  return made;
}

}  // namespace attune
