// nnlite.compile: a Python function as a compiled step.
#include "nnlite/backend/threads.h"
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/python_calls.h"
#include "nnlite/core/capture.h"
#include "nnlite/train/run_steps.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kDoc =
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
    Of tensors (NumPy arrays become tensors) and other values, each of which has plans of its own.
    Returns a tensor, a tuple, list or dict of them, or None. They carry no graph: call
    ``backward()`` inside.
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

// What a function returned, taken apart: the tensors, and how to put them together again.
struct Form {
  enum class Kind { nothing, one, tuple, list, dict } kind = Kind::nothing;
  py::list keys;  // of a dict

  static Tensor tensor_in(py::handle item) {
    if (item.is_none()) return {};
    if (!exact_tensor(item)) {
      throw CaptureError(text("the compiled function returned a ", class_name(item),
                              ", which would be the same at every run; return tensors"));
    }
    return item.cast<Tensor>();
  }

  std::vector<Tensor> take(const py::object& result) {
    keys = py::list();
    kind = Kind::one;
    std::vector<Tensor> tensors;
    if (result.is_none()) {
      kind = Kind::nothing;
    } else if (py::isinstance<py::dict>(result)) {
      kind = Kind::dict;
      for (const auto& [key, item] : py::reinterpret_borrow<py::dict>(result)) {
        keys.append(key);
        tensors.push_back(tensor_in(item));
      }
    } else if (py::isinstance<py::tuple>(result) || py::isinstance<py::list>(result)) {
      kind = py::isinstance<py::tuple>(result) ? Kind::tuple : Kind::list;
      for (py::handle item : result) tensors.push_back(tensor_in(item));
    } else {
      tensors.push_back(tensor_in(result));
    }
    return tensors;
  }

  py::object put(const std::vector<Tensor>& tensors) const {
    if (kind == Kind::nothing) return py::none();
    if (kind == Kind::one) return py::cast(tensors[0]);
    if (kind == Kind::dict) {
      py::dict out;
      for (size_t i = 0; i < tensors.size(); ++i) out[keys[i]] = tensors[i];
      return out;
    }
    py::list out;
    for (const Tensor& t : tensors) out.append(t);
    return kind == Kind::list ? py::object(out) : py::object(py::tuple(out));
  }
};

// The arguments of a call: tensors, and a key made of everything else.
struct Arguments {
  std::vector<Tensor> tensors;
  py::tuple positional;  // with ... in the place of each tensor
  py::dict keywords;
  bool plain = true;  // tensors by position, nothing else

  Arguments(const py::args& args, const py::kwargs& kwargs) : positional(args.size()) {
    for (size_t i = 0; i < args.size(); ++i) positional[i] = take(args[i]);
    for (const auto& [name, value] : kwargs) keywords[name] = take(value);
    plain &= kwargs.empty();
  }
  bool same_key(const Arguments& other) const {
    if (plain && other.plain) return positional.size() == other.positional.size();
    return positional.equal(other.positional) && keywords.equal(other.keywords);
  }

 private:
  py::object take(py::handle value) {
    Tensor t;
    if (TensorImpl* impl = exact_tensor(value)) {
      t = Tensor(Ref<TensorImpl>(impl));
    } else if (!tensor_of_numpy(value, t)) {
      plain = false;
      return py::reinterpret_borrow<py::object>(value);
    }
    tensors.push_back(t);
    return py::ellipsis();
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
    size_t next = 0;
    const auto filled = [&](py::handle item) {
      return item.is(py::ellipsis()) ? py::cast(tensors[next++])
                                     : py::reinterpret_borrow<py::object>(item);
    };
    py::tuple args(key.positional.size());
    for (size_t i = 0; i < args.size(); ++i) args[i] = filled(key.positional[i]);
    py::dict kwargs;
    for (const auto& [name, item] : key.keywords) kwargs[name] = filled(item);
    return form.take(function(*args, **kwargs));
  }

  py::object function;
  Arguments key;
  Form form;
  Compiled compiled;
};

class CompiledStep {
 public:
  CompiledStep(py::object function, bool profile)
      : function_(std::move(function)), profile_(profile) {}

  Variant& variant(const Arguments& arguments) {
    for (const auto& v : variants_) {
      if (v->key.same_key(arguments)) return *(last_ = v.get());
    }
    variants_.push_back(std::make_unique<Variant>(function_, arguments));
    variants_.back()->compiled.set_profile(profile_);
    return *(last_ = variants_.back().get());
  }

  py::object call(const py::args& args, const py::kwargs& kwargs) {
    const Arguments arguments(args, kwargs);
    Variant& v = variant(arguments);
    std::unique_lock lock(v.compiled.mutex(), std::try_to_lock);
    if (!lock) {  // another thread is in it, and may wait for the interpreter
      const py::gil_scoped_release release;
      lock.lock();
    }
    std::vector<Tensor> results;
    v.compiled.run(arguments.tensors, results);
    return v.form.put(results);
  }

  Tensor run(DataLoader& data, std::optional<int64_t> steps) {
    py::tuple batch(data.arrays().size());
    for (size_t i = 0; i < batch.size(); ++i) batch[i] = data.arrays()[i];
    Variant& v = variant(Arguments(py::args(batch), {}));
    const py::gil_scoped_release release;
    return run_steps(v.compiled, data, steps, &poll);
  }

  py::object plan() const {
    if (!last_ || last_->compiled.plans().empty()) return py::none();
    return py::cast(last_->compiled.plans().front());
  }
  std::string explain() const { return last_ ? last_->compiled.explain() : Compiled({}).explain(); }
  const py::object& function() const { return function_; }

 private:
  py::object function_;
  bool profile_;
  std::vector<std::unique_ptr<Variant>> variants_;
  Variant* last_ = nullptr;
};

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
  py::class_<CompiledStep>(m, "CompiledStep", "What nnlite.compile() makes of a function.")
      .def("__call__", &CompiledStep::call)
      .def("run", &CompiledStep::run, py::arg("data"), py::arg("steps") = py::none(), kRun)
      .def_property_readonly("plan", &CompiledStep::plan,
                             "The plan of the latest call; None before the first.")
      .def("explain", &CompiledStep::explain,
           "What was captured, and what would make a new plan, in words.")
      .def_property_readonly("__wrapped__", &CompiledStep::function, "The function.");
  m.def(
      "compile",
      [](const py::object& function, bool profile) {
        if (!PyCallable_Check(function.ptr())) {
          fail_type("compile", "a ", class_name(function), " cannot be called; give a function");
        }
        return std::make_unique<CompiledStep>(function, profile);
      },
      py::arg("function"), py::kw_only(), py::arg("profile") = false, kDoc);
}

}  // namespace nnlite::bindings
