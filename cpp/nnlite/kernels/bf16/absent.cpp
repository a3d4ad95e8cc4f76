// No instructions for bfloat16.
#include "nnlite/kernels/bf16/bf16.h"

namespace nnlite {

extern const Bf16Kernels kBf16Kernels = {nullptr};

}  // namespace nnlite
