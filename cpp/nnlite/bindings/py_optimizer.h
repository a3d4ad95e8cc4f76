// PyOptimizer: an optimizer made in Python, whose rule a Python class may have written.
#pragma once

#include <pybind11/trampoline_self_life_support.h>

#include "nnlite/bindings/optim_api.h"
#include "nnlite/optim/update.h"

namespace nnlite::bindings {

class PyOptimizer : public optim::Optimizer, public py::trampoline_self_life_support {
 public:
  using Optimizer::Optimizer;

  // The parameter whose update Python is computing, or null.
  optim::Update* now() const { return now_; }

 protected:
  void run_update(std::span<optim::Update> updates) override;
  optim::StateList first_states(const optim::Subject& subject) override;

 private:
  py::handle self() const;
  void update_one(py::handle self, optim::Update& u);

  optim::Update* now_ = nullptr;
};

using OptimizerClass = py::classh<optim::Optimizer, PyOptimizer>;

// The method of a class of optimizers; throws TypeError where it has none.
const optim::Method& method_of(py::handle cls);
// Lets classes derived from `cls` bring rules of their own.
void bind_own_rules(OptimizerClass& cls);
// What a class has to have to be of that method.
py::capsule method_capsule(const optim::Method& method);

}  // namespace nnlite::bindings
