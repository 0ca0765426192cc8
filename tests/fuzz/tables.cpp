// A file of answers in any other form (SPSS, Stata, Excel, FHIR, one answer a row, compressed): read or refused.

#include "fuzz/fuzz.h"

#include "support.h"
#include "table/answer_file.h"

using namespace attune;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Questionnaire questionnaire = testing::shipped("ecr-rs");
  fuzz::Input input(data, size);
  ReadOptions options;
  switch (input.choose(7)) {
    case 1: options.from = Format::sav; break;
    case 2: options.from = Format::dta; break;
    case 3: options.from = Format::xlsx; break;
    case 4: options.from = Format::fhir; break;
    case 5: options.long_columns = LongColumns{.id = "id", .item = "item", .answer = "answer"}; break;
    case 6: options.columns.time = "time"; break;
    default: break;
  }
  const fuzz::MemoryFile bytes(input.rest());
  fuzz::accepted([&] {
    AnswerFile file(bytes.path(), questionnaire, options);
    for (RespondentBlock block; file.next(block);) {
      fuzz::promise(block.answers.answers.size() == block.answers.rows * questionnaire.items.size(),
                    "each row has an answer, or none, to each item");
    }
  });
  return 0;
}
