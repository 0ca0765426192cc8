#include "base/unfinished_folder.h"

#include <dirent.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>

namespace attune {
namespace {

constexpr std::array<int, 3> kSignals{SIGHUP, SIGINT, SIGTERM};

// A signal handler is given nothing, so what it removes has to stand where it finds it.
std::atomic<const char*> name_of_unfinished{nullptr};
std::atomic<int> descriptor_of_unfinished{-1};

// How many of the files could be removed.
std::size_t remove_files(int descriptor) {
  alignas(dirent64) std::array<char, 4096> entries{};
  std::size_t removed = 0;
  lseek(descriptor, 0, SEEK_SET);
  for (ssize_t size = 0; (size = getdents64(descriptor, entries.data(), entries.size())) > 0;) {
    for (ssize_t at = 0; at < size;) {
      const auto* entry = reinterpret_cast<const dirent64*>(entries.data() + at);
      if (unlinkat(descriptor, entry->d_name, 0) == 0) ++removed;
      at += entry->d_reclen;
    }
  }
  return removed;
}

void remove_and_end(int signal) {
  remove_unfinished_folder();
  // Whoever started the program learns which signal ended it.
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// Sets `action` for the signals for which `earlier` is set: one that is ignored, as under nohup, stays so.
void replace(void (*earlier)(int), void (*action)(int)) {
  for (const int signal : kSignals) {
    struct sigaction set {};
    if (sigaction(signal, nullptr, &set) == 0 && set.sa_handler == earlier) std::signal(signal, action);
  }
}

}  // namespace

void remove_with_files(const char* name, int descriptor) {
  if (access(name, F_OK) != 0) return;
  // Another thread may make a file meanwhile.
  while (remove_files(descriptor) > 0 && rmdir(name) != 0) continue;
  rmdir(name);  // it may have been empty from the first
}

RemovedBySignals::RemovedBySignals(const char* name, int descriptor) {
  name_of_unfinished = name;
  descriptor_of_unfinished = descriptor;
  replace(SIG_DFL, remove_and_end);
}

RemovedBySignals::~RemovedBySignals() {
  replace(remove_and_end, SIG_DFL);
  name_of_unfinished = nullptr;
}

void remove_unfinished_folder() {
  if (name_of_unfinished != nullptr) remove_with_files(name_of_unfinished, descriptor_of_unfinished);
}

}  // namespace attune
