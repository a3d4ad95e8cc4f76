// Element types: their order, sizes, names and NumPy's promotion between them.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>
#include <type_traits>

namespace nnlite {

enum class DType : uint8_t { f32, f64, i64, i32, u8, b8 };

inline constexpr int kDTypeCount = 6;
inline constexpr DType kFloat32 = DType::f32, kFloat64 = DType::f64, kInt64 = DType::i64,
                       kInt32 = DType::i32, kUInt8 = DType::u8, kBool = DType::b8;

constexpr int64_t itemsize(DType d) {
  constexpr int64_t sizes[kDTypeCount] = {4, 8, 8, 4, 1, 1};
  return sizes[static_cast<int>(d)];
}
constexpr bool is_float(DType d) { return d == DType::f32 || d == DType::f64; }
constexpr bool is_integer(DType d) { return d == DType::i64 || d == DType::i32 || d == DType::u8; }

// NumPy's names: "float32", "bool", ...
const char* name(DType d);
// The dtype of that name; throws TypeError naming the supported ones.
DType dtype_from_name(std::string_view name);
std::ostream& operator<<(std::ostream& out, DType d);

// numpy.result_type of two arrays.
DType promote(DType a, DType b);
// The dtype of a float function of `d`: d itself, or promote(d, float32).
DType float_of(DType d);

// Calls f with a value of the C++ type behind `d`.
template <class F>
decltype(auto) dispatch(DType d, F&& f) {
  switch (d) {
    case DType::f32:
      return f(float{});
    case DType::f64:
      return f(double{});
    case DType::i64:
      return f(int64_t{});
    case DType::i32:
      return f(int32_t{});
    case DType::u8:
      return f(uint8_t{});
    default:
      return f(bool{});
  }
}

// The DType of a C++ type.
template <class T>
constexpr DType dtype_of() {
  if constexpr (std::is_same_v<T, float>)
    return DType::f32;
  else if constexpr (std::is_same_v<T, double>)
    return DType::f64;
  else if constexpr (std::is_same_v<T, int64_t>)
    return DType::i64;
  else if constexpr (std::is_same_v<T, int32_t>)
    return DType::i32;
  else if constexpr (std::is_same_v<T, uint8_t>)
    return DType::u8;
  else {
    static_assert(std::is_same_v<T, bool>, "not an nnlite element type");
    return DType::b8;
  }
}

}  // namespace nnlite
