#include "history/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "history/earlier_plan.h"
#include "history/schema.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLargestStore = std::size_t{1} << 30;

// SQLite makes its files with the permissions of the database, so that has to be there first.
void make_private_file(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) {
    close(descriptor);
  } else if (errno != EEXIST) {
    throw Error(ExitCode::cannot_create, {.file = file.string()}, "cannot create: " + system_reason(errno),
                "Free some space, or see to it that you may write to this folder.");
  }
}

void write_file(const fs::path& file, std::string_view bytes) {
  OutputFile out(file.string());
  out.write(bytes);
  out.commit();
}

KeptSitting sitting_of(const Statement& row) {
  KeptSitting sitting;
  sitting.number = static_cast<std::size_t>(row.integer(0));
  sitting.id = row.text(1);
  sitting.questionnaire = row.text(2);
  sitting.title = row.text(3);
  sitting.version = row.text(4);
  sitting.sha256 = row.text(5);
  sitting.about = row.text(6);
  sitting.started = row.text(7);
  sitting.finished = row.text(8);
  sitting.profile = row.text(9);
  sitting.probability = row.number(10);
  return sitting;
}

Reply reply_of(const Statement& row) {
  Reply reply;
  if (!row.is_null(2)) reply.answer = static_cast<Answer>(row.integer(2));
  reply.milliseconds = row.integer(3);
  return reply;
}

void bind_text_or_null(Statement& statement, const std::string& text) {
  if (text.empty()) statement.bind_null();
  else statement.bind(text);
}

std::int64_t insert_head(const Database& database, const KeptSitting& sitting, std::optional<std::int64_t> number) {
  Statement insert = database.prepare(
      "INSERT INTO sitting (number, id, questionnaire, title, version, sha256, about, started, finished, profile, "
      "probability) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number");
  if (number) insert.bind(*number);
  else insert.bind_null();
  for (const std::string* text : {&sitting.id, &sitting.questionnaire, &sitting.title, &sitting.version,
                                  &sitting.sha256, &sitting.about, &sitting.started, &sitting.finished})
    insert.bind(*text);
  bind_text_or_null(insert, sitting.profile);
  insert.bind(sitting.probability).step();
  const std::int64_t inserted = insert.integer(0);
  insert.run();
  return inserted;
}

void insert_replies(const Database& database, const KeptSitting& sitting, std::int64_t number) {
  Statement insert =
      database.prepare("INSERT INTO reply (sitting, position, item, answer, milliseconds) VALUES (?, ?, ?, ?, ?)");
  std::size_t position = 0;
  for (const auto& [item, reply] : sitting.replies) {
    insert.bind(number).bind(position++).bind(item);
    if (reply.skipped()) insert.bind_null();
    else insert.bind(std::int64_t{reply.answer});
    insert.bind(reply.milliseconds).run();
  }
}

void insert_scores(const Database& database, const KeptSitting& sitting, std::int64_t number) {
  Statement insert =
      database.prepare("INSERT INTO score (sitting, position, scale, score, standard_error) VALUES (?, ?, ?, ?, ?)");
  std::size_t position = 0;
  for (const KeptScore& kept : sitting.scores)
    insert.bind(number).bind(position++).bind(kept.scale).bind(kept.score).bind(kept.standard_error).run();
}

}  // namespace

Store::Store(const fs::path& folder, const Secret* passphrase) : folder_(folder) {
  if (!folder_.is_locked()) {
    open_plain();
  } else if (passphrase != nullptr) {
    open_locked(*passphrase);
  } else {
    throw Error(ExitCode::usage, {.file = folder_.locked().string()}, "the history is locked",
                "Its passphrase is needed.");
  }
}

void Store::open_plain() {
  const fs::path file = folder_.plain();
  make_private_file(file);
  require_private(file);
  database_.emplace(file);
  bring_up_to_date();
  database_->run("PRAGMA journal_mode=WAL");
}

void Store::open_locked(const Secret& passphrase) {
  const fs::path file = folder_.locked();
  require_private(file);
  const std::string sealed = read_file(file, kLargestStore);
  seal_.emplace(passphrase, sealed, file.string());
  const Secret image = seal_->open(sealed, file.string());
  finish_interrupted(image);
  database_.emplace(file, image.view());
  bring_up_to_date();
}

// Locking and unlocking write the new file before they remove the old one. Between the two both are there, and equal.
void Store::finish_interrupted(const Secret& image) {
  const fs::path plain = folder_.plain();
  std::error_code ignored;
  if (fs::exists(plain, ignored) && read_file(plain, kLargestStore) != image.view()) {
    throw Error(ExitCode::data, {.file = plain.string()}, "there is a second history here, besides the locked one",
                fmt::format("Move one of them to another folder, this or {}.", folder_.locked().string()));
  }
  folder_.remove_plain();
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

std::vector<KeptSitting> Store::sittings() const {
  std::vector<KeptSitting> sittings;
  std::unordered_map<std::int64_t, std::size_t> index;
  Statement rows = database_->prepare(
      "SELECT number, id, questionnaire, title, version, sha256, about, started, finished, profile, probability "
      "FROM sitting ORDER BY started, number");
  while (rows.step()) {
    index[rows.integer(0)] = sittings.size();
    sittings.push_back(sitting_of(rows));
  }
  Statement replies =
      database_->prepare("SELECT sitting, item, answer, milliseconds FROM reply ORDER BY sitting, position");
  while (replies.step())
    sittings[index.at(replies.integer(0))].replies.push_back({.item = replies.text(1), .reply = reply_of(replies)});
  Statement scores =
      database_->prepare("SELECT sitting, scale, score, standard_error FROM score ORDER BY sitting, position");
  while (scores.step()) {
    sittings[index.at(scores.integer(0))].scores.push_back(
        {.scale = scores.text(1), .score = scores.number(2), .standard_error = scores.number(3)});
  }
  return sittings;
}

std::vector<std::size_t> Store::keep(const std::vector<KeptSitting>& sittings) {
  std::vector<std::size_t> numbers;
  change([&] {
    for (const KeptSitting& sitting : sittings) numbers.push_back(put(sitting));
  });
  return numbers;
}

// A sitting that is there already goes, and its number is used again.
std::size_t Store::put(const KeptSitting& sitting) {
  Statement earlier = database_->prepare("DELETE FROM sitting WHERE id = ? RETURNING number");
  std::optional<std::int64_t> number;
  earlier.bind(sitting.id);
  while (earlier.step()) number = earlier.integer(0);
  number = insert_head(*database_, sitting, number);
  insert_replies(*database_, sitting, *number);
  insert_scores(*database_, sitting, *number);
  return static_cast<std::size_t>(*number);
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
  overwrite_deleted();
}

void Store::overwrite_deleted() {
  database_->run("VACUUM");
  database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
}

void Store::forget_all(const fs::path& folder) {
  StoreFolder held(folder);
  std::error_code ignored;
  if (fs::exists(held.plain(), ignored)) {
    try {
      Database database(held.plain());
      database.run("DELETE FROM sitting; DELETE FROM plan; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Error&) {
      // What is damaged cannot be overwritten by SQLite, but goes all the same.
    }
  }
  held.remove_copies();
  held.remove_plain();
  held.remove_locked();
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
