#include <memory>

#include "commands/history_access.h"
#include "commands/history_commands.h"
#include "commands/terminal_output.h"

namespace attune {
namespace {

ExitCode lock(const PassphraseOptions& options) {
  HistoryAccess history(options);
  if (history.needs_passphrase())
    throw Error(ExitCode::usage, {}, "the history is locked already",
                "For another passphrase, unlock it and lock it again.");
  const Secret passphrase = new_passphrase(options);
  history.open().lock(passphrase);
  tell(
      "The history is locked. Every command that uses it asks for the passphrase. Without it nobody can read the "
      "history, you neither: there is no way round.");
  return ExitCode::ok;
}

ExitCode unlock(const PassphraseOptions& options) {
  HistoryAccess history(options);
  if (!history.needs_passphrase()) {
    tell("The history is not locked.");
    return ExitCode::ok;
  }
  history.open().unlock();
  tell("The history is no longer encrypted. Whoever can read your files can read it.");
  return ExitCode::ok;
}

}  // namespace

void add_history_lock(CLI::App& history, Action& run) {
  auto options = std::make_shared<PassphraseOptions>();
  CLI::App* command = history.add_subcommand("lock", "Encrypt what is kept with a passphrase.");
  add_passphrase_options(*command, *options);
  command->footer("Example:\n  attune history lock");
  command->callback([&run, options] { run = [options] { return lock(*options); }; });
}

void add_history_unlock(CLI::App& history, Action& run) {
  auto options = std::make_shared<PassphraseOptions>();
  CLI::App* command = history.add_subcommand("unlock", "Keep it without encryption again.");
  add_passphrase_options(*command, *options);
  command->footer("Example:\n  attune history unlock");
  command->callback([&run, options] { run = [options] { return unlock(*options); }; });
}

}  // namespace attune
