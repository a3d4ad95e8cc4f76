// The extension module nnlite._core: one declaration and one call for each bindings/bind_x.cpp.
#include <pybind11/pybind11.h>

#include "nnlite/base/version.h"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The native half of nnlite.";
  m.attr("__version__") = nnlite::version();
}
