#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "interview/sitting.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// Keeps a sitting on disk while it goes on, so that nothing said is lost whatever happens to the program.
///
/// A file of lines: the first says which sitting it is, each further one holds a reply. A line is complete on disk when
/// add() returns. A last line cut short by a fault is dropped on opening. Only one program at a time can have it open.
class Journal {
 public:
  /// The file for sittings of this questionnaire about this relationship, in `folder` (made, private, where absent).
  /// Throws Error: cannot_create, no_input or io; data where the file is too large to be one; usage where another
  /// program has it open.
  Journal(const std::filesystem::path& folder, const Questionnaire& questionnaire, const std::string& about);
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  ~Journal();

  const std::filesystem::path& path() const { return path_; }

  /// The sitting that was begun and neither finished nor discarded, or nothing.
  const std::optional<Sitting>& unfinished() const { return unfinished_; }
  /// Why an earlier sitting that is there cannot be gone on with; empty if it can, or there is none.
  const std::string& unusable() const { return unusable_; }

  /// Begins anew: whatever was kept before is discarded. Throws Error (io).
  void begin(const Sitting& sitting);
  /// Adds the reply to `item`. On Error (io) the call may be repeated. The file is then as before, or, where the disk
  /// failed only to say that all is on it, holds the reply already.
  void add(const std::string& item_id, const Reply& reply);
  /// Removes the file, for good: the sitting is finished, or discarded. Throws Error (io) where it cannot be removed;
  /// nothing else can be done with the journal then.
  void remove();

 private:
  void open();
  void read(const Questionnaire& questionnaire);
  void write_line(const std::string& line);

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::int64_t size_ = 0;  // bytes of complete lines
  std::optional<Sitting> unfinished_;
  std::string unusable_;
};

}  // namespace attune
