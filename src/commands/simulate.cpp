#include <fmt/format.h>

#include <map>
#include <cstdint>
#include <limits>
#include <memory>

#include "base/text.h"
#include "batch/simulate_file.h"
#include "commands/commands.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "commands/writing.h"
#include "questionnaire/load.h"

namespace attune {
namespace {

struct SimulateOptions {
  std::string id;
  std::string format;
  std::string output = "-";
  SimulationRun run;
};

const std::map<std::string, Format> kFormats{{"csv", Format::csv},  {"tsv", Format::tsv},   {"ndjson", Format::ndjson},
                                             {"sav", Format::sav},  {"zsav", Format::zsav}, {"dta", Format::dta},
                                             {"xlsx", Format::xlsx}};

Format format_of(const SimulateOptions& options) {
  const Format by_name = format_for_results(options.output);
  if (!options.format.empty()) return kFormats.at(options.format);
  if (by_name == Format::json) {
    throw Error(ExitCode::usage, {}, fmt::format("-o {}: respondents are not written in that form", options.output),
                "An object of JSON a line is NDJSON: -o respondents.ndjson.");
  }
  return by_name;
}

ExitCode simulate(const SimulateOptions& options) {
  const Questionnaire questionnaire = load_named(options.id, Catalogue::of_environment());
  SimulationRun run = options.run;
  run.to = format_of(options);
  refuse_terminal(run.to, options.output);
  refuse_overwriting({definition_file(options.id)}, options.output);
  {
    OutputFile out(options.output);
    ProgressLine line;
    simulate_file(questionnaire, run, out, [&](const Progress& progress) { line.show(progress); });
  }
  tell(fmt::format("{} made up; nobody gave these answers.", counted(run.respondents, "respondent")));
  return ExitCode::ok;
}

}  // namespace

void add_simulate(CLI::App& app, Action& run) {
  auto options = std::make_shared<SimulateOptions>();
  SimulationRun& asked = options->run;
  CLI::App* command = app.add_subcommand("simulate", "Make up respondents, for teaching, planning and tests.");
  command->add_option("ID", options->id, "a questionnaire, or the path of a definition")->required();
  command->add_option("--n", asked.respondents, "how many respondents")
      ->required()
      ->transform(whole_number(1, 1'000'000'000))
      ->type_name("N");
  command->add_option("--seed", asked.seed, "a whole number; the same one gives the same respondents on every machine")
      ->required()
      ->transform(whole_number(0, std::numeric_limits<std::uint64_t>::max()))
      ->type_name("S");
  command->add_option("--reliability", asked.model.reliability, "alpha of a scale among who answers with care")
      ->capture_default_str()
      ->type_name("R");
  command->add_option("--correlation", asked.model.correlation, "of anxiety with avoidance, without error")
      ->capture_default_str()
      ->type_name("R");
  command->add_option("--missing-rate", asked.model.missing_rate, "share of the answers that are left out, at random")
      ->capture_default_str()
      ->type_name("P");
  command
      ->add_option("--missing-code", asked.missing_code,
                   "what is written for an answer that is left out (else nothing)")
      ->type_name("CODE");
  command
      ->add_option("--careless", asked.model.careless,
                   "share of the respondents who do not read: half give one answer throughout, half any answer; adds a "
                   "column that tells who")
      ->capture_default_str()
      ->type_name("SHARE");
  command->add_flag("--demographics", asked.demographics, "adds age, gender and country, unrelated to the answers");
  command
      ->add_option("--format", options->format,
                   "form of the file: csv, tsv, ndjson, xlsx, sav, zsav, dta (else by -o's extension, or csv)")
      ->check(CLI::IsMember({"csv", "tsv", "ndjson", "xlsx", "sav", "zsav", "dta"}))
      ->type_name("FORM");
  command->add_option("-o,--output", options->output, "file for the respondents, written whole or not at all")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune simulate ecr-r --n 500 --seed 1 -o class.csv\n"
      "  attune simulate ecr-r --n 200 --seed 7 --missing-rate 0.05 | attune score ecr-r --id id\n"
      "  attune simulate ecr --n 1000 --seed 3 --reliability 0.8 --careless 0.05 -o careless.csv");
  command->callback([&run, options] { run = [options] { return simulate(*options); }; });
}

}  // namespace attune
