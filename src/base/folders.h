#pragma once

#include <filesystem>

namespace attune {

/// Where what a program needs between two runs is kept: attune/ in XDG_STATE_HOME, or in ~/.local/state.
/// Throws Error (cannot_create) where neither is known.
std::filesystem::path state_folder();

/// Where what a person chose to keep is: attune/ in XDG_DATA_HOME, or in ~/.local/share. Throws as above.
std::filesystem::path data_folder();

/// Makes `folder`, with those above it that are not there, so that only its owner can enter; one that is there is
/// closed to others. Throws Error (cannot_create) where that fails, or where it belongs to somebody else.
void make_private_folder(const std::filesystem::path& folder);

}  // namespace attune
