// Scalar functions for kernels. Those of float are branch-free, so that loops over them become
// vector code; those of double are the C library's. Included by kernel files only.
//
// float: exp, expm1, log, log1p, tanh, sigmoid, softplus and erf are within 3 units in the last
// place (tests/test_accuracy.py). Polynomials of exp, log and tanh: Moshier's Cephes; those of erf
// are fitted for nnlite.
#pragma once

#include <cstdint>

namespace nnlite {
namespace {

template <class T>
inline constexpr bool kIsFloat = T(0.5) != T(0);
template <class T>
inline constexpr bool kIsSingle = kIsFloat<T> && sizeof(T) == 4;

inline float bits_to_float(int32_t i) { return __builtin_bit_cast(float, i); }
inline int32_t float_to_bits(float x) { return __builtin_bit_cast(int32_t, x); }

template <class C, class A, class B>
auto where(C c, A a, B b) {
  return c ? a : b;
}

// NaN where either is NaN. (The choice between numbers comes first: in one condition with the test
// for NaN, gcc does not vectorise it.)
template <class T>
T minimum(T a, T b) {
  const T smaller = a < b ? a : b;
  if constexpr (!kIsFloat<T>) return smaller;
  return a != a ? a : smaller;
}
template <class T>
T maximum(T a, T b) {
  const T larger = a > b ? a : b;
  if constexpr (!kIsFloat<T>) return larger;
  return a != a ? a : larger;
}

template <class T>
T abs(T x) {
  if constexpr (kIsSingle<T>)
    return __builtin_fabsf(x);
  else if constexpr (kIsFloat<T>)
    return __builtin_fabs(x);
  else
    return x < T(0) ? T(0 - x) : x;
}
template <class T>
T sign(T x) {
  if constexpr (kIsFloat<T>)
    return x != x ? x : T(x > T(0)) - T(x < T(0));
  else
    return T((x > T(0)) - (x < T(0)));
}
template <class T>
T square(T x) {
  return x * x;
}

// One function for both floats; integers are their own floor, ceil, round and trunc.
#define ROUNDING(name, function)         \
  template <class T>                     \
  T name(T x) {                          \
    if constexpr (kIsSingle<T>)          \
      return __builtin_##function##f(x); \
    else if constexpr (kIsFloat<T>)      \
      return __builtin_##function(x);    \
    else                                 \
      return x;                          \
  }
ROUNDING(floor, floor)
ROUNDING(ceil, ceil)
ROUNDING(round, rint)
ROUNDING(trunc, trunc)
#undef ROUNDING

#define LIBRARY(name)                                           \
  inline float name(float x) { return __builtin_##name##f(x); } \
  inline double name(double x) { return __builtin_##name(x); }
LIBRARY(sqrt)
LIBRARY(exp2)
LIBRARY(log2)
LIBRARY(log10)
LIBRARY(sin)
LIBRARY(cos)
LIBRARY(tan)
LIBRARY(asin)
LIBRARY(acos)
LIBRARY(atan)
LIBRARY(sinh)
LIBRARY(cosh)
LIBRARY(erfc)
#undef LIBRARY
inline double exp(double x) { return __builtin_exp(x); }
inline double expm1(double x) { return __builtin_expm1(x); }
inline double log(double x) { return __builtin_log(x); }
inline double log1p(double x) { return __builtin_log1p(x); }
inline double tanh(double x) { return __builtin_tanh(x); }
inline double erf(double x) { return __builtin_erf(x); }

inline float copysign(float x, float sign) { return __builtin_copysignf(x, sign); }

// x = n log(2) + r with |r| <= log(2) / 2; e^r - 1.
struct ExpStart {
  float r_exp_minus_1;
  int32_t n;
};
inline float exp_start_of(float x, float n) {
  const float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return p * (r * r) + r;
}
inline ExpStart exp_start(float x) {
  constexpr float kRound = 12582912.0f;  // adding and subtracting it rounds to an integer
  const float n = (x * 1.44269504089f + kRound) - kRound;
  return {exp_start_of(x, n), static_cast<int32_t>(n == n ? n : 0.0f)};
}

// The same for all x, and 2^n as a product of two floats, since one alone cannot hold the ends of
// the range.
struct ExpParts {
  float r_exp_minus_1, scale_1, scale_2;
};
inline ExpParts exp_parts(float x) {
  x = x < -104.0f ? -104.0f : x;
  x = x > 89.0f ? 89.0f : x;
  const ExpStart e = exp_start(x);
  const int32_t half = e.n >> 1;
  return {e.r_exp_minus_1, bits_to_float((half + 127) << 23),
          bits_to_float((e.n - half + 127) << 23)};
}
inline float exp(float x) {
  const ExpParts e = exp_parts(x);
  return (e.r_exp_minus_1 + 1.0f) * e.scale_1 * e.scale_2;
}
inline float expm1(float x) {
  const ExpParts e = exp_parts(x);
  return copysign((e.r_exp_minus_1 * e.scale_1 + (e.scale_1 - 1.0f / e.scale_2)) * e.scale_2, x);
}

// The same for -88 <= x <= 89 alone, with 0 and infinity for what lies beyond the normal numbers:
// the last bits of the sum that rounds are those of 2^n.
inline float exp_within(float x) {
  constexpr float kRound = 12582912.0f + 127.0f;
  const float sum = x * 1.44269504089f + kRound, n = sum - kRound;
  const float power =
      bits_to_float(static_cast<int32_t>(static_cast<uint32_t>(float_to_bits(sum)) << 23));
  return (exp_start_of(x, n) + 1.0f) * power;
}
// For x <= 0.
inline float exp_down(float x) { return exp_within(x < -88.0f ? -88.0f : x); }
inline double exp_down(double x) { return exp(x); }

// For |x| <= pi / 4, where they lose nothing to the reduction of the angle.
inline float sin_near_0(float x) {
  const float z = x * x;
  const float p = (-1.951665099e-4f * z + 8.332173546e-3f) * z - 1.666665488e-1f;
  return x + x * z * p;
}
inline float cos_near_0(float x) {
  const float z = x * x;
  const float p = (2.443775932e-5f * z - 1.38873619e-3f) * z + 4.166664676e-2f;
  return 1.0f - 0.5f * z + z * z * p;
}
inline double sin_near_0(double x) {
  const double z = x * x;
  double p = 1.5896504994906177e-10;
  p = p * z - 2.50507532654586566e-8;
  p = p * z + 2.75573136620639954e-6;
  p = p * z - 1.98412698297252242e-4;
  p = p * z + 8.33333333332231518e-3;
  p = p * z - 1.66666666666666317e-1;
  return x + x * z * p;
}
inline double cos_near_0(double x) {
  const double z = x * x;
  double p = -1.13594502121700382e-11;
  p = p * z + 2.08757196017650725e-9;
  p = p * z - 2.75573143264832537e-7;
  p = p * z + 2.480158728939715e-5;
  p = p * z - 1.38888888888739958e-3;
  p = p * z + 4.16666666666665988e-2;
  return 1.0 - 0.5 * z + z * z * p;
}

inline float log(float x) {
  const bool tiny = x < 1.17549435e-38f;
  const int32_t bits = float_to_bits(tiny ? x * 8388608.0f : x);
  float e = static_cast<float>((bits >> 23) - 126 - (tiny ? 23 : 0));
  float m = bits_to_float((bits & 0x007fffff) | 0x3f000000);  // 0.5 .. 1
  const bool low = m < 0.707106781186547524f;
  e = low ? e - 1.0f : e;
  m = low ? m + m - 1.0f : m - 1.0f;
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  const float z = m * m;
  float y = p * m * z + e * -2.12194440e-4f;
  y = m + (y - 0.5f * z) + e * 0.693359375f;
  y = x == 0.0f ? -__builtin_inff() : y;
  y = x < 0.0f ? __builtin_nanf("") : y;
  return x == x && x != __builtin_inff() ? y : x;
}
inline float log1p(float x) {
  const float u = 1.0f + x;
  const float y = log(u) - ((u - 1.0f) - x) / u;  // what rounding 1 + x lost
  return x == __builtin_inff() || u == 1.0f ? x : u <= 0.0f ? log(u) : y;
}

// x + x^3 P(x^2) up to 0.625, and 1 - 2 / (e^2x + 1) beyond; at 10 that is 1.
inline float tanh(float x) {
  float a = abs(x);
  a = a > 10.0f ? 10.0f : a;
  const float z = a * a;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  const float e = exp_within(2.0f * a), large = 1.0f - 2.0f / (e + 1.0f);
  return copysign(a < 0.625f ? p * z * a + a : large, x);
}

// x + x P(x^2) up to 1, and 1 - e^-Q(x) beyond, Q(x) being -log(erfc(x)); at 4 that is 1.
inline float erf(float x) {
  const float a = abs(x), t = a > 4.0f ? 4.0f : a, z = t * t;
  float p = -5.660153012e-4f;
  p = p * z + 4.924788957e-3f;
  p = p * z - 2.671770692e-2f;
  p = p * z + 1.128041159e-1f;
  p = p * z - 3.761235568e-1f;
  p = p * z + 1.283791286e-1f;
  float q = 2.169763941e-5f;
  q = q * t - 4.414729218e-4f;
  q = q * t + 4.205285926e-3f;
  q = q * t - 2.521034239e-2f;
  q = q * t + 1.084221028e-1f;
  q = q * t + 6.332163948e-1f;
  q = q * t + 1.129580312f;
  q = q * t - 1.884678106e-4f;
  return copysign(a < 1.0f ? a + a * p : 1.0f - exp(-q), x);
}

// The normal distribution: its density, and Phi(x) as e^(-x^2 / 2) R(-x) below 0, R fitted up to 5.
template <class T>
T normal_density(T x) {
  return exp_down(x * x * T(-0.5)) * T(0.398942280401432678);
}
inline double normal_cdf(double x) { return 0.5 * erfc(x * -0.707106781186547524); }
inline float normal_cdf(float x) {
  const float a = abs(x), t = a > 5.0f ? 5.0f : a;
  float r = 3.581109453e-8f;
  r = r * t - 1.081286086e-6f;
  r = r * t + 1.473156499e-5f;
  r = r * t - 1.210190967e-4f;
  r = r * t + 6.797995302e-4f;
  r = r * t - 2.830492565e-3f;
  r = r * t + 9.328101762e-3f;
  r = r * t - 2.575264499e-2f;
  r = r * t + 6.207403168e-2f;
  r = r * t - 1.328517348e-1f;
  r = r * t + 2.499796003e-1f;
  r = r * t - 3.989410102e-1f;
  r = r * t + 0.5f;
  const float below = exp_down(x * x * -0.5f) * r;
  return x > 0.0f ? 1.0f - below : below;
}

inline float sigmoid(float x) {
  const float z = x > 88.0f ? -88.0f : -x;
  return 1.0f / (1.0f + exp_within(z > 89.0f ? 89.0f : z));
}
// e^-|x| never overflows, and keeps the digits of small results.
inline double sigmoid(double x) {
  const double e = exp(-abs(x));
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}
template <class T>
T softplus(T x) {
  return maximum(x, T(0)) + log1p(exp_down(-abs(x)));
}
template <class T>
T rsqrt(T x) {
  return T(1) / sqrt(x);
}

inline float atan2(float a, float b) { return __builtin_atan2f(a, b); }
inline double atan2(double a, double b) { return __builtin_atan2(a, b); }
inline float hypot(float a, float b) { return __builtin_hypotf(a, b); }
inline double hypot(double a, double b) { return __builtin_hypot(a, b); }

// Python's and NumPy's rules: the remainder takes the sign of b, and division rounds down.
template <class T>
T remainder(T a, T b) {
  if constexpr (kIsFloat<T>) {
    const T r = kIsSingle<T> ? T(__builtin_fmodf(a, b)) : T(__builtin_fmod(a, b));
    return r != T(0) && (r < T(0)) != (b < T(0)) ? r + b
           : r == T(0)                           ? T(__builtin_copysign(0.0, b))
                                                 : r;
  } else {
    // Beside 0: the quotient of the smallest integer and -1 overflows.
    if (b == T(0) || (T(-1) < T(0) && b == T(-1))) return T(0);
    const T r = T(a % b);
    return r != T(0) && (r < T(0)) != (b < T(0)) ? T(r + b) : r;
  }
}
template <class T>
T floor_divide(T a, T b) {
  if constexpr (kIsFloat<T>) {
    if (b == T(0)) return a / b;
    const T r = kIsSingle<T> ? T(__builtin_fmodf(a, b)) : T(__builtin_fmod(a, b));
    const T q = (a - r) / b - T(r != T(0) && (r < T(0)) != (b < T(0))), whole = floor(q);
    return q - whole > T(0.5) ? whole + T(1) : whole;
  } else {
    if (b == T(0)) return T(0);
    if constexpr (T(-1) < T(0)) {
      if (b == T(-1)) return T(0 - static_cast<uint64_t>(a));
    }
    return T(a / b - (a % b != T(0) && (a < T(0)) != (b < T(0))));
  }
}
// Integers wrap around; their negative powers are refused by the caller.
template <class T>
T power(T a, T b) {
  if constexpr (kIsSingle<T>) {
    return __builtin_powf(a, b);
  } else if constexpr (kIsFloat<T>) {
    return __builtin_pow(a, b);
  } else {
    uint64_t base = static_cast<uint64_t>(a), out = 1;
    for (uint64_t e = static_cast<uint64_t>(b); e; e >>= 1, base *= base) {
      if (e & 1) out *= base;
    }
    return static_cast<T>(out);
  }
}

}  // namespace
}  // namespace nnlite
