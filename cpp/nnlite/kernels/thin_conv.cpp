// Convolution with few output channels in a group. Loops only.
//
// Runs of points are as short as an image's row: the vectors are the widest that fit into one, and
// the last of a run begins so far before its end that it is whole.
#include "nnlite/kernels/thin_conv.h"

#include "nnlite/kernels/tile.h"

namespace nnlite {
namespace {

// kWidth numbers; one is a plain number.
template <class T, int kWidth>
struct Pack {
  typedef T V __attribute__((vector_size(kWidth * sizeof(T)), aligned(sizeof(T)), may_alias));
  // The last `count` lanes of v, zeros before them.
  static V last(V v, int64_t count) {
    decltype(v < v) mask;
    for (int i = 0; i < kWidth; ++i) mask[i] = i >= kWidth - count ? -1 : 0;
    return mask ? v : V{};
  }
  static T sum(V v) {
    T total = 0;
    for (int i = 0; i < kWidth; ++i) total += v[i];
    return total;
  }
};
template <class T>
struct Pack<T, 1> {
  typedef T V;
  static V last(V v, int64_t) { return v; }
  static T sum(V v) { return v; }
};

template <class T, int kWidth>
typename Pack<T, kWidth>::V read(const T* p) {
  return *reinterpret_cast<const typename Pack<T, kWidth>::V*>(p);
}
template <class T, int kWidth>
void write(T* p, typename Pack<T, kWidth>::V v) {
  *reinterpret_cast<typename Pack<T, kWidth>::V*>(p) = v;
}

// ---- forward ------------------------------------------------------------------------------------

constexpr int kTogether = 9;  // taps whose weights, or sums, are kept in registers

// The points of all runs, which read x and what lies at the taps' distances from it: kTaps of them,
// or as many as there are (0).
template <class T, int kWidth, int kTaps>
void run_points(const ConvTile& t, const T* weight, T bias, T* y) {
  using V = typename Pack<T, kWidth>::V;
  if constexpr (kTaps > 1) {
    if (t.taps < kTaps) return run_points<T, kWidth, kTaps - 1>(t, weight, bias, y);
  }
  const V start = V{} + bias;
  V weights[kTaps > 0 ? kTaps : 1];
  for (int i = 0; i < kTaps; ++i) weights[i] = V{} + weight[i];
  for (int64_t r = 0; r < t.run_count; y += t.runs[r++].count) {
    const T* x = static_cast<const T*>(t.image) + t.runs[r].image;
    const int64_t count = t.runs[r].count;
    for (int64_t j = 0; j < count; j += kWidth) {
      const int64_t at = j + kWidth <= count ? j : count - kWidth;
      V sum = start;
      if constexpr (kTaps > 0) {
#pragma GCC unroll 9
        for (int i = 0; i < kTaps; ++i) sum += weights[i] * read<T, kWidth>(x + t.offset[i] + at);
      } else {
        for (int64_t i = 0; i < t.taps; ++i) {
          sum += weight[i] * read<T, kWidth>(x + t.offset[i] + at);
        }
      }
      write<T, kWidth>(y + at, sum);
    }
  }
}

template <class T, int kWidth>
void forward_by(const ConvTile& t, const T* bias) {
  for (int64_t c = 0; c < t.channels; ++c) {
    const T* weight = static_cast<const T*>(t.weight) + c * t.taps;
    const T start = bias ? bias[c] : T(0);
    T* y = static_cast<T*>(t.out) + c * t.out_row;
    if (t.taps <= kTogether)
      run_points<T, kWidth, kTogether>(t, weight, start, y);
    else
      run_points<T, kWidth, 0>(t, weight, start, y);
  }
}

// ---- the gradient of the input ------------------------------------------------------------------

// Tap by tap over all points, and whole vectors before the ends of runs: what was just stored is
// not read again at once.
template <class T, int kWidth>
void input_gradient_by(const ConvTile& t, int64_t w_row) {
  for (int64_t c = 0; c < t.channels; ++c) {
    for (int64_t p = 0; p < t.taps; ++p) {
      const T weight = static_cast<const T*>(t.weight)[c * w_row + p];
      const T* const first = static_cast<const T*>(t.out) + c * t.out_row;
      T* const image = static_cast<T*>(t.image) + t.offset[p];
      const T* g = first;
      for (int64_t r = 0; r < t.run_count; g += t.runs[r++].count) {
        T* x = image + t.runs[r].image;
        for (int64_t j = 0; j + kWidth <= t.runs[r].count; j += kWidth) {
          write<T, kWidth>(x + j, read<T, kWidth>(x + j) + weight * read<T, kWidth>(g + j));
        }
      }
      g = first;
      for (int64_t r = 0; r < t.run_count; g += t.runs[r++].count) {
        const int64_t rest = t.runs[r].count % kWidth, at = t.runs[r].count - kWidth;
        if (rest == 0) continue;
        T* x = image + t.runs[r].image + at;
        const auto late = Pack<T, kWidth>::last(read<T, kWidth>(g + at), rest);
        write<T, kWidth>(x, read<T, kWidth>(x) + weight * late);
      }
    }
  }
}

// ---- the gradient of the weight -----------------------------------------------------------------

template <class T, int kWidth, int kTaps>
void run_taps(const ConvTile& t, int64_t taps, const int64_t* offset, const T* g, T* sums) {
  using P = Pack<T, kWidth>;
  if (taps < kTaps) {
    if constexpr (kTaps > 1) run_taps<T, kWidth, kTaps - 1>(t, taps, offset, g, sums);
    return;
  }
  typename P::V total[kTaps] = {};
  for (int64_t r = 0; r < t.run_count; g += t.runs[r++].count) {
    const T* x = static_cast<const T*>(t.image) + t.runs[r].image;
    const int64_t count = t.runs[r].count;
    int64_t j = 0;
    for (; j + kWidth <= count; j += kWidth) {
      const auto left = read<T, kWidth>(g + j);
#pragma GCC unroll 9
      for (int i = 0; i < kTaps; ++i) total[i] += left * read<T, kWidth>(x + offset[i] + j);
    }
    if (j == count) continue;
    const int64_t at = count - kWidth, rest = count - j;
    const auto left = P::last(read<T, kWidth>(g + at), rest);
#pragma GCC unroll 9
    for (int i = 0; i < kTaps; ++i) {
      total[i] += left * P::last(read<T, kWidth>(x + offset[i] + at), rest);
    }
  }
  for (int i = 0; i < kTaps; ++i) sums[i] += P::sum(total[i]);
}

template <class T, int kWidth>
void weight_gradient_by(const ConvTile& t) {
  for (int64_t c = 0; c < t.channels; ++c) {
    const T* g = static_cast<const T*>(t.out) + c * t.out_row;
    T* sums = static_cast<T*>(t.room) + c * t.taps;
    for (int64_t p = 0; p < t.taps; p += kTogether) {
      const int64_t taps = t.taps - p < kTogether ? t.taps - p : kTogether;
      run_taps<T, kWidth, kTogether>(t, taps, t.offset + p, g, sums + p);
    }
  }
}

// ---- the widest vectors -------------------------------------------------------------------------

// All runs are equally long.
template <class T, int kWidth = Simd<T>::kLanes>
void forward(const ConvTile& t, const void* bias) {
  if constexpr (kWidth > 1) {
    if (t.runs[0].count < kWidth) return forward<T, kWidth / 2>(t, bias);
  }
  forward_by<T, kWidth>(t, static_cast<const T*>(bias));
}
template <class T, int kWidth = Simd<T>::kLanes>
void input_gradient(const ConvTile& t, int64_t w_row) {
  if constexpr (kWidth > 1) {
    if (t.runs[0].count < kWidth) return input_gradient<T, kWidth / 2>(t, w_row);
  }
  input_gradient_by<T, kWidth>(t, w_row);
}
template <class T, int kWidth = Simd<T>::kLanes>
void weight_gradient(const ConvTile& t) {
  if constexpr (kWidth > 1) {
    if (t.runs[0].count < kWidth) return weight_gradient<T, kWidth / 2>(t);
  }
  weight_gradient_by<T, kWidth>(t);
}

}  // namespace

extern const ThinConvKernels NNLITE_TABLE(thin_conv) = {
    {forward<float>, forward<double>},
    {input_gradient<float>, input_gradient<double>},
    {weight_gradient<float>, weight_gradient<double>}};

}  // namespace nnlite
