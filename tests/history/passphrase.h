#pragma once

#include "history/seal.h"

namespace attune::testing {

/// The least that Argon2id can be asked for, so that a test takes no time.
inline constexpr KeyCost kCheap{.passes = 1, .memory = 8192};

inline const Secret& passphrase() {
  static const Secret made(std::string_view("correct horse"));
  return made;
}

}  // namespace attune::testing
