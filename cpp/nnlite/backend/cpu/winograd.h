// Convolutions with 3x3 kernels that Winograd's algorithm computes (kernels/winograd.h).
#pragma once

#include "nnlite/backend/cpu/conv_image.h"

namespace nnlite::cpu {

// Whether it is the faster way; the sizes alone decide.
bool suits_winograd(const ConvSizes& sizes);

void winograd(const ConvSizes& sizes, const Call& call);
void winograd_input_gradient(const ConvSizes& sizes, const Call& call);
void winograd_weight_gradient(const ConvSizes& sizes, const Call& call);

}  // namespace nnlite::cpu
