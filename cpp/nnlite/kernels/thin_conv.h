// Convolution with few output channels in a group, depthwise above all: no product, but vectors of
// points that read the image through every tap.
#pragma once

#include "nnlite/kernels/conv.h"

namespace nnlite {

inline constexpr int64_t kThinChannels = 3;  // at most

struct ThinConvKernels {
  // As in ConvKernels, but without room.
  void (*forward[2])(const ConvTile& t, const void* bias);
  // Adds out, times weight (channels, w_row), to the image's taps.
  void (*input_gradient[2])(const ConvTile& t, int64_t w_row);
  // Adds to room (channels, taps): out times the taps of its points.
  void (*weight_gradient[2])(const ConvTile& t);
};

}  // namespace nnlite
