// What a history may be made of: an export of one, a locked store, a database, and the journal of a sitting.

#include "fuzz/fuzz.h"

#include "history/history_json.h"
#include "history/seal.h"
#include "history/store.h"
#include "interview/journal.h"
#include "support.h"

using namespace attune;

namespace {

// The least that libsodium takes, so that there are runs enough.
constexpr KeyCost kCheap{.passes = 1, .memory = 8192};

void read_export(const std::string& text) {
  const std::vector<KeptSitting> sittings = read_history_json(text, "history.json");
  const std::string written = history_json(sittings);
  fuzz::promise(history_json(read_history_json(written, "history.json")) == written, "an export comes back as it was");
}

// Bytes that something was sealed to, some of them altered.
void open_altered(fuzz::Input& input) {
  static const Secret passphrase("correct horse");
  static const std::string sealed = Seal(passphrase, kCheap).close(std::string(300, 'a'));
  std::string altered = sealed;
  while (!input.empty())
    altered[(input.choose(256) * 256 + input.choose(256)) % altered.size()] ^= static_cast<char>(input.choose(256));
  if (altered == sealed) return;
  const bool opened = fuzz::accepted([&] { Seal(passphrase, altered, "history").open(altered, "history"); });
  fuzz::promise(!opened, "altered bytes are not opened");
}

void open_database(const std::string& bytes) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.file("history.sqlite", bytes);
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  fuzz::accepted([&] { Store(folder.path()).sittings(); });
}

// What may stand behind the beginning of a sitting.
void go_on_with(const std::string& lines) {
  static const Questionnaire questionnaire = testing::shipped("rq");
  const testing::TemporaryFolder folder;
  std::filesystem::path path;
  {
    Journal journal(folder.path() / "sittings", questionnaire, "general");
    journal.begin(new_sitting(questionnaire, "general", 1));
    path = journal.path();
  }
  std::ofstream(path, std::ios::binary | std::ios::app) << lines;
  fuzz::accepted([&] {
    const Journal journal(folder.path() / "sittings", questionnaire, "general");
    if (!journal.unfinished()) return;
    for (const auto& reply : journal.unfinished()->replies) {
      fuzz::promise(!reply || reply->skipped() || questionnaire.response.allows(reply->answer),
                    "an answer is one that the statement has");
    }
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  switch (input.choose(4)) {
    case 0: fuzz::accepted([&] { read_export(input.rest()); }); break;
    case 1: open_altered(input); break;
    case 2: open_database(input.rest()); break;
    default: go_on_with(input.rest());
  }
  return 0;
}
