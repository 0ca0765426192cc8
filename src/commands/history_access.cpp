#include "commands/history_access.h"

#include "base/folders.h"

namespace attune {

HistoryAccess::HistoryAccess(const PassphraseOptions& options) : options_(options), folder_(data_folder()) {}

Store HistoryAccess::open() {
  if (needs_passphrase()) passphrase_ = read_passphrase(options_);
  return Store(folder_, passphrase_ ? &*passphrase_ : nullptr);
}

std::vector<KeptSitting> HistoryAccess::sittings() {
  if (!holds_anything()) return {};
  return open().sittings();
}

}  // namespace attune
