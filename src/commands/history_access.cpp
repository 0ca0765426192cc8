#include "commands/history_access.h"

namespace attune {

const Secret* HistoryAccess::passphrase() {
  if (needs_passphrase()) passphrase_ = read_passphrase(options_);
  return passphrase_ ? &*passphrase_ : nullptr;
}

Store HistoryAccess::open() { return Store(folder(), passphrase()); }

std::vector<KeptSitting> HistoryAccess::sittings() {
  if (!holds_anything()) return {};
  return Store::read(folder(), passphrase());
}

}  // namespace attune
