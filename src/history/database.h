#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "history/secret.h"

struct sqlite3;
struct sqlite3_stmt;

namespace attune {

class Database;

/// Bytes of a history; more is none.
inline constexpr std::size_t kLargestStore = std::size_t{1} << 30;

/// What can be done about a damaged history. Its log would be taken for one of the copy.
inline constexpr const char* kDamageRemedy =
    "It is left as it is. Remove the files beside it that end in -wal, -shm or -journal and put back a copy of "
    "yours; or \"sqlite3 FILE .recover\" may save a part of it.";

/// One SQL statement with its parameters and, while it runs, one row of its result.
class Statement {
 public:
  /// Sets the next parameter. A number that is not a number is kept as NULL.
  Statement& bind(std::int64_t value);
  Statement& bind(std::size_t value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(double value);
  Statement& bind(std::string_view value);
  Statement& bind_null();

  /// Goes to the next row; false after the last, when the statement may be bound and run anew.
  bool step();
  /// Runs a statement without rows.
  void run();

  /// The columns of the row, from 0.
  std::int64_t integer(int column) const;
  double number(int column) const;  ///< not a number for NULL
  std::string text(int column) const;
  bool is_null(int column) const;

 private:
  friend class Database;
  Statement(const Database& database, std::string_view sql);
  Statement& checked(int code);
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  const Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

/// An SQLite database, in a file or in memory.
///
/// What goes wrong is thrown as Error that names the file: data where it is damaged or none of SQLite's, cannot_create
/// where it cannot be opened as it has to be, io where the disk is full or does not do what it should.
class Database {
 public:
  /// The database in `file`, which is there (an empty file is an empty database). Transactions are on disk when they
  /// are committed, and deleted content is overwritten.
  explicit Database(const std::filesystem::path& file);
  /// A database in memory with the bytes of image(), or none for a new one, which messages call by the name of `file`.
  Database(const std::filesystem::path& file, std::string_view image);

  const std::filesystem::path& file() const { return file_; }

  /// Runs statements whose rows, if any, do not matter.
  void run(const std::string& sql);
  Statement prepare(std::string_view sql) const { return Statement(*this, sql); }
  /// The only value that `sql` gives.
  std::int64_t value(std::string_view sql) const;

  /// All bytes of the database, as a file would hold them.
  Secret image() const;

  /// Throws the Error that the last call to SQLite ended in.
  [[noreturn]] void fail() const;

 private:
  friend class Statement;
  friend Secret read_image(const std::filesystem::path& file);
  enum class Use { writing, reading };
  Database(const std::filesystem::path& file, Use use);
  void open(const char* name);
  void take(std::string_view image);
  void set_up();
  struct Close {
    void operator()(sqlite3* database) const;
  };

  std::filesystem::path file_;
  Use use_ = Use::writing;
  std::unique_ptr<sqlite3, Close> database_;
};

/// The bytes of the database in `file`, which is there, with what its write-ahead log holds; they can be opened in
/// memory. Nothing is written, so that this is possible on a full disk and in a folder that must not be changed; only
/// what a killed program left half-done in the file itself is undone first. Nobody else may use the file meanwhile.
Secret read_image(const std::filesystem::path& file);

/// Changes that happen all together, on commit(), or not at all.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace attune
