#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/repeatable_input.h"
#include "questionnaire/questionnaire.h"
#include "table/answer_file.h"

namespace attune {

/// Where answers come from, and how they are read.
struct AnswerSource {
  std::vector<std::string> inputs;  ///< "-" is the standard input
  ReadOptions read;
  std::size_t threads = 0;  ///< that read and work at once; 0: as many as the machine has, up to kMostThreads
  std::shared_ptr<const std::vector<RepeatableInput>> repeatable = nullptr;  ///< by input; null: they are read once

  static constexpr std::size_t kMostThreads = 16;  ///< so that the memory of all their blocks stays small
};

/// The source made ready to be read more than once. Throws Error as RepeatableInput does.
AnswerSource repeatable(AnswerSource source);

/// How far a run is.
struct Progress {
  std::size_t respondents = 0;
  std::size_t bytes = 0;
  std::size_t total_bytes = 0;  ///< 0 where not known
};

/// What came of reading.
struct ReadSummary {
  std::size_t respondents = 0;
  std::size_t taken_as_missing = 0;  ///< answers outside the response scale, by the person's wish
  std::vector<std::string> notes;    ///< sentences
};

/// The sentence that tells so many answers taken as missing.
std::string taken_as_missing_text(std::size_t answers);

/// What one of several threads does with the blocks that it reads.
class BlockWork {
 public:
  virtual ~BlockWork() = default;
  /// What may be done with several blocks at once, each on its thread.
  virtual void work(const RespondentBlock&) {}
  /// The rest: called for each block after work(), in the order of the file.
  virtual void take(const RespondentBlock& block) = 0;
  /// Called once after all blocks, for one thread's work after the other.
  virtual void finish() {}
};

/// What a run does with what it reads.
struct RespondentReader {
  std::function<void(const AnswerFile&)> open = [](const AnswerFile&) {};  ///< called for each file, before its blocks
  std::function<void(const RespondentBlock&)> take = {};                   ///< called for each block, in order
  std::function<std::unique_ptr<BlockWork>()> start_work = {};  ///< in place of `take`: called for each thread
  std::function<void(const Progress&)> progress = [](const Progress&) {};
};

/// Reads all respondents of all inputs, block by block, on several threads. Throws Error (data) at the end for the
/// first answer that is none, with how many more there are; from that answer on, no block is taken.
ReadSummary read_respondents(const Questionnaire& questionnaire, const AnswerSource& source,
                             const RespondentReader& reader);

}  // namespace attune
