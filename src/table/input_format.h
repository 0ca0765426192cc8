#pragma once

#include <optional>

#include "table/format.h"
#include "table/unpacked_input.h"

namespace attune {

/// The form of a file of answers: `from`, the person's word, else what the name's extension says (that before .gz or
/// .zst), else what the first bytes are; never json, table or zsav. Takes nothing from `in`. Throws Error: as
/// UnpackedInput::peek() does; data for an old Excel workbook.
Format input_format(UnpackedInput& in, std::optional<Format> from);

}  // namespace attune
