#pragma once

#include <string_view>

namespace attune {

/// Says that the program was built without what `what` need ("Excel workbooks cannot be read"), and which Debian
/// package would bring it. Throws Error (usage).
[[noreturn]] void refuse_left_out(std::string_view what, std::string_view package);

}  // namespace attune
