#include "history/secret.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace attune {

Secret::Secret(std::size_t size) : size_(size) {
  if (sodium_init() >= 0) bytes_.reset(static_cast<unsigned char*>(sodium_malloc(size)));
  if (bytes_ == nullptr) throw std::bad_alloc();
}

Secret::Secret(std::string_view bytes) : Secret(bytes.size()) { std::copy(bytes.begin(), bytes.end(), data()); }

void Secret::Free::operator()(unsigned char* bytes) const { sodium_free(bytes); }

}  // namespace attune
