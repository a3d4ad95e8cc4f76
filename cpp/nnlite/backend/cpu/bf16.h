// Products whose factors are rounded to bfloat16 by the processor's instructions for it.
#pragma once

#include "nnlite/kernels/bf16/bf16.h"

namespace nnlite::cpu {

// Null where the processor has none, or other ones than its best were asked for.
decltype(Bf16Kernels::product) bf16_product();

}  // namespace nnlite::cpu
