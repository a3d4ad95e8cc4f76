// Bag: what becomes of the rows that an embedding bag picks from its table.
//
// embedding_bag: in  = table (V, D), index (N), starts (B) [, weights (N): where integer[1]];
//                      integer[0]: the row of padding, which does not count, or -1
//                out = y (B, D), and of sums and means: the bag of each index (N), its factor (N);
//                      of the largest: its place in the flattened table (B, D), -1 in empty bags
#pragma once

#include <cstdint>

namespace nnlite {

enum class Bag : uint8_t { sum, mean, max };

}  // namespace nnlite
