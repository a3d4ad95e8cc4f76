// The values of unary.def.
#include "nnlite/kernels/unary.h"

#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

#define LOOP(Out, ...)                                                                     \
  static void run(int64_t n, void* out, const void* const* in, const double* parameters) { \
    (void)parameters;                                                                      \
    const T* xs = static_cast<const T*>(in[0]);                                            \
    Out* ys = static_cast<Out*>(out);                                                      \
    _Pragma("GCC ivdep") for (int64_t i = 0; i < n; ++i) {                                 \
      const T x = xs[i];                                                                   \
      ys[i] = (__VA_ARGS__);                                                               \
    }                                                                                      \
  }
#define OUT_FLOATS T
#define OUT_NUMBERS T
#define OUT_TESTS bool

#define UNARY(name, kind, reads, value, gradient, doc) \
  template <class T>                                   \
  struct name##_value {                                \
    LOOP(OUT_##kind, value)                            \
  };
#define UNARY1(name, kind, reads, a, da, value, gradient, doc) \
  template <class T>                                           \
  struct name##_value {                                        \
    static T at(T x, T a) { return value; }                    \
    LOOP(OUT_##kind, at(x, T(parameters[0])))                  \
  };
#define UNARY2(name, kind, reads, a, da, b, db, value, gradient, doc) \
  template <class T>                                                  \
  struct name##_value {                                               \
    static T at(T x, T a, T b) { return value; }                      \
    LOOP(OUT_##kind, at(x, T(parameters[0]), T(parameters[1])))       \
  };
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2

}  // namespace

// One entry per dtype: float32, float64, int64, int32, uint8, bool (which is 0 or 1 in a byte).
#define ROW_FLOATS(f) {f<float>::run, f<double>::run}
#define ROW_NUMBERS(f) \
  {f<float>::run, f<double>::run, f<int64_t>::run, f<int32_t>::run, f<uint8_t>::run}
#define ROW_TESTS(f)                                  \
  {f<float>::run,   f<double>::run,  f<int64_t>::run, \
   f<int32_t>::run, f<uint8_t>::run, f<uint8_t>::run}
extern const UnaryKernels NNLITE_TABLE(unary);
const UnaryKernels NNLITE_TABLE(unary) = {{
#define UNARY(name, kind, ...) ROW_##kind(name##_value),
#define UNARY1 UNARY
#define UNARY2 UNARY
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
}};

}  // namespace nnlite
