// Batch normalization of (n, c, ...): each channel by itself. Rows of channels are walked row by
// row, a mean and a scale for every element; where a channel has axes of its own, line by line.
#include <algorithm>
#include <cmath>
#include <new>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/norm.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/norm.h"

namespace nnlite::cpu {

namespace {

// The layout of x: n * c lines of `inner` numbers.
struct Channels {
  explicit Channels(const Operand& x)
      : n(x.shape()[0]),
        c(x.shape()[1]),
        inner(n > 0 && c > 0 ? x.size() / (n * c) : 0),
        count(static_cast<double>(n * inner)),
        type(x.dtype() == DType::f64),
        k(*kernels().norm) {}
  bool rows() const { return inner == 1; }
  int64_t line(int64_t i, int64_t channel) const { return (i * c + channel) * inner; }

  int64_t n, c, inner;
  double count;  // numbers of a channel
  int type;
  const NormKernels& k;
};

// Sums of c * width doubles over all rows; f(row, sums) adds one.
template <class F>
void sum_rows(const Channels& a, int64_t width, double* total, F f) {
  const Chunks chunks(a.n, a.c);
  Scratch partial(chunks.count * width * a.c * 8);
  parallel_for(chunks.count, 1.0 * static_cast<double>(chunks.size * a.c),
               [&](int64_t first, int64_t last) {
                 for (int64_t i = first; i < last; ++i) {
                   double* sums = partial.as<double>() + i * width * a.c;
                   std::fill_n(sums, width * a.c, 0.0);
                   for (int64_t row = chunks.begin(i); row < chunks.end(i); ++row) f(row, sums);
                 }
               });
  std::copy_n(add_chunks(partial.as<double>(), chunks.count, width * a.c), width * a.c, total);
}

// Arrays of one number for each channel in x's dtype.
class PerChannel {
 public:
  PerChannel(const Channels& a, int count) : memory_(count * a.c * 8), type_(a.type), c_(a.c) {}
  void* operator[](int array) const { return memory_.as<double>() + array * c_; }
  void set(int array, int64_t channel, double value) {
    if (type_) {
      static_cast<double*>((*this)[array])[channel] = value;
    } else {
      static_cast<float*>((*this)[array])[channel] = static_cast<float>(value);
    }
  }

 private:
  Scratch memory_;
  int type_;
  int64_t c_;
};

void normalize_rows(const Channels& a, const Call& call, const void* w, const void* b) {
  const Operand& x = call.in[0];
  double *mean = call.out[1].as<double>(), *variance = call.out[2].as<double>();
  sum_rows(a, 1, mean,
           [&](int64_t row, double* sums) { a.k.add_row[a.type](a.c, at(x, row * a.c), sums); });
  for (int64_t j = 0; j < a.c; ++j) mean[j] /= a.count;
  sum_rows(a, 1, variance, [&](int64_t row, double* sums) {
    a.k.add_squares_row[a.type](a.c, at(x, row * a.c), mean, sums);
  });
  PerChannel numbers(a, 3);
  for (int64_t j = 0; j < a.c; ++j) {
    variance[j] /= a.count;
    const double scale = 1 / std::sqrt(variance[j] + call.attrs.number[0]);
    numbers.set(0, j, mean[j]);
    numbers.set(1, j, scale * number_of(w, a.type, j, 1));
    numbers.set(2, j, number_of(b, a.type, j, 0));
  }
  parallel_for(a.n, 5 + 0.3 * static_cast<double>(a.c), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      a.k.apply_row[a.type](a.c, at(x, row * a.c), numbers[0], numbers[1], numbers[2],
                            at(call.out[0], row * a.c));
    }
  });
}

// Neighbouring channels that are walked together, so that short lines are read in runs: about a
// thousand numbers of each example, and groups enough for several threads.
int64_t group_of(const Channels& a) {
  return std::clamp<int64_t>(1024 / std::max<int64_t>(a.inner, 1), 1,
                             std::max<int64_t>(a.c / 8, 1));
}

// f(first, last) for groups of channels.
template <class F>
void each_group(const Channels& a, double nanoseconds, F f) {
  const int64_t group = group_of(a), count = (a.c + group - 1) / group;
  parallel_for(count, static_cast<double>(group) * (20 + nanoseconds * a.count),
               [&](int64_t begin, int64_t end) {
                 for (int64_t i = begin; i < end; ++i) {
                   f(i * group, std::min((i + 1) * group, a.c));
                 }
               });
}

void normalize_lines(const Channels& a, const Call& call, const void* w, const void* b) {
  const Operand& x = call.in[0];
  double *mean = call.out[1].as<double>(), *variance = call.out[2].as<double>();
  Scratch scales(a.c * 8);
  double* scale = scales.as<double>();
  const auto inner = static_cast<double>(a.inner);
  each_group(a, 1.0, [&](int64_t first, int64_t last) {
    // f(channel, line) for all lines of the group, example by example.
    const auto lines = [&](auto f) {
      for (int64_t i = 0; i < a.n; ++i) {
        for (int64_t channel = first; channel < last; ++channel) f(channel, a.line(i, channel));
      }
    };
    std::fill(mean + first, mean + last, 0.0);
    std::fill(variance + first, variance + last, 0.0);
    // One pass over memory: each line's own mean and squares, joined (Chan et al. 1979).
    double before = 0, after = 0;  // lines
    lines([&](int64_t j, int64_t line) {
      if (j == first) before = after++;
      const double own = a.k.sum[a.type](a.inner, at(x, line)) / inner,
                   part = (own - mean[j]) / after;
      variance[j] +=
          a.k.squares[a.type](a.inner, at(x, line), own) + part * (own - mean[j]) * before * inner;
      mean[j] += part;
    });
    for (int64_t j = first; j < last; ++j) {
      variance[j] /= a.count;
      scale[j] = number_of(w, a.type, j, 1) / std::sqrt(variance[j] + call.attrs.number[0]);
    }
    lines([&](int64_t j, int64_t line) {
      a.k.apply[a.type](a.inner, at(x, line), mean[j], scale[j], nullptr, nullptr,
                        number_of(b, a.type, j, 0), at(call.out[0], line));
    });
  });
}

// What the gradient knows of a channel.
struct Statistics {
  Statistics(const Channels& a, const Call& call, int64_t channel)
      : mean(call.in[2].as<double>()[channel]),
        scale(1 / std::sqrt(call.in[3].as<double>()[channel] + call.attrs.number[0])),
        factor(scale * number_of(weight_of(call, 4), a.type, channel, 1)) {}
  double mean, scale, factor;
};

// `sums`: db, then dw.
void gradient_rows(const Channels& a, const Call& call, double* sums) {
  const Operand &g = call.in[0], &x = call.in[1];
  PerChannel numbers(a, 5);
  for (int64_t j = 0; j < a.c; ++j) {
    const Statistics s(a, call, j);
    numbers.set(0, j, s.mean);
    numbers.set(1, j, s.scale);
    numbers.set(2, j, s.factor);
  }
  sum_rows(a, 2, sums, [&](int64_t row, double* into) {
    a.k.add_products_row[a.type](a.c, at(g, row * a.c), at(x, row * a.c), numbers[0], numbers[1],
                                 into, into + a.c);
  });
  for (int64_t j = 0; j < a.c; ++j) {
    const Statistics s(a, call, j);
    numbers.set(3, j, sums[j] / a.count);
    numbers.set(4, j, s.factor * s.scale * sums[a.c + j] / a.count);
  }
  parallel_for(a.n, 5 + 0.5 * static_cast<double>(a.c), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      a.k.gradient_row[a.type](a.c, at(g, row * a.c), at(x, row * a.c), numbers[0], numbers[2],
                               numbers[3], numbers[4], at(call.out[0], row * a.c));
    }
  });
}

void gradient_lines(const Channels& a, const Call& call, double* sums) {
  const Operand &g = call.in[0], &x = call.in[1];
  double *db = sums, *dw = sums + a.c;
  std::fill_n(sums, 2 * a.c, 0.0);
  Scratch memory(a.c * static_cast<int64_t>(sizeof(Statistics)));
  auto* statistics = memory.as<Statistics>();
  for (int64_t j = 0; j < a.c; ++j) new (statistics + j) Statistics(a, call, j);
  each_group(a, 1.5, [&](int64_t first, int64_t last) {
    const auto lines = [&](auto f) {
      for (int64_t i = 0; i < a.n; ++i) {
        for (int64_t channel = first; channel < last; ++channel) {
          f(channel, a.line(i, channel), statistics[channel]);
        }
      }
    };
    lines([&](int64_t j, int64_t line, const Statistics& s) {
      double both[2];
      a.k.products[a.type](a.inner, at(g, line), at(x, line), s.mean, s.scale, nullptr, both);
      db[j] += both[0];
      dw[j] += both[1];
    });
    lines([&](int64_t j, int64_t line, const Statistics& s) {
      a.k.gradient[a.type](a.inner, at(g, line), at(x, line), s.mean, s.scale, nullptr, s.factor,
                           db[j] / a.count, dw[j] / a.count, at(call.out[0], line));
    });
  });
}

}  // namespace

void batch_norm(const Call& call) {
  const Channels a(call.in[0]);
  const void *w = weight_of(call, 1), *b = bias_of(call, 1);
  a.rows() ? normalize_rows(a, call, w, b) : normalize_lines(a, call, w, b);
}

void batch_norm_gradient(const Call& call) {
  const Channels a(call.in[1]);
  Scratch sums(2 * a.c * 8);
  a.rows() ? gradient_rows(a, call, sums.as<double>()) : gradient_lines(a, call, sums.as<double>());
  if (call.out.size() == 1) return;
  write(call.out[1], sums.as<double>() + a.c);
  write(call.out[2], sums.as<double>());
}

}  // namespace nnlite::cpu
