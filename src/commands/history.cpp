#include <fmt/format.h>

#include <memory>
#include <optional>
#include <tuple>

#include "base/clock.h"
#include "base/file.h"
#include "base/terminal.h"
#include "commands/history_access.h"
#include "commands/history_commands.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "commands/writing.h"
#include "history/selection.h"
#include "questionnaire/load.h"
#include "report/history_text.h"
#include "report/kept_page.h"
#include "report/kept_result.h"
#include "report/page.h"
#include "report/person_page.h"
#include "report/result.h"

namespace attune {
namespace {

struct ViewOptions {
  Selection selection;
  std::vector<std::size_t> numbers{0};
  bool plain = false;
  std::string page;
  PassphraseOptions passphrase;
};

// The definition as it is now, or nothing where it is gone.
std::optional<Questionnaire> definition_of(const KeptSitting& sitting) {
  const Catalogue catalogue = Catalogue::of_environment();
  if (!catalogue.find(sitting.questionnaire)) return std::nullopt;
  return load_named(sitting.questionnaire, catalogue);
}

std::vector<KeptSitting> kept_sittings(const ViewOptions& options) {
  return HistoryAccess(options.passphrase).sittings();
}

ExitCode list(const ViewOptions& options) {
  const auto kept = kept_sittings(options);
  const auto sittings = select(kept, options.selection);
  if (!sittings.empty()) page_text(history_list_text(sittings, terminal_width()));
  else
    tell(fmt::format("No {}.{}", none_chosen(options.selection, kept.size()),
                     kept.empty() ? " \"attune take --save\" keeps one." : ""));
  return ExitCode::ok;
}

Page page_of(const Questionnaire& questionnaire, const Result& result, const std::vector<KeptSitting>& earlier) {
  const PersonPages pages(questionnaire, Catalogue::of_environment(), {.date = today(), .reader = Reader::person});
  return pages.page(kept_result(questionnaire, result, earlier));
}

void write_page(Page page, const Way& way, const std::string& name) {
  tell_left_out(way.left_out.size(), page);
  OutputFile out(name);
  out.write(page_html(page));
  out.commit();
  if (name != "-") tell(fmt::format("The page is in {}.", name));
}

ExitCode show_as_kept(const KeptSitting& kept, const Way& way, bool is_gone, const std::string& page) {
  tell(fmt::format("The definition of {} {} since; these are the scores of then.", kept.questionnaire,
                   is_gone ? "has gone" : "has changed"));
  if (page.empty()) page_text(kept_result_text(kept, terminal_style()));
  else write_page(kept_page(kept, way.leading), way, page);
  return ExitCode::ok;
}

ExitCode show(const ViewOptions& options) {
  refuse_overwriting({}, options.page);
  const auto sittings = kept_sittings(options);
  const KeptSitting& kept = numbered(sittings, options.numbers.front());
  const Way way = way_to(kept, sittings);
  const auto questionnaire = definition_of(kept);
  const auto sitting = questionnaire ? as_answered(kept, *questionnaire) : std::nullopt;
  if (!sitting) return show_as_kept(kept, way, !questionnaire, options.page);
  const Result result{.about = relationship(kept.about, *questionnaire),
                      .sitting = *sitting,
                      .scores = Scorer(*questionnaire).score(sitting->answers())};
  if (options.page.empty())
    page_text(result_text(*questionnaire, {result}, Catalogue::of_environment(), terminal_style()));
  else write_page(page_of(*questionnaire, result, way.leading), way, options.page);
  return ExitCode::ok;
}

ExitCode compare(const ViewOptions& options) {
  if (options.numbers.front() == options.numbers.back())
    throw Error(ExitCode::usage, {}, "a sitting does not differ from itself", "Name two of those that are kept.");
  const auto sittings = kept_sittings(options);
  const KeptSitting& one = numbered(sittings, options.numbers.front());
  const KeptSitting& other = numbered(sittings, options.numbers.back());
  const auto [before, after] = is_before(other, one) ? std::tie(other, one) : std::tie(one, other);
  if (before.questionnaire != after.questionnaire) {
    throw Error(ExitCode::usage, {},
                fmt::format("{} and {} cannot be compared: they measure different things", before.questionnaire,
                            after.questionnaire));
  }
  const auto questionnaire = definition_of(after);
  page_text(comparison_text(before, after, questionnaire ? &*questionnaire : nullptr, terminal_style()));
  return ExitCode::ok;
}

ExitCode plot(const ViewOptions& options) {
  const auto kept = kept_sittings(options);
  const auto sittings = course_of_last(select(kept, options.selection));
  if (sittings.empty()) throw Error(ExitCode::usage, {}, "no " + none_chosen(options.selection, kept.size()));
  const auto questionnaire = definition_of(sittings.back());
  TerminalStyle style = terminal_style();
  style.spoken = options.plain;
  if (!questionnaire)
    tell(fmt::format("The definition of {} has gone since, so there is no drawing; these are the scores of then.",
                     sittings.back().questionnaire));
  page_text(questionnaire ? course_text(*questionnaire, sittings, style) : kept_course_text(sittings, style));
  return ExitCode::ok;
}

void add_selection(CLI::App& command, Selection& selection) {
  command.add_option("--about", selection.about, "only sittings about this person")->type_name("WHOM");
  command.add_option("--questionnaire", selection.questionnaire, "only sittings with this questionnaire")
      ->type_name("ID");
}

void add_history_show(CLI::App& history, Action& run) {
  auto options = std::make_shared<ViewOptions>();
  CLI::App* command = history.add_subcommand("show", "Show the result of a kept sitting.");
  command->add_option("N", options->numbers.front(), "number of the sitting")
      ->required()
      ->transform(whole_number(1, 1'000'000'000));
  command
      ->add_option("--page", options->page,
                   "write it to this file as a page (HTML), with the way from the sittings before it")
      ->type_name("FILE");
  add_passphrase_options(*command, options->passphrase);
  command->footer("Examples:\n  attune history show 2\n  attune history show 2 --page result.html");
  command->callback([&run, options] { run = [options] { return show(*options); }; });
}

void add_history_compare(CLI::App& history, Action& run) {
  auto options = std::make_shared<ViewOptions>();
  CLI::App* command =
      history.add_subcommand("compare", "Compare two sittings: is the change more than the error explains?");
  options->numbers.resize(2);
  for (std::size_t one = 0; one < options->numbers.size(); ++one) {
    command->add_option(one == 0 ? "A" : "B", options->numbers[one], "number of one of two sittings, in any order")
        ->required()
        ->transform(whole_number(1, 1'000'000'000));
  }
  add_passphrase_options(*command, options->passphrase);
  command->footer("Example:\n  attune history compare 1 3");
  command->callback([&run, options] { run = [options] { return compare(*options); }; });
}

void add_history_plot(CLI::App& history, Action& run) {
  auto options = std::make_shared<ViewOptions>();
  CLI::App* command = history.add_subcommand(
      "plot",
      "Draw the path across the map, and each dimension over time with its error; of the latest sitting's kind.");
  add_selection(*command, options->selection);
  command->add_flag("--plain", options->plain, "numbers in place of drawings, for speech output and braille");
  add_passphrase_options(*command, options->passphrase);
  command->footer("Examples:\n  attune history plot\n  attune history plot --about partner");
  command->callback([&run, options] { run = [options] { return plot(*options); }; });
}

}  // namespace

void add_history(CLI::App& app, Action& run) {
  auto options = std::make_shared<ViewOptions>();
  CLI::App* command =
      app.add_subcommand("history", "What you chose to keep: list it, look back, compare; encrypt it, forget it.");
  add_selection(*command, options->selection);
  add_passphrase_options(*command, options->passphrase);
  add_history_show(*command, run);
  add_history_compare(*command, run);
  add_history_plot(*command, run);
  add_history_export(*command, run);
  add_history_import(*command, run);
  add_history_forget(*command, run);
  add_history_lock(*command, run);
  add_history_unlock(*command, run);
  command->require_subcommand(0, 1);
  command->footer(
      "Examples:\n  attune history                  what is kept\n  attune history show 2           the result again\n "
      " "
      "attune history compare 1 2      what has changed\n  attune history forget 2         remove it for good");
  command->callback([&run, options, command] {
    if (command->get_subcommands().empty()) run = [options] { return list(*options); };
  });
}

}  // namespace attune
