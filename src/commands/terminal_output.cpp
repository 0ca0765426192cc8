#include "commands/terminal_output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr int kWidestText = 80;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

class IgnoredSignals {
 public:
  IgnoredSignals() {
    for (std::size_t s = 0; s < kSignals.size(); ++s) earlier_[s] = std::signal(kSignals[s], SIG_IGN);
  }
  IgnoredSignals(const IgnoredSignals&) = delete;
  IgnoredSignals& operator=(const IgnoredSignals&) = delete;
  ~IgnoredSignals() {
    for (std::size_t s = 0; s < kSignals.size(); ++s) std::signal(kSignals[s], earlier_[s]);
  }

 private:
  static constexpr std::array<int, 3> kSignals{SIGINT, SIGQUIT, SIGPIPE};
  std::array<void (*)(int), 3> earlier_{};
};

bool fits_window(const std::string& text) {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return true;
  return std::count(text.begin(), text.end(), '\n') < size.ws_row;
}

// A terminal whose window has been closed is none any more.
void refuse_closed_terminal(int descriptor) {
  if (!is_terminal(descriptor)) throw Error(ExitCode::io, {}, "the terminal was closed");
}

// Each line of `text` wrapped by itself, behind its own indent.
std::string wrapped_lines(std::string_view text, int width) {
  std::string lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::string indent(std::min(line.find_first_not_of(' '), line.size()), ' ');
    for (const std::string& part : wrap(line, std::max(width - static_cast<int>(indent.size()), 1)))
      lines += indent + part + "\n";
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  lines.pop_back();
  return lines;
}

}  // namespace

void tell(const std::string& message) {
  std::string text = printable(message);
  if (is_terminal(STDERR_FILENO)) text = wrapped_lines(text, terminal_width(STDERR_FILENO));
  text += '\n';
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void tell_outcome(const std::vector<std::string>& notes, const std::string& summary, const std::string& caution) {
  for (const std::string& note : notes) tell("attune: " + one_line(note));
  if (!summary.empty()) tell(summary);
  if (!caution.empty()) tell(caution);
}

TerminalStyle terminal_style() {
  const std::string term = environment("TERM");
  return {.width = std::min(terminal_width(), kWidestText),
          .emphasis = is_terminal(1) && !term.empty() && term != "dumb",
          .unicode = terminal_is_utf8()};
}

void write_text(const std::string& text) { OutputFile("-").write(terminal_is_utf8() ? text : ascii(text)); }

bool confirmed(const std::string& question) {
  write_text("\n" + wrap_indented(question + " [y/N]", terminal_width(), 0) + " ");
  std::string answer;
  if (!std::getline(std::cin, answer)) {
    refuse_closed_terminal(STDIN_FILENO);
    return false;
  }
  return fold(answer) == "y" || fold(answer) == "yes";
}

bool is_sure(bool yes, const std::string& question) {
  if (yes) return true;
  if (!is_terminal(STDIN_FILENO) || !is_terminal(STDOUT_FILENO))
    throw Error(ExitCode::usage, {}, "what is forgotten cannot be brought back", "Add --yes if that is meant.");
  return confirmed(question);
}

void page_text(const std::string& text) {
  const std::string pager = environment("PAGER").empty() ? "less" : environment("PAGER");
  if (!is_terminal(1) || !is_terminal(0) || fits_window(text) || environment("TERM") == "dumb") return write_text(text);
  // For somebody who does not know less: which keys lead on and out, and the text stays on the screen afterwards. Where
  // LESS is set, -R is added, without which emphasis would show as codes.
  const std::string less = environment("LESS");
  setenv("LESS", less.empty() ? "-RFX -PsSpace\\: on   b\\: back   q\\: close$" : ("-R " + less).c_str(), 1);
  std::fflush(stdout);
  // Ctrl-C is the pager's while it runs, and leaving it early is no failure of ours.
  const IgnoredSignals ignored;
  std::FILE* pipe = popen((pager + " 2>/dev/null").c_str(), "w");
  if (pipe == nullptr) return write_text(text);
  const std::string shown = terminal_is_utf8() ? text : ascii(text);
  std::fwrite(shown.data(), 1, shown.size(), pipe);
  constexpr int kNotFound = 127 << 8;
  if (pclose(pipe) == kNotFound) write_text(text);
  // A pager notices a closed window before its SIGHUP reaches us; what was not seen must not count as read.
  refuse_closed_terminal(STDOUT_FILENO);
}

}  // namespace attune
