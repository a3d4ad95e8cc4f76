// Convolution with 3x3 kernels by Winograd's algorithm F(2x2, 3x3) (Lavin & Gray 2016,
// arXiv:1509.09308): four outputs of a tile cost 16 products of coefficients, not 36. With
//   y = At [ (G w Gt) * (Bt x B) ] A,    x: 4 x 4 of the image, y: 2 x 2 of the output,
// summed over channels before the outer transform, each coefficient is a matrix product of tiles by
// channels. The gradient of w is the adjoint: G' [ (A g At) * (Bt x B) ] G, summed over tiles.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

inline constexpr int kCoefficients = 16;  // of a tile

// Some tiles of one image, which go row by row. Images hold all channels of a point side by side,
// as many as fill whole vectors; so do coefficients: (coefficient, tile, channel).
struct WinogradTiles {
  int64_t first, count;
  int64_t columns;    // of tiles in a row of the image
  int64_t channels;   // of the image: whole vectors
  int64_t image_row;  // elements from a row of points to the next
  int64_t step;       // elements from a coefficient to the next
};

// The products of coefficients.
struct WinogradProduct {
  int64_t tiles, in, out;             // channels; `in` counts true ones
  int64_t in_width, out_width;        // ... in whole vectors
  int64_t in_step, out_step, w_step;  // elements from a coefficient to the next
};

struct WinogradKernels {
  int lanes[2];    // of a vector, for float32 and float64
  int columns[2];  // output channels that lie side by side in transformed weights
  // `points` of each channel, x_row apart, to the places `at` of an image, and back, plus bias if
  // given. `width` is what the image holds of a point.
  void (*enter[2])(int64_t channels, int64_t points, const void* x, int64_t x_row,
                   const int64_t* at, void* image, int64_t width);
  void (*leave[2])(int64_t channels, int64_t points, const void* image, const int64_t* at,
                   int64_t width, const void* bias, void* y, int64_t y_row);
  // Bt x B of every tile, whose 4 x 4 points begin two after the last one's; A g At of 2 x 2.
  void (*spread[2])(const WinogradTiles& t, const void* image, void* coefficients);
  void (*spread_gradient[2])(const WinogradTiles& t, const void* image, void* coefficients);
  // At m A: the 2 x 2 points of every tile.
  void (*collect[2])(const WinogradTiles& t, const void* coefficients, void* image);
  // G w Gt: w[row, column, 9] with those strides, its nine from the end where `turned`, as
  // (coefficient, panel of columns, row, column in the panel). From coefficient to coefficient:
  // step.
  void (*weight[2])(int64_t rows, int64_t columns, const void* w, int64_t row, int64_t column,
                    bool turned, void* to, int64_t step);
  // The adjoint of `weight`: (coefficient, row, column) of `width` columns as (panel, row, 9,
  // column in the panel).
  void (*weight_gradient[2])(int64_t rows, int64_t width, const void* sums, int64_t step, void* to);
  // out = in w for each coefficient: (tile, in) by (panel, in, column).
  void (*multiply[2])(const WinogradProduct& p, const void* in, const void* w, void* out);
  // sums += in' g for each coefficient: (tile, in) by (tile, out) make (in, out).
  void (*accumulate[2])(const WinogradProduct& p, const void* in, const void* g, void* sums);
};

}  // namespace nnlite
