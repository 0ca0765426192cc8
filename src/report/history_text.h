#pragma once

#include <string>
#include <vector>

#include "guide/markdown.h"
#include "interview/kept_sitting.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// Kept sittings as a table: number, day (with the time, where two share a day), questionnaire, whom it was about,
/// profile, scores; where `width` does not hold that, as a few lines each.
std::string history_list_text(const std::vector<KeptSitting>& sittings, int width);

/// One sitting as it was kept, for when its definition has changed or is gone.
std::string kept_result_text(const KeptSitting& sitting, const TerminalStyle& style);

/// Two sittings with the same questionnaire, and whether what changed between them is more than error explains.
/// `questionnaire`, which may be null, tells which way is better.
std::string comparison_text(const KeptSitting& before, const KeptSitting& after, const Questionnaire* questionnaire,
                            const TerminalStyle& style);

/// The path of sittings with `questionnaire` across its map, and each scale over time with its 90 % interval. Of more
/// than 35 sittings the latest are shown. `sittings` has at least one, the earliest first.
std::string course_text(const Questionnaire& questionnaire, const std::vector<KeptSitting>& sittings,
                        const TerminalStyle& style);

/// The same for when the definition is gone: the scores of each scale of the last one over time.
std::string kept_course_text(const std::vector<KeptSitting>& sittings, const TerminalStyle& style);

}  // namespace attune
