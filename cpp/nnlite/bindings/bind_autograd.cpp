// Gradients: the members of Tensor that belong to backpropagation, and nnlite.grad.
#include <pybind11/stl.h>

#include "nnlite/bindings/bind.h"
#include "nnlite/core/backward.h"
#include "nnlite/core/graph.h"
#include "nnlite/core/record.h"

namespace nnlite::bindings {

namespace {

// A tensor, or a sequence of them.
std::vector<Tensor> tensors(const char* argument, py::handle object) {
  if (py::isinstance<TensorImpl>(object)) return {object.cast<Tensor>()};
  if (object.is_none()) return {};
  std::vector<Tensor> list;
  const auto refuse = [&](py::handle wrong) {
    fail_type("grad", argument, " must be a tensor or a sequence of tensors, not ", a_class(wrong));
  };
  if (!py::hasattr(object, "__iter__")) refuse(object);
  for (py::handle item : object) {
    if (!item.is_none() && !py::isinstance<TensorImpl>(item)) {
      refuse(item);
    }
    list.push_back(item.cast<OptionalTensor>());
  }
  return list;
}

void assign_grad(Tensor& t, py::handle gradient) {
  TensorImpl* impl = exact_tensor(gradient);
  if (!impl && !gradient.is_none()) {
    fail_type("grad", "a gradient is a tensor or None, not ", class_name(gradient),
              "; use nnlite.from_numpy() for arrays");
  }
  t.set_grad(impl ? Tensor(Ref<TensorImpl>(impl)) : Tensor());
}

py::tuple grad_of(py::handle outputs, py::handle inputs, py::handle grad_outputs,
                  std::optional<bool> retain_graph, bool create_graph, bool allow_unused) {
  const std::vector<Tensor> found =
      grad(tensors("outputs", outputs), tensors("inputs", inputs),
           tensors("grad_outputs", grad_outputs), {retain_graph, create_graph, allow_unused});
  py::tuple out(found.size());
  for (size_t i = 0; i < found.size(); ++i) out[i] = found[i];
  return out;
}

constexpr const char* kBackwardDoc =
    R"doc(Add the gradients of this tensor to `grad` of every leaf it was computed from.

For a loss L and a leaf w it adds dL/dw, by the chain rule from the last operation to the first.

Parameters
----------
gradient : Tensor, optional
    dL/d(this tensor), of its shape. May be left out for a tensor of one element, where it is 1.
retain_graph : bool, default create_graph
    Keep the values that the gradients read, so that `backward` can run again.
create_graph : bool, default False
    Make the gradients differentiable themselves. A leaf then holds its gradient, whose graph holds
    the leaf: set `grad` to None when done, or use `nnlite.grad`, which stores nothing.

Raises
------
RuntimeError
    If the tensor does not require a gradient, if an earlier call gave the graph back, or if a value
    that is needed was changed in place.

Examples
--------
>>> import nnlite
>>> x = nnlite.tensor([1.0, 2.0], requires_grad=True)
>>> (x * x).sum().backward()
>>> x.grad.tolist()
[2.0, 4.0])doc";

constexpr const char* kGradDoc =
    R"doc(The gradients of the sum of `outputs` with respect to `inputs`; no `grad` changes.

Parameters
----------
outputs, inputs : Tensor or sequence of Tensor
    What to differentiate, and by what.
grad_outputs : Tensor or sequence of Tensor, optional
    The weight of every output, of its shape; 1 where left out and the output has one element.
retain_graph : bool, default create_graph
    Keep the values that the gradients read, so that the graph can be walked again.
create_graph : bool, default False
    Make the gradients differentiable themselves.
allow_unused : bool, default False
    None, instead of an error, for an input that the outputs do not depend on.

Returns
-------
tuple of Tensor
    One gradient per input.

Examples
--------
>>> import nnlite
>>> x = nnlite.tensor(3.0, requires_grad=True)
>>> (dx,) = nnlite.grad(x ** 3, x, create_graph=True)
>>> nnlite.grad(dx, x)[0].item()
18.0)doc";

void bind_graph(Api& api) {
  py::class_<Graph> graph(api.m, "Graph",
                          "The operations behind a tensor, with their values and "
                          "the gradient on every edge.");
  py::class_<Graph::Node>(graph, "Node", "One value of a graph.")
      .def_readonly("name", &Graph::Node::name, "The tensor's name, or an empty string.")
      .def_readonly(
          "op", &Graph::Node::op,
          "What computed it; 'leaf' (asks for a gradient) or 'constant' where nothing did.")
      .def_readonly("shape", &Graph::Node::shape, "Its shape.")
      .def_readonly("value", &Graph::Node::value, "The value, where it is small; else None.")
      .def_readonly("grad", &Graph::Node::grad, "The gradient; None where none arrives.")
      .def_readonly("inputs", &Graph::Node::inputs, "Indices of the nodes it was computed from.");
  graph.def_readonly("nodes", &Graph::nodes, "Every value, in the order of computation.")
      .def_property_readonly("edges", &Graph::edges, "Pairs (from, to) of indices of nodes.")
      .def("dot", &Graph::dot, "The picture in Graphviz's DOT language.")
      .def("__str__", &Graph::str)
      .def("__repr__", &Graph::str);
  api.method("graph", &graph_of, R"doc(The graph behind this tensor: what to print, draw or export.

Examples
--------
>>> import nnlite
>>> x, y, z = (nnlite.tensor(v, requires_grad=True) for v in (-2.0, 5.0, -4.0))
>>> f = (x + y) * z
>>> [node.grad.item() for node in f.graph().nodes if node.op == "leaf"]
[-4.0, -4.0, 3.0])doc");
}

}  // namespace

void bind_autograd(Api& api) {
  api.tensor
      .def_property(
          "requires_grad", plain(&Tensor::requires_grad),
          [](Tensor& t, bool on) { t.requires_grad_(on); },
          "Whether a gradient flows to this tensor.")
      .def_property("grad", plain(&Tensor::grad), &assign_grad,
                    "The gradient that `backward` added up, or None. May be assigned.")
      .def_property(
          "name", plain(&Tensor::name),
          [](Tensor& t, const std::string& name) { t.set_name(name); },
          "A name for pictures and messages; modules name their parameters.")
      .def_property_readonly("is_leaf", plain(&Tensor::is_leaf),
                             "Whether no operation computed it.")
      .def(
          "requires_grad_", [](Tensor& t, bool on) { return t.requires_grad_(on); },
          py::arg("requires_grad") = true, "Ask for a gradient, or stop; returns the tensor.")
      .def("retain_grad", plain(&Tensor::retain_grad),
           "Keep the gradient of a computed tensor too.")
      .def("detach", plain(&Tensor::detach), "The same memory outside the graph.")
      .def(
          "backward",
          [](const Tensor& t, const OptionalTensor& gradient, std::optional<bool> retain,
             bool create) {
            const Tensor& seed = gradient;
            backward({&t, 1}, {&seed, 1}, {retain, create});
          },
          py::arg("gradient") = py::none(), py::arg("retain_graph") = py::none(),
          py::arg("create_graph") = false, kBackwardDoc);
  api.function("grad", &grad_of, py::arg("outputs"), py::arg("inputs"),
               py::arg("grad_outputs") = py::none(), py::arg("retain_graph") = py::none(),
               py::arg("create_graph") = false, py::arg("allow_unused") = false, kGradDoc);
  api.function("is_grad_enabled", &grad_enabled, "Whether operations record themselves.");
  api.function("_set_grad_enabled", &set_grad_enabled, py::arg("mode"),
               "Turns the recording of operations on or off, on this thread.");
  bind_graph(api);
}

}  // namespace nnlite::bindings
