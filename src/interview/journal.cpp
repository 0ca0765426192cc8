#include "interview/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <new>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/sha256.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "attune-sitting/1";
constexpr std::size_t kLargestJournal = std::size_t{16} << 20;

// A name may hold anything, so the file is called by its digest.
fs::path file_name(const Questionnaire& questionnaire, const std::string& about) {
  return fmt::format("{}-{}.sitting", questionnaire.id, sha256(about).substr(0, 16));
}

Json head_of(const Sitting& sitting) {
  return {{"schema", kSchema},        {"id", sitting.id},       {"questionnaire", sitting.questionnaire},
          {"sha256", sitting.sha256}, {"about", sitting.about}, {"started", sitting.started},
          {"order", sitting.order}};
}

bool is_order(const std::vector<std::size_t>& order, std::size_t items) {
  std::vector<bool> seen(items, false);
  for (const std::size_t item : order) {
    if (item >= items || seen[item]) return false;
    seen[item] = true;
  }
  return order.size() == items;
}

Sitting sitting_of(const Json& head, std::size_t items) {
  // Sittings were not named at first: one begun then takes a name that is the same each time it is gone on with.
  Sitting sitting{.id = head.value("id", sha256(head.dump()).substr(0, 32)),
                  .questionnaire = head.at("questionnaire"),
                  .sha256 = head.at("sha256"),
                  .about = head.at("about"),
                  .started = head.at("started"),
                  .order = head.at("order"),
                  .replies = {}};
  if (head.at("schema") != kSchema || !is_order(sitting.order, items)) throw Error(ExitCode::data, {}, "not a sitting");
  sitting.replies.resize(items);
  return sitting;
}

Reply reply_of(const Json& line, const ResponseScale& response) {
  Reply reply;
  const Json& milliseconds = line.at("ms");
  if (!milliseconds.is_number_unsigned()) throw Error(ExitCode::data, {}, "not a time");
  reply.milliseconds = milliseconds;
  if (line.contains("skipped")) return reply;
  if (!line.at("answer").is_number_integer()) throw Error(ExitCode::data, {}, "not an answer");
  const std::int64_t answer = line.at("answer");
  if (answer < response.min || answer > response.max || !response.allows(static_cast<int>(answer)))
    throw Error(ExitCode::data, {}, "not an answer");
  reply.answer = static_cast<Answer>(answer);
  return reply;
}

std::vector<std::string> complete_lines(const std::string& bytes) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < bytes.size();) {
    const std::size_t end = bytes.find('\n', start);
    if (end == std::string::npos) break;
    lines.push_back(bytes.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

[[noreturn]] void fail(const fs::path& path, int error_number) {
  throw Error(ExitCode::io, {.file = path.string()}, "your answer could not be kept: " + system_reason(error_number),
              "Everything you answered before is safe.");
}

}  // namespace

Journal::Journal(const fs::path& folder, const Questionnaire& questionnaire, const std::string& about)
    : path_(folder / file_name(questionnaire, about)) {
  make_private_folder(folder);
  open();
  try {
    read(questionnaire);
  } catch (...) {
    close(descriptor_);  // an unfinished object has no destructor
    throw;
  }
}

Journal::~Journal() {
  if (descriptor_ < 0) return;
  // An opened file without a sitting is of no use to anybody.
  if (size_ == 0 && unusable_.empty()) unlink(path_.c_str());
  close(descriptor_);
}

void Journal::open() {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor_ < 0) {
    throw Error(ExitCode::cannot_create, {.file = path_.string()},
                "your answers cannot be kept here: " + system_reason(errno),
                "Free some space or change the folder's permissions; or set XDG_STATE_HOME to another folder.");
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    close(descriptor_);
    if (error_number != EWOULDBLOCK)
      throw Error(ExitCode::io, {.file = path_.string()}, "cannot be locked: " + system_reason(error_number));
    throw Error(ExitCode::usage, {}, "another attune is asking these questions at this moment",
                "Go on there, or close it first.");
  }
  // Whoever held it may have removed it between our opening and our locking.
  struct stat opened {
  }, named{};
  if (fstat(descriptor_, &opened) == 0 && !S_ISREG(opened.st_mode)) {
    close(descriptor_);
    throw Error(ExitCode::cannot_create, {.file = path_.string()}, "your answers cannot be kept here: this is no file",
                "Remove it.");
  }
  if (fstat(descriptor_, &opened) != 0 || stat(path_.c_str(), &named) != 0 || opened.st_ino != named.st_ino) {
    close(descriptor_);
    open();
  }
}

void Journal::read(const Questionnaire& questionnaire) {
  const std::vector<std::string> lines = complete_lines(read_file(path_, kLargestJournal));
  if (lines.empty()) return;
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < questionnaire.items.size(); ++i) index[questionnaire.items[i].id] = i;
  try {
    const Json head = Json::parse(lines.front());
    if (head.at("sha256") != questionnaire.sha256) {
      unusable_ = "the questionnaire has changed since it was begun";
      return;
    }
    unfinished_ = sitting_of(head, questionnaire.items.size());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    unusable_ = "its file is damaged: " + path_.string();
    return;
  }
  size_ = static_cast<std::int64_t>(lines.front().size()) + 1;
  for (std::size_t l = 1; l < lines.size(); ++l) {
    size_ += static_cast<std::int64_t>(lines[l].size()) + 1;
    try {
      const Json line = Json::parse(lines[l]);
      const std::size_t item = index.at(line.at("item"));
      unfinished_->replies[item] = reply_of(line, questionnaire.response_of(item));
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      // A line that a fault has damaged takes no other with it; its statement is asked again.
    }
  }
}

void Journal::begin(const Sitting& sitting) {
  // A new file takes the old one's place only when it is whole: to begin anew must not lose what was there on a full
  // disk.
  const fs::path fresh = path_.string() + ".new";
  unlink(fresh.c_str());
  const int earlier = descriptor_;
  const std::int64_t earlier_size = size_;
  descriptor_ = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  size_ = 0;
  try {
    if (descriptor_ < 0 || flock(descriptor_, LOCK_EX | LOCK_NB) != 0) fail(path_, errno);
    write_line(head_of(sitting).dump());
    if (rename(fresh.c_str(), path_.c_str()) != 0) fail(path_, errno);
  } catch (...) {
    if (descriptor_ >= 0) close(descriptor_);
    unlink(fresh.c_str());
    descriptor_ = earlier;
    size_ = earlier_size;
    throw;
  }
  close(earlier);
  sync_folder(path_.parent_path());
  unusable_.clear();
  unfinished_.reset();
}

void Journal::add(const std::string& item_id, const Reply& reply) {
  Json line{{"item", item_id}};
  if (reply.skipped()) line["skipped"] = true;
  else line["answer"] = reply.answer;
  line["ms"] = reply.milliseconds;
  write_line(line.dump());
}

void Journal::write_line(const std::string& line) {
  const std::string bytes = line + "\n";
  // At a fixed offset, so that what a failed attempt or a fault left behind is overwritten.
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written =
        pwrite(descriptor_, bytes.data() + done, bytes.size() - done, size_ + static_cast<std::int64_t>(done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int error_number = errno;
      [[maybe_unused]] const int ignored = ftruncate(descriptor_, size_);
      fail(path_, error_number);
    }
    done += static_cast<std::size_t>(written);
  }
  const auto end = size_ + static_cast<std::int64_t>(bytes.size());
  if (ftruncate(descriptor_, end) != 0 || fdatasync(descriptor_) != 0) fail(path_, errno);
  size_ = end;
}

void Journal::remove() {
  const bool gone = unlink(path_.c_str()) == 0 || errno == ENOENT;
  const int error_number = errno;
  // From here on another program may have a file of that name, which is none of ours.
  close(descriptor_);
  descriptor_ = -1;
  if (!gone)
    throw Error(ExitCode::io, {.file = path_.string()},
                "your answers could not be removed: " + system_reason(error_number),
                "They are still in this file. Remove it yourself.");
  sync_folder(path_.parent_path());
}

}  // namespace attune
