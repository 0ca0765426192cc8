#pragma once

#include "base/error.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace attune {

/// The whole of a file of at most `limit` bytes. Throws Error: no_input where it cannot be opened or is no file,
/// data where it is larger, io where reading fails.
std::string read_file(const std::filesystem::path& path, std::size_t limit);

/// Puts the names in `folder` on disk, where the file system can.
void sync_folder(const std::filesystem::path& folder);

/// Where `path` leads through symbolic links, dangling ones too. Throws Error (cannot_create) for a circle of links.
std::filesystem::path followed(std::filesystem::path path);

/// Writes all of `bytes` to an open file; false, with errno saying why, where that fails.
bool write_all(int descriptor, std::string_view bytes);

/// A file, or the standard input for "-", read from start to end.
class InputStream {
 public:
  /// Throws Error (no_input) where `name` cannot be opened or is a folder.
  explicit InputStream(const std::string& name);
  /// Reads what the open file `descriptor` holds, from where it stands, and closes it; messages say `name`.
  InputStream(std::string name, int descriptor);
  InputStream(InputStream&& other) noexcept;
  InputStream& operator=(InputStream&&) = delete;
  ~InputStream();

  /// How messages name it: the path, or "standard input".
  const std::string& name() const { return name_; }

  /// Appends up to `most` bytes to `bytes`; returns how many, 0 only at the end. Throws Error (io), also where a file
  /// has become shorter since it was opened: half of a row could pass for a whole one.
  std::size_t read(std::string& bytes, std::size_t most);

  /// Its size in bytes where that is known beforehand, else 0.
  std::size_t size() const { return size_; }

  /// The open file, for who reads at places of it rather than from start to end.
  int descriptor() const { return descriptor_; }

 private:
  std::string name_;
  int descriptor_;
  std::size_t size_ = 0;
};

/// Where results go: the standard output for "-", else a file that appears whole, when commit() is called, or not at
/// all.
///
/// The file is written without a name where the file system can do that, else beside its target under a temporary one,
/// and takes the target's place in one step. A program that is ended by a signal leaves a temporary name, `.attune-`
/// and six letters, behind with what was written so far: nothing here waits for signals, since a sitting in a terminal,
/// during which such a file is open, has a use of its own for them. It is readable only by its owner, or as readable as
/// the file that it replaces. A symbolic link is followed; a device or pipe is written to directly, a terminal through
/// printable().
class OutputFile {
 public:
  /// What it may take the place of.
  enum class Replaces {
    what_was_not_read,  ///< anything but what base/read_files.h remembers
    anything,           ///< also what was read, for who reads a file to write it anew
  };

  /// Throws Error: cannot_create where the file cannot be made, usage where it would replace what it may not.
  explicit OutputFile(const std::string& name, Replaces replaces = Replaces::what_was_not_read);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  /// Without commit(), leaves whatever stood there before.
  ~OutputFile();

  const std::string& name() const { return name_; }

  /// Writes all of `bytes`, which end where a character does. Throws Error (io).
  void write(std::string_view bytes);

  /// Puts the file in its place, on disk. Nothing may be written afterwards. Throws Error: io or cannot_create; usage
  /// where what it may not replace has been read meanwhile.
  void commit();

 private:
  void create_beside_target();
  [[noreturn]] void fail(ExitCode code, std::string_view doing) const;

  std::string name_;
  Replaces replaces_;
  std::filesystem::path target_;     // empty: written to directly
  std::filesystem::path temporary_;  // empty: the file has no name yet
  int descriptor_ = -1;
};

}  // namespace attune
