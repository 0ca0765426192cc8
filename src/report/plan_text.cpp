#include "report/plan_text.h"

#include <fmt/format.h>

#include "base/text.h"

namespace attune {
namespace {

std::string practice_markdown(const Practice& practice, std::size_t day) {
  return fmt::format("## Day {}: {}\n\n{}\n\n{}\n", day + 1, practice.title, practice.two_minutes, practice.why);
}

}  // namespace

std::string plan_text(const Plan& plan, const TerminalStyle& style) {
  std::string markdown = fmt::format(
      "# Two weeks, one small practice a day\n\nFor the {} profile. Each takes about two minutes. Begin, and "
      "keep your ticks, with: attune plan {} --start\n\n",
      plan.profile, plan.profile);
  for (std::size_t day = 0; day < plan.days.size(); ++day) markdown += practice_markdown(plan.days[day], day) + "\n";
  return render_terminal(markdown, style);
}

std::string today_text(const Plan& plan, const KeptPlan& kept, const TerminalStyle& style) {
  const std::size_t day = kept.next_day();
  if (day >= plan.days.size()) {
    return render_terminal(fmt::format("# Two weeks are behind you\n\nAll {} days are ticked off. Look back with: "
                                       "attune plan --look-back\n\nOr begin again with: attune plan {} --start\n",
                                       plan.days.size(), plan.profile),
                           style);
  }
  const Practice& practice = plan.days[day];
  return render_terminal(
      practice_markdown(practice, day) +
          fmt::format("\nTick it off with: attune plan --done\n\nRead on with: attune learn {}\n", practice.page),
      style);
}

std::string look_back_text(const Plan& plan, const KeptPlan& kept, const TerminalStyle& style) {
  std::size_t ticked = 0;
  std::string days;
  for (std::size_t day = 0; day < plan.days.size(); ++day) {
    const auto date = day < kept.done.size() ? kept.done[day] : std::nullopt;
    ticked += date ? 1 : 0;
    days += fmt::format("{}. {}{}\n", day + 1, plan.days[day].title, date ? fmt::format(" (done {})", *date) : "");
  }
  return render_terminal(fmt::format("# Looking back\n\nBegun on {}; {} of {} days ticked off.\n\n{}", kept.begun,
                                     ticked, plan.days.size(), days),
                         style);
}

}  // namespace attune
