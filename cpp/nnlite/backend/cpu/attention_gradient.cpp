// Attention backward: one task for every head of keys, or for some of its blocks where heads are
// few, recomputes the probabilities tile by tile from the logarithms of the sums.
//
// With g the gradient of y, d = g v^T and m = g . y:  dv = p^T g,  ds = scale p (d - m),
// dq = ds k,  dk = ds^T q.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "nnlite/backend/cpu/attention.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kTasks = 8;  // that are worth splitting the keys of a head for

struct Backward {
  explicit Backward(const Call& call)
      : a(call, 3),
        g(turned_heads_of(call.in[0])),
        y(turned_heads_of(call.in[1])),
        logs(call.in[2].as<double>()),
        k_turned(a, a.k, a.in),
        v_turned(a, a.v, a.out),
        blocks((a.keys + kKeys - 1) / kKeys) {
    const int64_t whole = std::max<int64_t>(a.batch * a.key_heads, 1);
    const int64_t wanted = (kTasks + whole - 1) / whole;
    chunks = std::clamp<int64_t>(wanted, 1, std::max<int64_t>(blocks, 1));
  }

  Attention a;
  Heads g, y;
  const double* logs;
  TurnedHeads k_turned, v_turned;
  Heads dq, dk, dv;
  int64_t blocks, chunks;  // of keys: by the shape alone

  void run(int64_t b, int64_t key_head, int64_t chunk, const Heads& to) const;
  void run_tile(const TilePlace& t, const Heads& to) const;
  void ask_for_next(const TilePlace& t, const Heads& to) const;
  void probabilities(const TilePlace& t, AttentionTile& tile) const;
};

void Backward::probabilities(const TilePlace& t, AttentionTile& tile) const {
  a.multiply_turned(t, a.in, {a.q.at(t.b, t.h, t.i), a.q.row, a.q.column}, k_turned, tile);
  for (int64_t r = 0; r < t.rows; ++r) {
    std::byte* s = a.row(tile, r);
    const int64_t n = a.seen(t, r);
    a.weigh(t, r, n, s);
    const double log = logs[(t.b * a.heads + t.h) * a.length + t.i + r];
    const double shift = a.type ? log : static_cast<double>(static_cast<float>(log));
    a.kernel.exponentiate[a.type](n, s, shift, std::isinf(log) ? 0 : log - shift);
    a.clear(s, whole_scores(n), t.keys);
  }
}

void Backward::run_tile(const TilePlace& t, const Heads& to) const {
  AttentionTile p, d, dropped;
  const int64_t kv = a.key_head(t.h), line = kTileRow * a.item;
  const Attention::Matrix g_rows{g.at(t.b, t.h, t.i), g.row, g.column};
  probabilities(t, p);
  a.multiply_turned(t, a.out, g_rows, v_turned, d);
  const AttentionTile& kept = a.p > 0 ? dropped : p;
  for (int64_t r = 0; r < t.rows && a.p > 0; ++r) {
    std::memcpy(a.row(dropped, r), a.row(p, r), static_cast<size_t>(t.keys * a.item));
    a.drop(t, r, t.keys, a.row(dropped, r));
    a.drop(t, r, t.keys, a.row(d, r));
  }
  a.multiply(t.keys, a.out, t.rows, {kept.data, a.item, line}, g_rows, dv.at(t.b, kv, t.j), dv.row,
             true);
  for (int64_t r = 0; r < t.rows; ++r) {
    const double mean =
        a.kernel.dot[a.type](a.out, g.at(t.b, t.h, t.i + r), y.at(t.b, t.h, t.i + r));
    a.kernel.chain[a.type](t.keys, a.row(p, r), a.row(d, r), mean, a.scale);
  }
  a.multiply(t.keys, a.in, t.rows, {p.data, a.item, line},
             {a.q.at(t.b, t.h, t.i), a.q.row, a.q.column}, dk.at(t.b, kv, t.j), dk.row, true);
  a.multiply(t.rows, a.in, t.keys, {p.data, line, a.item},
             {a.k.at(t.b, kv, t.j), a.k.row, a.k.column}, to.at(t.b, t.h, t.i), to.row, true);
}

// The next head's rows lie apart, so that the processor does not see them coming: these are asked
// for while the tile's own are worked on.
void Backward::ask_for_next(const TilePlace& t, const Heads& to) const {
  constexpr int64_t kLine = 64;
  const bool last = t.h + 1 == a.heads;
  const int64_t b = t.b + last, h = last ? 0 : t.h + 1, kv = a.key_head(h);
  if (b == a.batch) return;
  const auto ask = [&](const Heads& x, int64_t head, int64_t row, int64_t columns) {
    const std::byte* from = x.at(b, head, row);
    for (int64_t at = 0; at < columns * a.item; at += kLine) __builtin_prefetch(from + at, 1, 2);
  };
  for (int64_t i = t.i; i < t.i + t.rows; ++i) {
    ask(a.q, h, i, a.in);
    ask(to, h, i, a.in);
    ask(g, h, i, a.out);
    ask(y, h, i, a.out);
    if (i >= a.keys) continue;
    ask(a.k, kv, i, a.in);
    ask(dk, kv, i, a.in);
    ask(dv, kv, i, a.out);
  }
}

// One chunk of the keys of one head; the gradient of its queries goes `to`.
void Backward::run(int64_t b, int64_t key_head, int64_t chunk, const Heads& to) const {
  const int64_t group = a.heads / a.key_heads;
  const int64_t first = chunk * blocks / chunks * kKeys;
  const int64_t last = std::min((chunk + 1) * blocks / chunks * kKeys, a.keys);
  for (int64_t j = first; j < last; ++j) {
    a.clear(dk.at(b, key_head, j), 0, a.in);
    a.clear(dv.at(b, key_head, j), 0, a.out);
  }
  for (int64_t h = key_head * group; h < (key_head + 1) * group; ++h) {
    for (int64_t i = 0; i < a.length; ++i) a.clear(to.at(b, h, i), 0, a.in);
    for (int64_t j = first; j < last; j += kKeys) {
      for (int64_t i = 0; i < a.length; i += kQueries) {
        TilePlace t{b, h, i, std::min(kQueries, a.length - i), j, 0};
        t.keys = a.seen(t);
        if (j == first) ask_for_next(t, to);
        if (t.keys > 0) run_tile(t, to);
      }
    }
  }
}

// dq as the sum of what the chunks found, in order.
void add_chunks(const Backward& w, const Heads& partial, int64_t stride) {
  const Attention& a = w.a;
  parallel_for(a.batch * a.heads * a.length, 0.2 * static_cast<double>(w.chunks * a.in),
               [&](int64_t begin, int64_t end) {
                 for (int64_t line = begin; line < end; ++line) {
                   const int64_t head = line / a.length, i = line % a.length;
                   const int64_t b = head / a.heads, h = head % a.heads;
                   std::byte* to = w.dq.at(b, h, i);
                   const std::byte* from = partial.at(b, h, i);
                   std::memcpy(to, from, static_cast<size_t>(a.in * a.item));
                   for (int64_t c = 1; c < w.chunks; ++c) {
                     a.kernel.add[a.type](a.in, to, from + c * stride);
                   }
                 }
               });
}

}  // namespace

void attention_gradient(const Call& call) {
  Backward w(call);
  const Attention& a = w.a;
  if (call.attrs.integer[2] & kPacked) {
    w.dq = turned_heads_of(call.out[0]);
    w.dk = turned_heads_of(call.out[0], a.heads);
    w.dv = turned_heads_of(call.out[0], a.heads + a.key_heads);
  } else {
    w.dq = turned_heads_of(call.out[0]);
    w.dk = turned_heads_of(call.out[1]);
    w.dv = turned_heads_of(call.out[2]);
  }
  const int64_t row = a.in * a.item, stride = a.batch * a.heads * a.length * row;
  const Scratch memory(w.chunks > 1 ? w.chunks * stride : 0);
  const Heads partial{memory.data(), a.heads * a.length * row, a.length * row, row, a.item};
  const double each = static_cast<double>(a.length * a.keys / w.chunks) *
                      (1 + 0.05 * static_cast<double>(a.in + a.out));
  parallel_for(a.batch * a.key_heads * w.chunks, each, [&](int64_t begin, int64_t end) {
    for (int64_t task = begin; task < end; ++task) {
      const int64_t chunk = task % w.chunks, head = task / w.chunks;
      Heads to = w.chunks > 1 ? partial : w.dq;
      if (w.chunks > 1) to.data += chunk * stride;
      w.run(head / a.key_heads, head % a.key_heads, chunk, to);
    }
  });
  if (w.chunks > 1) add_chunks(w, partial, stride);
}

}  // namespace nnlite::cpu
