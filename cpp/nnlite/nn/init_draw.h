// What the files of nn/init share; not for users.
#pragma once

#include "nnlite/core/tensor.h"

namespace nnlite::nn::init {

// Throws where a tensor cannot be initialized.
void check_target(const char* name, const Tensor& t);
// Copies values into the memory of t, outside any graph.
void overwrite(const char* name, const Tensor& t, const Tensor& values);

}  // namespace nnlite::nn::init
