// Exchange and functional_call.
#include "nnlite/nn/exchange.h"

#include <map>

#include "nnlite/base/suggest.h"

namespace nnlite::nn {

namespace {

constexpr const char* kOp = "functional_call";

// Every tensor of a model by its dotted name: one that occurs twice has two.
std::map<std::string, Tensor> names_of(Module& model) {
  std::map<std::string, Tensor> found;
  model.visit([&](const std::string& path, Module& m) {
    m.each_tensor([&](const std::string& name, Tensor& t) {
      if (t.defined()) found.emplace(path.empty() ? name : path + "." + name, t);
    });
  });
  return found;
}

std::string likely(const std::string& name, const std::map<std::string, Tensor>& own) {
  std::vector<std::string_view> known;
  for (const auto& [other, t] : own) known.push_back(other);
  return suggestion(name, known);
}

}  // namespace

Exchange::Exchange(Module& model, const std::unordered_map<const TensorImpl*, Tensor>& others) {
  put(model, others);
}

Exchange::Exchange(Module& model, const NamedTensors& others, bool strict) {
  // Compiled steps depend on the model's own tensors, not on those that stand in for a call.
  model.visit([](const std::string&, Module& m) { m.note(); });
  const auto own = names_of(model);
  std::unordered_map<const TensorImpl*, Tensor> by_tensor;
  for (const auto& [name, other] : others) {
    const auto it = own.find(name);
    if (it == own.end()) {
      fail_value(kOp, "the model has no parameter or buffer '", name, "'", likely(name, own));
    }
    if (!other.defined()) fail_type(kOp, "'", name, "' must be a tensor");
    if (other.shape() != it->second.shape()) {
      fail_value(kOp, "'", name, "' has shape ", other.shape(), " but the model's has ",
                 it->second.shape());
    }
    by_tensor.insert_or_assign(it->second.impl(), other);
  }
  for (const auto& [name, t] : own) {
    if (strict && !by_tensor.count(t.impl())) fail_value(kOp, "'", name, "' is missing (strict)");
  }
  put(model, by_tensor);
}

void Exchange::put(Module& model, const std::unordered_map<const TensorImpl*, Tensor>& others) {
  model.visit([&](const std::string&, Module& m) {
    m.each_tensor([&](const std::string&, Tensor& t) {
      const auto it = t.defined() ? others.find(t.impl()) : others.end();
      if (it == others.end()) return;
      before_.emplace_back(&t, t);
      t = it->second;
    });
  });
}

Exchange::~Exchange() {
  for (auto& [place, tensor] : before_) *place = tensor;
}

Tensor functional_call(Module& model, const NamedTensors& parameters, const Tensor& x,
                       bool strict) {
  const Exchange exchange(model, parameters, strict);
  return model(x);
}

}  // namespace nnlite::nn
