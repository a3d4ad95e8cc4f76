// Naming for code that is compiled once per instruction set. Everything in a kernel file stands in
// an anonymous namespace, except the one table that it exports: NNLITE_TABLE(family).
#pragma once

#include <cstdint>

#define NNLITE_JOIN_(a, b) a##_##b
#define NNLITE_JOIN(a, b) NNLITE_JOIN_(a, b)
// unary -> unary_avx512; CMake defines NNLITE_ISA for each object.
#define NNLITE_TABLE(family) NNLITE_JOIN(family, NNLITE_ISA)

namespace nnlite {

// Elementwise kernels work on whole blocks: `n` is a multiple of kBlock and memory is contiguous.
// The caller pads, so that an element meets the same instructions wherever it stands.
inline constexpr int64_t kBlock = 32;

// out[i] = f(in[0][i], in[1][i], ...; parameters), for 0 <= i < n. `out` may be one of `in`.
using Elementwise = void (*)(int64_t n, void* out, const void* const* in, const double* parameters);

}  // namespace nnlite
