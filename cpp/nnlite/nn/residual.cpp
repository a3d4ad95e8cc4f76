// Residual: what some modules add to their input.
#include "nnlite/nn/residual.h"

#include "nnlite/ops/elementwise.h"

namespace nnlite::nn {

Residual::Residual(const std::vector<ModulePtr>& modules, ModulePtr given)
    : body(std::make_shared<Sequential>(modules)), shortcut(std::move(given)) {
  if (modules.empty()) fail_value(kName, "there are no modules; x + x would double its input");
  register_module("body", body);
  register_module("shortcut", shortcut);
}

Tensor Residual::forward(const Tensor& x) {
  const Tensor y = (*body)(x), straight = shortcut ? (*shortcut)(x) : x;
  if (y.shape() != straight.shape()) {
    fail_value(kName, "the modules make ", y.shape(), " of ", x.shape(), " and the shortcut ",
               straight.shape(), "; give a shortcut that makes the same shape, such as a Linear");
  }
  return straight + y;
}

}  // namespace nnlite::nn
