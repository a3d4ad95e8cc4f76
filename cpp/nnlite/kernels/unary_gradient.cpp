// The chain rules of unary.def in one pass each: dx = gradient(g, x, y).
#include "nnlite/kernels/math.h"
#include "nnlite/kernels/unary.h"

namespace nnlite {
namespace {

enum Reads { NONE = 0, X = 1, Y = 2, XY = 3 };

// `in` holds g and, of x and y, what the row reads; the other one is never used.
#define LOOP(reads, ...)                                                                      \
  static void run(int64_t n, void* out, const void* const* in, const double* parameters) {    \
    (void)parameters;                                                                         \
    const T* gs = static_cast<const T*>(in[0]);                                               \
    const T* xs = static_cast<const T*>((reads) & X ? in[1] : in[0]);                         \
    const T* ys = static_cast<const T*>((reads) == XY ? in[2] : (reads) & Y ? in[1] : in[0]); \
    T* dx = static_cast<T*>(out);                                                             \
    _Pragma("GCC ivdep") for (int64_t i = 0; i < n; ++i) {                                    \
      const T g = gs[i];                                                                      \
      [[maybe_unused]] const T x = xs[i], y = ys[i];                                          \
      dx[i] = (__VA_ARGS__);                                                                  \
    }                                                                                         \
  }

#define UNARY(name, kind, reads, value, gradient, doc) \
  template <class T>                                   \
  struct name##_gradient {                             \
    LOOP(reads, gradient)                              \
  };
#define AT [[maybe_unused]] T g, [[maybe_unused]] T x, [[maybe_unused]] T y
#define UNARY1(name, kind, reads, a, da, value, gradient, doc) \
  template <class T>                                           \
  struct name##_gradient {                                     \
    static T at(AT, [[maybe_unused]] T a) { return gradient; } \
    LOOP(reads, at(g, x, y, T(parameters[0])))                 \
  };
#define UNARY2(name, kind, reads, a, da, b, db, value, gradient, doc)                \
  template <class T>                                                                 \
  struct name##_gradient {                                                           \
    static T at(AT, [[maybe_unused]] T a, [[maybe_unused]] T b) { return gradient; } \
    LOOP(reads, at(g, x, y, T(parameters[0]), T(parameters[1])))                     \
  };
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2

}  // namespace

extern const UnaryGradientKernels NNLITE_TABLE(unary_gradient);
const UnaryGradientKernels NNLITE_TABLE(unary_gradient) = {{
#define UNARY(name, ...) {name##_gradient<float>::run, name##_gradient<double>::run},
#define UNARY1 UNARY
#define UNARY2 UNARY
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
}};

}  // namespace nnlite
