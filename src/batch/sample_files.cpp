#include "batch/sample_files.h"

#include <memory>

namespace attune {
namespace {

class SampleWork : public BlockWork {
 public:
  explicit SampleWork(Sample& sample) : sample_(sample), part_(sample.part()) {}

  void work(const RespondentBlock& block) override { sample_.add(block.answers, part_); }
  void take(const RespondentBlock&) override { sample_.take_scores(part_); }
  void finish() override { sample_.take(part_); }

 private:
  Sample& sample_;
  SamplePart part_;
};

}  // namespace

ReadSummary read_sample(const Questionnaire& questionnaire, const AnswerSource& source, Sample& sample,
                        const std::function<void(const Progress&)>& progress) {
  return read_respondents(questionnaire, source,
                          {.start_work = [&] { return std::make_unique<SampleWork>(sample); }, .progress = progress});
}

}  // namespace attune
