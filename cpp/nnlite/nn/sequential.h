// Sequential: modules one after the other.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

class Sequential : public Layer<Sequential> {
 public:
  static constexpr const char* kName = "Sequential";
  Sequential() = default;
  // Sequential{Linear(2, 8), ReLU(), Linear(8, 1)}: layers by value, or as shared pointers. Within
  // braces they are made from left to right, and so draw the initial weights that Python's would;
  // within parentheses the compiler chooses.
  template <class First, class... Rest>
    requires(!std::is_same_v<std::remove_cvref_t<First>, Sequential> || sizeof...(Rest) > 0)
  explicit Sequential(First&& first, Rest&&... rest) {
    append(held(std::forward<First>(first)));
    (append(held(std::forward<Rest>(rest))), ...);
  }
  explicit Sequential(const std::vector<ModulePtr>& modules);

  Tensor forward(const Tensor& x) override;

  // Adds a module under the next free number.
  Sequential& append(ModulePtr module);
  int64_t size() const { return static_cast<int64_t>(registry().children.size()); }
  // Module i; from the end where i < 0. Throws IndexError outside.
  ModulePtr at(int64_t i) const;
  ModulePtr operator[](int64_t i) const { return at(i); }
  // The name under which module i is registered.
  const std::string& name_of(int64_t i) const;

  // A layer given by value, or by pointer.
  template <class M>
  static ModulePtr held(M&& module) {
    if constexpr (std::is_convertible_v<M, ModulePtr>) {
      return std::forward<M>(module);
    } else {
      return std::make_shared<std::remove_cvref_t<M>>(std::forward<M>(module));
    }
  }

 private:
  int64_t index(int64_t i) const;
};

}  // namespace nnlite::nn
