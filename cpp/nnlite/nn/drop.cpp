// Dropping and noise, made of operations: masks are drawn as small as they can be, and broadcast.
#include "nnlite/nn/drop.h"

#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite {

namespace {

void check_input(const char* op, const Tensor& x, int least = 0) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type(op, "the input must be a float32 or float64 tensor");
  }
  if (x.dims() < least) {
    fail_value(op, "the input has shape ", x.shape(), "; it needs ", least, " axes or more");
  }
}
void check_probability(const char* op, double p) {
  if (!(p >= 0 && p <= 1)) fail_value(op, "p is a probability from 0 to 1, not ", p);
}

// The first `axes` sizes of x, then ones: a number for each of them.
Shape shared(const Tensor& x, int axes) {
  Shape shape = x.shape();
  for (int i = axes; i < shape.size(); ++i) shape[i] = 1;
  return shape;
}

// 0 with probability p, else 1 / (1 - p).
Tensor factors(const Shape& shape, double p, DType dtype) { return dropout(ones(shape, dtype), p); }

Tensor masked_alpha(const char* op, const Tensor& x, double p, bool training, int axes) {
  check_input(op, x);
  check_probability(op, p);
  if (!training || p == 0) return x;
  if (p == 1) return dropout(x, 1);
  constexpr double kSaturation = -1.7580993408473766;  // -lambda alpha of SELU
  const double a = 1 / std::sqrt((1 - p) * (1 + p * kSaturation * kSaturation));
  const Tensor kept = bernoulli(shared(x, axes), 1 - p, kBool);
  return where(kept, x, kSaturation) * a - a * p * kSaturation;
}

}  // namespace

Tensor channel_dropout(const Tensor& x, int spatial, double p, bool training) {
  const std::string name = text("dropout", spatial, "d");
  const char* op = name.c_str();
  check_input(op, x);
  check_probability(op, p);
  const int batch = x.dims() - spatial - 1;  // whether there is one
  if (batch != 1 && (batch != 0 || spatial == 2)) {
    fail_value(op, "the input has shape ", x.shape(), "; it needs (N, C) and ", spatial,
               spatial == 1 ? " more axis" : " more axes");
  }
  if (!training || p == 0) return x;
  return x * factors(shared(x, batch + 1), p, x.dtype());
}

Tensor alpha_dropout(const Tensor& x, double p, bool training) {
  return masked_alpha("alpha_dropout", x, p, training, x.defined() ? x.dims() : 0);
}

Tensor feature_alpha_dropout(const Tensor& x, double p, bool training) {
  check_input("feature_alpha_dropout", x, 2);
  return masked_alpha("feature_alpha_dropout", x, p, training, 2);
}

Tensor gaussian_noise(const Tensor& x, double std, bool training) {
  check_input("gaussian_noise", x);
  if (!(std >= 0) || std::isinf(std)) {
    fail_value("gaussian_noise", "std is ", std, "; give 0 or more");
  }
  return training && std > 0 ? x + normal(x.shape(), 0, std, x.dtype()) : x;
}

Tensor gaussian_dropout(const Tensor& x, double p, bool training) {
  check_input("gaussian_dropout", x);
  if (!(p >= 0 && p < 1)) {
    fail_value("gaussian_dropout", "p is ", p, "; give 0 or more, below 1");
  }
  return training && p > 0 ? x * normal(x.shape(), 1, std::sqrt(p / (1 - p)), x.dtype()) : x;
}

Tensor drop_path(const Tensor& x, double p, bool training) {
  check_input("drop_path", x, 1);
  check_probability("drop_path", p);
  return training && p > 0 ? x * factors(shared(x, 1), p, x.dtype()) : x;
}

}  // namespace nnlite
