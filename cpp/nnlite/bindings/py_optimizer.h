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
  // What `read` says of each parameter of update_all().
  py::list each(const std::function<py::object()>& read);

 protected:
  void run_update(std::span<optim::Update> updates) override;
  optim::StateList first_states(const optim::Subject& subject) override;
  optim::StateList first_shared() override;

 private:
  py::handle self() const;
  void keep(optim::Update& u, const py::dict& state);
  void update_one(py::handle self, optim::Update& u);
  void update_together(py::handle self, std::span<optim::Update> updates);

  std::span<optim::Update> all_;  // of an update of all at once
  optim::Update* now_ = nullptr;
};

using OptimizerClass = py::classh<optim::Optimizer, PyOptimizer>;

// The method of a class of optimizers; throws TypeError where it has none.
const optim::Method& method_of(py::handle cls);
// Lets classes derived from `cls` bring rules of their own.
void bind_own_rules(OptimizerClass& cls);
// step() and all that belongs to it.
void bind_steps(py::module_& m, OptimizerClass& cls);
// What a class has to have to be of that method.
py::capsule method_capsule(const optim::Method& method);

}  // namespace nnlite::bindings
