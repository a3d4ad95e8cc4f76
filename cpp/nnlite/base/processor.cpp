// Asks the processor for its instruction sets; the lists are those of cmake/NnliteIsas.cmake.
#include "nnlite/base/processor.h"

namespace nnlite {

bool processor_runs(std::string_view isa) {
#ifdef __x86_64__
  if (isa == "avx2") return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (isa == "avx512") {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("fma");
  }
  if (isa == "avx512bf16") return processor_runs("avx512") && __builtin_cpu_supports("avx512bf16");
#endif
  return isa == "baseline" || isa == "neon";
}

}  // namespace nnlite
