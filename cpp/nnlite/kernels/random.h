// Random numbers of several distributions; the rows are in distributions.def.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

enum class Distribution : uint8_t {
#define DISTRIBUTION(name, ...) name,
#include "nnlite/kernels/distributions.def"
#undef DISTRIBUTION
  count
};

// What an element depends on, besides its index.
struct Draw {
  uint64_t seed, stream;
  double number[4];
  int64_t integer[2];
};

// Elements are made in groups, so that the counters of a group fill vector registers.
inline constexpr int64_t kRandomGroup = 64;

struct RandomKernels {
  // out[i] = element first + i; `first` and n are multiples of kRandomGroup. Null where a dtype has
  // no such numbers.
  using Fill = void (*)(const Draw& draw, int64_t first, int64_t n, void* out);
  Fill fill[static_cast<int>(Distribution::count)][kDTypeCount];
  // out[i] = in[i] / (1 - number 0), or 0 with probability number 0.
  using Dropout = void (*)(const Draw& draw, int64_t first, int64_t n, void* out, const void* in);
  Dropout dropout[kDTypeCount];
};

}  // namespace nnlite
