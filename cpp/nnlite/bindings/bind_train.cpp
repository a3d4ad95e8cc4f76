// Trainer: the native half of nnlite.Trainer. It runs without the GIL, which the Python functions
// that it meets (losses, metrics, callbacks, a model's own forward) take for themselves.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/py_callback.h"
#include "nnlite/bindings/python_calls.h"
#include "nnlite/nn/constraint.h"
#include "nnlite/nn/penalty.h"
#include "nnlite/train/trainer.h"

namespace nnlite::bindings {

namespace {

// A function of (output, target) written in Python.
struct Measure {
  std::shared_ptr<PyObject> function;

  py::object operator()(const Tensor& output, const Tensor& target) const {
    return call_in_step(function.get(), output, target);
  }
};

Trainer::Loss loss_of(const py::object& loss) {
  // What Python neither defined nor hooked is called without it.
  const bool native = py::isinstance<nn::Module>(loss) &&
                      !PyFunction_Check(py::type::of(loss).attr("forward").ptr());
  if (native) {
    auto measure = std::dynamic_pointer_cast<nn::Loss>(loss.cast<nn::ModulePtr>());
    if (measure && measure->hooks().empty()) {
      return [measure](const Tensor& output, const Tensor& target) {
        return (*measure)(output, target);
      };
    }
  }
  if (!PyCallable_Check(loss.ptr())) {
    fail_type("Trainer", "the loss is ", a_class(loss),
              "; give a loss such as nn.CrossEntropyLoss(), or a function of (output, target)");
  }
  return [measure = Measure{shared(loss)}](const Tensor& output, const Tensor& target) {
    const py::gil_scoped_acquire gil;
    const py::object value = measure(output, target);
    if (!exact_tensor(value)) {
      fail_type("Trainer", "the loss returned ", a_class(value), " where a tensor is needed");
    }
    return value.cast<Tensor>();
  };
}

Metric metric_of(py::handle metric) {
  if (py::isinstance<py::str>(metric)) return metric.cast<std::string>().c_str();
  if (!PyCallable_Check(metric.ptr())) {
    fail_type("metrics", "a metric is ", a_class(metric),
              "; give names, or functions of (output, target)");
  }
  const py::object function = py::reinterpret_borrow<py::object>(metric);
  const std::string name = py::str(py::getattr(metric, "__name__", py::str(class_name(metric))));
  return {name, [measure = Measure{shared(function)}](const Tensor& output, const Tensor& target) {
            const py::gil_scoped_acquire gil;
            return py::float_(measure(output, target)).cast<double>();
          }};
}

std::vector<Metric> metrics_of(const py::iterable& metrics) {
  std::vector<Metric> list;
  for (py::handle metric : metrics) list.push_back(metric_of(metric));
  return list;
}

std::function<void(const Progress&)> progress_of(const py::object& function) {
  if (function.is_none()) return {};
  return [f = shared(function)](const Progress& at) {
    const py::gil_scoped_acquire gil;
    py::handle(f.get())(at.epoch, at.epochs, at.step, at.steps, at.loss);
  };
}

std::function<bool(const History&)> after_epoch_of(const py::object& function) {
  if (function.is_none()) return {};
  return [f = shared(function)](const History& history) {
    const py::gil_scoped_acquire gil;
    return py::bool_(py::handle(f.get())(history.columns)).cast<bool>();
  };
}

Trainer::Penalty penalty_of(const py::object& penalty, const py::object& model) {
  if (py::isinstance<nn::Penalty>(penalty)) {
    return [p = penalty.cast<std::shared_ptr<nn::Penalty>>()](nn::Module& m) { return (*p)(m); };
  }
  return [f = shared(penalty), model = shared(model)](nn::Module&) {
    const py::gil_scoped_acquire gil;
    const py::object value = call_in_step(f.get(), py::handle(model.get()));
    if (exact_tensor(value)) return value.cast<Tensor>();
    fail_type("Trainer", "a penalty returned ", a_class(value), " where a tensor is needed");
  };
}

Trainer::Constraint constraint_of(const py::object& constraint, const py::object& model) {
  if (py::isinstance<nn::Constraint>(constraint)) {
    return [c = constraint.cast<std::shared_ptr<nn::Constraint>>()](nn::Module& m) { (*c)(m); };
  }
  return [f = shared(constraint), model = shared(model)](nn::Module&) {
    const py::gil_scoped_acquire gil;
    call_in_step(f.get(), py::handle(model.get()));
  };
}

std::shared_ptr<Trainer> make_trainer(const py::object& model, const py::object& loss,
                                      const optim::OptimizerPtr& optimizer,
                                      const py::iterable& penalties,
                                      const py::iterable& constraints) {
  auto trainer = std::make_shared<Trainer>(model.cast<nn::ModulePtr>(), loss_of(loss), optimizer);
  for (py::handle p : penalties) {
    trainer->add_penalty(penalty_of(py::reinterpret_borrow<py::object>(p), model));
  }
  for (py::handle c : constraints) {
    trainer->add_constraint(constraint_of(py::reinterpret_borrow<py::object>(c), model));
  }
  trainer->set_poll(&poll);
  return trainer;
}

FitOptions fit_options(int64_t epochs, const py::iterable& metrics, int64_t patience,
                       double min_delta, const std::string& monitor, const std::string& mode,
                       bool check_finite, bool compile) {
  return {.epochs = epochs,
          .metrics = metrics_of(metrics),
          .patience = patience,
          .min_delta = min_delta,
          .monitor = monitor,
          .mode = mode,
          .check_finite = check_finite,
          .compile = compile};
}

void fit(Trainer& trainer, DataLoader& train, std::optional<DataLoader*> validation,
         FitOptions options, const py::object& progress, const py::object& after_epoch,
         std::vector<CallbackPtr> callbacks) {
  options.progress = progress_of(progress);
  options.after_epoch = after_epoch_of(after_epoch);
  options.callbacks = std::move(callbacks);
  const py::gil_scoped_release release;
  trainer.fit(train, options, validation.value_or(nullptr));
}

std::map<std::string, double> evaluate(Trainer& trainer, DataLoader& data,
                                       const py::iterable& metrics) {
  const std::vector<Metric> list = metrics_of(metrics);
  const py::gil_scoped_release release;
  return trainer.evaluate(data, list);
}

Tensor predict(Trainer& trainer, const Tensor& x, int64_t batch_size) {
  const py::gil_scoped_release release;
  return trainer.predict(x, batch_size);
}

}  // namespace

void poll() {
  const py::gil_scoped_acquire gil;
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

void bind_train(Api& api) {
  py::class_<FitOptions>(api.m, "_FitOptions", "How to fit.")
      .def(py::init(&fit_options), py::kw_only(), py::arg("epochs"), py::arg("metrics"),
           py::arg("patience"), py::arg("min_delta"), py::arg("monitor"), py::arg("mode"),
           py::arg("check_finite"), py::arg("compile"));
  py::class_<Callback, CallbackPtr>(api.m, "_Callback", "An nnlite.Callback in one fit.")
      .def(py::init([](const py::object& callback, const py::object& trainer, int64_t every,
                       bool eager) -> CallbackPtr {
             return std::make_shared<PyCallback>(callback, trainer, every, eager);
           }),
           py::arg("callback"), py::arg("trainer"), py::arg("every"), py::arg("eager"));
  py::class_<Trainer, std::shared_ptr<Trainer>>(api.m, "_Trainer",
                                                "The native half of nnlite.Trainer.")
      .def(py::init(&make_trainer), py::arg("model"), py::arg("loss"), py::arg("optimizer"),
           py::arg("penalties"), py::arg("constraints"))
      .def("fit", &fit, py::arg("train"), py::arg("validation"), py::arg("options"), py::kw_only(),
           py::arg("progress"), py::arg("after_epoch"), py::arg("callbacks"))
      .def("evaluate", &evaluate, py::arg("data"), py::arg("metrics"))
      .def("predict", &predict, py::arg("x"), py::arg("batch_size"))
      .def(
          "set_rounds",
          [](Trainer& t, bool on) { t.set_precision(on ? Precision::medium : Precision::highest); },
          py::arg("on"))
      .def_property_readonly("columns", [](const Trainer& t) { return t.history().columns; })
      .def_property_readonly("best_epoch", [](const Trainer& t) { return t.history().best_epoch; })
      .def_property_readonly("stopped_early",
                             [](const Trainer& t) { return t.history().stopped_early; });
}

}  // namespace nnlite::bindings
