// Windows that slide over the last axes of (..., depth, height, width), as the attributes of a call
// describe them: list[0] = kernel, stride; list[1] = padding, dilation; three numbers each.
#pragma once

#include <algorithm>

#include "nnlite/backend/call.h"

namespace nnlite::cpu {

inline int64_t divide_up(int64_t a, int64_t b) { return a > 0 ? (a + b - 1) / b : 0; }

// One axis. Tap k of window i stands at start(i) + k dilation.
struct Axis {
  int64_t start(int64_t i) const { return adaptive ? i * in / out : i * stride - padding; }
  // The taps first(i) .. last(i) - 1 lie inside the input.
  int64_t first(int64_t i) const {
    return adaptive ? 0 : std::min(divide_up(-start(i), dilation), kernel);
  }
  int64_t last(int64_t i) const {
    if (adaptive) return ((i + 1) * in + out - 1) / out - start(i);
    return std::min(kernel, divide_up(in - start(i), dilation));
  }
  // Tap k lies inside for the windows begin(k) .. end(k) - 1.
  int64_t begin(int64_t k) const {
    return std::min(divide_up(padding - k * dilation, stride), out);
  }
  int64_t end(int64_t k) const {
    return std::clamp(divide_up(in + padding - k * dilation, stride), begin(k), out);
  }

  int64_t in = 1, out = 1, kernel = 1, stride = 1, padding = 0, dilation = 1;
  bool adaptive = false;
};

// (planes, depth, height, width) for the last one to three axes of a shape.
struct Space {
  // `in` is what the windows slide over, `out` has a number for each window.
  Space(const Layout& in, const Layout& out, int axes, const Attrs* windows) {
    for (int a = 3 - axes; a < 3; ++a) {
      const int place = in.dims() - 3 + a;
      axis[a].in = in.shape[place];
      axis[a].out = out.shape[out.dims() - 3 + a];
      if (!windows) {
        axis[a].adaptive = true;
        continue;
      }
      axis[a].kernel = windows->list[0][a];
      axis[a].stride = windows->list[0][3 + a];
      axis[a].padding = windows->list[1][a];
      axis[a].dilation = windows->list[1][3 + a];
    }
    for (int i = 0; i < in.dims() - axes; ++i) planes *= in.shape[i];
  }
  int64_t inputs() const { return axis[0].in * axis[1].in * axis[2].in; }
  int64_t outputs() const { return axis[0].out * axis[1].out * axis[2].out; }

  int64_t planes = 1;
  Axis axis[3];
};

}  // namespace nnlite::cpu
