// Residual, functional_call, and the helpers of nn.utils.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/exchange.h"
#include "nnlite/nn/residual.h"
#include "nnlite/nn/utils.h"

namespace nnlite::bindings {

namespace {

using nn::ModulePtr;

constexpr const char* kResidual = R"doc(What some modules add to their input: y = s(x) + f(x).

f is the modules one after the other, the child "body"; s is the shortcut, x itself without one.

Parameters
----------
*modules : Module
shortcut : Module, optional
    For modules that change the shape: what makes the same shape of x, such as a Linear.

Raises
------
ValueError
    If there are no modules, or s(x) and f(x) differ in shape: they are not broadcast.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> block = nn.Residual(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4))
>>> block(nnlite.zeros((2, 4))).shape
(2, 4)
>>> nn.Residual(nn.Linear(4, 8), shortcut=nn.Linear(4, 8))(nnlite.zeros((2, 4))).shape
(2, 8)

References
----------
He et al. 2016, Deep Residual Learning for Image Recognition.)doc";

constexpr const char* kResidualCall =
    R"doc(What a module computes with other parameters than its own.

Gradients flow to the tensors given. Afterwards the module has its own again, also after an
exception; buffers that are not given change as in an ordinary call.

Parameters
----------
module : Module
parameters : dict of str to Tensor
    Parameters and buffers by dotted names; those that are missing stay the module's.
args : tuple, optional
    What the module is called with; one argument may stand alone.
kwargs : dict, optional
strict : bool, default False
    Whether all names have to be given.

Raises
------
ValueError
    If a name is unknown, a shape differs, or with strict a name is missing.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> model = nn.Linear(2, 1)
>>> w = nnlite.tensor([[1.0, 2.0]], requires_grad=True)
>>> values = {"weight": w, "bias": nnlite.zeros(1)}
>>> y = nn.functional_call(model, values, nnlite.tensor([3.0, 4.0]))
>>> y.sum().backward()
>>> y.tolist(), w.grad.tolist()
([11.0], [[3.0, 4.0]]))doc";

py::object functional_call(const py::object& module, const py::dict& parameters,
                           const py::object& args, const py::object& kwargs, bool strict) {
  if (!py::isinstance<nn::Module>(module)) {
    fail_type("functional_call", "module is ", a_class(module), ", not a module");
  }
  nn::NamedTensors named;
  for (auto [name, value] : parameters) {
    if (!exact_tensor(value)) {
      fail_type("functional_call", "'", std::string(py::str(name)), "' is ", a_class(value),
                ", not a tensor");
    }
    named.emplace_back(py::str(name), value.cast<Tensor>());
  }
  const py::tuple given = args.is_none()                    ? py::tuple()
                          : py::isinstance<py::tuple>(args) ? py::tuple(args)
                                                            : py::make_tuple(args);
  const py::dict keywords = kwargs.is_none() ? py::dict() : py::dict(kwargs);
  const nn::Exchange exchange(module.cast<nn::Module&>(), named, strict);
  return module(*given, **keywords);
}

// One tensor, or several.
std::vector<Tensor> tensors_of(const char* op, const py::object& given) {
  if (exact_tensor(given)) return {given.cast<Tensor>()};
  std::vector<Tensor> found;
  for (py::handle item : py::iter(given)) {
    if (!exact_tensor(item)) fail_type(op, "a parameter is ", a_class(item), ", not a tensor");
    found.push_back(item.cast<Tensor>());
  }
  return found;
}

constexpr const char* kClipNorm = R"doc(Limit the norm of all gradients together, in place.

All are multiplied by max_norm / (norm + 1e-6) where this is below 1. Optimizers do the same in
their own pass with `clip_norm`.

Parameters
----------
parameters : Tensor or iterable of Tensor
    Those without a gradient are passed over.
max_norm : float
norm_type : float, default 2
    p of the p-norm; infinity: the largest absolute value.
error_if_nonfinite : bool, default False
    Whether a norm that is infinite or NaN is an error.

Returns
-------
Tensor
    The norm before.

Raises
------
ValueError
    If max_norm is negative.
RuntimeError
    If the norm is not finite, where asked; nothing was changed.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> w = nn.Parameter([3.0, 4.0])
>>> w.square().sum().backward()
>>> nn.utils.clip_grad_norm_([w], 1.0).item()
10.0
>>> round(w.grad.norm().item(), 4)
1.0)doc";

constexpr const char* kClipValue = R"doc(Limit every element of all gradients, in place.

Parameters
----------
parameters : Tensor or iterable of Tensor
    Those without a gradient are passed over.
clip_value : float
    Elements end in -clip_value .. clip_value.

Raises
------
ValueError
    If clip_value is negative.

Examples
--------
>>> from nnlite import nn
>>> w = nn.Parameter([3.0, -4.0])
>>> w.square().sum().backward()
>>> nn.utils.clip_grad_value_([w], 7.0)
>>> w.grad.tolist()
[6.0, -7.0])doc";

constexpr const char* kToVector = R"doc(All elements of some parameters, one behind the other.

Gradients flow from the vector to the parameters.

Parameters
----------
parameters : iterable of Tensor

Raises
------
ValueError
    If there are none.

Examples
--------
>>> from nnlite import nn
>>> nn.utils.parameters_to_vector(nn.Linear(3, 2).parameters()).shape
(8,))doc";

constexpr const char* kFromVector = R"doc(Copy the parts of a vector into parameters.

Parameters
----------
vec : Tensor
    As `parameters_to_vector` makes it.
parameters : iterable of Tensor
    Overwritten, outside any graph.

Raises
------
ValueError
    If the vector has another length.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.Linear(1, 2)
>>> nn.utils.vector_to_parameters(nnlite.arange(4.0), layer.parameters())
>>> layer.bias.tolist()
[2.0, 3.0])doc";

}  // namespace

void bind_residual(py::module_& m) {
  layer<nn::Residual>(m, kResidual)
      .def(py::init([](const py::args& modules, const py::object& shortcut) {
             std::vector<ModulePtr> parts;
             for (py::handle module : modules) {
               if (!py::isinstance<nn::Module>(module)) {
                 fail_type("Residual", "part ", parts.size(), " is ", a_class(module),
                           ", not a module");
               }
               parts.push_back(module.cast<ModulePtr>());
             }
             return new PyModule<nn::Residual>(
                 parts, shortcut.is_none() ? nullptr : shortcut.cast<ModulePtr>());
           }),
           py::arg("shortcut") = py::none());
  m.def("functional_call", &functional_call, py::arg("module"), py::arg("parameters"),
        py::arg("args") = py::none(), py::arg("kwargs") = py::none(), py::kw_only(),
        py::arg("strict") = false, kResidualCall);
}

void bind_utils(py::module_& m) {
  py::module_ part = m.def_submodule("_utils", "The functions of nnlite.nn.utils.");
  namespace utils = nn::utils;
  part.def(
      "clip_grad_norm_",
      [](const py::object& parameters, double most, double type, bool strict) {
        return utils::clip_grad_norm_(tensors_of("clip_grad_norm_", parameters), most, type,
                                      strict);
      },
      py::arg("parameters"), py::arg("max_norm"), py::arg("norm_type") = 2.0,
      py::arg("error_if_nonfinite") = false, kClipNorm);
  part.def(
      "clip_grad_value_",
      [](const py::object& parameters, double most) {
        utils::clip_grad_value_(tensors_of("clip_grad_value_", parameters), most);
      },
      py::arg("parameters"), py::arg("clip_value"), kClipValue);
  part.def(
      "parameters_to_vector",
      [](const py::object& parameters) {
        return utils::parameters_to_vector(tensors_of("parameters_to_vector", parameters));
      },
      py::arg("parameters"), kToVector);
  part.def(
      "vector_to_parameters",
      [](const Tensor& vector, const py::object& parameters) {
        utils::vector_to_parameters(vector, tensors_of("vector_to_parameters", parameters));
      },
      py::arg("vec"), py::arg("parameters"), kFromVector);
}

}  // namespace nnlite::bindings
