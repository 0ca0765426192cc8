#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What somebody said to one statement.
struct Reply {
  Answer answer = kMissing;       ///< kMissing: skipped
  std::int64_t milliseconds = 0;  ///< from showing the statement to this reply

  bool skipped() const { return answer == kMissing; }
};

/// One run of one person through a questionnaire, about one relationship.
struct Sitting {
  std::string id = {};                        ///< tells it from every other sitting, whatever they have in common
  std::string questionnaire;                  ///< id
  std::string sha256;                         ///< of the definition
  std::string about;                          ///< see Relationship
  std::string started;                        ///< UTC, as 2026-11-22T09:30:00Z
  std::vector<std::size_t> order;             ///< items in the order in which they are shown
  std::vector<std::optional<Reply>> replies;  ///< by item; nothing: not reached

  std::size_t replied() const;          ///< statements answered or skipped
  std::vector<Answer> answers() const;  ///< by item, kMissing where none was given
};

/// A new sitting. With `seed`, the items are shuffled, in the same way for the same seed on every machine.
Sitting new_sitting(const Questionnaire& questionnaire, const std::string& about, std::optional<std::uint64_t> seed);

}  // namespace attune
