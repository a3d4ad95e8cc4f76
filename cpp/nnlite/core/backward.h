// backward: walks the list of records backwards and emits the chain rule.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct GradOptions {
  std::optional<bool> retain_graph = {};  // default: create_graph
  bool create_graph = false;              // make the gradients differentiable
  bool allow_unused = false;              // an undefined tensor for an input that does not matter
  bool revisit = false;  // walk a graph whose large values an earlier walk gave back
};

// The gradients of the sum of `outputs` (weighted by `gradients`, 1 where undefined or missing)
// with respect to every leaf, added to their grad().
void backward(std::span<const Tensor> outputs, std::span<const Tensor> gradients,
              const GradOptions& options = {});

// The same with respect to `inputs` only, returned; no grad() changes.
std::vector<Tensor> grad(const std::vector<Tensor>& outputs, const std::vector<Tensor>& inputs,
                         const std::vector<Tensor>& gradients = {},
                         const GradOptions& options = {});

}  // namespace nnlite
