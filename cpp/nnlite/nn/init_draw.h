// What the files of nn/init share; not for users.
#pragma once

#include <initializer_list>

#include "nnlite/backend/call.h"
#include "nnlite/core/tensor.h"
#include "nnlite/kernels/random.h"

namespace nnlite::nn::init {

// Throws where a tensor cannot be initialized.
void check_target(const char* name, const Tensor& t);
// Copies values into the memory of t, outside any graph.
void overwrite(const char* name, const Tensor& t, const Tensor& values);
// Fresh random numbers; `numbers` are the parameters of the distribution.
Tensor drawn(Distribution distribution, const Shape& shape, DType dtype,
             std::initializer_list<double> numbers);

}  // namespace nnlite::nn::init
