#include "commands/demographic_options.h"

namespace attune {
namespace {

std::size_t read_beside(const std::optional<std::string>& named, const std::string& usual, ColumnChoice& columns) {
  columns.beside.emplace_back(named ? "--" + usual : "", named.value_or(usual));
  return columns.beside.size() - 1;
}

}  // namespace

void add_demographic_options(CLI::App& command, DemographicOptions& options) {
  command.add_option("--age", options.age, "column with the age in years (else age)")->type_name("COLUMN");
  command.add_option("--gender", options.gender, "column with the gender (else gender)")->type_name("COLUMN");
  command.add_option("--gender-codes", options.gender_codes, "what its codes mean: 1=male,2=female,3=other")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODES");
}

DemographicColumns read_demographics(const DemographicOptions& options, ColumnChoice& columns) {
  DemographicColumns places;
  places.age = read_beside(options.age, "age", columns);
  places.gender = read_beside(options.gender, "gender", columns);
  return places;
}

}  // namespace attune
