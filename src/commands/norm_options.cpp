#include "commands/norm_options.h"

#include "base/error.h"
#include "scoring/norm_group.h"

namespace attune {

void add_norm_options(CLI::App& command, NormOptions& options) {
  options.given = command
                      .add_option("--norms", options.group,
                                  "compare with a group of the norms (else everyone; auto: by age and gender)")
                      ->type_name("GROUP")
                      ->expected(0, 1)
                      ->allow_extra_args(false);
  add_demographic_options(command, options.demographics);
}

std::optional<NormChoice> norm_choice(const NormOptions& options, const Questionnaire& questionnaire,
                                      ColumnChoice& columns) {
  if (options.demographics.any() && options.group != "auto") {
    throw Error(ExitCode::usage, {}, "--age, --gender and --gender-codes are for --norms auto",
                "It compares each respondent with the group of their age or gender.");
  }
  if (options.given->count() == 0) return std::nullopt;
  const Norms& norms = usable_norms(questionnaire);
  NormChoice choice{.gender_codes = gender_codes_of(options.demographics.gender_codes)};
  if (options.group == "auto") choice.columns = read_demographics(options.demographics, columns);
  else choice.group = find_group(norms, options.group.empty() ? "all" : options.group);
  return choice;
}

}  // namespace attune
