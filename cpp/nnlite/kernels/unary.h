// Elementwise functions of one tensor; the rows are in unary.def.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

enum class Unary : uint8_t {
#define UNARY(name, ...) name,
#define UNARY1(name, ...) name,
#define UNARY2(name, ...) name,
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
  count
};

struct UnaryKernels {
  Elementwise value[static_cast<int>(Unary::count)][kDTypeCount];  // null where there is none
};
// in: g, then what the row reads of x and y.
struct UnaryGradientKernels {
  Elementwise gradient[static_cast<int>(Unary::count)][kDTypeCount];
};

}  // namespace nnlite
