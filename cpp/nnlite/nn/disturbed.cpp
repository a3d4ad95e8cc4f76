// Modules whose weights are disturbed while training: exchanged for one call.
#include "nnlite/nn/disturbed.h"

#include <cmath>
#include <unordered_map>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/drop.h"
#include "nnlite/nn/exchange.h"

namespace nnlite::nn {

Disturbed::Disturbed(const char* name, ModulePtr child, std::optional<std::string> names)
    : module(std::move(child)), choice_(name, std::move(names)) {
  if (!module) fail_type(name, "needs a module, not None");
  register_module("module", module);
}

// Modules are noted with their own weights, before these are exchanged: what a compiled step
// depends on is not the numbers that were drawn once.
Tensor Disturbed::forward(const Tensor& x) {
  if (!training()) return (*module)(x);
  std::unordered_map<const TensorImpl*, Tensor> others;
  for (const auto& [name, w] : choice_.of(type_name().c_str(), *module)) {
    others.emplace(w.impl(), disturb(w));
  }
  const Exchange exchange(*module, others);
  return (*module)(x);
}

WeightNoise::WeightNoise(ModulePtr child, double deviation, std::optional<std::string> names)
    : Layer(kName, std::move(child), std::move(names)), std(deviation) {
  if (!(std >= 0) || std::isinf(std)) fail_value(kName, "std is ", std, "; give 0 or more");
}

Tensor WeightNoise::disturb(const Tensor& w) const { return gaussian_noise(w, std); }

std::string WeightNoise::extra_repr() const {
  return Words().add("std", std).text() + (names() ? text(", names='", *names(), "'") : "");
}

DropConnect::DropConnect(ModulePtr child, double probability, std::optional<std::string> names)
    : Layer(kName, std::move(child), std::move(names)), p(probability) {
  if (!(p >= 0 && p <= 1)) fail_value(kName, "p is a probability from 0 to 1, not ", p);
}

Tensor DropConnect::disturb(const Tensor& w) const { return dropout(w, p); }

std::string DropConnect::extra_repr() const {
  return Words().add("p", p).text() + (names() ? text(", names='", *names(), "'") : "");
}

}  // namespace nnlite::nn
