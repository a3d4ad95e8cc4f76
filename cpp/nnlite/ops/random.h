// Random tensors: functions of the thread's seed and of how many were drawn before (core/random.h).
#pragma once

#include <initializer_list>

#include "nnlite/core/tensor.h"
#include "nnlite/kernels/random.h"

namespace nnlite {

// float32 or float64 of a row of distributions.def; `numbers` are its parameters.
Tensor draw_floats(Distribution row, const Shape& shape, DType dtype,
                   std::initializer_list<double> numbers);
// Uniform in [low, high).
Tensor uniform(const Shape& shape, double low = 0, double high = 1, DType dtype = kFloat32);
Tensor normal(const Shape& shape, double mean = 0, double std = 1, DType dtype = kFloat32);
// Integers of low .. high - 1.
Tensor integers(int64_t low, int64_t high, const Shape& shape, DType dtype = kInt64);
// 1 with probability p, else 0.
Tensor bernoulli(const Shape& shape, double p, DType dtype = kFloat32);
// The integers 0 .. n - 1 in random order.
Tensor permutation(int64_t n);
// The same as a function of a seed and a stream of one's own.
Tensor permutation(int64_t n, uint64_t seed, uint64_t stream);
// While training, 0 with probability p, else x / (1 - p); x itself otherwise (Srivastava 2014).
Tensor dropout(const Tensor& x, double p = 0.5, bool training = true);
// The same elements whenever it is asked with this seed and stream.
Tensor dropout_of(const Tensor& x, double p, uint64_t seed, uint64_t stream);

}  // namespace nnlite
