// Exchange: other tensors in the place of a model's own, for a scope.
#pragma once

#include <unordered_map>

#include "nnlite/nn/module.h"

namespace nnlite {

namespace nn {

class Exchange {
 public:
  // By the tensor that is replaced: one that occurs twice is exchanged twice.
  Exchange(Module& model, const std::unordered_map<const TensorImpl*, Tensor>& others);
  // By dotted name, parameters and buffers. Throws ValueError, and nothing is exchanged, where a
  // name is unknown or the shape another, and where `strict` and a name is missing.
  Exchange(Module& model, const NamedTensors& others, bool strict);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

 private:
  void put(Module& model, const std::unordered_map<const TensorImpl*, Tensor>& others);
  std::vector<std::pair<Tensor*, Tensor>> before_;
};

// What the model computes with these tensors in the place of its own of the same names: gradients
// flow to them. Afterwards the model has its own again, whatever happened.
Tensor functional_call(Module& model, const NamedTensors& parameters, const Tensor& x,
                       bool strict = false);

}  // namespace nn

}  // namespace nnlite
