#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace attune {

/// The folder of the history, held by one program at a time, and the files in it.
class StoreFolder {
 public:
  /// What it is held for. Who only reads changes nothing in it.
  enum class Use { changing, reading };

  /// Makes the folder, for its owner only, where it is not there and is to be changed; holds it until the end, and
  /// waits a while for another program that does. Throws Error: cannot_create where the folder cannot be made, data
  /// where others can enter it or it is somebody else's, io where the other program does not finish.
  explicit StoreFolder(std::filesystem::path folder, Use use = Use::changing);
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;
  ~StoreFolder();

  std::filesystem::path plain() const { return folder_ / kPlain; }    ///< the database
  std::filesystem::path locked() const { return folder_ / kLocked; }  ///< the database, encrypted
  bool is_locked() const;
  /// Where a copy of `file` is kept before its schema goes on from `version`.
  static std::filesystem::path copy_before_migration(const std::filesystem::path& file, int version);
  /// The plan in a file of its own, in which it was kept before there was a history.
  std::filesystem::path earlier_plan() const { return folder_ / kEarlierPlan; }

  /// Whether anything is kept in `folder`.
  static bool holds_anything(const std::filesystem::path& folder);
  /// Whether what is kept in `folder` is encrypted.
  static bool is_locked(const std::filesystem::path& folder);

  /// Removes the database with all that SQLite keeps beside it, and its copies; for good, also after a loss of power.
  void remove_plain();
  /// Removes what SQLite keeps beside the database, which is of no use without it.
  void remove_logs();
  /// Removes the encrypted database.
  void remove_locked();
  /// Removes the copies that were kept before a migration, encrypted or not.
  void remove_copies();

 private:
  static constexpr const char* kPlain = "history.sqlite";
  static constexpr const char* kLocked = "history.sqlite.locked";
  static constexpr const char* kEarlierPlan = "plan.json";

  void hold();
  void remove_if(bool (*chosen)(const std::string& name));

  std::filesystem::path folder_;
  int descriptor_ = -1;
};

/// Whether there is anything of the name `path`. Throws Error (no_input) where that cannot be told, as in a folder that
/// may not be entered: what is not seen is not gone.
bool is_there(const std::filesystem::path& path);

/// Throws Error (data), with what to do, where the file `path` is none, belongs to somebody else, or others can read or
/// change it.
void require_private_file(const std::filesystem::path& path);

}  // namespace attune
