// Resample: maps along single axes whose outputs are weighted sums of a few inputs: averages over
// windows, interpolation, and padding that repeats what is there.
#pragma once

#include <cstdint>

namespace nnlite {

// How the outputs along one axis come about: integer[3] of a call. Its last integer[0] axes are
// mapped; their sizes are those of the input and the result.
enum class Resample : uint8_t {
  average,         // over sliding windows (list: kernel, stride | padding, dilation); see Divisor
  adaptive,        // average over in / out neighbours, as evenly as whole numbers allow
  nearest,         // the input at floor(i ratio); number[axis]: the ratio, 0: in / out exactly
  nearest_exact,   // the input at floor((i + 1/2) ratio)
  linear,          // between two neighbours, pixels being squares
  linear_corners,  // the same with the centres of the first and the last pixel kept
  cubic,           // between four neighbours (Keys 1981 with a = -3/4)
  cubic_corners,
  linear_smooth,  // the triangle and the cubic (a = -1/2) as wide as a new pixel, so that what is
  cubic_smooth,   // made smaller is an average of all
  reflect,        // mirrored at the first and the last element (list[0]: what is added before)
  replicate,
  circular,
};

// What a sum over a window is divided by: integer[1] of Resample::average.
enum class Divisor : int64_t {
  inside,  // the elements of the input in the window
  padded,  // and of the padding
  one,
};

}  // namespace nnlite
