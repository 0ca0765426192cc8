#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exchange/export.h"
#include "exchange/scale_formula.h"

namespace attune {

/// The names that items and scales have in another program, where all of them are in one space.
struct ExportedNames {
  std::vector<std::string> items;
  std::vector<std::string> scales;  ///< with "_score" behind, or `suffix`, where an item is called so
};

/// The ids, made into names by `allowed`, which keeps or replaces each character, as all that differ, also from those
/// that the exporter uses itself, `reserved`.
ExportedNames exported_names(const Questionnaire& questionnaire,
                             const std::function<std::string(const std::string&)>& allowed, const std::string& suffix,
                             const std::vector<std::string>& reserved = {});

/// A scale that the format can say.
struct ExportedScale {
  std::size_t scale = 0;
  ScoreFormula formula;
};

/// The scales as formulas, in their order; those that can be none, and those made of them, are noted as left out.
/// Throws Error (data) where none is left.
std::vector<ExportedScale> exported_scales(const Questionnaire& questionnaire, const ExportedNames& names,
                                           Exported& exported);

/// Notes what none of these formats says: profiles, norms, bands, sources …
void leave_out_the_rest(const Questionnaire& questionnaire, Exported& exported);

/// What an answer is called: its label, else its number.
std::string answer_label(const ResponseScale& response, int answer);

/// A statement as it is read where nobody is named of whom it is about.
std::string general_statement(const std::string& text);

/// From so many answers on, a list of them is longer than people read: a slider or a number takes its place.
inline constexpr std::size_t kMostListedAnswers = 21;

}  // namespace attune
