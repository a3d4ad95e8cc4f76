// Products of float32 matrices whose factors are rounded to bfloat16 and whose sums are float32, by
// instructions that few processors have: CMake picks the file.
#pragma once

#include "nnlite/kernels/gemm.h"

namespace nnlite {

struct Bf16Kernels {
  // As GemmKernels::product; the room holds blocks of a, bf16_room(m) numbers of 4 bytes.
  void (*product)(const Product& p);
};
// Null where this build has none; the processor has to run "avx512bf16".
extern const Bf16Kernels kBf16Kernels;

inline constexpr int64_t kBf16Depth = 128;  // pairs of a block
constexpr int64_t bf16_room(int64_t m) { return m * (kBf16Depth + 16) + 16; }

}  // namespace nnlite
