#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

namespace attune {

/// How the program ends: the codes of sysexits.h.
enum class ExitCode : int {
  ok = 0,
  usage = 64,          ///< the command line is wrong
  data = 65,           ///< a definition or an answer file is wrong
  no_input = 66,       ///< a file that should be read cannot be opened
  software = 70,       ///< a mistake of ours
  cannot_create = 73,  ///< an output file cannot be made
  io = 74,             ///< reading or writing failed half-way
};

/// Where in somebody's input a problem lies. Zero or empty means: not known, or it does not apply.
struct Place {
  std::string file = {};
  std::size_t line = 0;         ///< from 1
  std::size_t column = 0;       ///< from 1, in characters
  std::string respondent = {};  ///< number (from 1) or id of the respondent whose row it is

  /// "clients.csv:8: respondent 7: ", as far as known; empty if nothing is.
  std::string prefix() const;
};

/// The one type of failure: what is wrong, where, what to do about it, and how the program should end.
///
/// `problem` and `remedy` are sentences for people. They may quote untrusted text: it is made safe for a terminal, line
/// feeds included, so that nothing in it can pass for a message of ours.
class Error : public std::exception {
 public:
  Error(ExitCode code, Place place, std::string_view problem, std::string_view remedy = {});

  ExitCode code() const { return code_; }
  const Place& place() const { return place_; }
  const std::string& problem() const { return problem_; }
  const std::string& remedy() const { return remedy_; }

  /// Place and problem on one line; the remedy, if any, indented below.
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  ExitCode code_;
  Place place_;
  std::string problem_;
  std::string remedy_;
  std::string message_;
};

/// The operating system's words for `error_number` (an errno value): "No space left on device".
std::string system_reason(int error_number);

}  // namespace attune
