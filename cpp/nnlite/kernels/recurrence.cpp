// Recurrent cells: gates and their gradients, one row at a time.
#include "nnlite/kernels/recurrence.h"

#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

template <class T>
const T* of(const void* p) {
  return static_cast<const T*>(p);
}
template <class T>
T* of(void* p) {
  return static_cast<T*>(p);
}

// (Flattened: a call within the loop would leave it scalar.)
template <class T>
[[gnu::flatten]] void tanhs(int64_t n, const T* x, T* y) {
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) y[i] = tanh(x[i]);
}

template <class T>
void add(int64_t n, const void* from_, void* to_) {
  const T* from = of<T>(from_);
  T* to = of<T>(to_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) to[i] += from[i];
}

// ---- plain --------------------------------------------------------------------------------------

template <class T, bool relu>
void plain(int64_t n, void* gate) {
  T* x = of<T>(gate);
  if constexpr (relu) {
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) x[i] = maximum(x[i], T(0));
  } else {
    tanhs(n, x, x);
  }
}

template <class T, bool relu>
void plain_gradient(int64_t n, const void* h_, const void* g_, void* carry_, void* d_) {
  const T *h = of<T>(h_), *g = of<T>(g_);
  T *carry = of<T>(carry_), *d = of<T>(d_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    const T slope = relu ? T(h[i] > T(0)) : T(1) - h[i] * h[i];
    d[i] = (g[i] + carry[i]) * slope;
    carry[i] = T(0);
  }
}

// ---- LSTM ---------------------------------------------------------------------------------------

template <class T>
[[gnu::flatten]] void lstm(int64_t n, void* gates, const void* c_, void* c_next_, void* tanh_c_,
                           void* h_) {
  T *i_gate = of<T>(gates), *f_gate = i_gate + n, *g_gate = f_gate + n, *o_gate = g_gate + n;
  const T* c = of<T>(c_);
  T *next = of<T>(c_next_), *tanh_c = of<T>(tanh_c_), *h = of<T>(h_);
#pragma GCC ivdep
  for (int64_t k = 0; k < n; ++k) {
    const T i = sigmoid(i_gate[k]), f = sigmoid(f_gate[k]), g = tanh(g_gate[k]);
    const T o = sigmoid(o_gate[k]), cell = f * c[k] + i * g, t = tanh(cell);
    i_gate[k] = i;
    f_gate[k] = f;
    g_gate[k] = g;
    o_gate[k] = o;
    next[k] = cell;
    tanh_c[k] = t;
    h[k] = o * t;
  }
}

template <class T>
void lstm_gradient(int64_t n, const void* gates, const void* c_, const void* tanh_c_,
                   const void* g_, void* carry_, void* dc_, void* d_) {
  const T *i_gate = of<T>(gates), *f_gate = i_gate + n, *g_gate = f_gate + n, *o_gate = g_gate + n;
  const T *c = of<T>(c_), *tanh_c = of<T>(tanh_c_), *g = of<T>(g_);
  T *carry = of<T>(carry_), *dc = of<T>(dc_), *d = of<T>(d_);
#pragma GCC ivdep
  for (int64_t k = 0; k < n; ++k) {
    const T i = i_gate[k], f = f_gate[k], z = g_gate[k], o = o_gate[k], t = tanh_c[k];
    const T dh = g[k] + carry[k];
    const T whole = dc[k] + dh * o * (T(1) - t * t);
    d[k] = whole * z * (i * (T(1) - i));
    d[n + k] = whole * c[k] * (f * (T(1) - f));
    d[2 * n + k] = whole * i * (T(1) - z * z);
    d[3 * n + k] = dh * t * (o * (T(1) - o));
    dc[k] = whole * f;
    carry[k] = T(0);
  }
}

// ---- GRU ----------------------------------------------------------------------------------------

template <class T>
[[gnu::flatten]] void gru(int64_t n, void* gates, const void* hidden_, const void* h_, void* kept_,
                          void* next_) {
  T *r = of<T>(gates), *z = r + n, *fresh = z + n;
  const T *hidden = of<T>(hidden_), *h = of<T>(h_);
  T *kept = of<T>(kept_), *next = of<T>(next_);
#pragma GCC ivdep
  for (int64_t i = 0; i < 2 * n; ++i) r[i] = sigmoid(r[i] + hidden[i]);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    kept[i] = hidden[2 * n + i];
    fresh[i] = tanh(fresh[i] + r[i] * kept[i]);
    next[i] = fresh[i] + z[i] * (h[i] - fresh[i]);
  }
}

template <class T>
void gru_gradient(int64_t n, const void* gates, const void* kept_, const void* h_, const void* g_,
                  void* carry_, void* d_, void* d_hidden_) {
  const T *r = of<T>(gates), *z = r + n, *fresh = z + n;
  const T *kept = of<T>(kept_), *h = of<T>(h_), *g = of<T>(g_);
  T *carry = of<T>(carry_), *d = of<T>(d_), *d_hidden = of<T>(d_hidden_);
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) {
    const T dh = g[i] + carry[i];
    const T d_fresh = dh * (T(1) - z[i]) * (T(1) - fresh[i] * fresh[i]);
    const T d_r = d_fresh * kept[i] * (r[i] * (T(1) - r[i]));
    const T d_z = dh * (h[i] - fresh[i]) * (z[i] * (T(1) - z[i]));
    d[i] = d_hidden[i] = d_r;
    d[n + i] = d_hidden[n + i] = d_z;
    d[2 * n + i] = d_fresh;
    d_hidden[2 * n + i] = d_fresh * r[i];
    carry[i] = dh * z[i];
  }
}

}  // namespace

#define BOTH(f) {f<float>, f<double>}
#define BOTH_OF(f, relu) {f<float, relu>, f<double, relu>}
extern const RecurrenceKernels NNLITE_TABLE(recurrence) = {
    BOTH(add),
    {BOTH_OF(plain, false), BOTH_OF(plain, true)},
    {BOTH_OF(plain_gradient, false), BOTH_OF(plain_gradient, true)},
    BOTH(lstm),
    BOTH(lstm_gradient),
    BOTH(gru),
    BOTH(gru_gradient)};

}  // namespace nnlite
