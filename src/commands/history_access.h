#pragma once

#include <filesystem>
#include <optional>

#include "commands/passphrase.h"
#include "history/store.h"

namespace attune {

/// The person's history, for as long as a command runs: asks for its passphrase where it is locked, once.
class HistoryAccess {
 public:
  /// `options` must outlive it. Throws Error (cannot_create) where the person has no folder.
  explicit HistoryAccess(const PassphraseOptions& options);

  const std::filesystem::path& folder() const { return folder_; }
  bool holds_anything() const { return StoreFolder::holds_anything(folder_); }
  /// Whether open() would ask for the passphrase.
  bool needs_passphrase() const { return StoreFolder::is_locked(folder_) && !passphrase_; }

  /// Opens the store, or begins one. It should be closed before a person is waited for.
  Store open();
  /// What is kept; nothing where nothing is.
  std::vector<KeptSitting> sittings();

 private:
  const PassphraseOptions& options_;
  std::filesystem::path folder_;
  std::optional<Secret> passphrase_;
};

}  // namespace attune
