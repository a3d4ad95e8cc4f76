// Whether this build and this processor know bfloat16.
#include "nnlite/backend/cpu/bf16.h"

#include <string_view>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/base/processor.h"

namespace nnlite::cpu {

decltype(Bf16Kernels::product) bf16_product() {
  static const bool able = std::string_view(isa_name()) == "avx512" && processor_runs("avx512bf16");
  return able ? kBf16Kernels.product : nullptr;
}

}  // namespace nnlite::cpu
