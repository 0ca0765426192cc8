#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "base/folders.h"
#include "commands/passphrase.h"
#include "history/store.h"

namespace attune {

/// The person's history, for as long as a command runs: asks for its passphrase where it is locked, once.
class HistoryAccess {
 public:
  /// `options` must outlive it. From then on no output takes the place of the file that they name.
  explicit HistoryAccess(const PassphraseOptions& options) : options_(options) { remember_passphrase_source(options); }

  /// Throws Error (cannot_create), as all that follow, where the person has no folder.
  static std::filesystem::path folder() { return data_folder(); }
  static bool holds_anything() { return StoreFolder::holds_anything(folder()); }
  /// Whether open() would ask for the passphrase.
  bool needs_passphrase() const { return StoreFolder::is_locked(folder()) && !passphrase_; }

  /// Opens the store, or begins one. It should be closed before a person is waited for.
  Store open();
  /// The sittings that are kept; nothing where none is. Nothing is changed.
  std::vector<KeptSitting> sittings();

 private:
  const Secret* passphrase();

  const PassphraseOptions& options_;
  std::optional<Secret> passphrase_;
};

}  // namespace attune
