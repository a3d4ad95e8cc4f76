// nnlite.compile: a Python function as a compiled step.
#include <algorithm>

#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/python_calls.h"
#include "nnlite/bindings/tree.h"
#include "nnlite/core/capture.h"
#include "nnlite/train/run_steps.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kCompileDoc =
    R"doc(A function of tensors, captured once and run again without Python.

The first call for a signature (shapes, dtypes and strides of the arguments, their other values, the
modes of modules, which parameters need gradients) runs the function and keeps every operation,
those of ``backward()`` and of optimizers included, as a plan; later calls run the plan, to the same
bits. Learning rates, other hyper-parameters and schedules are read at every run. What is no
operation on tensors (printing, counting, choosing by ``if``) happens only while capturing; tensors
that the function finds outside are part of the plan, as they are then.

Parameters
----------
function : callable
    Of tensors (NumPy arrays become tensors), alone or in lists, tuples and dicts, and of other
    values, each of which has plans of its own. Returns tensors in the same way, or None. They carry
    no graph: call ``backward()`` inside.
profile : bool, default False
    Measure each operation; ``print(step.plan)`` then shows the times.

Returns
-------
CompiledStep

Raises
------
CaptureError
    At the call, if the function reads a value (``item()``, ``bool()``, NumPy), which would be the
    same at every run.

Examples
--------
>>> import nnlite
>>> from nnlite import nn, optim
>>> model = nn.Linear(2, 1)
>>> optimizer = optim.SGD(model.parameters(), lr=0.1)
>>> @nnlite.compile
... def step(x, y):
...     loss = nn.functional.mse_loss(model(x), y)
...     loss.backward()
...     optimizer.step()
...     return loss
>>> x, y = nnlite.ones(4, 2), nnlite.zeros(4, 1)
>>> first = step(x, y)
>>> bool(step(x, y) < first)
True)doc";

constexpr const char* kRun = R"doc(Take many steps in one call, without Python between them.

Parameters
----------
data : DataLoader
    Its batches are the arguments, pass after pass.
steps : int, optional
    How many; not given, to the end of one pass.

Returns
-------
Tensor
    What each step returned first, stacked: (steps,) for a loss.

Raises
------
ValueError
    If steps is below 1, or a step returns no tensor or one of another shape.)doc";

constexpr size_t kMostVariants = 16;  // the one that was not used for longest goes

// What a function returned, without its tensors; a plan keeps it.
std::shared_ptr<py::object> form_of(const py::object& result, std::vector<Tensor>& tensors) {
  const auto take = [](py::handle item, Tensor& t) {
    if (item.is_none()) return false;
    if (!exact_tensor(item)) {
      Capture::current()->refuse(text("the compiled function returned ", a_class(item),
                                      ", which would be the same at every run; return tensors"));
    }
    t = item.cast<Tensor>();
    return true;
  };
  auto form = std::make_unique<py::object>(take_apart(result, tensors, take));
  return {form.release(), [](py::object* o) {
            const py::gil_scoped_acquire gil;
            delete o;
          }};
}

// The arguments of a call: tensors, and everything else.
struct Arguments {
  std::vector<Tensor> tensors;
  py::object positional, keywords;  // trees without the tensors

  Arguments(const py::args& args, const py::kwargs& kwargs) {
    const auto take = [](py::handle value, Tensor& t) {
      TensorImpl* impl = exact_tensor(value);
      if (impl) t = Tensor(Ref<TensorImpl>(impl));
      return impl || tensor_of_numpy(value, t);
    };
    positional = take_apart(args, tensors, take);
    keywords = kwargs.empty() ? py::object(kwargs) : take_apart(kwargs, tensors, take);
  }
  bool same_key(const Arguments& other) const {
    return same_tree(positional, other.positional) && same_tree(keywords, other.keywords);
  }
  py::object pass_to(const py::object& function, std::span<const Tensor> with) const {
    size_t next = 0;
    const py::tuple args = put_together(positional, with, next);
    const py::dict kwargs = put_together(keywords, with, next);
    return function(*args, **kwargs);
  }
};

// The plans for one choice of the arguments that are no tensors.
struct Variant {
  Variant(py::object function, Arguments key)
      : function(std::move(function)),
        key(std::move(key)),
        compiled([this](std::span<const Tensor> tensors) { return call(tensors); }) {
    this->key.tensors.clear();
  }

  std::vector<Tensor> call(std::span<const Tensor> tensors) {
    const py::gil_scoped_acquire gil;
    std::vector<Tensor> results;
    form = form_of(key.pass_to(function, tensors), results);
    Capture::current()->keep(form);
    return results;
  }

  // What the function returned, from the results of the run that has just been.
  py::object put(const std::vector<Tensor>& results) {
    std::shared_ptr<void> found = std::exchange(form, nullptr);  // of a capture
    if (!found) found = compiled.plans().front()->payload();
    size_t next = 0;
    return put_together(*static_cast<py::object*>(found.get()), results, next);
  }

  py::object function;
  Arguments key;
  std::shared_ptr<py::object> form;
  Compiled compiled;
};

class CompiledStep {
 public:
  CompiledStep(py::object function, bool profile)
      : function_(std::move(function)), profile_(profile) {}

  std::shared_ptr<Variant> variant(const Arguments& arguments) {
    const auto found = std::find_if(variants_.begin(), variants_.end(),
                                    [&](const auto& v) { return v->key.same_key(arguments); });
    if (found != variants_.end()) {
      std::rotate(variants_.begin(), found, found + 1);
      return variants_.front();
    }
    auto fresh = std::make_shared<Variant>(function_, arguments);
    fresh->compiled.set_profile(profile_);
    if (variants_.size() == kMostVariants) variants_.pop_back();
    variants_.insert(variants_.begin(), fresh);
    return fresh;
  }

  py::object call(const py::args& args, const py::kwargs& kwargs) {
    const Arguments arguments(args, kwargs);
    if (Capture::current()) return arguments.pass_to(function_, arguments.tensors);
    const std::shared_ptr<Variant> v = variant(arguments);
    const std::unique_lock lock = locked(*v);
    std::vector<Tensor> results;
    v->compiled.run(arguments.tensors, results);
    return v->put(results);
  }

  Tensor run(DataLoader& data, std::optional<int64_t> steps) {
    py::tuple batch(data.arrays().size());
    for (size_t i = 0; i < batch.size(); ++i) batch[i] = data.arrays()[i];
    const std::shared_ptr<Variant> v = variant(Arguments(py::args(batch), {}));
    const py::gil_scoped_release release;
    return run_steps(v->compiled, data, steps, &poll);
  }

  py::object plan() const {
    if (variants_.empty()) return py::none();
    const std::shared_ptr<Variant> v = variants_.front();
    const std::unique_lock lock = locked(*v);
    return v->compiled.plans().empty() ? py::none() : py::cast(v->compiled.plans().front());
  }
  std::string explain() const {
    if (variants_.empty()) return Compiled({}).explain();
    const std::shared_ptr<Variant> v = variants_.front();
    const std::unique_lock lock = locked(*v);
    return v->compiled.explain();
  }
  const py::object& function() const { return function_; }

  // For the garbage collector: what leads to Python objects.
  int visit(visitproc visit, void* arg) const {
    Py_VISIT(function_.ptr());
    for (const auto& v : variants_) {
      Py_VISIT(v->function.ptr());
      Py_VISIT(v->key.positional.ptr());
      Py_VISIT(v->key.keywords.ptr());
    }
    return 0;
  }
  void clear() {
    const auto gone = std::move(variants_);
    const py::object function = std::move(function_);
  }

 private:
  // Another thread may be in it, and wait for the interpreter.
  static std::unique_lock<std::mutex> locked(Variant& v) {
    std::unique_lock lock(v.compiled.mutex(), std::try_to_lock);
    if (!lock) {
      const py::gil_scoped_release release;
      lock.lock();
    }
    return lock;
  }

  py::object function_;
  bool profile_;
  std::vector<std::shared_ptr<Variant>> variants_;  // the latest used first
};

CompiledStep* step_in(PyObject* self) {
  auto* instance = reinterpret_cast<py::detail::instance*>(self);
  if (!instance->get_value_and_holder().holder_constructed()) return nullptr;
  return py::handle(self).cast<CompiledStep*>();
}

// A step is held by what its function refers to as often as not.
void collect(PyHeapTypeObject* type) {
  type->ht_type.tp_flags |= Py_TPFLAGS_HAVE_GC;
  type->ht_type.tp_traverse = [](PyObject* self, visitproc visit, void* arg) {
    Py_VISIT(Py_TYPE(self));
    CompiledStep* step = step_in(self);
    return step ? step->visit(visit, arg) : 0;
  };
  type->ht_type.tp_clear = [](PyObject* self) {
    if (CompiledStep* step = step_in(self)) step->clear();
    return 0;
  };
}

struct RaisedCaptureError : CaptureError {
  explicit RaisedCaptureError(const py::error_already_set& error)
      : CaptureError("raised by Python code of a step"), error(error) {}
  py::error_already_set error;
};

py::handle capture_error_class;

void bind_capture_error(py::module_& m) {
  auto& cls = py::register_exception<CaptureError>(m, "CaptureError", PyExc_RuntimeError);
  cls.doc() = "What a compiled step does that cannot be repeated, with the cure.";
  capture_error_class = cls;
  py::register_exception_translator([](std::exception_ptr p) {
    try {
      if (p) std::rethrow_exception(p);
    } catch (const RaisedCaptureError& e) {
      py::error_already_set(e.error).restore();
    }
  });
}

}  // namespace

void rethrow_if_capture_error(const py::error_already_set& error) {
  if (error.matches(capture_error_class)) throw RaisedCaptureError(error);
}

void bind_compile(py::module_& m) {
  bind_capture_error(m);
  py::class_<Plan, std::shared_ptr<Plan>>(
      m, "Plan", "The operations of a captured step, with their memory laid out.")
      .def("__str__", &Plan::str)
      .def("__len__", [](const Plan& p) { return p.steps().size(); })
      .def_property_readonly(
          "memory",
          [](const Plan& p) {
            return py::dict(py::arg("planned") = p.memory().planned,
                            py::arg("naive") = p.memory().naive);
          },
          "Bytes of the values that live within a step: in the plan, and one beside the other.")
      .def_property_readonly("runs", &Plan::runs, "How often it ran.");
  py::class_<CompiledStep>(m, "CompiledStep", py::custom_type_setup(&collect),
                           "What nnlite.compile() makes of a function.")
      .def("__call__", &CompiledStep::call)
      .def("run", &CompiledStep::run, py::arg("data"), py::arg("steps") = py::none(), kRun)
      .def_property_readonly("plan", &CompiledStep::plan,
                             "The plan of the latest call; None before the first.")
      .def("explain", &CompiledStep::explain,
           "What was captured, and what would make a new plan, in words.")
      .def(
          "__get__",
          [](const py::object& self, const py::object& owner, const py::args&) -> py::object {
            if (owner.is_none()) return self;
            return py::reinterpret_steal<py::object>(PyMethod_New(self.ptr(), owner.ptr()));
          },
          "The step as a method: its first argument is the object.")
      .def_property_readonly("__wrapped__", &CompiledStep::function, "The function.");
  m.def(
      "compile",
      [](const py::object& function, bool profile) {
        if (!PyCallable_Check(function.ptr())) {
          fail_type("compile", a_class(function), " cannot be called; give a function");
        }
        return std::make_unique<CompiledStep>(function, profile);
      },
      py::arg("function"), py::kw_only(), py::arg("profile") = false, kCompileDoc);
}

}  // namespace nnlite::bindings
