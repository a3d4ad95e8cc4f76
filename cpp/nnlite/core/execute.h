// execute: the one way from tensors to a backend, and who may watch it. A backend's `run` is called
// here and nowhere else.
#pragma once

#include <span>

#include "nnlite/core/record.h"

namespace nnlite {

using Values = std::span<const Value* const>;

// Sees every call of the thread that set it, before it runs: capture is one.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void call(const Op& op, Values in, Values out, const Attrs& attrs) = 0;
};
// Of this thread; null: nobody watches.
Recorder* recorder();

// Sets the recorder of this thread for a scope; null lets a scope run unseen.
class WatchedBy {
 public:
  explicit WatchedBy(Recorder* recorder);
  ~WatchedBy();
  WatchedBy(const WatchedBy&) = delete;
  WatchedBy& operator=(const WatchedBy&) = delete;

 private:
  Recorder* before_;
};

// Runs an operation whose arguments were checked at the door.
void execute(const Op& op, Values in, Values out, const Attrs& attrs = {});

}  // namespace nnlite
