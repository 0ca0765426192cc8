#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "base/file.h"
#include "batch/respondents.h"
#include "psychometrics/simulate.h"
#include "questionnaire/questionnaire.h"
#include "table/format.h"

namespace attune {

/// A run of simulation: how many respondents, of which kind, and how they are written.
struct SimulationRun {
  std::size_t respondents = 0;
  std::uint64_t seed = 0;
  SimulationModel model = {};
  std::string missing_code = {};  ///< written for an answer that is left out
  bool demographics = false;      ///< whether age, gender and country are written too
  Format to = Format::csv;
};

/// Writes made-up respondents into `out`, in the form that read_respondents() reads, and commits it.
///
/// The columns: id (s1, s2 …), the items by their ids; with demographics age, gender and country; with careless
/// respondents in the model, careless (1 or 0). Throws Error: usage where the model is out of range, where the missing
/// code is an answer, or where an item has the name of another column; `out` is then not committed.
void simulate_file(const Questionnaire& questionnaire, const SimulationRun& run, OutputFile& out,
                   const std::function<void(const Progress&)>& progress);

}  // namespace attune
