// The values of binary.def.
#include "nnlite/kernels/binary.h"

#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

#define OUT_NUMBERS T
#define OUT_FLOATS T
#define OUT_BITS T
#define OUT_COMPARISONS bool
#define OUT_LOGICAL bool
#define BINARY(name, kind, value, ...)                                                \
  template <class T>                                                                  \
  struct name##_value {                                                               \
    static void run(int64_t n, void* out, const void* const* in, const double*) {     \
      const T *as = static_cast<const T*>(in[0]), *bs = static_cast<const T*>(in[1]); \
      auto* ys = static_cast<OUT_##kind*>(out);                                       \
      _Pragma("GCC ivdep") for (int64_t i = 0; i < n; ++i) {                          \
        const T a = as[i], b = bs[i];                                                 \
        ys[i] = (value);                                                              \
      }                                                                               \
    }                                                                                 \
  };
#include "nnlite/kernels/binary.def"
#undef BINARY

}  // namespace

// One entry per dtype: float32, float64, int64, int32, uint8, bool (which is 0 or 1 in a byte).
#define ROW_FLOATS(f) {f<float>::run, f<double>::run}
#define ROW_NUMBERS(f) \
  {f<float>::run, f<double>::run, f<int64_t>::run, f<int32_t>::run, f<uint8_t>::run}
#define ROW_COMPARISONS(f)                            \
  {f<float>::run,   f<double>::run,  f<int64_t>::run, \
   f<int32_t>::run, f<uint8_t>::run, f<uint8_t>::run}
#define ROW_LOGICAL(f) {nullptr, nullptr, nullptr, nullptr, nullptr, f<uint8_t>::run}
#define ROW_BITS(f) \
  {nullptr, nullptr, f<int64_t>::run, f<int32_t>::run, f<uint8_t>::run, f<uint8_t>::run}
extern const BinaryKernels NNLITE_TABLE(binary);
const BinaryKernels NNLITE_TABLE(binary) = {{
#define BINARY(name, kind, ...) ROW_##kind(name##_value),
#include "nnlite/kernels/binary.def"
#undef BINARY
}};

}  // namespace nnlite
