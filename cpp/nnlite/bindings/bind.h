// The functions that fill the extension module, one per bind_x.cpp.
#pragma once

#include "nnlite/bindings/api.h"

namespace nnlite::bindings {

// A seed of Python: any whole number that 64 bits hold.
struct Seed {
  uint64_t value = 0;
};

void bind_dtype(py::module_& m);
TensorClass make_tensor_class(py::module_& m);
void bind_tensor(Api& api);
void bind_autograd(Api& api);
void bind_sparse_grad(Api& api);
void bind_function(Api& api);
void bind_elementwise(Api& api);
void bind_reduce(Api& api);
void bind_matmul(Api& api);
void bind_softmax(Api& api);
void bind_loss(Api& api);
void bind_sort(Api& api);
void bind_interop(Api& api);
void bind_dlpack(Api& api);
void bind_nn(Api& api);
void bind_create(Api& api);
void bind_shape(Api& api);
void bind_index(Api& api);
void bind_random(Api& api);
void bind_optim(Api& api);
void bind_augment(py::module_& m);
void bind_data(Api& api);
void bind_files(Api& api);
void bind_train(Api& api);
void bind_many(py::module_& m);
void bind_compile(py::module_& m);
void bind_aliases(Api& api);
void bind_arguments(py::module_& m);

}  // namespace nnlite::bindings

namespace pybind11::detail {

template <>
struct type_caster<nnlite::bindings::Seed> {
  PYBIND11_TYPE_CASTER(nnlite::bindings::Seed, const_name("typing.SupportsIndex"));

  bool load(handle source, bool) {
    const auto whole = reinterpret_steal<object>(PyNumber_Index(source.ptr()));
    value.value = whole ? PyLong_AsUnsignedLongLong(whole.ptr()) : 0;
    if (!PyErr_Occurred()) return true;
    PyErr_Clear();
    if (!whole) return false;
    nnlite::fail_value("seed", "it is ", repr(whole).cast<std::string>(),
                       "; give a whole number from 0 to 2**64 - 1");
  }
};

}  // namespace pybind11::detail
