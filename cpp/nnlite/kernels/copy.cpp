// Conversions between element types, and the choice between two.
#include "nnlite/kernels/copy.h"

namespace nnlite {
namespace {

// Floats become integers towards zero; what does not fit becomes the nearest that does, NaN zero.
template <class To, class From>
To converted(From x) {
  if constexpr (sizeof(To) == 1 && To(2) == To(1)) {
    return x != From(0);
  } else if constexpr (From(0.5) != From(0) && To(0.5) == To(0)) {
    constexpr bool wide = sizeof(To) == 8, narrow = sizeof(To) == 1;
    constexpr double low = wide ? -9223372036854775808.0 : narrow ? 0.0 : -2147483648.0;
    constexpr double high = wide ? 9223372036854774784.0 : narrow ? 255.0 : 2147483647.0;
    const double d = static_cast<double>(x);
    return static_cast<To>(d < low ? low : d > high ? high : d == d ? d : 0.0);
  } else {
    return static_cast<To>(x);
  }
}

template <class To, class From>
void cast(int64_t n, void* out, const void* const* in, const double*) {
  const auto* x = static_cast<const From*>(in[0]);
  auto* y = static_cast<To*>(out);
  for (int64_t i = 0; i < n; ++i) y[i] = converted<To, From>(x[i]);
}

template <class T>
void where(int64_t n, void* out, const void* const* in, const double*) {
  const auto* c = static_cast<const uint8_t*>(in[0]);
  const auto* a = static_cast<const T*>(in[1]);
  const auto* b = static_cast<const T*>(in[2]);
  auto* y = static_cast<T*>(out);
  for (int64_t i = 0; i < n; ++i) {
    const T yes = a[i], no = b[i];  // both are read: see dropout in random.cpp
    y[i] = c[i] ? yes : no;
  }
}

}  // namespace

#define FROM_ALL(To)                                        \
  {cast<To, float>,   cast<To, double>,  cast<To, int64_t>, \
   cast<To, int32_t>, cast<To, uint8_t>, cast<To, bool>}
extern const CopyKernels NNLITE_TABLE(copy);
const CopyKernels NNLITE_TABLE(copy) = {
    .cast = {FROM_ALL(float), FROM_ALL(double), FROM_ALL(int64_t), FROM_ALL(int32_t),
             FROM_ALL(uint8_t), FROM_ALL(bool)},
    .where = {where<float>, where<double>, where<int64_t>, where<int32_t>, where<uint8_t>,
              where<bool>},
};
#undef FROM_ALL

}  // namespace nnlite
