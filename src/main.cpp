#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <sstream>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/help.h"
#include "commands/out_of_memory.h"
#include "commands/terminal_output.h"

namespace attune {
namespace {

void report(const std::string& message) { tell("attune: " + message); }

// A closed standard stream would let the next file that is opened take its number, and messages or results would go
// there.
void fill_closed_streams() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    // Read-only, so that writing to a closed standard output still fails.
    if (fcntl(descriptor, F_GETFD) == -1) open("/dev/null", O_RDONLY);
  }
}

// The command that was named, with a command of its own the latter; the program where none was.
const CLI::App& chosen_command(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : chosen_command(*chosen.front());
}

// CLI11 says which word it did not expect; whoever mistyped one wants to know which was meant.
std::string suggestion(const CLI::App& app) {
  const auto unexpected = app.remaining(true);
  if (unexpected.empty()) return {};
  const CLI::App& context = chosen_command(app);
  std::vector<std::string> known;
  for (const CLI::App* command : commands_of(context)) known.push_back(command->get_name());
  for (const CLI::Option* option : context.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  const auto meant = did_you_mean(unexpected.front().substr(0, unexpected.front().find('=')), known);
  return meant ? fmt::format("\n  Did you mean {}?", *meant) : std::string();
}

// The first that is required and not there.
const CLI::Option* missing_option(const CLI::App& command) {
  const auto missing =
      command.get_options([](const CLI::Option* option) { return option->get_required() && option->count() == 0; });
  return missing.empty() ? nullptr : missing.front();
}

// In CLI11's words the type of the value shows through, and what is missing is not said in any other.
std::string problem_of(const CLI::ParseError& wrong, const CLI::App& command) {
  std::string words = wrong.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&wrong) != nullptr)
    return words.substr(0, words.find(':')) + " needs a value";
  const bool is_missing = dynamic_cast<const CLI::RequiredError*>(&wrong) != nullptr;
  if (const CLI::Option* option = is_missing ? missing_option(command) : nullptr)
    return fmt::format("{} is required: {}", option->get_name(), option->get_description());
  return words;
}

ExitCode usage_error(const CLI::App& app, const CLI::ParseError& wrong) {
  const CLI::App& chosen = chosen_command(app);
  const auto unexpected = app.remaining(true);
  const std::string name = full_name(chosen);
  const bool has_commands = !commands_of(chosen).empty();
  const std::string problem = unexpected.empty() ? problem_of(wrong, chosen)
                              : has_commands
                                  ? fmt::format("there is no command or option \"{}\"", unexpected.front())
                                  : fmt::format("\"{}\" does not go with {}", fmt::join(unexpected, " "), name);
  report(fmt::format("{}{}\n  \"{} --help\" shows how it is used.", problem, suggestion(app), name));
  return ExitCode::usage;
}

ExitCode run(int argc, char** argv) {
  CLI::App app{"Questionnaires of adult attachment: take one, understand the result, score files of answers."};
  app.set_version_flag("--version", "attune " ATTUNE_VERSION);
  app.set_help_flag("--help,-h", "show this help");
  app.name("attune");
  app.formatter(std::make_shared<HelpFormatter>());
  app.require_subcommand(0, 1);
  app.footer(
      "Examples:\n  attune take\n  attune learn anxious\n  attune score ecr-r clients.csv\n\n\"attune COMMAND --help\" "
      "tells more about each "
      "command.");
  Action action;
  add_take(app, action);
  add_learn(app, action);
  add_plan(app, action);
  add_history(app, action);
  add_list(app, action);
  add_show(app, action);
  add_score(app, action);
  add_change(app, action);
  add_report(app, action);
  add_plot(app, action);
  add_norms(app, action);
  add_simulate(app, action);
  add_stats(app, action);
  add_codebook(app, action);
  add_sql(app, action);
  add_import(app, action);
  add_export(app, action);
  add_check(app, action);
  add_completion(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    app.exit(asked, text, text);
    OutputFile("-").write(text.str());
    return ExitCode::ok;
  } catch (const CLI::ParseError& wrong) {
    return usage_error(app, wrong);
  }
  if (action) return action();
  OutputFile("-").write(app.help());
  return ExitCode::ok;
}

}  // namespace
}  // namespace attune

int main(int argc, char** argv) {
  using attune::ExitCode;
  attune::fill_closed_streams();
  attune::end_without_memory_everywhere();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is told as what could not be written
  std::setlocale(LC_CTYPE, "");
  try {
    const ExitCode code = attune::run(argc, argv);
    if (std::fflush(stdout) == 0) return static_cast<int>(code);
    attune::report("cannot write to the standard output: " + attune::system_reason(errno));
    return static_cast<int>(ExitCode::io);
  } catch (const attune::Error& error) {
    attune::report(error.what());
    return static_cast<int>(error.code());
  } catch (const std::bad_alloc&) {
    attune::end_without_memory();
  } catch (const std::exception& bug) {
    attune::report(
        fmt::format("a mistake in attune itself: {}\n  Please report it, with the command that you ran.", bug.what()));
    return static_cast<int>(ExitCode::software);
  }
}
