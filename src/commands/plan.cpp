#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "base/clock.h"
#include "base/terminal.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/history_access.h"
#include "commands/plan_keeping.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "guide/plan.h"
#include "report/plan_text.h"

namespace attune {
namespace {

struct PlanOptions {
  std::string profile;
  bool start = false;
  std::optional<std::size_t> done;
  bool look_back = false;
  bool forget = false;
  bool yes = false;
  PassphraseOptions passphrase;
};

KeptPlan begin_plan(const Plan& plan, HistoryAccess& history) {
  KeptPlan kept{
      .profile = plan.profile, .begun = today(), .done = std::vector<std::optional<std::string>>(plan.days.size())};
  history.open().keep_plan(kept);
  return kept;
}

std::optional<KeptPlan> kept_plan(HistoryAccess& history) {
  if (!history.holds_anything()) return std::nullopt;
  return history.open().plan();
}

KeptPlan require_kept(HistoryAccess& history) {
  auto kept = kept_plan(history);
  if (!kept) {
    throw Error(
        ExitCode::usage, {}, "you have not begun a plan",
        "\"attune plan anxious --start\" begins one; there are plans for secure, anxious, avoidant and ambivalent.");
  }
  return *kept;
}

std::string replaced_words(const KeptPlan& kept) {
  const auto ticked =
      std::count_if(kept.done.begin(), kept.done.end(), [](const auto& day) { return day.has_value(); });
  return fmt::format("It takes the place of the plan \"{}\", of which {} {} ticked off.", kept.profile,
                     counted(static_cast<std::size_t>(ticked), "day"), ticked == 1 ? "is" : "are");
}

Plan plan_of(const KeptPlan& kept) {
  try {
    return load_plan(Catalogue::of_environment(), kept.profile);
  } catch (const Error& error) {
    throw Error(error.code(), {}, "the kept plan cannot be gone on with: " + error.problem(),
                "\"attune plan --forget\" removes it.");
  }
}

ExitCode tick(std::size_t day, HistoryAccess& history) {
  KeptPlan kept = require_kept(history);
  const Plan plan = plan_of(kept);
  kept.done.resize(plan.days.size());
  const std::size_t index = day == 0 ? kept.next_day() : day - 1;
  if (index >= kept.done.size()) {
    throw Error(ExitCode::usage, {},
                day == 0 ? "all days are ticked off" : fmt::format("the plan has {}", counted(kept.done.size(), "day")),
                fmt::format("\"attune plan {} --start\" begins it again.", kept.profile));
  }
  kept.done[index] = today();
  history.open().keep_plan(kept);
  write_text(wrap_indented(fmt::format("Day {}, {}: ticked off. {}", index + 1, plan.days[index].title,
                                       kept.next_day() < kept.done.size()
                                           ? fmt::format("Next is day {}, whenever you like.", kept.next_day() + 1)
                                           : "That was the last one."),
                           terminal_width(), 0) +
             "\n");
  return ExitCode::ok;
}

// One that is damaged cannot be shown, but be forgotten.
bool is_there(HistoryAccess& history) {
  if (!history.holds_anything()) return false;
  Store store = history.open();
  try {
    return store.plan().has_value();
  } catch (const Error&) {
    return true;
  }
}

ExitCode forget(bool yes, HistoryAccess& history) {
  if (!is_there(history)) {
    write_text("There is no plan to forget.\n");
  } else if (is_sure(yes, "Forget the plan, with its ticks? It cannot be brought back.")) {
    history.open().forget_plan();
    write_text("The plan is forgotten.\n");
  }
  return ExitCode::ok;
}

ExitCode start(const Plan& plan, bool yes, HistoryAccess& history) {
  const auto kept = kept_plan(history);
  const bool has_ticks =
      kept && std::any_of(kept->done.begin(), kept->done.end(), [](const auto& day) { return day.has_value(); });
  if (has_ticks && !is_sure(yes, replaced_words(*kept) + " These ticks cannot be brought back. Begin anew?"))
    return ExitCode::ok;
  page_text(today_text(plan, begin_plan(plan, history), terminal_style()));
  return ExitCode::ok;
}

ExitCode show_plan(const PlanOptions& options, HistoryAccess& history) {
  const Catalogue catalogue = Catalogue::of_environment();
  const TerminalStyle style = terminal_style();
  if (!options.profile.empty()) {
    const Plan plan = load_plan(catalogue, options.profile);
    if (options.start) return start(plan, options.yes, history);
    page_text(plan_text(plan, style));
    return ExitCode::ok;
  }
  const KeptPlan kept = require_kept(history);
  const Plan plan = plan_of(kept);
  page_text(options.look_back ? look_back_text(plan, kept, style) : today_text(plan, kept, style));
  return ExitCode::ok;
}

ExitCode run_plan(const PlanOptions& options) {
  HistoryAccess history(options.passphrase);
  if (options.forget) return forget(options.yes, history);
  if (options.done) return tick(*options.done, history);
  if (options.start && options.profile.empty())
    throw Error(ExitCode::usage, {}, "--start needs a profile", "For example: attune plan anxious --start");
  return show_plan(options, history);
}

}  // namespace

void offer_plan(const std::string& profile, HistoryAccess& history) {
  std::string question = fmt::format(
      "Begin the two-week plan \"{}\", one small practice a day? It would be kept on this computer, and \"attune plan "
      "--forget\" removes it.",
      profile);
  // A passphrase is not worth asking for before there is a yes.
  if (const auto begun = history.needs_passphrase() ? std::nullopt : kept_plan(history))
    question += " " + replaced_words(*begun);
  if (!confirmed(question)) return;
  const Plan plan = load_plan(Catalogue::of_environment(), profile);
  write_text(today_text(plan, begin_plan(plan, history), terminal_style()));
}

void add_plan(CLI::App& app, Action& run) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command =
      app.add_subcommand("plan", "Small practices for two weeks: today's, all of them, and those behind you.");
  auto* profile =
      command->add_option("PROFILE", options->profile, "secure, anxious, avoidant or ambivalent: show its plan");
  auto* start =
      command->add_flag("--start", options->start, "begin the plan of PROFILE and keep it, in place of an earlier one");
  auto* done = command->add_option("--done", options->done, "tick off today's practice, or that of day N")
                   ->expected(0, 1)
                   ->transform(whole_number(1, 14))
                   ->excludes(profile)
                   ->type_name("DAY");
  auto* look_back =
      command->add_flag("--look-back", options->look_back, "show what you have ticked off")->excludes(profile);
  command->add_flag("--forget", options->forget, "remove the kept plan")
      ->excludes(profile)
      ->excludes(start)
      ->excludes(done)
      ->excludes(look_back);
  command->add_flag("--yes", options->yes,
                    "with --start or --forget: without asking whether what you have ticked may go");
  add_passphrase_options(*command, options->passphrase);
  command->footer(
      "Examples:\n  attune plan anxious            all fourteen days\n  attune plan anxious --start    begin, and keep "
      "it\n  attune plan                    today's practice\n  attune plan --done             tick it off\n\nDays go "
      "by ticks, not by the calendar; nothing reminds you.");
  command->callback([&run, options, done] {
    // Given without a day it means the next one.
    if (done->count() > 0 && !options->done) options->done = 0;
    run = [options] { return run_plan(*options); };
  });
}

}  // namespace attune
