// Initializers of whole models, by a rule and its name.
#include <vector>

#include "nnlite/base/suggest.h"
#include "nnlite/nn/init.h"
#include "nnlite/nn/module.h"

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
    {"variance_scaling", [](const Tensor& w) { variance_scaling_(w); }},
    {"sparse", [](const Tensor& w) { sparse_(w, 0.9); }},
    {"identity", [](const Tensor& w) { w.dims() == 2 ? eye_(w) : dirac_(w); }},
};

const Rule& rule_of(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Rule& rule : kRules) {
    if (rule.name == name) return rule;
    names.push_back(rule.name);
  }
  fail_value("init.apply", "unknown rule '", name, "'", suggestion(name, names));
}

}  // namespace

void apply(Module& model, const std::function<void(const Tensor& weight)>& rule) {
  model.visit([&](const std::string&, Module& m) {
    for (const auto& entry : m.registry().parameters) {
      const Tensor& t = entry.of(&m);
      if (!t.defined()) continue;
      if (t.dims() >= 2) {
        rule(t);
      } else if (entry.name.find("bias") != std::string::npos) {
        zeros_(t);
      }
    }
  });
}

void apply(Module& model, const std::string& rule) { apply(model, rule_of(rule).apply); }

}  // namespace nnlite::nn::init
