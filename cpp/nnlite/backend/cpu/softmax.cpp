// Softmax along an axis, line by line. Lines that are not contiguous pass through a buffer.
#include "nnlite/kernels/softmax.h"

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/lines.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

constexpr double kNanosecondsEach = 0.6;

template <class T>
const T* gather(const T* from, int64_t n, int64_t stride, T* buffer) {
  if (stride == 1) return from;
  for (int64_t i = 0; i < n; ++i) buffer[i] = from[i * stride];
  return buffer;
}

// Calls f(inputs of one line, where its result goes) for every line of the output.
template <class T, int kInputs, class F>
void each_line(const Call& call, F&& f) {
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const Lines to(*call.out[0].layout, axis);
  const Lines from[2] = {Lines(*call.in[0].layout, axis),
                         Lines(*call.in[kInputs - 1].layout, axis)};
  const int64_t n = to.length;
  const double each = 15.0 + kNanosecondsEach * static_cast<double>(n);
  parallel_for(to.count, each, [&](int64_t begin, int64_t end) {
    Scratch buffer((kInputs + 1) * n * static_cast<int64_t>(sizeof(T)));
    for (int64_t line = begin; line < end; ++line) {
      const T* in[kInputs];
      for (int i = 0; i < kInputs; ++i) {
        in[i] = gather(call.in[i].as<T>() + from[i].start(line), n, from[i].stride,
                       buffer.as<T>() + i * n);
      }
      T* out = call.out[0].as<T>() + to.start(line);
      T* result = to.stride == 1 ? out : buffer.as<T>() + kInputs * n;
      f(in, result);
      for (int64_t i = 0; i < n && result != out; ++i) out[i * to.stride] = result[i];
    }
  });
}

template <class F>
void with_float(DType dtype, F&& f) {
  if (dtype == DType::f32)
    f(float{});
  else
    f(double{});
}

}  // namespace

void softmax(const Call& call) {
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const int64_t n = call.out[0].shape()[axis];
  with_float(call.out[0].dtype(), [&](auto v) {
    using T = decltype(v);
    const auto f = kernels().softmax->value[call.code][sizeof(T) == 8];
    each_line<T, 1>(call, [&](const T* const* in, T* out) { f(n, in[0], out); });
  });
}

void softmax_gradient(const Call& call) {
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const int64_t n = call.out[0].shape()[axis];
  with_float(call.out[0].dtype(), [&](auto v) {
    using T = decltype(v);
    const auto f = kernels().softmax->gradient[call.code][sizeof(T) == 8];
    each_line<T, 2>(call, [&](const T* const* in, T* out) { f(n, in[0], in[1], out); });
  });
}

}  // namespace nnlite::cpu
