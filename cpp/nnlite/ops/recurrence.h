// Recurrent layers: one direction of one layer over all steps, as one record.
#pragma once

#include "nnlite/backend/recurrence.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

// G gates: 1, 4 (LSTM: i, f, g, o) or 3 (GRU: r, z, n); H units; P numbers in a state.
struct RecurrenceWeights {
  Tensor input;        // (G H, I)
  Tensor hidden;       // (G H, P)
  Tensor bias;         // (G H), or undefined
  Tensor hidden_bias;  // (G H), of the GRU alone, where n = tanh(.. + r (W_hn h + b_hn))
  Tensor projection;   // (P, H), of the LSTM alone, or undefined: P = H
};

// What comes in is a state, what comes out another. c is the LSTM's.
struct RecurrentState {
  Tensor h, c;
};

struct RecurrenceResult {
  Tensor y;  // (T, B, P)
  RecurrentState last;
};

// x (T, B, I), h (B, P), c (B, H); lengths (B) of int64, or undefined: the steps of each row.
// Behind them y is 0 and the state stays; backwards, a row begins at its last step.
RecurrenceResult recurrence(Cell cell, const Tensor& x, const RecurrentState& first,
                            const RecurrenceWeights& weights, const Tensor& lengths = {},
                            bool backwards = false);

}  // namespace nnlite
