#pragma once

namespace attune {

/// Whether the standard stream with file descriptor `descriptor` (0 to 2) is a terminal.
bool is_terminal(int descriptor);

/// Columns of the terminal at the standard output; 80 where it is none.
int terminal_width();

}  // namespace attune
