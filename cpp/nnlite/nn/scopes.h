// What holds for a model within a scope, and is taken back however the scope is left.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Training or evaluation.
class Mode {
 public:
  Mode(Module& model, bool training) {
    model.visit([&](const std::string&, Module& m) { before_.emplace_back(&m, m.training()); });
    model.train(training);
  }
  ~Mode() {
    for (const auto& [module, training] : before_) module->set_training(training);
  }
  Mode(const Mode&) = delete;
  Mode& operator=(const Mode&) = delete;

 private:
  std::vector<std::pair<Module*, bool>> before_;
};

// Sees what every module of a model computes.
class Watch {
 public:
  using See = std::function<void(const std::string& path, Module&, const Tensor& output)>;

  Watch(Module& model, const See& see) {
    model.visit([&](const std::string& path, Module& m) {
      hooks_.emplace_back(&m, m.add_hook([=](Module& module, const Tensor&, const Tensor& y) {
        if (y.defined()) see(path, module, y);
        return Tensor();
      }));
    });
  }
  ~Watch() {
    for (const auto& [module, id] : hooks_) module->remove_hook(id);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  std::vector<std::pair<Module*, int64_t>> hooks_;
};

}  // namespace nnlite::nn
