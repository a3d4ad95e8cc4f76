// The lines of a tensor along one axis: where each starts, for primitives that work line by line.
#pragma once

#include "nnlite/backend/call.h"

namespace nnlite::cpu {

class Lines {
 public:
  Lines(const Layout& layout, int axis) : length(layout.shape[axis]), stride(layout.strides[axis]) {
    for (int i = 0; i < layout.dims(); ++i) {
      if (i == axis) continue;
      sizes_.push_back(layout.shape[i]);
      strides_.push_back(layout.strides[i]);
    }
    count = numel(sizes_);
  }

  int64_t count;   // how many lines
  int64_t length;  // elements of each
  int64_t stride;  // between them

  // The offset of the first element of line `index`, in elements.
  int64_t start(int64_t index) const {
    int64_t at = 0;
    for (int i = sizes_.size() - 1; i >= 0; --i) {
      at += index % sizes_[i] * strides_[i];
      index /= sizes_[i];
    }
    return at;
  }

 private:
  Shape sizes_, strides_;
};

}  // namespace nnlite::cpu
