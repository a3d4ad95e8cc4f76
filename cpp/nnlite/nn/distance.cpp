// Distances and angles, made of operations.
#include "nnlite/nn/distance.h"

#include "nnlite/nn/describe.h"
#include "nnlite/nn/loss_parts.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

void check_two(const char* op, const Tensor& x1, const Tensor& x2) {
  check_float(op, "x1", x1);
  check_float(op, "x2", x2);
}

}  // namespace

Tensor cosine_similarity(const Tensor& x1, const Tensor& x2, int64_t dim, double eps) {
  constexpr const char* op = "cosine_similarity";
  check_two(op, x1, x2);
  const int64_t axis = normal_axis(op, dim, std::max(x1.dims(), x2.dims()));
  const int64_t last = axis - std::max(x1.dims(), x2.dims());  // from the end: either may be short
  // Under the root, so that a vector of zeros has a gradient.
  const auto length = [&](const Tensor& x) {
    return sqrt(maximum(sum(square(x), {last}, true), eps * eps));
  };
  return sum((x1 / length(x1)) * (x2 / length(x2)), {last});
}

Tensor pairwise_distance(const Tensor& x1, const Tensor& x2, double p, double eps, bool keepdim) {
  check_two("pairwise_distance", x1, x2);
  if (x1.dims() == 0 && x2.dims() == 0) {
    fail_value("pairwise_distance", "x1 and x2 have no axes; vectors have one");
  }
  return norm(x1 - x2 + eps, p, {-1}, keepdim);
}

namespace nn {

Tensor Comparison::forward(const Tensor&) {
  fail_type(type_name().c_str(), "the second tensor is missing; call it with x1 and x2");
}

Tensor CosineSimilarity::forward(const Tensor& x1, const Tensor& x2) {
  return cosine_similarity(x1, x2, dim, eps);
}
std::string CosineSimilarity::extra_repr() const {
  return Words().add("dim", dim).add("eps", eps).text();
}

Tensor PairwiseDistance::forward(const Tensor& x1, const Tensor& x2) {
  return pairwise_distance(x1, x2, p, eps, keepdim);
}
std::string PairwiseDistance::extra_repr() const {
  return Words().add("p", p).add("eps", eps).add("keepdim", keepdim).text();
}

}  // namespace nn

}  // namespace nnlite
