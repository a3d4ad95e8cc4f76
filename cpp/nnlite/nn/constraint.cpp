// Constraints: norms of rows, and the weights written back.
#include "nnlite/nn/constraint.h"

#include <cmath>

#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::nn {

Constraint::Constraint(const char* name, std::optional<std::string> names)
    : name_(name), choice_(name, std::move(names)) {}

Tensor Constraint::operator()(const Tensor& w) const {
  if (!w.defined() || !is_float(w.dtype())) {
    fail_type(name_, "is of a model, or of a float32 or float64 tensor");
  }
  if (w.dims() == 0) return w * factors(abs(w));
  Shape axes;
  for (int i = w.dims() < 2 ? 0 : 1; i < w.dims(); ++i) axes.push_back(i);
  return w * factors(sqrt(sum(square(w), axes, true)));
}

void Constraint::operator()(Module& model) const {
  const NoGrad no_grad;
  for (auto& [name, w] : choice_.of(name_, model)) {
    Tensor target = w;
    copy_(target, (*this)(w));
  }
}

MaxNorm::MaxNorm(double most, std::optional<std::string> names)
    : Constraint("MaxNorm", std::move(names)), limit(most) {
  if (!(most > 0) || std::isinf(most)) {
    fail_value("MaxNorm", "limit is ", most, "; give a number above 0");
  }
}

std::string MaxNorm::arguments() const { return text("limit=", limit); }

// 1 up to the limit, to the bit.
Tensor MaxNorm::factors(const Tensor& norms) const {
  return where(greater(norms, limit), limit / norms, 1.0);
}

Tensor UnitNorm::factors(const Tensor& norms) const {
  return where(greater(norms, 0.0), 1.0 / norms, 1.0);
}

}  // namespace nnlite::nn
