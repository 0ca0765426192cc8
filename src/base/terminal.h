#pragma once

namespace attune {

/// Whether the standard stream with file descriptor `descriptor` (0 to 2) is a terminal.
bool is_terminal(int descriptor);

/// Columns of the terminal at the standard stream `descriptor`; 80 where it is none.
int terminal_width(int descriptor = 1);

/// Whether the locale's encoding is UTF-8, so that characters beyond ASCII can be shown. Needs setlocale(LC_CTYPE, "").
bool terminal_is_utf8();

}  // namespace attune
