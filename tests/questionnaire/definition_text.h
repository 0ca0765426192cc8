#pragma once

#include <algorithm>
#include <string>

#include "support.h"

namespace attune::testing {

/// A definition of four items, q1 to q4 with answers 1 to 4, whose lines from the sixth on are `rest`.
inline Reading four_items(const std::string& rest, const std::string& response =
                                                       "response: { min: 1, max: 4 }\n"
                                                       "items: { prefix: q, count: 4 }\n") {
  const TemporaryFolder folder;
  return read_definition(folder.file("t.yaml", "schema: attune/1\nid: t\ntitle: T\n" + response + rest), Catalogue({}));
}

/// The mistake with `problem`, or one without a problem.
inline Error mistake_of(const Reading& reading, const std::string& problem) {
  const auto found = std::find_if(reading.mistakes.begin(), reading.mistakes.end(),
                                  [&](const Error& error) { return holds(error.problem(), problem); });
  return found == reading.mistakes.end() ? Error(ExitCode::ok, {}, "") : *found;
}

}  // namespace attune::testing
