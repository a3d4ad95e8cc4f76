// Resampling of planes: one axis after the other while the plane is in cache.
#include "nnlite/kernels/resample.h"

#include <algorithm>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/resample_map.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

template <class T>
void along_line(const ResampleMap<T>& m, const T* x, T* y) {
  const ResampleKernels& k = *kernels().resample;
  constexpr int type = sizeof(T) == 8;
  k.line[type](m.begin, m.offset(), m.column(), m.weight(), x, y);
  if (m.end > m.begin) {
    k.steps[type](m.end - m.begin, m.taps, m.weight() + m.offset()[m.begin], x + m.start, m.step,
                  y + m.begin);
  }
  k.line[type](m.out - m.end, m.offset() + m.end, m.column(), m.weight(), x, y + m.end);
}

// x (outer, m.in, inner) to y (outer, m.out, inner).
template <class T>
void along(const ResampleMap<T>& m, int64_t outer, int64_t inner, const T* x, T* y) {
  const auto rows = kernels().resample->rows[sizeof(T) == 8];
  for (int64_t o = 0; o < outer; ++o) {
    const T* from = x + o * m.in * inner;
    T* to = y + o * m.out * inner;
    if (inner == 1) {
      along_line(m, from, to);
      continue;
    }
    for (int64_t i = 0; i < m.out; ++i) {
      const int64_t k = m.offset()[i];
      rows(inner, m.offset()[i + 1] - k, m.column() + k, m.weight() + k, from, to + i * inner);
    }
  }
}

// The axes that change, in the order that leaves the least to do: those that shrink most first,
// whole rows before elements of a row; those that grow last, elements before rows.
template <class T>
int order_of(const ResampleMap<T>* const* maps, int* order) {
  int count = 0;
  for (int a = 0; a < 3; ++a) {
    if (!maps[a]->identity) order[count++] = a;
  }
  const auto growth = [&](int a) {
    return static_cast<double>(maps[a]->out) /
           static_cast<double>(std::max<int64_t>(maps[a]->in, 1));
  };
  std::sort(order, order + count, [&](int a, int b) {
    if (growth(a) != growth(b)) return growth(a) < growth(b);
    return growth(a) > 1 ? a > b : a < b;
  });
  return count;
}

template <class T>
struct Planes {
  Planes(const Call& call, bool adjoint)
      : big(adjoint ? call.out[0] : call.in[0]),
        small(adjoint ? call.in[0] : call.out[0]),
        kind(static_cast<Resample>(call.attrs.integer[3])),
        axes(static_cast<int>(call.attrs.integer[0])),
        space(*big.layout, *small.layout, axes, kind == Resample::average ? &call.attrs : nullptr),
        depth(kind, space.axis[0], call.attrs, 0, adjoint),
        height(kind, space.axis[1], call.attrs, 1, adjoint),
        width(kind, space.axis[2], call.attrs, 2, adjoint),
        count(order_of(maps, order)) {
    int64_t shape[3] = {depth.in, height.in, width.in};
    in = shape[0] * shape[1] * shape[2];
    for (int i = 0; i < count; ++i) {
      shape[order[i]] = maps[order[i]]->out;
      out = shape[0] * shape[1] * shape[2];
      if (i + 1 < count) largest = std::max(largest, out);
      work += static_cast<double>(out);
    }
    if (count == 0) out = in;
  }

  void run(const T* x, T* y, T* buffer) const {
    if (count == 0) {
      std::copy_n(x, in, y);
      return;
    }
    int64_t shape[3] = {depth.in, height.in, width.in};
    for (int i = 0; i < count; ++i) {
      const int a = order[i];
      int64_t outer = 1, inner = 1;
      for (int b = 0; b < a; ++b) outer *= shape[b];
      for (int b = a + 1; b < 3; ++b) inner *= shape[b];
      T* to = i + 1 == count ? y : buffer + (i % 2) * largest;
      along(*maps[a], outer, inner, x, to);
      shape[a] = maps[a]->out;
      x = to;
    }
  }

  const Operand &big, &small;  // what the forward map reads and writes
  Resample kind;
  int axes;
  Space space;
  ResampleMap<T> depth, height, width;
  const ResampleMap<T>* const maps[3] = {&depth, &height, &width};
  int order[3];
  int count;
  int64_t in = 0, out = 0, largest = 0;  // elements of a plane before, after, between
  double work = 0;
};

template <class T>
void resample_planes(const Call& call, bool adjoint) {
  const Planes<T> planes(call, adjoint);
  parallel_for(planes.space.planes, 1.0 * planes.work + 20, [&](int64_t first, int64_t last) {
    Scratch buffer(2 * planes.largest * static_cast<int64_t>(sizeof(T)));
    for (int64_t p = first; p < last; ++p) {
      planes.run(call.in[0].as<T>() + p * planes.in, call.out[0].as<T>() + p * planes.out,
                 buffer.as<T>());
    }
  });
}

void resample_as(const Call& call, bool adjoint) {
  call.out[0].dtype() == DType::f64 ? resample_planes<double>(call, adjoint)
                                    : resample_planes<float>(call, adjoint);
}

}  // namespace

void resample(const Call& call) { resample_as(call, false); }
void resample_gradient(const Call& call) { resample_as(call, true); }

}  // namespace nnlite::cpu
