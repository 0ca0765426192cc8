#include <memory>

#include "base/file.h"
#include "commands/commands.h"
#include "commands/reading.h"
#include "commands/writing.h"
#include "psychometrics/group.h"
#include "report/svg_histogram.h"
#include "report/svg_map.h"

namespace attune {
namespace {

struct PlotOptions {
  ReadingOptions reading;
  std::string picture;
  std::string output = "-";
};

ExitCode plot(const PlotOptions& options) {
  const bool map = options.picture == "map";
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  Group group(questionnaire);
  if (map && !group.scatter())
    throw Error(ExitCode::usage, {}, "--picture map: " + questionnaire.id + " has no two dimensions",
                "Its scores can be seen with --picture distributions.");
  refuse_other_form(options.output, ".svg");
  refuse_overwriting_input(options.reading, options.output);
  confine(options.reading, {options.output});
  OutputFile out(options.output);
  read_all(questionnaire, options.reading, [&](const AnswerBlock& block) { group.add(block); });
  out.write(map ? group_map_svg(questionnaire, *group.scatter(), "map")
                : histograms_svg(questionnaire, group.statistics(), "distributions"));
  out.commit();
  return ExitCode::ok;
}

}  // namespace

void add_plot(CLI::App& app, Action& run) {
  auto options = std::make_shared<PlotOptions>();
  CLI::App* command = app.add_subcommand("plot", "Draw the scores of a file as SVG: the map, or the distributions.");
  add_reading_options(*command, options->reading);
  add_input_files(*command, options->reading);
  command
      ->add_option("--picture", options->picture,
                   "map: where the respondents lie on both dimensions; distributions: of the scores on each scale")
      ->required()
      ->check(CLI::IsMember({"map", "distributions"}))
      ->type_name("WHICH");
  command->add_option("-o,--output", options->output, "file for the picture, written whole or not at all")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune plot ecr-r panel.csv --picture map -o map.svg\n"
      "  attune plot ecr-r panel.csv --picture distributions -o distributions.svg");
  command->callback([&run, options] { run = [options] { return plot(*options); }; });
}

}  // namespace attune
