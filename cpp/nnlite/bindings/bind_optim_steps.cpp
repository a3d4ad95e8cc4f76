// Steps of optimizers, and what goes with them: closures, curvature, constraints.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/optim_api.h"
#include "nnlite/bindings/py_optimizer.h"

namespace nnlite::bindings {

namespace {

using optim::Optimizer;
using Class = OptimizerClass;

// step(), or step(closure): returns the loss.
py::object step(Optimizer& optimizer, py::handle closure) {
  if (closure.is_none()) {
    optimizer.step();
    return py::none();
  }
  return py::cast(optimizer.step([&] {
    const py::object loss = closure();
    if (exact_tensor(loss)) return loss.cast<Tensor>();
    fail_type(optimizer.method().name, "the closure returned a ", class_name(loss),
              "; return the loss, a tensor");
  }));
}

void bind_step(Class& cls) {
  cls.def("step", &step, py::arg("closure") = py::none(), R"doc(Change the parameters once.

Parameters
----------
closure : callable, optional
    Computes the loss, calls backward() and returns the loss; called first.

Returns
-------
Tensor or None
    The loss of `closure`.

Raises
------
ValueError
    If a hyper-parameter's schedule leaves its limits. No weight has changed then.)doc")
      .def("zero_grad", &Optimizer::zero_grad, py::arg("set_to_none") = true,
           "Clear the gradients of all parameters (not in the middle of an accumulation): they "
           "become None, or 0 in their place.")
      .def("observe", &Optimizer::observe, py::arg("metric"),
           "Give a measured value to the schedules that wait for one (plateau).")
      .def_property_readonly("steps", &Optimizer::steps, "Updates so far.")
      .def_property_readonly("skipped_steps", &Optimizer::skipped,
                             "Updates left out by skip_nonfinite.");
}

void bind_curvature(Class& cls) {
  cls.def("hessian_due", &Optimizer::hessian_due,
          R"doc(Whether the coming step wants a new estimate of the Hessian's diagonal.

Every `hessian_every` steps, for the methods that have this option (Sophia); else never. Also for a
compiled step, which captures the steps that estimate apart.)doc")
      .def("update_hessian", &Optimizer::update_hessian, py::arg("loss"),
           R"doc(Estimate the Hessian's diagonal from a loss, by Hutchinson's method.

The average of estimates becomes ``beta2 h + (1 - beta2) u * (H u)`` for a normal u. Call it before
``loss.backward()``; the graph stays.

Parameters
----------
loss : Tensor
    What is minimized, with its graph; all its operations need gradients of gradients.

Raises
------
ValueError
    If the method keeps no state called "hessian".

Examples
--------
>>> import nnlite
>>> from nnlite import nn, optim
>>> model = nn.Linear(2, 1)
>>> optimizer = optim.Sophia(model.parameters(), lr=0.01)
>>> loss = model(nnlite.ones(4, 2)).square().mean()
>>> if optimizer.hessian_due():
...     optimizer.update_hessian(loss)
>>> loss.backward()
>>> optimizer.step()
>>> optimizer.hessian_due()
False)doc")
      .def("update_gauss_newton", &Optimizer::update_gauss_newton, py::arg("loss"),
           py::arg("batch_size"),
           R"doc(Estimate the Hessian's diagonal from labels that the model itself draws.

The average of estimates becomes ``beta2 h + (1 - beta2) batch_size g^2`` (Gauss-Newton-Bartlett),
which is never negative and needs first gradients alone.

Parameters
----------
loss : Tensor
    The mean loss over the rows, for labels from `sample_labels`.
batch_size : int
    How many rows these are.

Raises
------
ValueError
    If the method keeps no state called "hessian", or for a batch_size below 1.

Examples
--------
>>> import nnlite
>>> from nnlite import nn, optim
>>> model = nn.Linear(2, 3)
>>> optimizer = optim.Sophia(model.parameters(), lr=0.01)
>>> logits = model(nnlite.ones(8, 2))
>>> drawn = nn.functional.cross_entropy(logits, optim.sample_labels(logits))
>>> optimizer.update_gauss_newton(drawn, batch_size=8))doc")
      .def_property(
          "after_update", nullptr,
          [](Optimizer& o, const py::object& function) {
            if (function.is_none()) {
              o.after_update = nullptr;
              return;
            }
            o.after_update = [held = shared(function)] {
              const py::gil_scoped_acquire gil;
              py::handle(held.get())();
            };
          },
          "A function of no arguments that every step calls after its update and before averages "
          "follow: constraints. None: nothing.");
}

}  // namespace

void bind_steps(py::module_& m, OptimizerClass& cls) {
  bind_step(cls);
  bind_curvature(cls);
  m.def("sample_labels", &optim::sample_labels, py::arg("logits"),
        R"doc(Draw a label for every row, from the softmax of its logits.

Parameters
----------
logits : Tensor (N, C)
    Unnormalized log-probabilities.

Returns
-------
Tensor (N), int64
    See `Optimizer.update_gauss_newton`.

Raises
------
ValueError
    For logits of another shape.

Examples
--------
>>> import nnlite
>>> from nnlite import optim
>>> optim.sample_labels(nnlite.tensor([[100.0, 0.0], [0.0, 100.0]])).tolist()
[0, 1])doc");
}

}  // namespace nnlite::bindings
