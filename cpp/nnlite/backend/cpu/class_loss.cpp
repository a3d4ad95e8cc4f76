// Losses of rows of classes against labels, and their gradients. The labels are checked here: a
// step that runs again reads new ones.
#include <cmath>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/lines.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"
#include "nnlite/kernels/softmax.h"

namespace nnlite::cpu {

namespace {

enum class Average : int64_t { none, mean, sum };  // as ops/loss.h has them

// What the attributes and the weights say about every row.
template <class T>
struct Rule {
  Rule(const Call& call, const Operand& x, const Operand& labels, const Operand* weight)
      : rows(x.shape()[0]),
        classes(x.shape()[1]),
        labels(labels.as<int64_t>()),
        label_stride(labels.layout->strides[0]),
        weight(weight ? weight->as<T>() : nullptr),
        weight_stride(weight ? weight->layout->strides[0] : 0),
        ignore(call.attrs.integer[0]),
        reduction(static_cast<Average>(call.attrs.integer[1])),
        normalize(call.attrs.integer[2] != 0),
        smoothing(call.attrs.number[0]),
        share(smoothing / static_cast<double>(classes)) {
    for (int64_t k = 0; k < classes; ++k) weights += weight_of(k);
  }

  int64_t rows, classes;
  const int64_t* labels;
  int64_t label_stride;
  const T* weight;
  int64_t weight_stride;
  int64_t ignore;
  Average reduction;
  bool normalize;
  double smoothing, share;
  double weights = 0;  // the sum of all

  double weight_of(int64_t k) const {
    return weight ? static_cast<double>(weight[k * weight_stride]) : 1.0;
  }
  int64_t label(int64_t row) const { return labels[row * label_stride]; }
  void check_labels() const {
    for (int64_t i = 0; i < rows; ++i) {
      const int64_t y = label(i);
      if ((y >= 0 && y < classes) || y == ignore) continue;
      fail_index(normalize ? "cross_entropy" : "nll_loss", "label ", y, " in row ", i,
                 " is not one of the ", classes, " classes 0 .. ", classes - 1,
                 "; fix the label, or add classes to the last layer");
    }
  }
  // w_y; 0 where the row is ignored.
  double weight_of_row(int64_t row) const { return ignored(row) ? 0 : weight_of(label(row)); }
  bool ignored(int64_t row) const { return label(row) == ignore; }
  // a: what the target of a row sums to.
  double total(double w) const { return (1 - smoothing) * w + share * weights; }
};

// A row of x in order.
template <class T>
const T* row_of(const Operand& x, int64_t row, T* buffer) {
  const Layout& l = *x.layout;
  const T* from = x.as<T>() + row * l.strides[0];
  if (l.strides[1] == 1) return from;
  for (int64_t k = 0; k < l.shape[1]; ++k) buffer[k] = from[k * l.strides[1]];
  return buffer;
}

template <class T>
double loss_of(const Rule<T>& rule, int64_t row, const T* x, double lse) {
  const double w = rule.weight_of_row(row);
  if (rule.ignored(row)) return 0;
  const double own = (1 - rule.smoothing) * w * (lse - static_cast<double>(x[rule.label(row)]));
  if (rule.smoothing == 0) return own;
  double others = 0;
  for (int64_t k = 0; k < rule.classes; ++k) {
    others += rule.weight_of(k) * (lse - static_cast<double>(x[k]));
  }
  return own + rule.share * others;
}

template <class T>
void run_loss(const Call& call) {
  const Operand& x = call.in[0];
  const Rule<T> rule(call, x, call.in[1], call.in.size() > 2 ? &call.in[2] : nullptr);
  rule.check_labels();
  double* lse = call.out[1].as<double>();
  const auto log_sum = kernels().softmax->log_sum[sizeof(T) == 8];
  Scratch losses(rule.rows * 8);
  double* loss = losses.as<double>();
  const double each = 20.0 + 0.5 * static_cast<double>(rule.classes);
  parallel_for(rule.rows, each, [&](int64_t begin, int64_t end) {
    Scratch buffer(rule.classes * static_cast<int64_t>(sizeof(T)));
    for (int64_t i = begin; i < end; ++i) {
      const T* row = row_of(x, i, buffer.as<T>());
      lse[i] = rule.normalize ? log_sum(rule.classes, row) : 0;
      loss[i] = loss_of(rule, i, row, lse[i]);
    }
  });
  double total = 0, weights = 0;
  for (int64_t i = 0; i < rule.rows; ++i) {
    total += loss[i];
    weights += rule.weight_of_row(i);
  }
  *call.out[2].as<double>() = weights;
  T* out = call.out[0].as<T>();
  if (rule.reduction == Average::none) {
    for (int64_t i = 0; i < rule.rows; ++i) out[i] = static_cast<T>(loss[i]);
  } else {
    *out = static_cast<T>(rule.reduction == Average::mean ? total / weights : total);
  }
}

// Subtracts scale * t from a row of the gradient.
template <class T>
void take_target(const Rule<T>& rule, int64_t row, double scale, T* to) {
  if (rule.smoothing != 0) {
    for (int64_t k = 0; k < rule.classes; ++k) {
      to[k] -= static_cast<T>(scale * rule.share * rule.weight_of(k));
    }
  }
  const int64_t y = rule.label(row);
  to[y] -= static_cast<T>(scale * (1 - rule.smoothing) * rule.weight_of(y));
}

template <class T>
void fill_row(T* to, int64_t n, T value) {
  for (int64_t k = 0; k < n; ++k) to[k] = value;
}

template <class T>
void run_gradient(const Call& call) {
  const Operand &g = call.in[0], &x = call.in[1];
  const Rule<T> rule(call, x, call.in[2], call.in.size() > 5 ? &call.in[5] : nullptr);
  const double* lse = call.in[3].as<double>();
  const int64_t g_stride = g.layout->dims() ? g.layout->strides[0] : 0;
  const double divisor = rule.reduction == Average::mean ? *call.in[4].as<double>() : 1.0;
  const auto scaled_exp = kernels().softmax->scaled_exp[sizeof(T) == 8];
  const double each = 20.0 + 0.5 * static_cast<double>(rule.classes);
  parallel_for(rule.rows, each, [&](int64_t begin, int64_t end) {
    Scratch buffer(rule.classes * static_cast<int64_t>(sizeof(T)));
    for (int64_t i = begin; i < end; ++i) {
      T* to = call.out[0].as<T>() + i * rule.classes;
      const double w = rule.weight_of_row(i);
      if (rule.ignored(i)) {
        fill_row(to, rule.classes, T(0));
        continue;
      }
      const double scale = static_cast<double>(g.as<T>()[i * g_stride]) / divisor;
      if (rule.normalize) {
        const T* row = row_of(x, i, buffer.as<T>());
        scaled_exp(rule.classes, row, lse[i], scale * rule.total(w), to);
      } else {
        fill_row(to, rule.classes, T(0));
      }
      take_target(rule, i, scale, to);
    }
  });
}

template <class T>
void run_targets(const Call& call) {
  const Rule<T> rule(call, call.in[0], call.in[1], call.in.size() > 2 ? &call.in[2] : nullptr);
  for (int64_t i = 0; i < rule.rows; ++i) {
    T* to = call.out[0].as<T>() + i * rule.classes;
    fill_row(to, rule.classes, T(0));
    if (!rule.ignored(i)) take_target(rule, i, -1.0, to);
  }
}

}  // namespace

void class_loss(const Call& call) {
  if (call.in[0].dtype() == DType::f32)
    run_loss<float>(call);
  else
    run_loss<double>(call);
}
void class_loss_gradient(const Call& call) {
  if (call.in[1].dtype() == DType::f32)
    run_gradient<float>(call);
  else
    run_gradient<double>(call);
}
void class_targets(const Call& call) {
  if (call.in[0].dtype() == DType::f32)
    run_targets<float>(call);
  else
    run_targets<double>(call);
}

}  // namespace nnlite::cpu
