// Convolution of one image, and its two gradients. The image is a copy in which every tap of the
// kernel stands at a fixed distance from the output point that reads it.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

// Output points that follow each other, and so do the elements of the image that they read.
struct ConvRun {
  int64_t image;  // where the first point's tap 0 stands
  int64_t count;
};

// One block of output points of one image, with all channels.
struct ConvTile {
  int64_t channels;       // of the output
  int64_t taps;           // elements that a point reads of the image
  const int64_t* offset;  // of each, from that of tap 0
  int64_t channel;        // from a channel of the image to the next
  const ConvRun* runs;
  int64_t run_count;
  void* image;         // kConvSlack elements after its end may be read, and kept
  const void* weight;  // see each function
  void* out;           // channels, out_row apart; points lie contiguously
  int64_t out_row;
  void* room;  // see each function
};
inline constexpr int64_t kConvSlack = 16;
inline constexpr int64_t kConvColumns = 32;  // of a panel (points, or channels), at most
inline constexpr int64_t kConvDepth = 256;   // taps that go through a panel together, at most

// Rows of an input, and where they stand in an image. A row of the image holds its columns in
// `stride` phases: those 0, stride, 2 stride ..., then those 1, 1 + stride ...
struct ConvRows {
  int64_t rows, columns;     // of the input; the first column stands in phase 0
  int64_t x_row, image_row;  // elements from a row to the next
  int64_t stride, phase;     // elements of a phase
};

struct ConvKernels {
  int64_t columns[2];  // of a panel, for float32 and float64
  // out = weight (channels, taps) times the taps of each point, plus bias, if given. Room for
  // kConvDepth x kConvColumns + kConvSlack elements.
  void (*forward[2])(const ConvTile& t, const void* bias);
  // The adjoint: adds out, times weight (taps / group, channels, group), to the image's taps. The
  // taps of a group do not meet in the image. Room for channels x kConvColumns.
  void (*input_gradient[2])(const ConvTile& t, int64_t group);
  // Adds to room (panels, taps, columns): out times the taps of its points. `out` is turned:
  // (panels, points, columns), where a panel holds `columns` channels.
  void (*weight_gradient[2])(const ConvTile& t, int64_t points);
  // Copies rows into an image, and from there to rows, or adds them.
  void (*read_rows[2])(const ConvRows& r, const void* x, void* image);
  void (*write_rows[2])(const ConvRows& r, const void* image, void* x, bool add);
  // Turns out (channels, points) into those panels.
  void (*turn[2])(int64_t channels, int64_t points, const void* out, int64_t out_row, void* panels);
};

}  // namespace nnlite
