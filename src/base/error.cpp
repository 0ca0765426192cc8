#include "base/error.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace attune {

std::string Place::prefix() const {
  std::string text = file;
  if (line > 0) text += fmt::format(":{}", line);
  if (line > 0 && column > 0) text += fmt::format(":{}", column);
  if (!text.empty()) text += ": ";
  if (!respondent.empty()) text += fmt::format("respondent {}: ", respondent);
  return text;
}

Error::Error(ExitCode code, Place place, std::string problem, std::string remedy)
    : code_(code), place_(std::move(place)), problem_(std::move(problem)), remedy_(std::move(remedy)) {
  message_ = place_.prefix() + problem_;
  if (!remedy_.empty()) message_ += "\n  " + remedy_;
}

std::string system_reason(int error_number) { return std::generic_category().message(error_number); }

}  // namespace attune
