// Names and promotion of element types.
#include "nnlite/base/dtype.h"

#include <ostream>
#include <string>

#include "nnlite/base/errors.h"

namespace nnlite {

namespace {
constexpr const char* kNames[kDTypeCount] = {"float32", "float64", "int64",
                                             "int32",   "uint8",   "bool"};
using enum DType;
// numpy.result_type, row by column, in the order of DType.
constexpr DType kPromotion[kDTypeCount][kDTypeCount] = {
    {f32, f64, f64, f64, f32, f32}, {f64, f64, f64, f64, f64, f64}, {f64, f64, i64, i64, i64, i64},
    {f64, f64, i64, i32, i32, i32}, {f32, f64, i64, i32, u8, u8},   {f32, f64, i64, i32, u8, b8},
};
}  // namespace

const char* name(DType d) { return kNames[static_cast<int>(d)]; }

DType dtype_from_name(std::string_view name) {
  for (int i = 0; i < kDTypeCount; ++i) {
    if (name == kNames[i]) return static_cast<DType>(i);
  }
  fail_type("dtype", "'", name,
            "' is not supported; use float32, float64, int64, int32, uint8 or bool");
}

std::ostream& operator<<(std::ostream& out, DType d) { return out << name(d); }

DType promote(DType a, DType b) { return kPromotion[static_cast<int>(a)][static_cast<int>(b)]; }

DType float_of(DType d) { return is_float(d) ? d : promote(d, f32); }

}  // namespace nnlite
