// Threads: nnlite's own count, and loops split over it. Results never depend on the count.
#pragma once

#include <cstdint>
#include <type_traits>

namespace nnlite {

// The number of threads nnlite may use: NNLITE_NUM_THREADS, or the processors this process may run
// on (affinity, control-group quota). Throws ValueError below 1.
void set_num_threads(int count);
int get_num_threads();

// While one lives, loops of this thread stay on it: it is one of several that work side by side.
class Alone {
 public:
  Alone();
  ~Alone();
  Alone(const Alone&) = delete;

 private:
  bool before_;
};

// How many threads the widest loop of this thread had since it was set to 1.
int& widest_loop();

// Called around work that lasts long, so that a host language can let its other threads run.
struct WaitHooks {
  void* (*enter)() = nullptr;  // returns what `leave` needs; null: nothing was released
  void (*leave)(void*) = nullptr;
};
void set_wait_hooks(WaitHooks hooks);
// The hooks around a scope, if it `wait`s.
class Waiting {
 public:
  explicit Waiting(bool wait);
  ~Waiting();
  Waiting(const Waiting&) = delete;

 private:
  void* state_;
};

using LoopBody = void (*)(void* context, int64_t begin, int64_t end);
void parallel_loop(int64_t count, double nanoseconds_each, LoopBody body, void* context);

// Runs body(begin, end) over disjoint ranges that cover 0 .. count-1; serial when the whole is too
// small to share. `body` must not throw, and what it computes for an index must not depend on the
// range it came in: a reduction takes one index per chunk of a size fixed by the shape.
template <class Body>
void parallel_for(int64_t count, double nanoseconds_each, Body&& body) {
  using Plain = std::remove_reference_t<Body>;
  parallel_loop(
      count, nanoseconds_each,
      [](void* context, int64_t begin, int64_t end) {
        (*static_cast<Plain*>(context))(begin, end);
      },
      const_cast<void*>(static_cast<const void*>(&body)));
}

}  // namespace nnlite
