// Moves elements: between dtypes, and by choice.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

struct CopyKernels {
  Elementwise cast[kDTypeCount][kDTypeCount];  // [to][from]
  Elementwise where[kDTypeCount];              // in: condition (bool), a, b
};

}  // namespace nnlite
