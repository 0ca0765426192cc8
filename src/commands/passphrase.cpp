#include "commands/passphrase.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>

#include "base/ending_signals.h"
#include "base/error.h"
#include "base/read_files.h"
#include "base/terminal.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"

namespace attune {
namespace {

constexpr std::size_t kLongest = 1024;  // bytes
constexpr char kInterrupt = 3, kEndOfInput = 4, kBackspace = 8, kEraseLine = 21, kDelete = 127;

// Keys as they are pressed, none of them shown, until the end.
class SilentTerminal {
 public:
  SilentTerminal() {
    tcgetattr(STDIN_FILENO, &before_);
    ending_.emplace([this] {
      mutex_.lock();  // for good: the terminal stays as it was
      show();
    });
    const std::lock_guard lock(mutex_);
    termios silent = before_;
    // Ctrl-C comes as a key, so that the terminal is put right again before the program ends.
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    const std::lock_guard lock(mutex_);
    show();
  }

 private:
  void show() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

  termios before_{};
  std::mutex mutex_;
  std::optional<EndingSignals> ending_;  // ends last, so that no signal finds the terminal silent
};

[[noreturn]] void refuse(const std::string& problem) {
  throw Error(ExitCode::usage, {}, problem,
              "It is typed on a terminal, or comes from --passphrase-file FILE or --passphrase-fd N.");
}

// One byte, so that nothing after the line is taken from whoever reads on.
bool read_byte(int descriptor, char& byte) {
  ssize_t got = 0;
  do {
    got = ::read(descriptor, &byte, 1);
  } while (got < 0 && errno == EINTR);
  // Half a passphrase must not pass for the whole: a history locked with it would be lost.
  if (got < 0) throw Error(ExitCode::io, {}, "the passphrase cannot be read: " + system_reason(errno));
  return got == 1;
}

// Takes the last character, in UTF-8, from the first `size` bytes; what is left.
std::size_t without_last(const Secret& line, std::size_t size) {
  while (size > 0 && (line.data()[size - 1] & 0xc0) == 0x80) --size;
  return size > 0 ? size - 1 : 0;
}

// Reads to the end of the line. On a terminal, which passes keys on as they are, some keys edit it.
Secret read_line(int descriptor, bool keys) {
  Secret line(kLongest);
  std::size_t size = 0;
  for (char byte = 0;
       read_byte(descriptor, byte) && byte != '\n' && !(keys && (byte == '\r' || byte == kEndOfInput));) {
    if (keys && byte == kInterrupt) refuse("no passphrase was given");
    if (keys && (byte == kBackspace || byte == kDelete)) {
      size = without_last(line, size);
    } else if (keys && byte == kEraseLine) {
      size = 0;
    } else if (size == kLongest) {
      refuse(fmt::format("the passphrase is longer than {} bytes", kLongest));
    } else {
      line.data()[size++] = static_cast<unsigned char>(byte);
    }
  }
  if (size > 0 && line.data()[size - 1] == '\r') --size;
  if (size == 0) refuse("the passphrase is empty");
  line.shorten(size);
  return line;
}

Secret typed(const std::string& prompt) {
  if (!is_terminal(STDIN_FILENO)) refuse("the passphrase of your history is needed");
  const SilentTerminal silent;
  fmt::print(stderr, "{}: ", prompt);
  Secret line = read_line(STDIN_FILENO, true);
  fmt::print(stderr, "\n");
  return line;
}

bool is_elsewhere(const PassphraseOptions& options) { return options.descriptor || !options.file.empty(); }

Secret from_elsewhere(const PassphraseOptions& options) {
  if (options.descriptor && fcntl(*options.descriptor, F_GETFD) < 0) {
    throw Error(ExitCode::no_input, {},
                fmt::format("--passphrase-fd {}: cannot be read: {}", *options.descriptor, system_reason(errno)),
                "A shell opens it: attune history --passphrase-fd 3 3< FILE");
  }
  if (options.descriptor) return read_line(*options.descriptor, false);
  const int descriptor = open(options.file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw Error(ExitCode::no_input, {.file = options.file}, "cannot open: " + system_reason(errno));
  const std::unique_ptr<const int, void (*)(const int*)> closing(&descriptor, [](const int* file) { close(*file); });
  return read_line(descriptor, false);
}

}  // namespace

void add_passphrase_options(CLI::App& command, PassphraseOptions& options) {
  auto* descriptor = command
                         .add_option("--passphrase-fd", options.descriptor,
                                     "read the passphrase of a locked history from this file descriptor")
                         ->transform(whole_number(0, 1023))
                         ->type_name("N");
  command
      .add_option("--passphrase-file", options.file, "read it from the first line of this file (else it is asked for)")
      ->excludes(descriptor)
      ->type_name("FILE");
}

void remember_passphrase_source(const PassphraseOptions& options) {
  if (options.descriptor) remember_read_descriptor(*options.descriptor);
  else if (!options.file.empty()) remember_read_file(options.file);
}

Secret read_passphrase(const PassphraseOptions& options) {
  return is_elsewhere(options) ? from_elsewhere(options) : typed("Passphrase of your history");
}

Secret new_passphrase(const PassphraseOptions& options) {
  Secret first = is_elsewhere(options) ? from_elsewhere(options) : typed("New passphrase for your history");
  if (!is_elsewhere(options) && first.view() != typed("Once more").view()) refuse("the two passphrases differ");
  // Below the least that NIST SP 800-63B allows for what a person chooses.
  constexpr std::size_t kShort = 8;
  if (first.size() < kShort)
    tell(
        "A passphrase as short as this one is soon guessed by a program. Several words that do not belong together "
        "are better: unlock, and lock again.");
  return first;
}

}  // namespace attune
