// Recurrent cells: what happens to one row of a batch at one step, beside the products.
#pragma once

#include "nnlite/kernels/isa.h"

namespace nnlite {

// Indexed by float, double; n is the number of hidden units. Gates of a row lie one after the
// other, n numbers each: the sums that reach them first, then their values.
struct RecurrenceKernels {
  // to += from.
  void (*add[2])(int64_t n, const void* from, void* to);

  // h = tanh(gate) or relu(gate), in place of the gate.
  void (*plain[2][2])(int64_t n, void* gate);  // [relu]
  // d = (g + carry) h'; carry = 0.
  void (*plain_gradient[2][2])(int64_t n, const void* h, const void* g, void* carry, void* d);

  // Gates i, f, g, o: c' = f c + i g, h = o tanh(c').
  void (*lstm[2])(int64_t n, void* gates, const void* c, void* c_next, void* tanh_c, void* h);
  // dh = g + carry; dc becomes the gradient of c, d those of the sums; carry = 0.
  void (*lstm_gradient[2])(int64_t n, const void* gates, const void* c, const void* tanh_c,
                           const void* g, void* carry, void* dc, void* d);

  // Gates r, z, n; `hidden` has the hidden product's part of their sums, and `kept` keeps that of
  // n: n = tanh(.. + r kept), h' = n + z (h - n).
  void (*gru[2])(int64_t n, void* gates, const void* hidden, const void* h, void* kept,
                 void* h_next);
  // dh = g + carry; d and d_hidden are the gradients of both parts of the sums; carry = z dh.
  void (*gru_gradient[2])(int64_t n, const void* gates, const void* kept, const void* h,
                          const void* g, void* carry, void* d, void* d_hidden);
};

}  // namespace nnlite
