// Ensemble: averages of what the members say.
#include "nnlite/nn/ensemble.h"

#include <algorithm>
#include <cmath>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/nn/scopes.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/slice.h"
#include "nnlite/ops/softmax.h"

namespace nnlite::nn {

Ensemble::Ensemble(const std::vector<ModulePtr>& models, const std::string& average)
    : probabilities(average == "probabilities") {
  if (!probabilities && average != "outputs") {
    fail_value(kName, "average is '", average, "'; give 'outputs' or 'probabilities'");
  }
  if (models.empty()) fail_value(kName, "there are no models; give at least one");
  for (const ModulePtr& model : models) {
    if (!model) fail_type(kName, "every member must be a module, not None");
    add_module(std::to_string(size()), model);
  }
}

Tensor Ensemble::forward(const Tensor& x) {
  std::vector<Tensor> outputs;
  for (const auto& [name, member] : named_children()) {
    const Tensor y = (*member)(x);
    if (probabilities && y.dims() < 2) {
      fail_value(kName, "member ", name, " returned shape ", y.shape(),
                 "; probabilities are over axis 1");
    }
    outputs.push_back(probabilities ? log_softmax(y, 1) : y);
    if (outputs[0].shape() == y.shape()) continue;
    fail_value(kName, "member ", name, " returned shape ", y.shape(), " but the first one ",
               outputs[0].shape());
  }
  const Tensor all = stack(outputs);
  if (!probabilities) return mean(all, {0});
  return logsumexp(all, {0}) - std::log(static_cast<double>(outputs.size()));
}

Tensor Ensemble::predict(const Tensor& x, int64_t batch_size) {
  if (batch_size < 1) fail_value(kName, "batch_size is ", batch_size, "; give at least 1");
  if (!x.defined() || x.dims() == 0 || x.shape()[0] == 0) {
    fail_value(kName, "there are no rows to predict; give at least one");
  }
  const NoGrad no_grad;
  const Mode mode(*this, false);
  Tensor input = x.detach();
  for (const Tensor& p : parameters()) {
    if (!is_float(p.dtype())) continue;
    if (is_float(input.dtype())) input = cast(input, p.dtype());
    break;
  }
  std::vector<Tensor> outputs;
  const int64_t rows = input.shape()[0];
  for (int64_t begin = 0; begin < rows; begin += batch_size) {
    outputs.push_back((*this)(narrow(input, 0, begin, std::min(batch_size, rows - begin))));
  }
  return outputs.size() == 1 ? outputs[0] : concat(outputs, 0);
}

std::string Ensemble::extra_repr() const {
  return Words().quoted("average", probabilities ? "probabilities" : "outputs").text();
}

}  // namespace nnlite::nn
