#pragma once

#include <string>

namespace attune {

/// A name that nothing else has: 128 random bits, as 32 lower-case hexadecimal digits.
std::string random_id();

}  // namespace attune
