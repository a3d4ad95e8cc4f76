// Residual: what some modules add to their input (He et al. 2016).
#pragma once

#include "nnlite/nn/sequential.h"

namespace nnlite::nn {

// y = s(x) + f(x): f the modules one after the other, s the shortcut, x itself where there is none.
class Residual : public Layer<Residual> {
 public:
  static constexpr const char* kName = "Residual";
  // Residual{Linear(8, 8), ReLU(), Linear(8, 8)}: within braces, as Sequential.
  template <class First, class... Rest>
    requires((std::is_base_of_v<Module, std::remove_cvref_t<First>> &&
              !std::is_same_v<std::remove_cvref_t<First>, Residual>) ||
             std::is_convertible_v<First, ModulePtr>)
  explicit Residual(First&& first, Rest&&... rest)
      : Residual(std::vector<ModulePtr>{Sequential::held(std::forward<First>(first)),
                                        Sequential::held(std::forward<Rest>(rest))...}) {}
  explicit Residual(const std::vector<ModulePtr>& modules, ModulePtr shortcut = nullptr);

  // The same with a shortcut, for an f that changes the shape: by value, or as a pointer.
  template <class M>
  Residual& with_shortcut(M&& module) {
    set_module("shortcut", Sequential::held(std::forward<M>(module)));
    return *this;
  }

  Tensor forward(const Tensor& x) override;

  std::shared_ptr<Sequential> body;
  ModulePtr shortcut;
};

}  // namespace nnlite::nn
