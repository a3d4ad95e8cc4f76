// Layer normalization (code 1: without a mean): every line by itself; the gradients of weight and
// bias are summed over chunks of lines that the shape alone decides.
#include <algorithm>
#include <cmath>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/norm.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/norm.h"

namespace nnlite::cpu {

void layer_norm(const Call& call) {
  const NormKernels& k = *kernels().norm;
  const Operand& x = call.in[0];
  const int type = x.dtype() == DType::f64;
  const int64_t n = call.attrs.integer[0], lines = n ? x.size() / n : 0;
  const void *w = weight_of(call, 1), *b = bias_of(call, 1);
  double *means = call.out[1].as<double>(), *scales = call.out[2].as<double>();
  parallel_for(lines, 20 + 1.0 * static_cast<double>(n), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const void* line = at(x, i * n);
      const double mean = call.code ? 0 : k.sum[type](n, line) / static_cast<double>(n);
      const double variance = k.squares[type](n, line, mean) / static_cast<double>(n);
      means[i] = mean;
      scales[i] = 1 / std::sqrt(variance + call.attrs.number[0]);
      k.apply[type](n, line, mean, scales[i], w, b, 0, at(call.out[0], i * n));
    }
  });
}

void layer_norm_gradient(const Call& call) {
  const NormKernels& k = *kernels().norm;
  const Operand &g = call.in[0], &x = call.in[1], &dx = call.out[0];
  const int type = x.dtype() == DType::f64;
  const int64_t n = call.attrs.integer[0], lines = n ? x.size() / n : 0;
  const void* w = weight_of(call, 4);
  const double *means = call.in[2].as<double>(), *scales = call.in[3].as<double>();
  const bool learned = call.out.size() > 1;
  const Chunks chunks(lines, n);
  Scratch partial(learned ? chunks.count * 2 * n * 8 : 0);
  parallel_for(chunks.count, 2.0 * static_cast<double>(chunks.size * n),
               [&](int64_t first, int64_t last) {
                 for (int64_t c = first; c < last; ++c) {
                   double* db = partial.as<double>() + c * 2 * n;
                   if (learned) std::fill_n(db, 2 * n, 0.0);
                   for (int64_t i = chunks.begin(c); i < chunks.end(c); ++i) {
                     const void *gi = at(g, i * n), *xi = at(x, i * n);
                     double sums[2];
                     k.products[type](n, gi, xi, means[i], scales[i], w, sums);
                     const double count = static_cast<double>(n);
                     const double first = call.code ? 0 : sums[0] / count;
                     k.gradient[type](n, gi, xi, means[i], scales[i], w, scales[i], first,
                                      sums[1] / count, at(dx, i * n));
                     if (learned) k.add_products[type](n, gi, xi, means[i], scales[i], db, db + n);
                   }
                 }
               });
  if (!learned) return;
  const double* sums = add_chunks(partial.as<double>(), chunks.count, 2 * n);
  write(call.out[1], sums + n);
  write(call.out[2], sums);
}

}  // namespace nnlite::cpu
