// Tensors joined, repeated and cut into parts.
#pragma once

#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite {

// Joined along an axis that exists; dtypes are promoted.
Tensor concat(const std::vector<Tensor>& tensors, int64_t dim = 0);
// Joined along a new axis.
Tensor stack(const std::vector<Tensor>& tensors, int64_t dim = 0);
// Views of `size` elements along an axis; the last may be shorter.
std::vector<Tensor> split(const Tensor& x, int64_t size, int64_t dim = 0);
// Views of these sizes, which must add up.
std::vector<Tensor> split(const Tensor& x, const Shape& sizes, int64_t dim = 0);
// At most `chunks` views of equal size (the last may be shorter).
std::vector<Tensor> chunk(const Tensor& x, int64_t chunks, int64_t dim = 0);
// Elements moved along axes; what leaves at the end comes back at the start.
Tensor roll(const Tensor& x, const Shape& shifts, const Shape& dims = {});
// The whole repeated along every axis.
Tensor tile(const Tensor& x, const Shape& repeats);
// The part of the last two axes below (above) the k-th diagonal, that one included; else 0.
Tensor tril(const Tensor& x, int64_t diagonal = 0);
Tensor triu(const Tensor& x, int64_t diagonal = 0);

}  // namespace nnlite
