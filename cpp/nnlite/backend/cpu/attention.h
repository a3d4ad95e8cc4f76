// Attention on tiles of queries by keys: what forward and backward share.
//
// Calls: integer = seed, stream, flags, heads of keys; number = scale, probability of dropping.
// q is (b, heads, l, e), k (b, key heads, s, e), v (b, key heads, s, f), each of any strides; in
// one
// (`packed`) they are (b, l, heads + 2 key heads, e). The result is (b, l, heads, f), contiguous.
#pragma once

#include "nnlite/backend/call.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/kernels/attention.h"
#include "nnlite/kernels/random.h"

namespace nnlite::cpu {

inline constexpr int64_t kQueries = 32, kKeys = 128;  // of a tile
inline constexpr int64_t kTileRow = kKeys + 16;  // so that rows do not meet in one set of the cache
// A tile on the stack; rows are kTileRow elements apart.
struct alignas(64) AttentionTile {
  std::byte data[kQueries * kTileRow * 8];
};

enum AttentionFlags : int64_t { kCausal = 1, kPacked = 2, kMasked = 4 };

// (b, heads, rows, columns) somewhere in an operand; strides in bytes.
struct Heads {
  std::byte* data = nullptr;
  int64_t batch = 0, head = 0, row = 0, column = 0;
  std::byte* at(int64_t b, int64_t h, int64_t i, int64_t j = 0) const {
    return data + b * batch + h * head + i * row + j * column;
  }
};
// Of a (b, heads, rows, columns) operand, or of (b, rows, heads, columns).
Heads heads_of(const Operand& x);
Heads turned_heads_of(const Operand& x, int64_t first_head = 0);

// Tile (b, h) of queries i .. i + rows and keys j .. j + keys.
struct TilePlace {
  int64_t b, h, i, rows, j, keys;
};

struct Attention;

// The transposes of all heads of keys or of values, in the panels that products read.
struct TurnedHeads {
  TurnedHeads(const Attention& a, const Heads& x, int64_t columns);
  const std::byte* at(int64_t b, int64_t key_head, int64_t j) const {
    return memory.data() + ((b * heads + key_head) * keys + j) * row;
  }
  int64_t heads, keys, row;  // keys: rounded up to whole panels; row: bytes
  Scratch memory;
};

struct Attention {
  // `first`: the place of q among the inputs.
  Attention(const Call& call, size_t first);

  int64_t batch, heads, key_heads, length, keys, in, out;  // sizes
  Heads q, k, v, mask;
  bool causal, kept;  // kept: the mask is boolean
  double scale, p;
  Draw draw;
  int type;  // float, double
  int64_t item;
  const AttentionKernels& kernel;

  int64_t key_head(int64_t h) const { return h / (heads / key_heads); }
  // How many keys the queries of a tile see, of those from its j on; row: of one query.
  int64_t seen(const TilePlace& t) const;
  int64_t seen(const TilePlace& t, int64_t row) const;
  std::byte* row(AttentionTile& tile, int64_t r) const { return tile.data + r * kTileRow * item; }

  // c (m, n) = a (m, k) b (k, n), or c += a b.
  struct Matrix {
    const std::byte* data;
    int64_t row, column;  // bytes
  };
  void multiply(int64_t m, int64_t n, int64_t k, const Matrix& a, const Matrix& b, std::byte* c,
                int64_t c_row, bool add) const;
  // c = a b^T for the tile's keys: b is of keys or values.
  void multiply_turned(const TilePlace& t, int64_t k, const Matrix& a, const TurnedHeads& b,
                       AttentionTile& c) const;
  // Scales and masks one row of them; gives the largest.
  double weigh(const TilePlace& t, int64_t r, int64_t n, std::byte* s) const;
  void clear(std::byte* s, int64_t from, int64_t to) const;
  // Drops elements of the row in place; the same ones whenever it is asked.
  void drop(const TilePlace& t, int64_t r, int64_t n, std::byte* s) const;
};

}  // namespace nnlite::cpu
