#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "guide/plan.h"
#include "history/database.h"
#include "history/seal.h"
#include "history/secret.h"
#include "history/store_folder.h"
#include "interview/kept_sitting.h"

namespace attune {

/// What a person chose to keep: sittings and the plan, in a folder that only they can enter.
///
/// The store is an SQLite database, in WAL mode, or the same encrypted as a whole. A locked store is decrypted into
/// memory only, and each change is written back encrypted, in one step. While a Store is open no other program can use
/// the folder, so it should not be open while a person is waited for.
///
/// All functions throw Error: data where what is there is damaged, not private or from a later program, cannot_create
/// and io where it cannot be written; what was kept before is then as it was, but for what forget() says.
class Store {
 public:
  /// Opens the store in `folder`, or begins one. `passphrase` opens a locked one; without one that is an Error (usage).
  /// A schema of an earlier version is brought up to date, with a copy kept of what was there.
  explicit Store(const std::filesystem::path& folder, const Secret* passphrase = nullptr);

  /// All sittings in `folder`, the earliest first, without anything being changed there: on a full disk too, and where
  /// nothing may be written.
  static std::vector<KeptSitting> read(const std::filesystem::path& folder, const Secret* passphrase = nullptr);

  bool is_locked() const { return seal_.has_value(); }

  /// All sittings, the earliest first.
  std::vector<KeptSitting> sittings() const;
  /// Keeps sittings, all or none, and gives their numbers. One that is there already, by its id, is replaced and keeps
  /// its number.
  std::vector<std::size_t> keep(const std::vector<KeptSitting>& sittings);
  /// Forgets the sitting with this number, if there is one, with its traces in the file and in the copies that were
  /// kept before a migration. Where the traces cannot be removed the sitting is gone all the same, and the Error says
  /// so.
  void forget(std::size_t number);
  /// Removes all that is kept in `folder`, the plan too, and needs no passphrase for it.
  static void forget_all(const std::filesystem::path& folder);

  /// The plan that was begun. One in the file of earlier versions is taken over.
  std::optional<KeptPlan> plan();
  /// Keeps `plan` in place of an earlier one.
  void keep_plan(const KeptPlan& plan);
  /// Forgets the plan; false where there is none.
  bool forget_plan();

  /// Encrypts the store with a passphrase and removes what was not encrypted. The store is not locked before.
  void lock(const Secret& passphrase, KeyCost cost = {});
  /// Decrypts the store for good. The store is locked before.
  void unlock();

 private:
  void open_plain();
  void begin();
  void open_locked(const Secret& passphrase);
  void bring_up_to_date();
  void change(const std::function<void()>& apply);
  void write_sealed();
  void overwrite_deleted();
  void put_plan(const KeptPlan& plan);

  StoreFolder folder_;
  std::optional<Seal> seal_;  // of a locked store
  std::optional<Database> database_;
};

}  // namespace attune
