// The extension module nnlite._core: one call for each bindings/bind_x.cpp.
#include "nnlite/backend/memory.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"
#include "nnlite/base/version.h"
#include "nnlite/bindings/bind.h"
#include "nnlite/core/record.h"

namespace nnlite::bindings {

namespace {

// Loops that last give the interpreter to other Python threads.
void* leave_python() { return PyGILState_Check() ? PyEval_SaveThread() : nullptr; }
void enter_python(void* state) { PyEval_RestoreThread(static_cast<PyThreadState*>(state)); }

void bind_process(py::module_& m) {
  m.attr("__version__") = version();
  set_wait_hooks({leave_python, enter_python});
  py::register_exception_translator([](std::exception_ptr p) {
    try {
      if (p) std::rethrow_exception(p);
    } catch (const TypeError& e) {
      py::set_error(PyExc_TypeError, e.what());
    } catch (const IoError& e) {  // FileNotFoundError, PermissionError, ... by its code
      PyErr_SetObject(PyExc_OSError, py::make_tuple(e.code, e.what()).ptr());
    }
  });
  m.def("set_num_threads", &set_num_threads, py::arg("count"),
        "Sets how many threads nnlite may use; results do not depend on it.");
  m.def("get_num_threads", &get_num_threads,
        "The number of threads nnlite may use: NNLITE_NUM_THREADS, or the processors granted.");
  m.def(
      "memory_stats",
      [] {
        const MemoryStats stats = memory_stats();
        return py::dict(py::arg("in_use") = stats.in_use,
                        py::arg("system_calls") = stats.system_calls);
      },
      "Bytes in use, and how often the system was asked for memory, over all threads.");
}

// What is known of every operation; tests ask whether each has its row.
void bind_ops(py::module_& m) {
  m.def(
      "ops",
      [] {
        py::dict docs;
        for (const Op* op : all_ops()) docs[op->name] = op->doc;
        return docs;
      },
      "The operations that records are made of: a dict from name to one line of doc.");
}

}  // namespace

}  // namespace nnlite::bindings

PYBIND11_MODULE(_core, m) {
  using namespace nnlite::bindings;
  m.doc() = "The native half of nnlite.";
  bind_process(m);
  bind_ops(m);
  bind_dtype(m);
  Api api{m, make_tensor_class(m)};
  bind_tensor(api);
  bind_autograd(api);
  bind_sparse_grad(api);
  bind_function(api);
  bind_elementwise(api);
  bind_reduce(api);
  bind_matmul(api);
  bind_softmax(api);
  bind_loss(api);
  bind_sort(api);
  bind_interop(api);
  bind_dlpack(api);
  bind_nn(api);
  bind_create(api);
  bind_shape(api);
  bind_index(api);
  bind_random(api);
  bind_optim(api);
  bind_augment(m);
  bind_data(api);
  bind_files(api);
  bind_train(api);
  bind_many(m);
  bind_compile(m);
  bind_aliases(api);  // it names what the others defined
  bind_arguments(m);  // last: it looks after all functions
}
