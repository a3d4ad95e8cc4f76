// LSUV: an initializer of whole models that looks at data.
#include <cmath>
#include <vector>

#include "nnlite/core/copy.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/module.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::nn::init {

namespace {

// A layer that mixes its inputs.
struct Mixer {
  std::string path;
  Module* layer;
  Tensor weight, bias;  // sharing memory, without a graph; a bias may be undefined
};

std::vector<Mixer> mixers(Module& model) {
  std::vector<Mixer> found;
  model.visit([&](const std::string& path, Module& m) {
    Mixer mixer{path, &m, {}, {}};
    for (const auto& entry : m.registry().parameters) {
      const Tensor& t = entry.of(&m);
      if (!t.defined()) continue;
      if (t.dims() >= 2 && !mixer.weight.defined()) mixer.weight = t.detach();
      if (entry.name == "bias") mixer.bias = t.detach();
    }
    if (mixer.weight.defined()) found.push_back(mixer);
  });
  return found;
}

// Values as they were, unless they are let go.
class Before {
 public:
  void keep(const Tensor& t) { values_.emplace_back(t, copy_of(t.value())); }
  void put_back() {
    for (const auto& [t, value] : values_) copy_into(t.value(), value);
  }

 private:
  std::vector<std::pair<Tensor, nnlite::Value>> values_;
};

// The variance of one layer's output when the model runs on x; -1 where it does not take part.
double output_variance(Module& model, Module& layer, const Tensor& x) {
  double variance = -1;
  const int64_t hook = layer.add_hook([&](Module&, const Tensor&, const Tensor& y) {
    variance = var(y, {}, 0).item();
    return Tensor();
  });
  try {
    model(x);
  } catch (...) {
    layer.remove_hook(hook);
    throw;
  }
  layer.remove_hook(hook);
  return variance;
}

void scale(Module& model, Mixer& mixer, const Tensor& x, double tolerance, int64_t max_steps) {
  for (int64_t step = 0; step < max_steps; ++step) {
    const double variance = output_variance(model, *mixer.layer, x);
    if (variance == -1 || std::fabs(variance - 1) <= tolerance) return;
    if (!(variance > 0) || !std::isfinite(variance)) {
      fail_value("lsuv_", "the output of layer '", mixer.path, "' on this batch has variance ",
                 variance, "; give a batch of several different, finite rows. Nothing has changed");
    }
    mul_(mixer.weight, 1 / std::sqrt(variance));
  }
}

}  // namespace

void lsuv_(Module& model, const Tensor& x, double tolerance, int64_t max_steps) {
  if (!(tolerance > 0)) fail_value("lsuv_", "tolerance is ", tolerance, "; give more than 0");
  if (max_steps < 1) fail_value("lsuv_", "max_steps is ", max_steps, "; give at least 1");
  const NoGrad scope;
  std::vector<Mixer> layers = mixers(model);
  if (layers.empty()) fail_value("lsuv_", "the model has no weight of two or more axes");
  Before weights, buffers;  // forward passes move running statistics
  for (const auto& [name, buffer] : model.named_buffers()) buffers.keep(buffer);
  for (const Mixer& m : layers) {
    weights.keep(m.weight);
    if (m.bias.defined()) weights.keep(m.bias);
  }
  try {
    for (Mixer& m : layers) {
      orthogonal_(m.weight);
      if (m.bias.defined()) zeros_(m.bias);
    }
    for (Mixer& m : layers) scale(model, m, x, tolerance, max_steps);
  } catch (...) {
    weights.put_back();
    buffers.put_back();
    throw;
  }
  buffers.put_back();
}

}  // namespace nnlite::nn::init
