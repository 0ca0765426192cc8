#pragma once

namespace attune {

/// Says that there is no memory left, and ends the program as for any other failure (ExitCode::io). Allocates nothing,
/// and leaves no unfinished folder.
[[noreturn]] void end_without_memory();

/// Has end_without_memory() called also where lack of memory shows in a function that must not throw; libraries have
/// some that allocate all the same.
void end_without_memory_everywhere();

}  // namespace attune
