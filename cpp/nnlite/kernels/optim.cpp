// The update rules of optim.def: parameters, gradients and states are each read and written once.
#include "nnlite/kernels/optim.h"

#include "nnlite/kernels/math.h"

namespace nnlite {
namespace {

// RuleNumbers in the parameters' own precision, and what remains of each decay factor.
template <class T>
struct Hyper {
  explicit Hyper(const RuleNumbers& n)
      : lr(T(n.lr)),
        momentum(T(n.momentum)),
        keep(T(n.keep)),
        rest_keep(T(1 - n.keep)),
        from_buffer(T(n.from_buffer)),
        from_gradient(T(n.from_gradient)),
        beta1(T(n.beta1)),
        rest_beta1(T(1 - n.beta1)),
        rho(T(n.rho)),
        rest_rho(T(1 - n.rho)),
        gamma(T(n.gamma)),
        rest_gamma(T(1 - n.gamma)),
        correct_mean(T(n.correct_mean)),
        correct_square(T(n.correct_square)),
        eps(T(n.eps)),
        eps_inside(T(n.eps_inside ? n.eps : 0)),
        eps_outside(T(n.eps_inside ? 0 : n.eps)),
        power(T(n.power)),
        grow(T(n.grow)),
        fall(T(n.fall)),
        least(T(n.least)),
        most(T(n.most)),
        scale(T(n.scale)),
        decay(T(n.decay)),
        shrink(T(n.shrink)),
        agree(T(n.agree)),
        x0(T(n.x[0])),
        x1(T(n.x[1])),
        x2(T(n.x[2])),
        x3(T(n.x[3])),
        x4(T(n.x[4])) {}
  T lr, momentum, keep, rest_keep, from_buffer, from_gradient;
  T beta1, rest_beta1, rho, rest_rho, gamma, rest_gamma;
  T correct_mean, correct_square;
  T eps, eps_inside, eps_outside, power;
  T grow, fall, least, most;
  T scale, decay, shrink, agree;
  T x0, x1, x2, x3, x4;
};

enum class Root { square, none, any };
// What a loop does: the step; counting the elements that move against their gradient; the step of
// those alone; writing how far w would move, and nothing else.
enum class Pass { step, count, cautious, move };

// Whether a move goes against the gradient; NaN does, so that it is seen.
template <class T>
bool against(T move, T g) {
  return !((move >= T(0) && g >= T(0)) || (move <= T(0) && g <= T(0)));
}

// A rule for one kind of root: the powers 1/2 and 1 must not call pow().
template <class T, Root kind>
struct Steps {
  using H = Hyper<T>;
  static T root(T x, const H& h) {
    if constexpr (kind == Root::square)
      return sqrt(x);
    else if constexpr (kind == Root::none)
      return x;
    else
      return power(x, h.power);
  }
  static T denominator(T v, const H& h) { return root(v + h.eps_inside, h) + h.eps_outside; }
  // Of the gradient, both moments corrected for their start at 0.
  static T variance(T v, T m, const H& h) {
    const T mean = m * h.correct_square;
    return maximum(v * h.correct_square - mean * mean, T(0));
  }

#define RULE(name, states, doc, ...)                                                           \
  template <Pass pass>                                                                         \
  static int64_t name(int64_t n, T* ws, const T* gs, T* const* s, const H& numbers,            \
                      [[maybe_unused]] T* out) {                                               \
    const H h = numbers;                                                                       \
    constexpr int count = count_words(states);                                                 \
    [[maybe_unused]] T *a0 = s[0], *a1 = s[1], *a2 = s[2], *a3 = s[3];                         \
    [[maybe_unused]] int32_t agreeing = 0;                                                     \
    _Pragma("GCC ivdep") for (int64_t i = 0; i < n; ++i) {                                     \
      T w = ws[i], g = gs[i] * h.scale + h.decay * w;                                          \
      w *= h.shrink;                                                                           \
      [[maybe_unused]] const T before = w;                                                     \
      if constexpr (pass != Pass::step) w = T(0);                                              \
      [[maybe_unused]] T s0 = count > 0 ? a0[i] : T(0), s1 = count > 1 ? a1[i] : T(0),         \
                         s2 = count > 2 ? a2[i] : T(0), s3 = count > 3 ? a3[i] : T(0);         \
      __VA_ARGS__                                                                              \
      if constexpr (pass == Pass::count) {                                                     \
        agreeing += against(w, g);                                                             \
        continue;                                                                              \
      }                                                                                        \
      if constexpr (pass == Pass::move) {                                                      \
        out[i] = w;                                                                            \
        continue;                                                                              \
      }                                                                                        \
      if constexpr (pass == Pass::cautious) w = before + (against(w, g) ? w * h.agree : T(0)); \
      ws[i] = w;                                                                               \
      if constexpr (count > 0) a0[i] = s0;                                                     \
      if constexpr (count > 1) a1[i] = s1;                                                     \
      if constexpr (count > 2) a2[i] = s2;                                                     \
      if constexpr (count > 3) a3[i] = s3;                                                     \
    }                                                                                          \
    return agreeing;                                                                           \
  }
#include "nnlite/kernels/optim.def"
#undef RULE
};

#define RULE(name, states, doc, ...)                                                           \
  template <class T, Pass pass>                                                                \
  int64_t name##_pass(int64_t n, void* w, const void* g, void* const* s,                       \
                      const RuleNumbers& numbers, void* out = nullptr) {                       \
    const Hyper<T> h(numbers);                                                                 \
    T* own[kMaxStates] = {};                                                                   \
    constexpr int count = count_words(states);                                                 \
    for (int i = 0; i < count; ++i) own[i] = static_cast<T*>(s[i]);                            \
    auto run = Steps<T, Root::square>::template name<pass>;                                    \
    if constexpr (contains(#__VA_ARGS__, "root(") || contains(#__VA_ARGS__, "denominator(")) { \
      if (numbers.power != 0.5) run = Steps<T, Root::any>::template name<pass>;                \
      if (pass == Pass::step && numbers.power == 1)                                            \
        run = Steps<T, Root::none>::template name<Pass::step>;                                 \
    }                                                                                          \
    return run(n, static_cast<T*>(w), static_cast<const T*>(g), own, h, static_cast<T*>(out)); \
  }                                                                                            \
  template <class T>                                                                           \
  void name##_step(int64_t n, void* w, const void* g, void* const* s,                          \
                   const RuleNumbers& numbers) {                                               \
    constexpr bool can = remembers(states) || is_measured(#__VA_ARGS__);                       \
    constexpr Pass careful = can ? Pass::cautious : Pass::step;                                \
    const auto run = numbers.cautious ? name##_pass<T, careful> : name##_pass<T, Pass::step>;  \
    run(n, w, g, s, numbers, nullptr);                                                         \
  }                                                                                            \
  template <class T>                                                                           \
  int64_t name##_agreeing([[maybe_unused]] int64_t n, [[maybe_unused]] const void* w,          \
                          [[maybe_unused]] const void* g, [[maybe_unused]] void* const* s,     \
                          [[maybe_unused]] const RuleNumbers& numbers) {                       \
    if constexpr (remembers(states) || is_measured(#__VA_ARGS__))                              \
      return name##_pass<T, Pass::count>(n, const_cast<void*>(w), g, s, numbers);              \
    else                                                                                       \
      return n;                                                                                \
  }                                                                                            \
  template <class T>                                                                           \
  constexpr OptimKernels::Move name##_move() {                                                 \
    if constexpr (is_measured(#__VA_ARGS__))                                                   \
      return [](int64_t n, const void* w, const void* g, void* const* s,                       \
                const RuleNumbers& numbers, void* out) {                                       \
        name##_pass<T, Pass::move>(n, const_cast<void*>(w), g, s, numbers, out);               \
      };                                                                                       \
    else                                                                                       \
      return nullptr;                                                                          \
  }
#include "nnlite/kernels/optim.def"
#undef RULE

template <class T>
void clip(int64_t n, const void* g, double scale, double most, void* out) {
  const T factor = T(scale), limit = T(most);
  const T* from = static_cast<const T*>(g);
  T* to = static_cast<T*>(out);
  for (int64_t i = 0; i < n; ++i) to[i] = minimum(maximum(from[i] * factor, -limit), limit);
}

// In so many sums side by side as the widest vectors hold, whatever the vectors.
constexpr int kLanes = 16;
template <class T, bool product>
double sum_in_lanes(int64_t n, const T* x, const T* y) {
  const auto term = [=](int64_t i) {
    return product ? double(x[i]) * double(y[i]) : double(abs(x[i]));
  };
  double lanes[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
#pragma omp simd
    for (int j = 0; j < kLanes; ++j) lanes[j] += term(i + j);
  }
  double total = 0;
  for (; i < n; ++i) total += term(i);
  for (double lane : lanes) total += lane;
  return total;
}

template <class T>
double sum(int64_t n, const void* x, const void* y) {
  const T *a = static_cast<const T*>(x), *b = static_cast<const T*>(y);
  return b ? sum_in_lanes<T, true>(n, a, b) : sum_in_lanes<T, false>(n, a, b);
}

}  // namespace

extern const OptimKernels NNLITE_TABLE(optim);
const OptimKernels NNLITE_TABLE(optim) = {{clip<float>, clip<double>},
                                          {sum<float>, sum<double>},
                                          {
#define RULE(name, ...) {name##_step<float>, name##_step<double>},
#include "nnlite/kernels/optim.def"
#undef RULE
                                          },
                                          {
#define RULE(name, ...) {name##_agreeing<float>, name##_agreeing<double>},
#include "nnlite/kernels/optim.def"
#undef RULE
                                          },
                                          {
#define RULE(name, ...) {name##_move<float>(), name##_move<double>()},
#include "nnlite/kernels/optim.def"
#undef RULE
                                          }};

}  // namespace nnlite
