// Pooling over windows of the last one to three axes of (N, C, ...) or (C, ...).
#pragma once

#include <optional>
#include <utility>

#include "nnlite/ops/windows.h"

namespace nnlite {

// The largest element of every window. NaN is larger than anything; the first of equals counts.
Tensor max_pool(const Tensor& x, int axes, const PoolOptions& options);
// The same, and where in the flattened axes it stands (int64).
std::pair<Tensor, Tensor> max_pool_with_indices(const Tensor& x, int axes,
                                                const PoolOptions& options);
// The mean of every window; padding counts as zeros where `count_include_pad`, else not at all.
Tensor avg_pool(const Tensor& x, int axes, const PoolOptions& options,
                bool count_include_pad = true, std::optional<int64_t> divisor_override = {});
// (the sum of x^p over every window)^(1/p); options.padding and dilation are not for it.
Tensor lp_pool(const Tensor& x, int axes, double p, const PoolOptions& options);

// Window i of n goes from floor(i in / n) to ceil((i + 1) in / n); a size of -1 keeps the input's.
Tensor adaptive_avg_pool(const Tensor& x, int axes, const Shape& output_size);
Tensor adaptive_max_pool(const Tensor& x, int axes, const Shape& output_size);
std::pair<Tensor, Tensor> adaptive_max_pool_with_indices(const Tensor& x, int axes,
                                                         const Shape& output_size);

// Zeros, and the elements of x where `indices` of max_pool_with_indices say. Without
// `output_size`, the smallest input that the windows fit.
Tensor max_unpool(const Tensor& x, const Tensor& indices, int axes, const PoolOptions& options,
                  const Shape& output_size = {});

}  // namespace nnlite
