#include "history/store.h"

#include <fmt/format.h>

#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "history/earlier_plan.h"
#include "history/schema.h"
#include "history/sitting_rows.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

void write_file(const fs::path& file, std::string_view bytes) try {
  OutputFile out(file.string(), OutputFile::Replaces::anything);
  out.write(bytes);
  out.commit();
} catch (const Error& error) {
  throw Error(error.code(), error.place(), error.problem(),
              "What was kept before is as it was. Free some space, or see to it that you may write to this folder.");
}

// A history is written whole, so one without content has lost it.
void require_content(const fs::path& file) {
  require_private_file(file);
  std::error_code ignored;
  if (!fs::is_empty(file, ignored)) return;
  throw Error(
      ExitCode::data, {.file = file.string()}, "the history is damaged: the file is empty",
      "It is left as it is. Remove the files beside it that end in -wal, -shm or -journal and put back a copy of "
      "yours; or remove it, to begin anew.");
}

// Locking and unlocking write the new file before they remove the old one. Between the two both are there, and equal.
void require_no_other(const StoreFolder& folder, const Secret& image) {
  std::error_code ignored;
  if (fs::exists(folder.plain(), ignored) && read_file(folder.plain(), kLargestStore) != image.view()) {
    throw Error(ExitCode::data, {.file = folder.plain().string()},
                "there is a second history here, besides the locked one",
                fmt::format("Move one of them to another folder, this or {}.", folder.locked().string()));
  }
}

struct Opened {
  Seal seal;
  Secret image;
};

Opened open_sealed(const StoreFolder& folder, const Secret& passphrase) {
  const fs::path file = folder.locked();
  require_private_file(file);
  const std::string sealed = read_file(file, kLargestStore);
  Seal seal(passphrase, sealed, file.string());
  Secret image = seal.open(sealed, file.string());
  require_no_other(folder, image);
  return {.seal = std::move(seal), .image = std::move(image)};
}

[[noreturn]] void refuse_without_passphrase(const fs::path& locked) {
  throw Error(ExitCode::usage, {.file = locked.string()}, "the history is locked", "Its passphrase is needed.");
}

// An earlier schema is brought up to date in memory.
std::vector<KeptSitting> sittings_in_image(const fs::path& file, const Secret& image) {
  Database database(file, image.view());
  if (schema_version(database) < kSchemaVersion) migrate(database);
  return sittings_in(database);
}

}  // namespace

Store::Store(const fs::path& folder, const Secret* passphrase) : folder_(folder) {
  if (!folder_.is_locked()) {
    open_plain();
  } else if (passphrase != nullptr) {
    open_locked(*passphrase);
  } else {
    refuse_without_passphrase(folder_.locked());
  }
}

void Store::open_plain() {
  const fs::path file = folder_.plain();
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(file, ignored))) begin();
  require_content(file);
  database_.emplace(file);
  bring_up_to_date();
  database_->run("PRAGMA journal_mode=WAL");
}

// Not by SQLite, which makes an empty file first: of one that is empty it could not be told whether it was ever more.
void Store::begin() {
  // SQLite would take the log of a file that is gone for that of the new one.
  folder_.remove_logs();
  Database fresh(folder_.plain(), std::string_view());
  migrate(fresh);
  write_file(folder_.plain(), fresh.image().view());
}

void Store::open_locked(const Secret& passphrase) {
  Opened opened = open_sealed(folder_, passphrase);
  folder_.remove_plain();
  seal_ = std::move(opened.seal);
  database_.emplace(folder_.locked(), opened.image.view());
  bring_up_to_date();
}

void Store::bring_up_to_date() {
  const int version = schema_version(*database_);
  if (version == kSchemaVersion) return;
  if (version > 0) {
    const Secret image = database_->image();
    write_file(StoreFolder::copy_before_migration(database_->file(), version),
               seal_ ? seal_->close(image.view()) : std::string(image.view()));
  }
  migrate(*database_);
  if (seal_) write_sealed();
}

void Store::change(const std::function<void()>& apply) {
  Transaction transaction(*database_);
  apply();
  transaction.commit();
  if (seal_) write_sealed();
}

void Store::write_sealed() { write_file(folder_.locked(), seal_->close(database_->image().view())); }

std::vector<KeptSitting> Store::read(const fs::path& folder, const Secret* passphrase) {
  const StoreFolder held(folder, StoreFolder::Use::reading);
  if (held.is_locked() && passphrase == nullptr) refuse_without_passphrase(held.locked());
  if (held.is_locked()) return sittings_in_image(held.locked(), open_sealed(held, *passphrase).image);
  if (!is_there(held.plain())) return {};
  require_content(held.plain());
  return sittings_in_image(held.plain(), read_image(held.plain()));
}

std::vector<KeptSitting> Store::sittings() const { return sittings_in(*database_); }

std::vector<std::size_t> Store::keep(const std::vector<KeptSitting>& sittings) {
  std::vector<std::size_t> numbers;
  change([&] {
    for (const KeptSitting& sitting : sittings) numbers.push_back(put_sitting(*database_, sitting));
  });
  return numbers;
}

void Store::forget(std::size_t number) {
  // A copy may hold it too.
  folder_.remove_copies();
  if (seal_) {
    // Only what is left when the file has been rebuilt may be written.
    database_->prepare("DELETE FROM sitting WHERE number = ?").bind(number).run();
    overwrite_deleted();
    return write_sealed();
  }
  change([&] { database_->prepare("DELETE FROM sitting WHERE number = ?").bind(number).run(); });
  try {
    overwrite_deleted();
  } catch (const Error& error) {
    throw Error(
        error.code(), error.place(), error.problem(),
        "The sitting is forgotten, but traces of it may still be in the file. Free some space, or see to it that "
        "you may write to this folder; whatever you forget next takes them with it.");
  }
}

void Store::overwrite_deleted() {
  database_->run("VACUUM");
  database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Store::forget_all(const fs::path& folder) {
  StoreFolder held(folder);
  if (is_there(held.plain())) {
    try {
      Database database(held.plain());
      database.run("DELETE FROM sitting; DELETE FROM plan; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Error& error) {
      // What is damaged cannot be overwritten by SQLite, but goes all the same. Else nothing may pass for overwritten.
      if (error.code() != ExitCode::data) throw;
    }
  }
  held.remove_copies();
  held.remove_plain();
  held.remove_locked();
  std::error_code ignored;
  fs::remove(held.earlier_plan(), ignored);
}

std::optional<KeptPlan> Store::plan() {
  std::error_code ignored;
  if (fs::exists(folder_.earlier_plan(), ignored)) {
    if (database_->value("SELECT count(*) FROM plan") == 0) keep_plan(read_earlier_plan(folder_.earlier_plan()));
    else fs::remove(folder_.earlier_plan(), ignored);
  }
  Statement row = database_->prepare("SELECT profile, begun FROM plan");
  if (!row.step()) return std::nullopt;
  KeptPlan plan{.profile = row.text(0), .begun = row.text(1), .done = {}};
  Statement days = database_->prepare("SELECT done FROM plan_day ORDER BY day");
  while (days.step()) plan.done.push_back(days.is_null(0) ? std::nullopt : std::optional(days.text(0)));
  return plan;
}

void Store::keep_plan(const KeptPlan& plan) {
  change([&] { put_plan(plan); });
  std::error_code ignored;
  fs::remove(folder_.earlier_plan(), ignored);
}

void Store::put_plan(const KeptPlan& plan) {
  database_->run("DELETE FROM plan");
  database_->prepare("INSERT INTO plan (number, profile, begun) VALUES (1, ?, ?)")
      .bind(plan.profile)
      .bind(plan.begun)
      .run();
  Statement day = database_->prepare("INSERT INTO plan_day (day, done) VALUES (?, ?)");
  for (std::size_t d = 0; d < plan.done.size(); ++d) {
    day.bind(d + 1);
    if (plan.done[d]) day.bind(*plan.done[d]);
    else day.bind_null();
    day.run();
  }
}

bool Store::forget_plan() {
  std::error_code ignored;
  const bool earlier = fs::remove(folder_.earlier_plan(), ignored);
  if (database_->value("SELECT count(*) FROM plan") == 0) return earlier;
  change([&] { database_->run("DELETE FROM plan"); });
  return true;
}

void Store::lock(const Secret& passphrase, KeyCost cost) {
  const fs::path file = folder_.locked();
  // Without this the file would not hold what is still in the write-ahead log, nor could it be opened in memory.
  database_->run("PRAGMA journal_mode=DELETE");
  const Secret image = database_->image();
  database_.reset();
  seal_.emplace(passphrase, cost);
  write_file(file, seal_->close(image.view()));
  // What cannot be read back must not be all that is left.
  const Secret read_back = seal_->open(read_file(file, kLargestStore), file.string());
  if (read_back.view() != image.view())
    throw Error(ExitCode::io, {.file = file.string()}, "the locked history does not read back as it was written",
                fmt::format("Remove this file; the history is in {}.", folder_.plain().string()));
  folder_.remove_plain();
  database_.emplace(file, image.view());
}

void Store::unlock() {
  write_file(folder_.plain(), database_->image().view());
  folder_.remove_locked();
  seal_.reset();
  database_.emplace(folder_.plain());
}

}  // namespace attune
