// Recurrence: which cell a recurrent layer repeats, and where the operands of its calls stand.
//
// B rows, T steps, I input numbers, H hidden units, P numbers of a state h: H, or fewer where a
// projection follows (LSTM only). G gates: 1, 4 (i, f, g, o) or 3 (r, z, n).
//
// recurrence: in  = x (T, B, I), h (B, P), w_ih (G H, I), w_hh (G H, P) [, bias (G H)]
//                   [, bias of the hidden product (G H): GRU] [, c (B, H): LSTM]
//                   [, projection (P, H)] [, lengths (B): int64]
//             out = y (T, B, P), last h, gates (T, B, G H), h before each step (T, B, P)
//                   [, last c, c before each step (T, B, H), tanh(c) (T, B, H): LSTM]
//                   [, hidden part of n (T, B, H): GRU]
// its gradient: in  = g of y, g of the last h, gates, h before, w_hh
//                     [, g of the last c, c before, tanh(c): LSTM] [, hidden part of n: GRU]
//                     [, projection] [, lengths]
//               out = d gates (T, B, G H), dh (B, P) [, dc (B, H): LSTM]
//                     [, d hidden part of the gates (T, B, G H): GRU]
//                     [, d of what the projection gave (T, B, P)]
// Rows whose length is over keep their states; y and all gradients are 0 there.
#pragma once

#include "nnlite/backend/call.h"

namespace nnlite {

enum class Cell : uint8_t { rnn_tanh, rnn_relu, lstm, gru };

struct Recurrence {
  Cell cell;
  bool backwards = false;  // from the last step to the first
  bool bias = false, projected = false, has_lengths = false;

  static Recurrence of(const Attrs& attrs) {
    const int64_t flags = attrs.integer[1];
    return {static_cast<Cell>(attrs.integer[0]), (flags & 1) != 0, (flags & 2) != 0,
            (flags & 4) != 0, (flags & 8) != 0};
  }
  Attrs attrs() const {
    Attrs attrs;
    attrs.integer[0] = static_cast<int64_t>(cell);
    attrs.integer[1] = backwards + 2 * bias + 4 * projected + 8 * has_lengths;
    return attrs;
  }
  bool lstm() const { return cell == Cell::lstm; }
  bool gru() const { return cell == Cell::gru; }
  int gates() const { return lstm() ? 4 : gru() ? 3 : 1; }
  // Places among the inputs.
  int hidden_bias() const { return 5; }
  int c() const { return 4 + bias; }
  int projection() const { return c() + 1; }
  int lengths() const { return 4 + bias + (bias && gru()) + lstm() + projected; }
};

}  // namespace nnlite
