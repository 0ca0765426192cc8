#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "interview/sitting.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The reply to one statement, as it is kept.
struct KeptReply {
  std::string item;  ///< id
  Reply reply;
};

/// What one scale said at the end of a sitting.
struct KeptScore {
  std::string scale;                                                 ///< id
  double score = std::numeric_limits<double>::quiet_NaN();           ///< not a number where there was none
  double standard_error = std::numeric_limits<double>::quiet_NaN();  ///< not a number where it is not known
};

/// A finished sitting as a person chose to keep it. It holds the scores that were shown, so that it can be read when
/// its definition has changed or is gone.
struct KeptSitting {
  std::size_t number = 0;          ///< by which the person calls it, from 1; 0 before it is kept
  std::string id = {};             ///< Sitting::id
  std::string questionnaire = {};  ///< id
  std::string title = {};          ///< of the questionnaire
  std::string version = {};        ///< of the definition
  std::string sha256 = {};         ///< of the definition
  std::string about = {};          ///< see Relationship
  std::string started = {};        ///< UTC, as 2026-11-22T09:30:00Z
  std::string finished = {};
  std::vector<KeptReply> replies = {};  ///< in the order in which the statements were shown
  std::vector<KeptScore> scores = {};
  std::string profile = {};                                       ///< empty where there was none
  double probability = std::numeric_limits<double>::quiet_NaN();  ///< of the profile; not a number where not known

  /// What the scale with this id said; nothing where there is no such scale.
  const KeptScore* score_of(const std::string& scale) const;
};

/// The sitting as it was, with its replies by the items of `questionnaire`; nothing where that is not the definition
/// that was answered. Throws Error (data) where the replies do not fit the definition.
std::optional<Sitting> as_answered(const KeptSitting& kept, const Questionnaire& questionnaire);

/// As much of the definition with which `kept` was answered as was kept: its id and digest, its items in the order in
/// which they were shown, and any answer.
Questionnaire items_as_kept(const KeptSitting& kept);

}  // namespace attune
