// Elementwise functions of two tensors; the rows are in binary.def.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

enum class Binary : uint8_t {
#define BINARY(name, ...) name,
#include "nnlite/kernels/binary.def"
#undef BINARY
  count
};

struct BinaryKernels {
  Elementwise value[static_cast<int>(Binary::count)][kDTypeCount];  // by the inputs' dtype
};

}  // namespace nnlite
