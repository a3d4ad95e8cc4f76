// How exactly products of float32 matrices are computed: a setting of the thread, which every
// product takes along when it is recorded.
#pragma once

#include <cstdint>

namespace nnlite {

enum class Precision : uint8_t {
  highest,  // as float32
  medium,   // factors rounded to bfloat16, summed as float32
};

Precision matmul_precision();
void set_matmul_precision(Precision precision);

// For a scope.
class WithPrecision {
 public:
  explicit WithPrecision(Precision precision) : before_(matmul_precision()) {
    set_matmul_precision(precision);
  }
  ~WithPrecision() { set_matmul_precision(before_); }
  WithPrecision(const WithPrecision&) = delete;
  WithPrecision& operator=(const WithPrecision&) = delete;

 private:
  Precision before_;
};

}  // namespace nnlite
