// Modules one of whose parameters is computed from others: weight and spectral normalization.
#pragma once

#include <optional>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Computes what `module` does with its parameter `name` made anew at every call. The parameter
// itself is gone: what it is made of is learned, counted and saved here.
class Reparametrized : public Module {
 public:
  Reparametrized(const char* type, ModulePtr module, std::string name);

  Tensor forward(const Tensor& x) override;
  // The module with the parameter as it is now, a parameter again; this one is of no more use.
  ModulePtr remove();

  ModulePtr module;  // a child
  std::string name;

 protected:
  // The parameter, outside of this module from now on.
  Tensor taken();
  virtual Tensor made() = 0;

 private:
};

// w = g v / |v|, with a norm for each slice along `dim`, or one norm (Salimans & Kingma 2016).
class WeightNorm : public Layer<WeightNorm, Reparametrized> {
 public:
  static constexpr const char* kName = "WeightNorm";
  explicit WeightNorm(ModulePtr module, std::string name = "weight",
                      std::optional<int64_t> dim = 0);
  std::string extra_repr() const override;

  std::optional<int64_t> dim;
  Tensor weight_g, weight_v;

 protected:
  Tensor made() override;

 private:
  Tensor norm_of(const Tensor& v) const;
};

// w = v / sigma, with sigma = u' W v the largest singular value of v as a matrix of slices along
// `dim`, found by power iterations while training (Miyato et al. 2018).
class SpectralNorm : public Layer<SpectralNorm, Reparametrized> {
 public:
  static constexpr const char* kName = "SpectralNorm";
  explicit SpectralNorm(ModulePtr module, std::string name = "weight",
                        int64_t n_power_iterations = 1, double eps = 1e-12, int64_t dim = 0);
  std::string extra_repr() const override;

  int64_t n_power_iterations;
  double eps;
  int64_t dim;
  Tensor weight_orig, weight_u, weight_v;

 protected:
  Tensor made() override;

 private:
  Tensor matrix() const;
  void iterate(const Tensor& w, int64_t times);
};

}  // namespace nnlite::nn
