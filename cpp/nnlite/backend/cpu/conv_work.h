// How the work of a convolution is cut: by its sizes alone.
#pragma once

#include "nnlite/backend/cpu/conv_image.h"

namespace nnlite::cpu {

constexpr int64_t kFewTiles = 4;         // what a convolution is cut into at least, if it is large
constexpr double kWorthSharing = 2e6;    // multiplications and additions
constexpr int64_t kChunks = 16;          // of a weight gradient, at most ...
constexpr int64_t kSumBytes = 32 << 20;  // ... where its sums take no more than this
constexpr double kOperationsPerNanosecond = 80;

inline double work_of(const ConvSizes& s) {
  return static_cast<double>(s.out_channels * s.taps()) * static_cast<double>(s.points());
}

// How many tiles one example should be cut into, so that all together are a few.
inline int64_t cuts(const ConvSizes& s) {
  const double all = work_of(s) * static_cast<double>(s.batch * s.groups);
  return all > kWorthSharing ? parts(kFewTiles, s.batch * s.groups) : 1;
}

inline double nanoseconds(double operations) {
  return 200 + 2 * operations / kOperationsPerNanosecond;
}

// How many of a batch's units are added to one sum of a weight gradient, which takes so many bytes.
inline int64_t chunk_of(int64_t units, int64_t bytes) {
  const int64_t sums = std::clamp(kSumBytes / std::max<int64_t>(bytes, 1), kFewTiles, kChunks);
  return std::max<int64_t>(1, parts(units, sums));
}

// dw (k, c, positions) of each group: the sums of each chunk, group by group of `size` elements
// (panels of k, taps, `columns`), added in order.
void add_chunks(const ConvSizes& s, const Scratch& sums, int64_t chunks, int64_t size,
                int64_t columns, const Operand& dw);

}  // namespace nnlite::cpu
