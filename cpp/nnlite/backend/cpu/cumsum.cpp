// Running sums, line by line; float sums run in double.
#include "nnlite/backend/cpu/lines.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

template <class T, class Total, class Out>
void run_line(const T* x, int64_t x_stride, Out* y, int64_t y_stride, int64_t n) {
  Total total = 0;
  for (int64_t i = 0; i < n; ++i) {
    total += static_cast<Total>(x[i * x_stride]);
    y[i * y_stride] = static_cast<Out>(total);
  }
}

template <class T, class Total, class Out>
void run_lines(const Call& call) {
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const Lines from(*call.in[0].layout, axis), to(*call.out[0].layout, axis);
  const int64_t n = from.length;
  // Backwards: from the last element with the step turned round.
  const bool backwards = call.attrs.integer[1] != 0;
  const int64_t turn = backwards ? -1 : 1, first = backwards ? n - 1 : 0;
  parallel_for(from.count, 5.0 + 1.2 * static_cast<double>(n), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      run_line<T, Total>(
          call.in[0].as<T>() + from.start(i) + first * from.stride, turn * from.stride,
          call.out[0].as<Out>() + to.start(i) + first * to.stride, turn * to.stride, n);
    }
  });
}

}  // namespace

void cumsum(const Call& call) {
  dispatch(call.in[0].dtype(), [&](auto v) {
    using T = decltype(v);
    if constexpr (std::is_floating_point_v<T>) {
      run_lines<T, double, T>(call);
    } else {
      run_lines<T, int64_t, int64_t>(call);
    }
  });
}

}  // namespace nnlite::cpu
