#include "base/error.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "base/text.h"

namespace attune {

std::string Place::prefix() const {
  std::string text = one_line(file);
  if (line > 0) text += fmt::format(":{}", line);
  if (line > 0 && column > 0) text += fmt::format(":{}", column);
  if (!text.empty()) text += ": ";
  if (!respondent.empty()) text += fmt::format("respondent {}: ", one_line(respondent));
  return text;
}

Error::Error(ExitCode code, Place place, std::string_view problem, std::string_view remedy)
    : code_(code), place_(std::move(place)), problem_(one_line(problem)), remedy_(one_line(remedy)) {
  message_ = place_.prefix() + problem_;
  if (!remedy_.empty()) message_ += "\n  " + remedy_;
}

std::string system_reason(int error_number) { return std::generic_category().message(error_number); }

}  // namespace attune
