// The image of a convolution: a copy of some channels of one example, padded, in which every tap
// stands at a fixed distance from its output point, whatever the stride.
#pragma once

#include <algorithm>

#include "nnlite/backend/call.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/kernels/conv.h"

namespace nnlite::cpu {

inline int64_t parts(int64_t n, int64_t size) { return (n + size - 1) / size; }

// The sizes of a convolution with three spatial axes; missing ones are 1.
struct ConvSizes {
  // x (n, c, ...), w (k, c / groups, ...), y (n, k, ...).
  ConvSizes(const Layout& x, const Layout& w, const Layout& y, const Attrs& attrs);

  int64_t batch, groups, in_channels, out_channels;  // channels of one group
  int64_t in[3], kernel[3], out[3], stride[3], dilation[3], low[3];
  // Of the convolution of an output that makes a gradient of the input; it has no strides.
  ConvSizes adjoint() const;
  int64_t strides() const { return stride[0] * stride[1] * stride[2]; }
  int64_t positions() const { return kernel[0] * kernel[1] * kernel[2]; }
  int64_t taps() const { return in_channels * positions(); }
  int64_t in_points() const { return in[0] * in[1] * in[2]; }
  int64_t points() const { return out[0] * out[1] * out[2]; }
  // Whether every element of the input is read.
  bool covers_input() const {
    for (int i = 0; i < 3; ++i) {
      if (reach(i, out[i]) < low[i] + in[i]) return false;
    }
    return true;
  }
  // Whether a weight reads padded elements whose place along an axis leaves this rest when divided
  // by the stride.
  bool reads(int axis, int64_t rest) const {
    for (int64_t k = 0; k < kernel[axis]; ++k) {
      if ((k * dilation[axis] - rest) % stride[axis] == 0) return true;
    }
    return false;
  }
  // How many elements of an axis `count` output points reach over.
  int64_t reach(int axis, int64_t count) const {
    return (count - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1;
  }
};

// Output points in blocks of whole rows, so that an image stays small: each is some planes, or some
// rows of one plane. The sizes alone decide.
struct ConvBlocks {
  ConvBlocks(const ConvSizes& sizes, int64_t channels, int64_t item, int64_t at_least);

  int64_t planes, rows;  // of a block
  int64_t across;        // blocks of a plane
  int64_t count;

  struct Block {
    int64_t plane, planes, row, rows;
    bool operator==(const Block&) const = default;
  };
  Block operator[](int64_t i) const;

 private:
  int64_t all_planes_, all_rows_;
};

class ConvImage {
 public:
  ConvImage(const ConvSizes& sizes, const ConvBlocks& blocks, int64_t channels, int64_t item);

  // Copies what a block reads of x, the first of the image's channels.
  void read(const ConvBlocks::Block& block, const std::byte* x);
  void clear(const ConvBlocks::Block& block);
  // Adds the image to x, or writes it there.
  void write(std::byte* x, bool add) const;

  // The tile of the last block; the caller adds weight, out and room. Taps are ordered by channel,
  // or by position where the channels are to be neighbours.
  ConvTile tile(bool by_position) const;
  int64_t points() const { return block_.planes * block_.rows * sizes_.out[2]; }

 private:
  void place_runs(const ConvBlocks::Block& block);
  // Calls f(rows, elements before them in x, and in the image) for the rows of x that the block
  // reaches over: those of a channel and plane that are one stride from the next together. Without
  // those that stand between the strides, unless `all`.
  template <class F>
  void each_rows(bool all, F&& f) const;
  int64_t left() const { return std::max<int64_t>(sizes_.low[2], 0); }  // columns before x
  // Of a padded column in its row. Rows begin with columns that make x's first stand in phase 0.
  int64_t place(int64_t column) const {
    const int64_t stride = sizes_.stride[2];
    column += (stride - left() % stride) % stride;
    return column % stride * phase_ + column / stride;
  }
  int64_t bytes() const { return (channel_ * channels_ + kConvSlack) * item_; }

  const ConvSizes& sizes_;
  int64_t channels_, item_;
  int64_t phase_, row_, plane_, channel_;  // elements of a phase of a row, ...
  ConvBlocks::Block block_{};
  Scratch data_, offsets_, runs_;
};

}  // namespace nnlite::cpu
