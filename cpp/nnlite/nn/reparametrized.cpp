// Modules one of whose parameters is computed: put into its place for one call.
#include "nnlite/nn/reparametrized.h"

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite::nn {

namespace {

// Where a module keeps the parameter of that name.
Tensor& place_of(Module& module, const std::string& name) {
  Tensor* place = nullptr;
  module.each_tensor([&](const std::string& other, Tensor& t) {
    if (other == name) place = &t;
  });
  return *place;
}

// A tensor in the place of a module's own parameter, for a scope.
class Placed {
 public:
  Placed(Module& module, const std::string& name, const Tensor& value)
      : place_(place_of(module, name)) {
    place_ = value;
  }
  ~Placed() { place_ = Tensor(); }
  Placed(const Placed&) = delete;

 private:
  Tensor& place_;
};

Tensor normalized(const Tensor& x, double eps) { return x / maximum(norm(x), eps); }

}  // namespace

Reparametrized::Reparametrized(const char* type, ModulePtr child, std::string parameter)
    : module(std::move(child)), name(std::move(parameter)) {
  if (!module) fail_type(type, "needs a module, not None");
  if (module->kind_of(name) != Kind::parameter || !module->get_tensor(name).defined()) {
    fail_value(type, module->type_name(), " has no parameter '", name, "' of its own");
  }
  register_module("module", module);
}

Tensor Reparametrized::taken() { return std::exchange(place_of(*module, name), Tensor()); }

// Noted before the parameter is put there: a compiled step depends on what it is made of.
Tensor Reparametrized::forward(const Tensor& x) {
  module->visit([](const std::string&, Module& m) { m.note(); });
  const Placed placed(*module, name, made());
  return (*module)(x);
}

ModulePtr Reparametrized::remove() {
  const NoGrad off;
  const bool before = training();
  set_training(false);
  const Tensor value = parameter(nnlite::clone(made()));
  set_training(before);
  module->add_parameter(name, value);
  return module;
}

WeightNorm::WeightNorm(ModulePtr child, std::string parameter_name, std::optional<int64_t> axis)
    : Layer(kName, std::move(child), std::move(parameter_name)), dim(axis) {
  if (dim) *dim = normal_axis(kName, *dim, module->get_tensor(name).dims());
  const NoGrad off;
  weight_v = taken();
  weight_g = nnlite::clone(norm_of(weight_v));
  register_parameter(name + "_g", weight_g);
  register_parameter(name + "_v", weight_v);
}

Tensor WeightNorm::norm_of(const Tensor& v) const {
  if (!dim) return norm(v);
  Shape axes;
  for (int i = 0; i < v.dims(); ++i) {
    if (i != *dim) axes.push_back(i);
  }
  return axes.empty() ? abs(v) : norm(v, 2, axes, true);
}

Tensor WeightNorm::made() { return weight_v * (weight_g / norm_of(weight_v)); }

std::string WeightNorm::extra_repr() const {
  Words words;
  words.quoted("name", name);
  return (dim ? words.add("dim", *dim) : words.add("dim", "None")).text();
}

SpectralNorm::SpectralNorm(ModulePtr child, std::string parameter_name, int64_t iterations,
                           double eps, int64_t axis)
    : Layer(kName, std::move(child), std::move(parameter_name)),
      n_power_iterations(iterations),
      eps(eps) {
  if (iterations < 1) {
    fail_value(kName, "n_power_iterations must be positive, not ", iterations);
  }
  dim = normal_axis(kName, axis, module->get_tensor(name).dims());
  const NoGrad off;
  weight_orig = taken();
  const Tensor w = matrix();
  weight_u = normalized(normal({w.shape()[0]}, 0, 1, w.dtype()), eps);
  weight_v = normalized(normal({w.shape()[1]}, 0, 1, w.dtype()), eps);
  iterate(w, 15);
  register_parameter(name + "_orig", weight_orig);
  register_buffer(name + "_u", weight_u);
  register_buffer(name + "_v", weight_v);
}

Tensor SpectralNorm::matrix() const {
  const Tensor front = dim == 0 ? weight_orig : transpose(weight_orig, 0, dim);
  return reshape(front, {front.shape()[0], front.numel() / front.shape()[0]});
}

void SpectralNorm::iterate(const Tensor& w, int64_t times) {
  const NoGrad off;
  Tensor u = weight_u, v = weight_v;
  for (int64_t i = 0; i < times; ++i) {
    v = normalized(matmul(transpose(w, 0, 1), u), eps);
    u = normalized(matmul(w, v), eps);
  }
  copy_(weight_u, u);
  copy_(weight_v, v);
}

Tensor SpectralNorm::made() {
  const Tensor w = matrix();
  if (training()) iterate(w.detach(), n_power_iterations);
  // Copies: the next call moves the vectors before this one's gradient is asked for.
  const Tensor u = nnlite::clone(weight_u), v = nnlite::clone(weight_v);
  return weight_orig / sum(u * matmul(w, v));
}

std::string SpectralNorm::extra_repr() const {
  Words words;
  words.quoted("name", name).add("n_power_iterations", n_power_iterations);
  return words.add("eps", eps).add("dim", dim).text();
}

}  // namespace nnlite::nn
