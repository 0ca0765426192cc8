#include <fmt/format.h>

#include <memory>
#include <optional>

#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "base/text_table.h"
#include "commands/commands.h"
#include "commands/terminal_output.h"
#include "guide/guide_html.h"
#include "guide/markdown.h"
#include "guide/page.h"

namespace attune {
namespace {

struct LearnOptions {
  std::string page;
  std::string format = "text";
  std::optional<std::string> search;
};

std::string list_of_pages(const Catalogue& catalogue) {
  TextTable table({{"PAGE"}, {"WHAT IT IS ABOUT"}});
  for (const std::string& name : page_names(catalogue)) table.add({name, load_page(catalogue, name).title});
  return table.text(terminal_width()) + "\nRead one with: attune learn PAGE\n";
}

std::string findings_text(const std::vector<Finding>& findings, const TerminalStyle& style) {
  std::string text;
  for (const Finding& finding : findings) {
    text += fmt::format("{}{}: {}\n", text.empty() ? "" : "\n", finding.page, finding.heading);
    for (const std::string& line : wrap(finding.paragraph, style.width - 2)) text += fmt::format("  {}\n", line);
  }
  return text;
}

ExitCode learn(const LearnOptions& options) {
  const Catalogue catalogue = Catalogue::of_environment();
  const TerminalStyle style = terminal_style();
  if (options.search) {
    if (trim(*options.search).empty()) throw Error(ExitCode::usage, {}, "--search needs a word");
    const auto findings = search_guide(catalogue, *options.search);
    if (findings.empty())
      write_text(printable(fmt::format("The guide does not speak of \"{}\".", shorten(*options.search, 40))) + "\n");
    else page_text(findings_text(findings, style));
    return ExitCode::ok;
  }
  if (options.page.empty() && options.format == "text") {
    page_text(list_of_pages(catalogue));
    return ExitCode::ok;
  }
  std::vector<GuidePage> pages;
  for (const std::string& name : options.page.empty() ? page_names(catalogue) : std::vector<std::string>{options.page})
    pages.push_back(load_page(catalogue, name));
  if (options.format == "html") {
    OutputFile("-").write(guide_html(pages));
  } else if (options.format == "md") {
    for (const GuidePage& page : pages) OutputFile("-").write(page.markdown + (pages.size() > 1 ? "\n" : ""));
  } else {
    page_text(render_terminal(pages.front().markdown, style));
  }
  return ExitCode::ok;
}

}  // namespace

void add_learn(CLI::App& app, Action& run) {
  auto options = std::make_shared<LearnOptions>();
  CLI::App* command = app.add_subcommand("learn", "Read about attachment, its patterns, and what helps.");
  auto* page = command->add_option("PAGE", options->page, "a page of the guide; without it, the list of pages");
  auto* format =
      command
          ->add_option("--format", options->format, "text, html or md; without PAGE, html and md give the whole guide")
          ->type_name("FORM")
          ->check(CLI::IsMember({"text", "html", "md"}))
          ->capture_default_str();
  command->add_option("--search", options->search, "show the paragraphs that hold this word")
      ->excludes(page)
      ->excludes(format)
      ->type_name("WORD");
  command->footer(
      "Examples:\n  attune learn\n  attune learn anxious\n  attune learn --search boundaries\n  attune learn --format "
      "html > guide.html");
  command->callback([&run, options] { run = [options] { return learn(*options); }; });
}

}  // namespace attune
