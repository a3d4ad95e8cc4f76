// How a loss becomes a Python class.
#pragma once

#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/loss_layers.h"

namespace nnlite::bindings {

inline py::arg_v reduction_arg() { return py::arg("reduction") = "mean"; }

// What every loss says of itself.
template <class T>
LayerClass<T> loss_class(py::module_& m, const std::string& doc) {
  return layer<T>(m, doc.c_str())
      .def_property_readonly(
          "reduction", [](const T& loss) { return average_name(loss.reduction); },
          "What becomes of the losses of single elements.");
}

// loss(input, target) besides.
template <class T>
LayerClass<T> loss_layer(py::module_& m, const std::string& doc) {
  return loss_class<T>(m, doc).def(
      "forward",
      [](T& loss, const Tensor& input, const Tensor& target) {
        return loss.forward(input, target);
      },
      py::arg("input"), py::arg("target"), "The loss of predictions against targets.");
}

}  // namespace nnlite::bindings
