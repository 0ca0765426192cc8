#include "commands/history_access.h"

namespace attune {

Store HistoryAccess::open() {
  if (needs_passphrase()) passphrase_ = read_passphrase(options_);
  return Store(folder(), passphrase_ ? &*passphrase_ : nullptr);
}

std::vector<KeptSitting> HistoryAccess::sittings() {
  if (!holds_anything()) return {};
  return open().sittings();
}

}  // namespace attune
