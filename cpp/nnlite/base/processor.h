// What the processor that runs this can do.
#pragma once

#include <string_view>

namespace nnlite {

// Whether it has the instructions that cmake/NnliteIsas.cmake compiles `isa` for.
bool processor_runs(std::string_view isa);

// Tells the processor that this thread only waits.
inline void relax() {
#if defined(__x86_64__) || defined(_M_X64)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace nnlite
