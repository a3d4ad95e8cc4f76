// Connectionist temporal classification: the probability of a row of labels, summed over all its
// alignments with the steps, in logarithms (Graves et al. 2006, equations 6-16).
//
// Inputs are x (t, n, c), log-probabilities, and one row of integers: the n numbers of steps, the n
// numbers of labels, and the labels, joined (integer[1] < 0) or in rows of integer[1]; integer[0]:
// the blank, integer[2]: whether infinite losses count as 0. States alternate between blank and
// label: blank, l_1, blank, ..., l_m, blank. alpha holds, for one sample behind the other, t rows
// of as many states as its labels at most have.
#include <algorithm>
#include <cmath>
#include <limits>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"

namespace nnlite::cpu {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();  // the logarithm of 0
constexpr double kStateTime = 40;  // nanoseconds for one state of one step

// A number and how fast it changes in a direction: with it the same recursions give the product of
// the second derivatives and that direction.
struct Dual {
  double value = 0, slope = 0;
};
Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
double value(double x) { return x; }
double value(Dual x) { return x.value; }

// log(e^a + e^b + e^c).
double log_sum(double a, double b, double c) {
  const double most = std::max({a, b, c});
  if (most == kNever) return kNever;
  return most + std::log(std::exp(a - most) + std::exp(b - most) + std::exp(c - most));
}
Dual log_sum(Dual a, Dual b, Dual c) {
  const double all = log_sum(a.value, b.value, c.value);
  if (all == kNever) return {kNever, 0};
  const auto part = [&](Dual x) {
    return x.value == kNever ? 0 : std::exp(x.value - all) * x.slope;
  };
  return {all, part(a) + part(b) + part(c)};
}

double exponential(double x) { return std::exp(x); }
Dual exponential(Dual x) {
  const double y = std::exp(x.value);
  return {y, y * x.slope};
}

// What the inputs say: sizes, and where each sample's parts are.
struct Batch {
  Batch(const Call& call, const Operand& x, const Operand& numbers)
      : steps(x.shape()[0]),
        samples(x.shape()[1]),
        classes(x.shape()[2]),
        blank(call.attrs.integer[0]),
        width(call.attrs.integer[1]),
        infinite_is_zero(call.attrs.integer[2] != 0),
        lengths(numbers.as<int64_t>()),
        labels(lengths + 2 * samples),
        label_count(numbers.size() - 2 * samples) {}

  int64_t steps, samples, classes, blank, width;
  bool infinite_is_zero;
  const int64_t* lengths;
  const int64_t* labels;
  int64_t label_count;

  int64_t steps_of(int64_t i) const { return lengths[i]; }
  int64_t labels_of(int64_t i) const { return lengths[samples + i]; }
  int64_t first_label(int64_t i) const {
    if (width >= 0) return i * width;
    int64_t first = 0;
    for (int64_t k = 0; k < i; ++k) first += labels_of(k);
    return first;
  }
  int64_t first_alpha(int64_t i) const { return steps * (2 * first_label(i) + i); }
  double time_each() const {
    const int64_t states = 2 * label_count / std::max<int64_t>(samples, 1) + 1;
    return kStateTime * static_cast<double>(steps * states);
  }

  void check() const {
    int64_t total = 0;
    for (int64_t i = 0; i < samples; ++i) {
      if (steps_of(i) < 0 || steps_of(i) > steps) {
        fail_value("ctc_loss", "input length ", steps_of(i), " of sample ", i,
                   " is not one of 0 .. ", steps, ", the steps of log_probs");
      }
      const int64_t most = width >= 0 ? width : label_count - total;
      if (labels_of(i) < 0 || labels_of(i) > most) {
        fail_value("ctc_loss", "target length ", labels_of(i), " of sample ", i,
                   " is not one of 0 .. ", most, ", the labels there are");
      }
      total += labels_of(i);
    }
    if (width < 0 && total != label_count) {
      fail_value("ctc_loss", "target lengths add up to ", total, " but there are ", label_count,
                 " labels; pass rows of equal length where they are padded");
    }
    for (int64_t i = 0; i < samples; ++i) check_labels(i, labels + first_label(i));
  }
  void check_labels(int64_t i, const int64_t* from) const {
    for (int64_t k = 0; k < labels_of(i); ++k) {
      if (from[k] >= 0 && from[k] < classes && from[k] != blank) continue;
      fail_index("ctc_loss", "label ", from[k], " of sample ", i, " is not one of the ", classes,
                 " classes without the blank, ", blank);
    }
  }
};

// One sample's states, and how they follow each other.
struct Sample {
  Sample(const Batch& b, int64_t i)
      : steps(b.steps_of(i)),
        states(2 * b.labels_of(i) + 1),
        blank(b.blank),
        labels(b.labels + b.first_label(i)) {}
  int64_t steps, states, blank;
  const int64_t* labels;

  int64_t label(int64_t s) const { return s % 2 ? labels[s / 2] : blank; }
  // Whether state s may follow s - 2: the blank between is needed where both are the same label.
  bool skips(int64_t s) const { return s > 1 && s % 2 && label(s) != label(s - 2); }
};

// The log-probabilities of all ways to state s in step t, for every s and t. `read(t, c)` is x.
template <class Real, class Read>
void run_forward(const Sample& a, const Read& read, Real* alpha) {
  const Real no{kNever};
  for (int64_t t = 0; t < a.steps; ++t) {
    Real* now = alpha + t * a.states;
    const Real* before = now - a.states;
    for (int64_t s = 0; s < a.states; ++s) {
      if (t == 0) {
        now[s] = s < 2 ? read(t, a.label(s)) : no;
      } else {
        now[s] = log_sum(before[s], s > 0 ? before[s - 1] : no, a.skips(s) ? before[s - 2] : no) +
                 read(t, a.label(s));
      }
    }
  }
}

// The log-probability of the labels.
template <class Real>
Real total(const Sample& a, const Real* alpha) {
  const Real no{kNever};
  if (a.steps == 0) return a.states == 1 ? Real{} : no;
  const Real* last = alpha + (a.steps - 1) * a.states;
  return log_sum(last[a.states - 1], a.states > 1 ? last[a.states - 2] : no, no);
}

// Calls use(t, c, p) with the probability that state after state is in class c at step t, given the
// labels; `beta` has room for two rows.
template <class Real, class Read, class Use>
void run_backward(const Sample& a, const Read& read, const Real* alpha, Real all, Real* beta,
                  const Use& use) {
  const Real no{kNever};
  for (int64_t t = a.steps - 1; t >= 0; --t) {
    Real* now = beta + t % 2 * a.states;
    const Real* after = beta + (t + 1) % 2 * a.states;
    for (int64_t s = 0; s < a.states; ++s) {
      const Real x = read(t, a.label(s));
      if (t == a.steps - 1) {
        now[s] = s >= a.states - 2 ? x : no;
      } else {
        now[s] = log_sum(after[s], s + 1 < a.states ? after[s + 1] : no,
                         s + 2 < a.states && a.skips(s + 2) ? after[s + 2] : no) +
                 x;
      }
      const Real& way = alpha[t * a.states + s];
      if (value(way) == kNever || value(now[s]) == kNever) continue;
      use(t, a.label(s), exponential(way + now[s] - x - all));
    }
  }
}

template <class T>
void run_loss(const Call& call) {
  const Batch batch(call, call.in[0], call.in[1]);
  batch.check();
  const T* x = call.in[0].as<T>();
  parallel_for(batch.samples, batch.time_each(), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const Sample sample(batch, i);
      double* alpha = call.out[1].as<double>() + batch.first_alpha(i);
      run_forward(
          sample,
          [&](int64_t t, int64_t c) {
            return static_cast<double>(x[(t * batch.samples + i) * batch.classes + c]);
          },
          alpha);
      const double loss = -total(sample, alpha);
      const bool ignored = batch.infinite_is_zero && std::isinf(loss);
      call.out[0].as<T>()[i] = static_cast<T>(ignored ? 0 : loss);
    }
  });
}

// A sample's part of a tensor like x, set to a number.
template <class T>
void set_sample(const Batch& batch, int64_t i, int64_t steps, T number, T* to) {
  for (int64_t t = 0; t < steps; ++t) {
    std::fill_n(to + (t * batch.samples + i) * batch.classes, batch.classes, number);
  }
}

// What stands for the gradient of an infinite loss.
template <class T>
T without_ways(const Batch& batch) {
  return batch.infinite_is_zero ? T(0) : std::numeric_limits<T>::quiet_NaN();
}

template <class T>
void run_gradient(const Call& call) {
  const Operand &g = call.in[0], &x = call.in[1];
  const Batch batch(call, x, call.in[2]);
  const T *from = x.as<T>(), *gs = g.as<T>();
  T* to = call.out[0].as<T>();
  parallel_for(batch.samples, 2 * batch.time_each(), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const Sample sample(batch, i);
      set_sample(batch, i, batch.steps, T(0), to);
      const double* alpha = call.in[3].as<double>() + batch.first_alpha(i);
      const double all = total(sample, alpha), scale = -static_cast<double>(gs[i]);
      if (all == kNever) {
        set_sample(batch, i, sample.steps, without_ways<T>(batch), to);
        continue;
      }
      const auto place = [&](int64_t t, int64_t c) {
        return (t * batch.samples + i) * batch.classes + c;
      };
      Scratch rows(2 * sample.states * 8), sums(batch.steps * batch.classes * 8);
      double* sum = sums.as<double>();
      std::fill_n(sum, batch.steps * batch.classes, 0.0);
      run_backward(
          sample, [&](int64_t t, int64_t c) { return static_cast<double>(from[place(t, c)]); },
          alpha, all, rows.as<double>(),
          [&](int64_t t, int64_t c, double p) { sum[t * batch.classes + c] += p; });
      for (int64_t t = 0; t < sample.steps; ++t) {
        for (int64_t c = 0; c < batch.classes; ++c) {
          to[place(t, c)] = static_cast<T>(scale * sum[t * batch.classes + c]);
        }
      }
    }
  });
}

// With P the probabilities of run_backward, the gradient was -g P. Of sum(v -g P): -g dP in the
// direction v (second derivatives are symmetric), and to g: -sum(v P).
template <class T>
void run_second_gradient(const Call& call) {
  const Operand &v = call.in[0], &g = call.in[1], &x = call.in[2];
  const Batch batch(call, x, call.in[3]);
  const T *from = x.as<T>(), *direction = v.as<T>(), *gs = g.as<T>();
  T *to_x = call.out[0].as<T>(), *to_g = call.out[1].as<T>();
  parallel_for(batch.samples, 4 * batch.time_each(), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const Sample sample(batch, i);
      set_sample(batch, i, batch.steps, T(0), to_x);
      const auto place = [&](int64_t t, int64_t c) {
        return (t * batch.samples + i) * batch.classes + c;
      };
      const auto read = [&](int64_t t, int64_t c) {
        const int64_t k = place(t, c);
        return Dual{static_cast<double>(from[k]), static_cast<double>(direction[k])};
      };
      Scratch ways((sample.steps + 2) * sample.states * 16), sums(batch.steps * batch.classes * 8);
      Dual* alpha = ways.as<Dual>();
      run_forward(sample, read, alpha);
      const Dual all = total(sample, alpha);
      if (all.value == kNever) {
        set_sample(batch, i, sample.steps, without_ways<T>(batch), to_x);
        to_g[i] = without_ways<T>(batch);
        continue;
      }
      double* sum = sums.as<double>();
      std::fill_n(sum, batch.steps * batch.classes, 0.0);
      double along = 0;
      run_backward(sample, read, alpha, all, alpha + sample.steps * sample.states,
                   [&](int64_t t, int64_t c, Dual p) {
                     sum[t * batch.classes + c] += p.slope;
                     along += p.value * static_cast<double>(direction[place(t, c)]);
                   });
      to_g[i] = static_cast<T>(-along);
      for (int64_t t = 0; t < sample.steps; ++t) {
        for (int64_t c = 0; c < batch.classes; ++c) {
          to_x[place(t, c)] =
              static_cast<T>(-static_cast<double>(gs[i]) * sum[t * batch.classes + c]);
        }
      }
    }
  });
}

}  // namespace

void ctc_loss(const Call& call) {
  call.in[0].dtype() == DType::f32 ? run_loss<float>(call) : run_loss<double>(call);
}
void ctc_loss_gradient(const Call& call) {
  call.in[1].dtype() == DType::f32 ? run_gradient<float>(call) : run_gradient<double>(call);
}
void ctc_loss_second_gradient(const Call& call) {
  call.in[2].dtype() == DType::f32 ? run_second_gradient<float>(call)
                                   : run_second_gradient<double>(call);
}

}  // namespace nnlite::cpu
