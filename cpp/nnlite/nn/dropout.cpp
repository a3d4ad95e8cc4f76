// Dropout: the layer over the operation.
#include "nnlite/nn/dropout.h"

#include "nnlite/nn/describe.h"
#include "nnlite/ops/random.h"

namespace nnlite::nn {

Dropout::Dropout(double probability) : p(probability) {
  if (!(p >= 0 && p <= 1)) fail_value(kName, "p is a probability from 0 to 1, not ", p);
}

Tensor Dropout::forward(const Tensor& x) { return dropout(x, p, training()); }

std::string Dropout::extra_repr() const { return Words().add("p", p).text(); }

}  // namespace nnlite::nn
