// Runs an elementwise kernel over operands of any layout: broadcasts, strides, threads, padding.
#pragma once

#include <span>

#include "nnlite/backend/call.h"
#include "nnlite/kernels/isa.h"

namespace nnlite::cpu {

// out = kernel(in...), each of `in` broadcast to out's shape. `nanoseconds` is the cost of one
// element, for the decision how many threads to wake. At most four inputs.
void elementwise(Elementwise kernel, const Operand& out, std::span<const Operand> in,
                 const double* parameters, double nanoseconds);

}  // namespace nnlite::cpu
