#pragma once

#include <string>

#include "interview/kept_sitting.h"

namespace attune::testing {

/// A sitting of two items and two scales, with an id that `digit` makes its own.
inline KeptSitting kept(char digit = '1', const std::string& about = "partner") {
  return {.id = std::string(32, digit),
          .questionnaire = "mine",
          .title = "My scale",
          .version = "1.0",
          .sha256 = std::string(64, 'a'),
          .about = about,
          .started = "2026-11-22T09:30:00Z",
          .finished = "2026-11-22T09:35:00Z",
          .replies = {{.item = "q2", .reply = {.answer = 5, .milliseconds = 1200}},
                      {.item = "q1", .reply = {.answer = kMissing, .milliseconds = 70}}},
          .scores = {{.scale = "x", .score = 3.5, .standard_error = 0.25}, {.scale = "y"}},
          .profile = "secure",
          .probability = 0.75};
}

}  // namespace attune::testing
