// A file of answers as text: the fast ways of reading rows give what the rules for any row give.

#include "fuzz/fuzz.h"

#include <fcntl.h>

#include "support.h"
#include "table/answer_file.h"

using namespace attune;

namespace {

// All that a block holds, as text.
std::string shown(const RespondentBlock& block) {
  std::string text;
  for (std::size_t row = 0; row < block.answers.rows; ++row) {
    text += std::to_string(block.lines[row]) + ":";
    for (const Answer answer : block.answers.row(row)) text += std::to_string(answer) + " ";
    for (const auto* columns : {&block.carried, &block.beside}) {
      for (const auto& column : *columns) {
        text += '|';
        if (!column.empty()) text.append(column[row].text).append(column[row].json ? " (JSON)" : "");
      }
    }
    text += "\n";
  }
  if (block.invalid.first) text += std::to_string(block.invalid.count) + block.invalid.first->error.what();
  for (const auto& [invalid, count] : block.invalid.texts) text += invalid + std::to_string(count);
  if (block.broken) text += std::string("broken: ") + block.broken->error.what();
  return text + "blank " + std::to_string(block.blank_line);
}

void read_both_ways(AnswerFile& file) {
  for (RespondentBlock fast; file.take(fast);) {
    RespondentBlock plain;
    plain.bytes = fast.bytes;
    file.rows().read(fast);
    file.rows().read_plainly(plain);
    fuzz::promise(shown(fast) == shown(plain), "a row is read alike by the fast way and the plain one");
    file.number(fast);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Questionnaire> questionnaires{testing::shipped("rq"), testing::shipped("ecr-rs"),
                                                         testing::shipped("attune-24")};
  static constexpr std::size_t kBlocks[] = {1, 7, 64, 4096};
  fuzz::Input input(data, size);
  const Questionnaire& questionnaire = questionnaires[input.choose(questionnaires.size())];
  ReadOptions options;
  options.block_bytes = kBlocks[input.choose(std::size(kBlocks))];
  if (input.choose(2) == 1) options.missing = {"0", "99", "n/a"};
  if (input.choose(2) == 1) options.columns.id = "id";
  if (const std::size_t format = input.choose(4); format > 0)
    options.from = std::array{Format::csv, Format::tsv, Format::ndjson}[format - 1];
  options.skip_rows = input.choose(3);
  const fuzz::MemoryFile text(input.rest());
  fuzz::accepted([&] {
    AnswerFile file(text.path(), questionnaire, options);
    read_both_ways(file);
  });
  return 0;
}
