// Batches: picked rows of an array, in one pass as they are or as normalized float32.
#include <cstring>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/binary.h"
#include "nnlite/kernels/copy.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kStrip = 16 * kBlock;  // elements of a row that are normalized at a time
constexpr double kBytesPerNanosecond = 8;

// What turns a strip of a row into ((x * scale) - mean) / deviation, each step where it is asked
// for.
struct Normal {
  Elementwise cast;
  float scale;
  const float *mean, *deviation;

  void apply(const void* from, int64_t itemsize, int64_t n, int64_t at, float* to) const {
    alignas(64) char in[kStrip * 8] = {};
    alignas(64) float out[kStrip], other[kStrip];
    const int64_t blocks = (n + kBlock - 1) / kBlock * kBlock;
    std::memcpy(in, from, static_cast<size_t>(n * itemsize));
    const void* source[] = {in};
    cast(blocks, out, source, nullptr);
    const auto combine = [&](Binary op) {
      const void* operands[] = {out, other};
      kernels().binary->value[static_cast<int>(op)][static_cast<int>(DType::f32)](
          blocks, out, operands, nullptr);
    };
    const auto with = [&](Binary op, const float* values) {
      if (!values) return;
      for (int64_t i = 0; i < blocks; ++i) other[i] = i < n ? values[at + i] : 1.0f;
      combine(op);
    };
    if (scale != 1) {
      for (int64_t i = 0; i < blocks; ++i) other[i] = scale;
      combine(Binary::mul);
    }
    with(Binary::sub, mean);
    with(Binary::div, deviation);
    std::memcpy(to, out, static_cast<size_t>(n) * sizeof(float));
  }
};

int64_t row_size(const Operand& x) {
  int64_t size = 1;
  for (int i = 1; i < x.layout->dims(); ++i) size *= x.shape()[i];
  return size;
}

}  // namespace

// in: the array, whose rows are contiguous; int64 row numbers where integer[0]; one row of means
// where integer[1], one of deviations where [2]. Without a dtype to change rows are only copied.
void batch(const Call& call) {
  const Operand &x = call.in[0], &out = call.out[0];
  size_t next = 1;
  const int64_t* picked = call.attrs.integer[0] ? call.in[next++].as<int64_t>() : nullptr;
  Normal normal{kernels().copy->cast[static_cast<int>(DType::f32)][static_cast<int>(x.dtype())],
                static_cast<float>(call.attrs.number[0]), nullptr, nullptr};
  if (call.attrs.integer[1]) normal.mean = call.in[next++].as<float>();
  if (call.attrs.integer[2]) normal.deviation = call.in[next++].as<float>();
  const bool plain = call.attrs.integer[3] == 0;
  const int64_t size = row_size(x), item = itemsize(x.dtype()), rows = out.shape()[0];
  const int64_t stride = x.layout->strides[0] * item, width = size * itemsize(out.dtype());
  const double each = static_cast<double>(width) / (plain ? kBytesPerNanosecond : 4);
  parallel_for(rows, 3 + each, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const char* from = x.as<char>() + (picked ? picked[i] : i) * stride;
      char* to = out.as<char>() + i * width;
      if (plain) {
        std::memcpy(to, from, static_cast<size_t>(width));
        continue;
      }
      for (int64_t at = 0; at < size; at += kStrip) {
        normal.apply(from + at * item, item, std::min(kStrip, size - at), at,
                     reinterpret_cast<float*>(to) + at);
      }
    }
  });
}

}  // namespace nnlite::cpu
