// What the normalizations share: addresses, optional operands, chunks of lines whose partial sums
// are added in order.
#pragma once

#include <algorithm>

#include "nnlite/backend/call.h"

namespace nnlite::cpu {

// The address of an element of a contiguous operand of floats.
inline void* at(const Operand& operand, int64_t element) {
  return operand.as<std::byte>() + element * (operand.dtype() == DType::f64 ? 8 : 4);
}

// Weight and bias where attrs.integer[1] and [2] say that they are there, from input `place` on.
inline const void* weight_of(const Call& call, size_t place) {
  return call.attrs.integer[1] ? call.in[place].data : nullptr;
}
inline const void* bias_of(const Call& call, size_t place) {
  return call.attrs.integer[2] ? call.in[place + (call.attrs.integer[1] != 0)].data : nullptr;
}

// Lines in chunks of a size fixed by the shape, so that sums do not depend on the threads.
struct Chunks {
  Chunks(int64_t lines, int64_t each)
      : lines(lines),
        count(std::clamp<int64_t>(std::min(lines * each / 32768, lines / 16), 1, 64)),
        size((lines + count - 1) / count) {}
  int64_t begin(int64_t chunk) const { return std::min(chunk * size, lines); }
  int64_t end(int64_t chunk) const { return std::min((chunk + 1) * size, lines); }
  int64_t lines, count, size;
};

// The sums of all chunks, in the place of the first one.
inline const double* add_chunks(double* partial, int64_t chunks, int64_t n) {
  for (int64_t c = 1; c < chunks; ++c) {
    for (int64_t i = 0; i < n; ++i) partial[i] += partial[c * n + i];
  }
  return partial;
}

// Element i of an optional operand of floats.
inline double number_of(const void* data, bool is_double, int64_t i, double otherwise) {
  if (!data) return otherwise;
  return is_double ? static_cast<const double*>(data)[i] : static_cast<const float*>(data)[i];
}

// Numbers in the dtype of an operand.
inline void write(const Operand& to, const double* from) {
  for (int64_t i = 0; i < to.size(); ++i) {
    if (to.dtype() == DType::f64) {
      to.as<double>()[i] = from[i];
    } else {
      to.as<float>()[i] = static_cast<float>(from[i]);
    }
  }
}

}  // namespace nnlite::cpu
