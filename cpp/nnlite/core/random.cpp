// The generator of each thread.
#include "nnlite/core/random.h"

namespace nnlite {

Generator& generator() {
  thread_local Generator mine;
  return mine;
}

void manual_seed(uint64_t seed) { generator().set(seed, 0); }

uint64_t next_stream() { return generator().next_stream(); }

}  // namespace nnlite
