// Max pooling, plane by plane. What is chosen is kept as a byte, the number of the tap within its
// window, or as the place in the plane (int64).
#include <limits>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/cpu/window.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/pool.h"

namespace nnlite::cpu {

namespace {

Space space_of(const Call& call, const Operand& in, const Operand& out, bool adaptive) {
  return {*in.layout, *out.layout, static_cast<int>(call.attrs.integer[0]),
          adaptive ? nullptr : &call.attrs};
}

// Whether every window is two by two, beside the next, and whole.
bool in_fours(const Space& s) {
  const auto pairs = [](const Axis& a) {
    return !a.adaptive && a.kernel == 2 && a.stride == 2 && a.padding == 0 && a.dilation == 1 &&
           2 * a.out <= a.in;
  };
  const Axis& deep = s.axis[0];
  return pairs(s.axis[1]) && pairs(s.axis[2]) && deep.kernel == 1 && deep.stride == 1 &&
         deep.padding == 0 && deep.in == deep.out;
}

template <class T>
void pool_plane_of_fours(const Space& s, const T* x, T* y, uint8_t* tap) {
  const auto f = kernels().pool->largest_of_four[sizeof(T) == 8];
  const Axis &h = s.axis[1], &w = s.axis[2];
  for (int64_t d = 0; d < s.axis[0].in; ++d) {
    for (int64_t i = 0; i < h.out; ++i) {
      const T* above = x + (d * h.in + 2 * i) * w.in;
      const int64_t to = (d * h.out + i) * w.out;
      f(w.out, above, above + w.in, y + to, tap ? tap + to : nullptr);
    }
  }
}

// One row of windows: at (i, j) of the first two axes. `tap` may be null.
template <class T>
void pool_row(const Space& s, int64_t i, int64_t j, const T* x, T* best, int32_t* tap) {
  const auto larger = kernels().pool->larger[sizeof(T) == 8];
  const Axis &d = s.axis[0], &h = s.axis[1], &w = s.axis[2];
  const int64_t d0 = d.first(i), h0 = h.first(j);
  std::fill_n(best, w.out, -std::numeric_limits<T>::infinity());
  for (int64_t k = 0; tap && k < w.out; ++k) {
    tap[k] = static_cast<int32_t>((d0 * h.kernel + h0) * w.kernel + w.first(k));
  }
  for (int64_t a = d0; a < d.last(i); ++a) {
    for (int64_t b = h0; b < h.last(j); ++b) {
      const int64_t z = d.start(i) + a * d.dilation, y = h.start(j) + b * h.dilation;
      const T* row = x + (z * h.in + y) * w.in;
      for (int64_t c = 0; c < w.kernel; ++c) {
        const int64_t begin = w.begin(c), n = w.end(c) - begin;
        if (n == 0) continue;
        larger(n, row + w.start(begin) + c * w.dilation, w.stride,
               static_cast<int32_t>((a * h.kernel + b) * w.kernel + c), best + begin,
               tap ? tap + begin : nullptr);
      }
    }
  }
}

// Where each tap of a window stands in the plane, from the window's start on.
class TapPlaces {
 public:
  explicit TapPlaces(const Space& s)
      : memory_(s.axis[0].kernel * s.axis[1].kernel * s.axis[2].kernel * 8) {
    int64_t* to = memory_.as<int64_t>();
    const Axis &d = s.axis[0], &h = s.axis[1], &w = s.axis[2];
    for (int64_t a = 0; a < d.kernel; ++a) {
      for (int64_t b = 0; b < h.kernel; ++b) {
        for (int64_t c = 0; c < w.kernel; ++c) {
          *to++ = (a * d.dilation * h.in + b * h.dilation) * w.in + c * w.dilation;
        }
      }
    }
  }
  int64_t operator[](int64_t tap) const { return memory_.as<int64_t>()[tap]; }

 private:
  Scratch memory_;
};

int64_t window_start(const Space& s, int64_t i, int64_t j, int64_t k) {
  return (s.axis[0].start(i) * s.axis[1].in + s.axis[1].start(j)) * s.axis[2].in +
         s.axis[2].start(k);
}

template <class T>
void pool_plane(const Space& s, const TapPlaces& places, const T* x, T* y, uint8_t* bytes,
                int64_t* indices) {
  const int64_t width = s.axis[2].out;
  Scratch row(width * 4);
  int32_t* tap = bytes || indices ? row.as<int32_t>() : nullptr;
  for (int64_t i = 0; i < s.axis[0].out; ++i) {
    for (int64_t j = 0; j < s.axis[1].out; ++j) {
      const int64_t to = (i * s.axis[1].out + j) * width;
      pool_row(s, i, j, x, y + to, tap);
      for (int64_t k = 0; bytes && k < width; ++k) bytes[to + k] = static_cast<uint8_t>(tap[k]);
      for (int64_t k = 0; indices && k < width; ++k) {
        indices[to + k] = window_start(s, i, j, k) + places[tap[k]];
      }
    }
  }
}

// Windows of different sizes, one after the other. `indices` may be null.
template <class T>
void pool_plane_adaptively(const Space& s, const T* x, T* y, int64_t* indices) {
  const Axis &d = s.axis[0], &h = s.axis[1], &w = s.axis[2];
  for (int64_t at = 0; at < s.outputs(); ++at) {
    const int64_t k = at % w.out, j = at / w.out % h.out, i = at / (w.out * h.out);
    const int64_t start = window_start(s, i, j, k);
    T best = x[start];
    int64_t index = start;
    for (int64_t a = 0; a < d.last(i); ++a) {
      for (int64_t b = 0; b < h.last(j); ++b) {
        for (int64_t c = 0; c < w.last(k); ++c) {
          const int64_t place = start + (a * h.in + b) * w.in + c;
          if (x[place] > best || x[place] != x[place]) {
            best = x[place];
            index = place;
          }
        }
      }
    }
    y[at] = best;
    if (indices) indices[at] = index;
  }
}

template <class T>
void pool(const Call& call) {
  const bool adaptive = call.code != 0;
  const Space s = space_of(call, call.in[0], call.out[0], adaptive);
  const bool bytes = call.out.size() > 1 && call.out[1].dtype() == DType::u8;
  const bool indices = call.out.size() > 1 && !bytes;
  const bool fours = in_fours(s) && !indices;
  const TapPlaces places(s);
  const double taps = static_cast<double>(s.axis[0].kernel * s.axis[1].kernel * s.axis[2].kernel);
  const double each = static_cast<double>(s.outputs()) * (fours ? 0.5 : 0.3 * taps + 1);
  parallel_for(s.planes, each + static_cast<double>(s.inputs()) * 0.1,
               [&](int64_t first, int64_t last) {
                 for (int64_t p = first; p < last; ++p) {
                   const int64_t to = p * s.outputs();
                   const T* x = call.in[0].as<T>() + p * s.inputs();
                   T* y = call.out[0].as<T>() + to;
                   uint8_t* tap = bytes ? call.out[1].as<uint8_t>() + to : nullptr;
                   int64_t* index = indices ? call.out[1].as<int64_t>() + to : nullptr;
                   if (fours) {
                     pool_plane_of_fours(s, x, y, tap);
                   } else if (adaptive) {
                     pool_plane_adaptively(s, x, y, index);
                   } else {
                     pool_plane(s, places, x, y, tap, index);
                   }
                 }
               });
}

// f(window, place in the plane of what it chose) for all windows of plane p.
template <class F>
void each_choice(const Space& s, const TapPlaces& places, const Operand& chosen, int64_t p, F f) {
  if (chosen.dtype() != DType::u8) {
    const int64_t* index = chosen.as<int64_t>() + p * s.outputs();
    for (int64_t at = 0; at < s.outputs(); ++at) f(at, index[at]);
    return;
  }
  const uint8_t* tap = chosen.as<uint8_t>() + p * s.outputs();
  int64_t at = 0;
  for (int64_t i = 0; i < s.axis[0].out; ++i) {
    for (int64_t j = 0; j < s.axis[1].out; ++j) {
      const int64_t start = window_start(s, i, j, 0);
      for (int64_t k = 0; k < s.axis[2].out; ++k, ++at) {
        f(at, start + k * s.axis[2].stride + places[tap[at]]);
      }
    }
  }
}

template <class T>
void scatter_fours(const Space& s, const T* g, const uint8_t* tap, T* dx) {
  const auto f = kernels().pool->spread_to_four[sizeof(T) == 8];
  const Axis &h = s.axis[1], &w = s.axis[2];
  if (2 * h.out < h.in || 2 * w.out < w.in) std::fill_n(dx, s.inputs(), T(0));
  for (int64_t d = 0; d < s.axis[0].in; ++d) {
    for (int64_t i = 0; i < h.out; ++i) {
      const int64_t from = (d * h.out + i) * w.out;
      T* above = dx + (d * h.in + 2 * i) * w.in;
      f(w.out, g + from, tap + from, above, above + w.in);
    }
  }
}

template <class T>
void scatter(const Call& call) {
  const Operand& chosen = call.in[1];
  const Space s = space_of(call, call.out[0], call.in[0], chosen.dtype() != DType::u8);
  const bool fours = chosen.dtype() == DType::u8 && in_fours(s), write = call.code != 0;
  const TapPlaces places(s);
  const double each = static_cast<double>(s.inputs()) * 0.2 + static_cast<double>(s.outputs());
  parallel_for(s.planes, each, [&](int64_t first, int64_t last) {
    for (int64_t p = first; p < last; ++p) {
      const T* g = call.in[0].as<T>() + p * s.outputs();
      T* dx = call.out[0].as<T>() + p * s.inputs();
      if (fours) {
        scatter_fours(s, g, chosen.as<uint8_t>() + p * s.outputs(), dx);
        continue;
      }
      std::fill_n(dx, s.inputs(), T(0));
      each_choice(s, places, chosen, p, [&](int64_t at, int64_t place) {
        dx[place] = write ? g[at] : dx[place] + g[at];
      });
    }
  });
}

template <class T>
void pick(const Call& call) {
  const Operand& chosen = call.in[1];
  const Space s = space_of(call, call.in[0], call.out[0], chosen.dtype() != DType::u8);
  const TapPlaces places(s);
  parallel_for(s.planes, static_cast<double>(s.outputs()), [&](int64_t first, int64_t last) {
    for (int64_t p = first; p < last; ++p) {
      const T* x = call.in[0].as<T>() + p * s.inputs();
      T* y = call.out[0].as<T>() + p * s.outputs();
      each_choice(s, places, chosen, p, [&](int64_t at, int64_t place) { y[at] = x[place]; });
    }
  });
}

bool is_double(const Call& call) { return call.out[0].dtype() == DType::f64; }

}  // namespace

void max_pool(const Call& call) { is_double(call) ? pool<double>(call) : pool<float>(call); }

void max_pool_scatter(const Call& call) {
  is_double(call) ? scatter<double>(call) : scatter<float>(call);
}

void max_pool_pick(const Call& call) { is_double(call) ? pick<double>(call) : pick<float>(call); }

}  // namespace nnlite::cpu
