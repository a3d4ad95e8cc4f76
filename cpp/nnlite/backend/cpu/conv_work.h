// How the work of a convolution is cut: by its sizes alone.
#pragma once

#include "nnlite/backend/cpu/conv_image.h"

namespace nnlite::cpu {

constexpr int64_t kFewTiles = 4;       // what a convolution is cut into at least, if it is large
constexpr double kWorthSharing = 2e6;  // multiplications and additions
constexpr int64_t kChunks = 16;        // of a weight gradient, at most
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

// dw (k, c, positions) of each group: the sums of each chunk, group by group of `size` elements
// (panels of k, taps, `columns`), added in order.
void add_chunks(const ConvSizes& s, const Scratch& sums, int64_t chunks, int64_t size,
                int64_t columns, const Operand& dw);

}  // namespace nnlite::cpu
