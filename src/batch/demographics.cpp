#include "batch/demographics.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

void read_age(std::string_view text, Demographics& person) {
  if (text.empty()) return;
  const auto years = parse_number(text);
  person.nonsense = !years || *years < 0 || *years > kOldest;
  if (!person.nonsense) person.age = static_cast<int>(*years);
}

}  // namespace

GenderCodes gender_codes_of(const std::vector<std::string>& pairs) {
  GenderCodes codes;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    const std::string code(trim(std::string_view(pair).substr(0, equals)));
    const std::string gender(equals == std::string::npos ? "" : trim(std::string_view(pair).substr(equals + 1)));
    if (code.empty() || gender.empty()) {
      throw Error(ExitCode::usage, {}, fmt::format("--gender-codes {}: expected CODE=GENDER", pair),
                  "For example --gender-codes 1=male,2=female.");
    }
    if (std::any_of(codes.begin(), codes.end(), [&](const auto& known) { return fold(known.first) == fold(code); }))
      throw Error(ExitCode::usage, {}, fmt::format("--gender-codes {}: the code is given twice", pair));
    codes.emplace_back(code, gender);
  }
  return codes;
}

DemographicReader::DemographicReader(DemographicColumns columns, const std::vector<std::string>& genders,
                                     const GenderCodes& codes)
    : columns_(columns) {
  for (const std::string& gender : genders) genders_.emplace(fold(gender), gender);
  const auto words = genders_;
  for (const auto& [code, gender] : codes) {
    const auto known = words.find(fold(gender));
    if (known == words.end()) {
      throw Error(ExitCode::usage, {}, fmt::format("--gender-codes {}={}: the norms have no such group", code, gender),
                  genders.empty() ? "They do not tell genders apart."
                                  : fmt::format("They tell apart {}.", join_words(genders)));
    }
    genders_[fold(code)] = known->second;
  }
}

void DemographicReader::read(const RespondentBlock& block, std::vector<Demographics>& people) const {
  people.assign(block.answers.rows, {});
  for (std::size_t row = 0; finds_age(block) && row < people.size(); ++row)
    read_age(trim(block.beside[*columns_.age][row].text), people[row]);
  for (std::size_t row = 0; finds_gender(block) && row < people.size(); ++row) {
    const auto found = genders_.find(fold(block.beside[*columns_.gender][row].text));
    if (found != genders_.end()) people[row].gender = found->second;
  }
}

}  // namespace attune
