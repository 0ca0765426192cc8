#pragma once

namespace attune {

/// Removes the folder `name`, which holds nothing but files and is open as `descriptor`; does nothing where it has that
/// name no more. Neither allocates nor throws, so that a signal handler may call it.
void remove_with_files(const char* name, int descriptor);

/// While it exists, a signal that ends the program (SIGHUP, SIGINT, SIGTERM) removes the folder first. One at a time;
/// `name` and `descriptor` must outlive it.
class RemovedBySignals {
 public:
  RemovedBySignals(const char* name, int descriptor);
  RemovedBySignals(const RemovedBySignals&) = delete;
  RemovedBySignals& operator=(const RemovedBySignals&) = delete;
  ~RemovedBySignals();
};

/// Removes the folder of the RemovedBySignals that exists, if any, as a signal would.
void remove_unfinished_folder();

}  // namespace attune
