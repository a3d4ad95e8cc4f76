// Initializers of whole models: by a rule's name, and from data.
#include <cmath>
#include <vector>

#include "nnlite/base/suggest.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/module.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::nn::init {

namespace {

struct Rule {
  std::string_view name;
  void (*apply)(const Tensor& weight);
};

constexpr Rule kRules[] = {
    {"zeros", [](const Tensor& w) { zeros_(w); }},
    {"small_normal", [](const Tensor& w) { normal_(w, 0, 0.01); }},
    {"trunc_normal", [](const Tensor& w) { trunc_normal_(w, 0, 0.02, -2, 2); }},
    {"lecun_uniform", [](const Tensor& w) { lecun_uniform_(w); }},
    {"lecun_normal", [](const Tensor& w) { lecun_normal_(w); }},
    {"lecun", [](const Tensor& w) { lecun_normal_(w); }},
    {"xavier_uniform", [](const Tensor& w) { xavier_uniform_(w); }},
    {"xavier_normal", [](const Tensor& w) { xavier_normal_(w); }},
    {"xavier", [](const Tensor& w) { xavier_uniform_(w); }},
    {"glorot", [](const Tensor& w) { xavier_uniform_(w); }},
    {"kaiming_uniform", [](const Tensor& w) { kaiming_uniform_(w, 0, "fan_in", "relu"); }},
    {"kaiming_normal", [](const Tensor& w) { kaiming_normal_(w, 0, "fan_in", "relu"); }},
    {"he_uniform", [](const Tensor& w) { kaiming_uniform_(w, 0, "fan_in", "relu"); }},
    {"he", [](const Tensor& w) { kaiming_normal_(w, 0, "fan_in", "relu"); }},
    {"orthogonal", [](const Tensor& w) { orthogonal_(w); }},
};

const Rule& rule_of(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Rule& rule : kRules) {
    if (rule.name == name) return rule;
    names.push_back(rule.name);
  }
  fail_value("init.apply", "unknown rule '", name, "'", suggestion(name, names));
}

// The weight of a layer that mixes its inputs, or an undefined tensor.
Tensor mixing_weight(const Module& m) {
  for (const auto& entry : m.registry().parameters) {
    const Tensor& t = entry.of(&m);
    if (t.defined() && t.dims() >= 2) return t;
  }
  return {};
}

// The variance of one layer's output when the model runs on x.
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

}  // namespace

void apply(Module& model, const std::string& name) {
  const Rule& rule = rule_of(name);
  model.visit([&](const std::string&, Module& m) {
    for (const auto& entry : m.registry().parameters) {
      const Tensor& t = entry.of(&m);
      if (!t.defined()) continue;
      if (t.dims() >= 2) {
        rule.apply(t);
      } else if (entry.name.find("bias") != std::string::npos) {
        zeros_(t);
      }
    }
  });
}

void lsuv_(Module& model, const Tensor& x, double tolerance, int64_t max_steps) {
  const NoGrad scope;
  std::vector<Module*> layers;
  model.visit([&](const std::string&, Module& m) {
    if (mixing_weight(m).defined()) layers.push_back(&m);
  });
  for (Module* layer : layers) orthogonal_(mixing_weight(*layer));
  for (Module* layer : layers) {
    for (int64_t step = 0; step < max_steps; ++step) {
      const double variance = output_variance(model, *layer, x);
      if (variance < 0) break;  // the model does not use this layer for x
      if (!(variance > 0) || std::fabs(variance - 1) <= tolerance) break;
      Tensor weight = mixing_weight(*layer).detach();
      mul_(weight, 1 / std::sqrt(variance));
    }
  }
}

}  // namespace nnlite::nn::init
