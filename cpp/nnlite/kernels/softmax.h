// Softmax and its relatives over one contiguous line, stable for any size of its elements.
#pragma once

#include "nnlite/kernels/isa.h"

namespace nnlite {

enum class Softmax : uint8_t { softmax, log_softmax };

struct SoftmaxKernels {
  // By Softmax, then float and double.
  void (*value[2][2])(int64_t n, const void* x, void* y);
  // dx from g and the result y.
  void (*gradient[2][2])(int64_t n, const void* g, const void* y, void* dx);
  // log(sum(exp(x))).
  double (*log_sum[2])(int64_t n, const void* x);
  // y = scale exp(x - shift).
  void (*scaled_exp[2])(int64_t n, const void* x, double shift, double scale, void* y);
};

}  // namespace nnlite
