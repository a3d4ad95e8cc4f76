// Windows of images as columns, and columns added up to images; plane by plane, tap by tap.
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/window.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

// f(row of the image, row of the columns, the windows begin .. end whose tap lies inside) for every
// tap and row of windows of one plane; the image's row is null where it lies outside.
template <class T, class F>
void each_row(const Space& s, T* image, T* columns, F f) {
  const Axis &h = s.axis[1], &w = s.axis[2];
  for (int64_t a = 0; a < h.kernel; ++a) {
    for (int64_t b = 0; b < w.kernel; ++b) {
      const int64_t begin = w.begin(b), end = w.end(b);
      for (int64_t i = 0; i < h.out; ++i, columns += w.out) {
        const int64_t y = h.start(i) + a * h.dilation;
        T* row = y < 0 || y >= h.in || begin >= end
                     ? nullptr
                     : image + y * w.in + w.start(begin) + b * w.dilation;
        f(row, columns, begin, end);
      }
    }
  }
}

template <class T>
void unfold_plane(const Space& s, const T* image, T* columns) {
  const int64_t n = s.axis[2].out, step = s.axis[2].stride;
  each_row(s, const_cast<T*>(image), columns,
           [&](const T* from, T* to, int64_t begin, int64_t end) {
             if (!from) {
               std::fill_n(to, n, T(0));
               return;
             }
             std::fill_n(to, begin, T(0));
             for (int64_t j = begin; j < end; ++j) to[j] = from[(j - begin) * step];
             std::fill_n(to + end, n - end, T(0));
           });
}

template <class T>
void fold_plane(const Space& s, const T* columns, T* image) {
  const int64_t step = s.axis[2].stride;
  std::fill_n(image, s.inputs(), T(0));
  each_row(s, image, const_cast<T*>(columns),
           [&](T* to, const T* from, int64_t begin, int64_t end) {
             for (int64_t j = begin; to && j < end; ++j) to[(j - begin) * step] += from[j];
           });
}

template <class T>
void planes(const Call& call, bool fold) {
  const Operand &image = fold ? call.out[0] : call.in[0],
                &columns = fold ? call.in[0] : call.out[0];
  const Space s(*image.layout, *columns.layout, 2, &call.attrs);
  const int64_t taps = s.axis[1].kernel * s.axis[2].kernel, size = taps * s.outputs();
  parallel_for(s.planes, 1.0 * static_cast<double>(size), [&](int64_t first, int64_t last) {
    for (int64_t p = first; p < last; ++p) {
      T *x = image.as<T>() + p * s.inputs(), *y = columns.as<T>() + p * size;
      fold ? fold_plane(s, y, x) : unfold_plane(s, x, y);
    }
  });
}

void run(const Call& call, bool fold) {
  call.out[0].dtype() == DType::f64 ? planes<double>(call, fold) : planes<float>(call, fold);
}

}  // namespace

void unfold(const Call& call) { run(call, false); }
void fold(const Call& call) { run(call, true); }

}  // namespace nnlite::cpu
