// ImageChange: what can be done to single images of a batch, by numbers that were drawn for each.
#pragma once

#include <cstdint>

namespace nnlite {

// The columns of the numbers, and number[0] of the call: what stands where the image ends.
enum class ImageChange : uint8_t {
  mirror,  // if not 0: left and right exchanged, above and below where integer[0]
  window,  // row and column of the image that become the result's first
  turn,    // degrees, counter-clockwise about the centre, between pixels linearly
  scale,   // factor of every pixel; then number[0] .. number[1] are the limits
  erase,   // row, column, height, width of a box filled with number[0]
};

}  // namespace nnlite
