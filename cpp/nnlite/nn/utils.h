// Helpers on lists of parameters: gradients limited, and all values in one vector.
#pragma once

#include <span>

#include "nnlite/core/tensor.h"

namespace nnlite::nn::utils {

// Scales all gradients by max_norm / (norm + 1e-6) where this is below 1; returns their norm
// before, of all elements together.
Tensor clip_grad_norm_(std::span<const Tensor> parameters, double max_norm, double norm_type = 2,
                       bool error_if_nonfinite = false);
// Limits every element of every gradient to -clip_value .. clip_value.
void clip_grad_value_(std::span<const Tensor> parameters, double clip_value);
// All elements behind each other; gradients flow.
Tensor parameters_to_vector(std::span<const Tensor> parameters);
// The reverse: copies the vector's parts into the parameters.
void vector_to_parameters(const Tensor& vector, std::span<const Tensor> parameters);

}  // namespace nnlite::nn::utils
