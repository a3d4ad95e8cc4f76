// Attention forward: every block of queries passes over the keys once, with a running maximum and
// sum of exponentials (Milakov & Gimelshein 2018; Dao et al. 2022), so that scores never leave a
// tile.
#include "nnlite/backend/cpu/attention.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/gemm.h"

namespace nnlite::cpu {

namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

Heads heads_by(const Operand& x, int heads, int rows) {
  const Shape& s = x.layout->strides;
  const int64_t item = itemsize(x.dtype());
  return {x.as<std::byte>(), s[0] * item, s[heads] * item, s[rows] * item, s[3] * item};
}

// Block i of one head.
void run_block(const Attention& a, const TurnedHeads& keys, TilePlace t, const Heads& y,
               double* logs) {
  const int64_t b = t.b, h = t.h, i = t.i;
  AttentionTile tile;
  double most[kQueries], sums[kQueries];
  std::fill_n(most, t.rows, kNothing);
  std::fill_n(sums, t.rows, 0.0);
  for (; t.j < a.keys; t.j += kKeys) {
    t.keys = a.seen(t);
    if (t.keys <= 0) break;
    a.multiply_turned(t, a.in, {a.q.at(b, h, i), a.q.row, a.q.column}, keys, tile);
    for (int64_t r = 0; r < t.rows; ++r) {
      std::byte* s = a.row(tile, r);
      const int64_t n = a.seen(t, r);
      const double top = std::max(most[r], a.weigh(t, r, n, s));
      const double shift = top == kNothing ? 0 : top;
      const double factor = t.j > 0 ? std::exp(most[r] - shift) : 1;
      sums[r] = sums[r] * factor + a.kernel.exponentiate[a.type](n, s, shift, 0);
      a.clear(s, whole_scores(n), t.keys);
      if (factor != 1) a.kernel.scale[a.type](a.out, y.at(b, h, i + r), factor);
      most[r] = top;
      if (a.p > 0) a.drop(t, r, t.keys, s);
    }
    a.multiply(t.rows, a.out, t.keys, {a.row(tile, 0), kTileRow * a.item, a.item},
               {a.v.at(b, a.key_head(h), t.j), a.v.row, a.v.column}, y.at(b, h, i), y.row, t.j > 0);
  }
  for (int64_t r = 0; r < t.rows; ++r) {
    const bool none = sums[r] == 0;  // the query sees no key
    logs[r] = none ? -kNothing : most[r] + std::log(sums[r]);
    if (none) a.clear(y.at(b, h, i + r), 0, a.out);
    a.kernel.scale[a.type](a.out, y.at(b, h, i + r), none ? 0 : 1 / sums[r]);
  }
}

}  // namespace

Heads heads_of(const Operand& x) { return heads_by(x, 1, 2); }

Heads turned_heads_of(const Operand& x, int64_t first_head) {
  Heads found = heads_by(x, 2, 1);
  found.data += first_head * found.head;
  return found;
}

Attention::Attention(const Call& call, size_t first)
    : key_heads(call.attrs.integer[3]),
      causal((call.attrs.integer[2] & kCausal) != 0),
      kept(false),
      scale(call.attrs.number[0]),
      p(call.attrs.number[1]),
      draw{static_cast<uint64_t>(call.attrs.integer[0]),
           static_cast<uint64_t>(call.attrs.integer[1]),
           {p},
           {}},
      kernel(*kernels().attention) {
  const Operand& x = call.in[first];
  const Shape& shape = x.shape();
  const bool packed = (call.attrs.integer[2] & kPacked) != 0;
  type = x.dtype() == DType::f64;
  item = itemsize(x.dtype());
  batch = shape[0];
  in = out = shape[3];
  if (packed) {
    heads = shape[2] - 2 * key_heads;
    length = keys = shape[1];
    q = turned_heads_of(x);
    k = turned_heads_of(x, heads);
    v = turned_heads_of(x, heads + key_heads);
  } else {
    const Operand &key = call.in[first + 1], &value = call.in[first + 2];
    heads = shape[1];
    length = shape[2];
    keys = key.shape()[2];
    out = value.shape()[3];
    q = heads_of(x);
    k = heads_of(key);
    v = heads_of(value);
  }
  if ((call.attrs.integer[2] & kMasked) == 0) return;
  const Operand& given = call.in[first + (packed ? 1 : 3)];
  mask = heads_of(given);
  kept = given.dtype() == kBool;
}

int64_t Attention::seen(const TilePlace& t) const {
  const int64_t n = std::min(kKeys, keys - t.j);
  return causal ? std::min(n, t.i + t.rows - t.j) : n;
}
int64_t Attention::seen(const TilePlace& t, int64_t row) const {
  return causal ? std::clamp<int64_t>(t.i + row + 1 - t.j, 0, t.keys) : t.keys;
}

void Attention::multiply(int64_t m, int64_t n, int64_t depth, const Matrix& a, const Matrix& b,
                         std::byte* c, int64_t c_row, bool add) const {
  kernels().gemm->product[type](Product{m, n, depth, a.data, a.row / item, a.column / item, b.data,
                                        b.row / item, b.column / item, c, c_row / item, add, false,
                                        nullptr});
}

void Attention::multiply_turned(const TilePlace& t, int64_t depth, const Matrix& a,
                                const TurnedHeads& b, AttentionTile& c) const {
  Product p{t.rows,
            t.keys,
            depth,
            a.data,
            a.row / item,
            a.column / item,
            b.at(t.b, key_head(t.h), t.j),
            0,
            0,
            row(c, 0),
            kTileRow,
            false,
            false,
            nullptr};
  p.packed = true;
  kernels().gemm->product[type](p);
}

TurnedHeads::TurnedHeads(const Attention& a, const Heads& x, int64_t columns)
    : heads(a.key_heads),
      keys((a.keys + kPanel - 1) / kPanel * kPanel),
      row(columns * a.item),
      memory(a.batch * heads * keys * row) {
  const double each = 0.2 * static_cast<double>(keys * columns);
  parallel_for(a.batch * heads, each, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      Product p{};
      p.n = a.keys;
      p.k = columns;
      p.b = x.at(i / heads, i % heads, 0);
      p.b_row = x.column / a.item;
      p.b_column = x.row / a.item;
      kernels().gemm->pack[a.type](p, memory.data() + i * keys * row);
    }
  });
}

double Attention::weigh(const TilePlace& t, int64_t r, int64_t n, std::byte* s) const {
  if (!mask.data) return kernel.weigh[type](n, s, scale);
  const auto with = kept ? kernel.weigh_kept[type] : kernel.weigh_added[type];
  return with(n, s, scale, mask.at(t.b, t.h, t.i + r, t.j), mask.column / (kept ? 1 : item));
}

void Attention::clear(std::byte* s, int64_t from, int64_t to) const {
  if (from < to) std::memset(s + from * item, 0, static_cast<size_t>((to - from) * item));
}

// Numbers are made in groups: every row of the whole matrix of scores begins with a new one.
void Attention::drop(const TilePlace& t, int64_t r, int64_t n, std::byte* s) const {
  const auto whole = [](int64_t count) {
    return (count + kRandomGroup - 1) / kRandomGroup * kRandomGroup;
  };
  const int64_t place = ((t.b * heads + t.h) * length + t.i + r) * whole(keys) + t.j;
  clear(s, n, whole(n));
  kernels().random->dropout[type](draw, place, whole(n), s, s);
}

void attention(const Call& call) {
  const Attention a(call, 0);
  const Heads y = turned_heads_of(call.out[0]);
  double* logs = call.out[1].as<double>();
  const TurnedHeads keys(a, a.k, a.in);
  const int64_t blocks = (a.length + kQueries - 1) / kQueries;
  const double each =
      static_cast<double>(kQueries * a.keys) * (0.5 + 0.02 * static_cast<double>(a.in + a.out));
  parallel_for(a.batch * a.heads * blocks, each, [&](int64_t begin, int64_t end) {
    for (int64_t task = begin; task < end; ++task) {
      const int64_t head = task / blocks, i = task % blocks * kQueries;
      const TilePlace t{head / a.heads, head % a.heads, i, std::min(kQueries, a.length - i), 0, 0};
      run_block(a, keys, t, y, logs + head * a.length + i);
    }
  });
}

}  // namespace nnlite::cpu
