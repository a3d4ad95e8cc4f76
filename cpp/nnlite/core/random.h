// The generator of this thread: where operations that draw random numbers take their stream from.
#pragma once

#include <cstdint>

namespace nnlite {

// Random numbers are a function of (seed, stream, index of the element): there is no state but the
// number of streams that were handed out.
class Generator {
 public:
  uint64_t seed() const { return seed_; }
  uint64_t drawn() const { return drawn_; }
  void set(uint64_t seed, uint64_t drawn) { seed_ = seed, drawn_ = drawn; }
  // A stream that nobody else on this thread has.
  uint64_t next_stream() { return drawn_++; }

 private:
  uint64_t seed_ = 0, drawn_ = 0;
};

// Each thread has its own, so that two threads which train two models do not disturb each other.
Generator& generator();
// Starts this thread's generator again from a seed.
void manual_seed(uint64_t seed);
uint64_t next_stream();

}  // namespace nnlite
