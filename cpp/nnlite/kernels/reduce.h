// Reductions over one axis of a two-axis block: which there are, and their table of kernels.
#pragma once

#include <cstdint>

namespace nnlite {

// How elements meet. The last two need a number per column: the mean, or the largest element.
enum class Reduce : uint8_t {
  sum,
  sum_abs,
  sum_squares,
  count,  // of elements that are not 0
  prod,
  max,
  min,
  max_abs,
  any,
  all,
  deviation,  // sum of (x - mean)^2
  exp_sum,    // sum of exp(x - max)
};
// What happens to a total at the end: bits of Attrs::integer[1]; the divisor is number[0].
inline constexpr int64_t kReduceDivide = 1, kReduceRoot = 2;
inline constexpr int kReduceCount = 12;
inline constexpr int kReduceDTypes = 6;

// A block of count columns, `column` elements apart, of `rows` elements each, `row` apart.
struct ReduceBlock {
  const void* data;
  int64_t columns, column;
  int64_t rows, row;
};

struct ReduceKernel {
  int64_t bytes;  // of one accumulator; 0: this dtype has no such reduction
  void (*start)(void* total, int64_t columns);
  // total[j] = total[j] with every element of column j.
  void (*add)(const ReduceBlock& block, const void* column_numbers, void* total);
  // total[j] = total[j] with part[j].
  void (*join)(void* total, const void* part, int64_t columns);
};

struct ReduceKernels {
  ReduceKernel row[kReduceCount][kReduceDTypes];  // by Reduce and DType
  // The first position of `wanted` (NaN: of the first NaN) in n elements, or n.
  int64_t (*find[kReduceDTypes])(const void* x, int64_t n, int64_t stride, const void* wanted);
};

}  // namespace nnlite
