#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/file.h"
#include "batch/norm_files.h"
#include "commands/commands.h"
#include "commands/demographic_options.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"
#include "exchange/norms_yaml.h"

namespace attune {
namespace {

struct NormsOptions {
  ReadingOptions reading;
  std::vector<std::string> by;
  std::vector<std::string> ages;
  DemographicOptions demographics;
  bool complete = false;
  std::vector<std::string> percentiles{"5",  "10", "15", "20", "25", "30", "35", "40", "45", "50",
                                       "55", "60", "65", "70", "75", "80", "85", "90", "95"};
  std::string sample;
  std::string source;
  std::string output = "-";
};

bool by(const NormsOptions& options, const std::string& what) {
  return std::find(options.by.begin(), options.by.end(), what) != options.by.end();
}

// An option that would change nothing is most likely a mistake.
void refuse_idle_options(const NormsOptions& options) {
  if (!by(options, "age") && (!options.ages.empty() || options.demographics.age))
    throw Error(ExitCode::usage, {}, "--ages and --age are for norms by age", "Add --by age.");
  if (!by(options, "gender") && (options.demographics.gender || !options.demographics.gender_codes.empty()))
    throw Error(ExitCode::usage, {}, "--gender and --gender-codes are for norms by gender", "Add --by gender.");
}

NormRun run_of(const NormsOptions& options) {
  refuse_idle_options(options);
  NormRun run{.source = source_of(options.reading),
              .gender_codes = gender_codes_of(options.demographics.gender_codes),
              .complete = options.complete,
              .percents = percents_of(options.percentiles),
              .sample = options.sample,
              .source_text = options.source};
  run.source.read.columns.only_scores = true;
  DemographicOptions demographics = options.demographics;
  if (by(options, "age")) {
    run.ages = age_bands_of(
        options.ages.empty() ? std::vector<std::string>{"18-24", "25-34", "35-44", "45-54", "55-100"} : options.ages);
    if (!demographics.age) demographics.age = "age";
  }
  if (by(options, "gender")) {
    run.genders = genders_of(run.gender_codes);
    if (!demographics.gender) demographics.gender = "gender";
  }
  run.columns = read_demographics(demographics, run.source.read.columns);
  // Groups of gender alone hold whoever told it, of whatever age.
  if (!by(options, "age")) run.columns.age.reset();
  return run;
}

ExitCode norms(const NormsOptions& options) {
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  refuse_overwriting_input(options.reading, options.output);
  confine(options.reading, {options.output});
  const NormRun run = run_of(options);
  OutputFile out(options.output);
  NormOutcome outcome;
  {
    ProgressLine line;
    outcome = norms_of_files(questionnaire, run, [&](const Progress& progress) { line.show(progress); });
  }
  out.write(norms_yaml(questionnaire, outcome.norms));
  out.commit();
  tell_outcome(outcome.notes, outcome.text(), questionnaire.caution);
  return ExitCode::ok;
}

}  // namespace

void add_norms(CLI::App& app, Action& run) {
  auto options = std::make_shared<NormsOptions>();
  CLI::App* command = app.add_subcommand("norms", "Compute norms from files of answers, to be put into a definition.");
  add_reading_options(*command, options->reading);
  add_input_files(*command, options->reading);
  command->add_option("--by", options->by, "groups beside everyone's: age, gender, or both: age,gender")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"age", "gender"}))
      ->type_name("WHAT");
  command->add_option("--ages", options->ages, "bands of age (else 18-24,25-34,35-44,45-54,55-100)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("BANDS");
  add_demographic_options(*command, options->demographics);
  command->add_flag("--complete", options->complete, "count only respondents who answered every item");
  command->add_option("--percentiles", options->percentiles, "percents at which scores are given (else 5,10,...,95)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("PERCENTS");
  command->add_option("--sample", options->sample, "who the people are, for the definition")->type_name("TEXT");
  command->add_option("--source", options->source, "where the figures come from, for the definition")
      ->type_name("TEXT");
  command->add_option("-o,--output", options->output, "file for the norms, written whole or not at all")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune norms ecr-r clients.csv -o norms.yaml     to be put at the end of a definition\n"
      "  attune norms ecr-5pt panel.csv --missing 0 --complete --by age,gender --gender-codes 1=male,2=female");
  command->callback([&run, options] { run = [options] { return norms(*options); }; });
}

}  // namespace attune
