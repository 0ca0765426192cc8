#include "history/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <new>

#include "base/error.h"
#include "base/file.h"

namespace attune {
namespace {

constexpr int kPatience = 10'000;  // milliseconds, for another program to finish what it writes

// Whether `code` tells that the database itself, not its surroundings, is to blame.
bool is_damage(int code) {
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_FORMAT || code == SQLITE_SCHEMA ||
         code == SQLITE_ERROR;
}

// Whether SQLite has left anything in the file beside `file` whose name ends in `ending`.
bool has_left(const std::filesystem::path& file, const char* ending) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file.string() + ending, error);
  return !error && size > 0;
}

}  // namespace

Statement::Statement(const Database& database, std::string_view sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v2(database.database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database.fail();
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

// What is not bound would be written as NULL.
Statement& Statement::checked(int code) {
  if (code != SQLITE_OK) database_.fail();
  return *this;
}

Statement& Statement::bind(std::int64_t value) {
  return checked(sqlite3_bind_int64(statement_.get(), ++bound_, value));
}

Statement& Statement::bind(double value) {
  // SQLite takes what is not a number as NULL.
  return checked(sqlite3_bind_double(statement_.get(), ++bound_, value));
}

Statement& Statement::bind(std::string_view value) {
  return checked(
      sqlite3_bind_text64(statement_.get(), ++bound_, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind_null() { return checked(sqlite3_bind_null(statement_.get(), ++bound_)); }

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.fail();
  sqlite3_reset(statement_.get());
  bound_ = 0;
  return false;
}

void Statement::run() {
  while (step()) continue;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::number(int column) const {
  return is_null(column) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) const {
  if (is_null(column)) return {};
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) throw std::bad_alloc();
  return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

Database::Database(const std::filesystem::path& file) : file_(file) {
  open(file_.c_str());
  set_up();
}

// Without locks, which nobody needs who alone uses the file, SQLite can keep the index of the write-ahead log in
// memory.
Database::Database(const std::filesystem::path& file, Use use) : file_(file), use_(use) {
  open(file_.c_str());
  run("PRAGMA locking_mode=EXCLUSIVE");
  set_up();
}

Database::Database(const std::filesystem::path& file, std::string_view image) : file_(file) {
  open(":memory:");
  if (!image.empty()) take(image);
  set_up();
}

void Database::take(std::string_view image) {
  auto* bytes = static_cast<unsigned char*>(sqlite3_malloc64(image.size()));
  if (bytes == nullptr) throw std::bad_alloc();
  std::memcpy(bytes, image.data(), image.size());
  const auto size = static_cast<sqlite3_int64>(image.size());
  const int code = sqlite3_deserialize(database_.get(), "main", bytes, size, size,
                                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (code != SQLITE_OK) fail();
}

void Database::open(const char* name) {
  const bool reading = use_ == Use::reading;
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(
      name, &database,
      (reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX,
      reading ? "unix-none" : nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) fail();
  sqlite3_extended_result_codes(database_.get(), 1);
}

void Database::set_up() {
  sqlite3_busy_timeout(database_.get(), kPatience);
  // What stands in the schema of a file that somebody has tampered with shall not be run.
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  run("PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL");
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

void Database::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::value(std::string_view sql) const {
  Statement statement = prepare(sql);
  statement.step();
  return statement.integer(0);
}

Secret Database::image() const {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(database_.get(), "main", &size, 0);
  if (bytes == nullptr) throw std::bad_alloc();
  Secret image(std::string_view(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)));
  sqlite3_free(bytes);
  return image;
}

void Database::fail() const {
  const int code = sqlite3_extended_errcode(database_.get()) & 0xff;
  if (code == SQLITE_NOMEM) throw std::bad_alloc();
  const Place place{.file = file_.string()};
  const std::string reason = sqlite3_errmsg(database_.get());
  if (is_damage(code)) {
    throw Error(ExitCode::data, place, "the history is damaged: " + reason, kDamageRemedy);
  }
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    throw Error(ExitCode::io, place, "another program is using the history", "Try again when it has finished.");
  }
  if (use_ == Use::reading) throw Error(ExitCode::io, place, "the history cannot be read: " + reason);
  const bool unwritable = code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM;
  throw Error(unwritable ? ExitCode::cannot_create : ExitCode::io, place, "the history cannot be written to: " + reason,
              "What was kept before is as it was. Free some space, or see to it that you may write to this folder.");
}

Secret read_image(const std::filesystem::path& file) {
  if (has_left(file, "-journal")) Database(file).value("PRAGMA schema_version");
  // A journal that SQLite has no need of it leaves until the next change. Where nothing can be removed it does no harm.
  std::error_code ignored;
  std::filesystem::remove(file.string() + "-journal", ignored);
  Secret image =
      has_left(file, "-wal") ? Database(file, Database::Use::reading).image() : Secret(read_file(file, kLargestStore));
  // The head of a database says, in two bytes (https://www.sqlite.org/fileformat2.html), whether it has a write-ahead
  // log, which there is none of in memory.
  constexpr std::size_t kWriteVersion = 18, kReadVersion = 19;
  constexpr unsigned char kNoLog = 1, kLog = 2;
  if (image.size() > kReadVersion && image.data()[kReadVersion] == kLog)
    image.data()[kWriteVersion] = image.data()[kReadVersion] = kNoLog;
  return image;
}

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const std::exception&) {
    // After some errors SQLite has rolled back by itself.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace attune
