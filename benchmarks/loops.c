// Plain loops in C, for the bandwidth that the machine has: a triad, and every update rule once over
// its data. Compiled by machine.py for this processor; not a part of nnlite.
#include <math.h>
#include <stddef.h>

typedef struct {  // as rules.Numbers
  float lr, momentum, rho, beta1, eps, step, root, shrink;
} Numbers;

// `restrict` and one loop over all threads: what a careful C programmer writes.
#define LOOP(n) _Pragma("omp parallel for simd schedule(static)") for (ptrdiff_t i = 0; i < n; ++i)
#define RULE(name, update)                                                                      \
  void rule_##name(float* restrict w, const float* restrict g, float* restrict s0,              \
                   float* restrict s1, float* restrict s2, ptrdiff_t n, const Numbers* numbers) { \
    const Numbers h = *numbers;                                                                 \
    LOOP(n) { update }                                                                          \
  }
#define SQUARES s0[i] += (1 - h.rho) * (g[i] * g[i] - s0[i]);
#define MEAN(s) s[i] += (1 - h.rho) * (g[i] - s[i]);
#define BUFFER(s, value)                \
  s[i] = h.momentum * s[i] + (value);   \
  w[i] -= h.lr * s[i];
#define ADAM(largest)                          \
  s0[i] += (1 - h.beta1) * (g[i] - s0[i]);     \
  s1[i] += (1 - h.rho) * (g[i] * g[i] - s1[i]); \
  w[i] = h.shrink * w[i] - h.step * s0[i] / (sqrtf(largest) * h.root + h.eps);

RULE(sgd, w[i] -= h.lr * g[i];)
RULE(momentum, BUFFER(s0, g[i]))
RULE(nesterov, s0[i] = h.momentum * s0[i] + g[i]; w[i] -= h.lr * (g[i] + h.momentum * s0[i]);)
RULE(adagrad, s0[i] += g[i] * g[i]; w[i] -= h.lr * g[i] / (sqrtf(s0[i]) + h.eps);)
RULE(adadelta, SQUARES const float d = sqrtf((s1[i] + h.eps) / (s0[i] + h.eps)) * g[i];
     s1[i] += (1 - h.rho) * (d * d - s1[i]); w[i] -= h.lr * d;)
RULE(rmsprop, SQUARES w[i] -= h.lr * g[i] / (sqrtf(s0[i]) + h.eps);)
RULE(rmsprop_momentum, SQUARES BUFFER(s1, g[i] / (sqrtf(s0[i]) + h.eps)))
RULE(rmsprop_centered,
     SQUARES MEAN(s1) w[i] -= h.lr * g[i] / (sqrtf(s0[i] - s1[i] * s1[i]) + h.eps);)
RULE(rmsprop_centered_momentum,
     SQUARES MEAN(s1) BUFFER(s2, g[i] / (sqrtf(s0[i] - s1[i] * s1[i]) + h.eps)))
RULE(adam, ADAM(s1[i]))
RULE(amsgrad, ADAM((s2[i] = fmaxf(s2[i], s1[i]))))
RULE(adamw, ADAM(s1[i]))

void triad(float* restrict a, const float* restrict b, const float* restrict c, ptrdiff_t n) {
  LOOP(n) a[i] = b[i] + 1.5f * c[i];
}

void in_place(float* restrict a, const float* restrict b, ptrdiff_t n) {
  LOOP(n) a[i] += 1e-9f * b[i];
}
