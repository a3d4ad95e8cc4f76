// Penalties, made of operations on the weights.
#include "nnlite/nn/penalty.h"

#include <cmath>

#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

Penalty::Penalty(const char* name, double s, std::optional<std::string> names)
    : strength(s), name_(name), choice_(name, std::move(names)) {
  if (!(s >= 0) || std::isinf(s)) fail_value(name, "strength is ", s, "; give 0 or more");
}

Tensor Penalty::operator()(Module& model) const {
  Tensor total;
  for (const auto& [name, w] : choice_.of(name_, model)) {
    const Tensor mine = (*this)(w);
    total = total.defined() ? total + mine : mine;
  }
  return total;
}

Tensor Penalty::operator()(const Tensor& w) const {
  if (!w.defined() || !is_float(w.dtype())) {
    fail_type(name_, "is of a model, or of a float32 or float64 tensor");
  }
  return of(w);
}

std::string Penalty::arguments() const { return text("strength=", strength); }

Tensor L1Penalty::of(const Tensor& w) const { return sum(abs(w)) * strength; }

Tensor L2Penalty::of(const Tensor& w) const { return sum(square(w)) * (0.5 * strength); }

ElasticNetPenalty::ElasticNetPenalty(double s, double ratio, std::optional<std::string> names)
    : Penalty("ElasticNetPenalty", s, std::move(names)), l1_ratio(ratio) {
  if (!(ratio >= 0 && ratio <= 1)) {
    fail_value("ElasticNetPenalty", "l1_ratio is ", ratio, "; give 0 (L2) to 1 (L1)");
  }
}

std::string ElasticNetPenalty::arguments() const {
  return text(Penalty::arguments(), ", l1_ratio=", l1_ratio);
}

Tensor ElasticNetPenalty::of(const Tensor& w) const {
  return sum(abs(w)) * (strength * l1_ratio) + sum(square(w)) * (0.5 * strength * (1 - l1_ratio));
}

Tensor OrthogonalPenalty::of(const Tensor& w) const {
  if (w.dims() < 2) {
    fail_value(name(), "the tensor has shape ", w.shape(), "; a matrix has two axes or more");
  }
  const int64_t rows = w.shape()[0];
  const Tensor m = w.dims() == 2 ? w : reshape(w, {rows, rows ? w.numel() / rows : 0});
  const bool tall = rows > m.shape()[1];
  const Tensor gram = product(m, m, tall, !tall);
  return sum(square(gram - eye(gram.shape()[0], {}, w.dtype()))) * strength;
}

}  // namespace nnlite::nn
