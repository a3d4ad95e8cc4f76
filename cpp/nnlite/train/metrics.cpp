// The table of metrics.
#include "nnlite/train/metrics.h"

#include <string_view>
#include <vector>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

Tensor mean_of(const Tensor& x) { return mean(cast(x, kFloat64)); }

Tensor error(const char* name, const Tensor& output, const Tensor& target) {
  if (output.shape() != target.shape()) {
    fail_value(name, "the output has shape ", output.shape(), " but the target ", target.shape());
  }
  return output - target;
}

Tensor accuracy(const Tensor& output, const Tensor& target) {
  if (output.shape() == target.shape()) {
    const Tensor signs = mean_of((output > 0) == (target > 0.5));  // a logit for each label 0 or 1
    if (output.dims() < 2 || output.shape()[1] < 2) return signs;
    // Probabilities of classes, as mixup makes them; of a batch that is nothing else.
    const Tensor likeliest = mean_of(argmax(output, 1) == argmax(target, 1));
    return where(all(abs(sum(target, {1}) - 1) < 1e-3), likeliest, signs);
  }
  if (output.dims() < 2 || output.dims() != target.dims() + 1) {
    fail_value("accuracy", "the output has shape ", output.shape(), " but the labels ",
               target.shape(), "; give one output per class, or one logit per label");
  }
  return mean_of(argmax(output, 1) == target);
}

struct Row {
  const char* name;
  Tensor (*compute)(const Tensor& output, const Tensor& target);
  bool larger_is_better;
};
constexpr Row kRows[] = {
    {"accuracy", accuracy, true},
    {"mae", [](const Tensor& y, const Tensor& t) { return mean_of(abs(error("mae", y, t))); },
     false},
    {"mse", [](const Tensor& y, const Tensor& t) { return mean_of(square(error("mse", y, t))); },
     false},
};

}  // namespace

Metric::Metric(const char* wanted) : name(wanted) {
  std::vector<std::string_view> known;
  for (const Row& row : kRows) {
    known.push_back(row.name);
    if (name != row.name) continue;
    compute = row.compute;
    larger_is_better = row.larger_is_better;
    return;
  }
  fail_value("metrics", "no metric '", name, "'", suggestion(name, known));
}

}  // namespace nnlite
