// The layers of nn: one entry each. What they compute stands in nn/.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/activations.h"
#include "nnlite/nn/ensemble.h"
#include "nnlite/nn/linear.h"
#include "nnlite/nn/sequential.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::bindings {

namespace {

using nn::ModulePtr;

// y, or x itself with the values of y written into it.
Tensor placed(Tensor x, const Tensor& y, bool in_place) {
  if (!in_place) return y;
  copy_(x, y);
  return x;
}

// The function behind a layer, with PyTorch's `inplace`.
void bind_activation_function(py::module_& functional, const nn::ActivationRow& row) {
  const auto in_place = py::arg("inplace") = false;
  const auto input = py::arg("input");
  const auto apply = row.apply;
  const std::string doc = text(row.doc, "\n\nWith inplace, written into the input.");
  if (row.count == 0) {
    functional.def(
        row.function,
        [apply](const Tensor& x, bool place) { return placed(x, apply(x, nullptr), place); }, input,
        in_place, doc.c_str());
    return;
  }
  const auto first = py::arg(row.names[0]) = row.defaults[0];
  if (row.count == 1) {
    functional.def(
        row.function,
        [apply](const Tensor& x, double a, bool place) { return placed(x, apply(x, &a), place); },
        input, first, in_place, doc.c_str());
    return;
  }
  functional.def(
      row.function,
      [apply](const Tensor& x, double a, double b, bool place) {
        const double parameters[] = {a, b};
        return placed(x, apply(x, parameters), place);
      },
      input, first, py::arg(row.names[1]) = row.defaults[1], in_place, doc.c_str());
}

// Its parameters as attributes of the layer.
void bind_activation_values(py::handle cls, const nn::ActivationRow& row) {
  const auto property = py::module_::import("builtins").attr("property");
  for (int i = 0; i < row.count; ++i) {
    const py::cpp_function get(
        [i](const nn::Module& m) { return dynamic_cast<const nn::Activation&>(m).value(i); },
        py::name(row.names[i]), py::is_method(cls));
    cls.attr(row.names[i]) = property(get, py::none(), py::none(), "A parameter of the function.");
  }
}

template <class T>
void bind_activation(py::module_& m) {
  const nn::ActivationRow& row = T().row();
  const std::string doc =
      text(row.doc, "\n\nThe layer of nnlite.", row.function, ", with the same parameters.");
  auto cls = layer<T>(m, doc.c_str());
  const auto in_place = py::arg("inplace") = false;
  const char* note = "inplace is accepted and changes nothing.";
  if (row.count == 0) {
    cls.def(py::init([](bool) { return new PyModule<T>(); }), in_place, note);
    return;
  }
  const auto first = py::arg(row.names[0]) = row.defaults[0];
  if (row.count == 1) {
    cls.def(py::init([](double a, bool) { return new PyModule<T>(a); }), first, in_place, note);
  } else {
    const auto second = py::arg(row.names[1]) = row.defaults[1];
    cls.def(py::init([](double a, double b, bool) { return new PyModule<T>(a, b); }), first, second,
            in_place, note);
  }
  bind_activation_values(cls, row);
}

constexpr const char* kLinear = R"doc(An affine map of the last axis: y = x W^T + b.

Weight (out_features, in_features) and bias (out_features,) are drawn from
U(-1/sqrt(in_features), 1/sqrt(in_features)); `nn.init` has other rules.

Parameters
----------
in_features, out_features : int
    The sizes of the last axis before and after.
bias : bool, default True
    Whether b is there.
dtype : dtype, default float32

Raises
------
ValueError
    If the input's last axis has another size.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> layer = nn.Linear(784, 10)
>>> layer
Linear(in_features=784, out_features=10, bias=True)
>>> layer(nnlite.zeros((32, 784))).shape
(32, 10))doc";

void bind_linear(py::module_& m) {
  layer<nn::Linear>(m, kLinear)
      .def(py::init([](int64_t in, int64_t out, bool bias, DType dtype) {
             return new PyModule<nn::Linear>(in, out, bias, dtype);
           }),
           py::arg("in_features"), py::arg("out_features"), py::arg("bias") = true, py::kw_only(),
           py::arg("dtype") = kFloat32)
      .def("reset_parameters", &nn::Linear::reset_parameters, "Draw weight and bias again.")
      .def_readonly("in_features", &nn::Linear::in_features, "Size of the input's last axis.")
      .def_readonly("out_features", &nn::Linear::out_features, "Size of the output's last axis.");
}

void bind_plain(py::module_& m) {
  layer<nn::Identity>(m, "Gives back what it gets; takes and ignores any arguments.")
      .def(py::init(
          [](const py::args&, const py::kwargs&) { return new PyModule<nn::Identity>(); }));
  layer<nn::Flatten>(m, R"doc(The axes start_dim .. end_dim joined into one; the batch axis stays.

Parameters
----------
start_dim : int, default 1
end_dim : int, default -1

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.Flatten()(nnlite.zeros((32, 28, 28))).shape
(32, 784))doc")
      .def(py::init([](int start, int end) { return new PyModule<nn::Flatten>(start, end); }),
           py::arg("start_dim") = 1, py::arg("end_dim") = -1)
      .def_readonly("start_dim", &nn::Flatten::start_dim, "The first axis.")
      .def_readonly("end_dim", &nn::Flatten::end_dim, "The last axis.");
  layer<nn::Unflatten>(m, R"doc(One axis made into several: the reverse of Flatten.

Parameters
----------
dim : int
    The axis.
unflattened_size : sequence of int
    What it becomes; one size may be -1: what is left.

Raises
------
ValueError
    If the axis has another number of elements.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.Unflatten(1, (3, -1))(nnlite.zeros((2, 12))).shape
(2, 3, 4))doc")
      .def(py::init([](int64_t dim, const Shape& sizes) {
             return new PyModule<nn::Unflatten>(dim, sizes);
           }),
           py::arg("dim"), py::arg("unflattened_size"))
      .def_readonly("dim", &nn::Unflatten::dim, "The axis.")
      .def_readonly("unflattened_size", &nn::Unflatten::unflattened_size, "What it becomes.");
}

void append_named(nn::Sequential& s, const std::string& name, py::handle module) {
  if (!py::isinstance<nn::Module>(module)) {
    fail_type("Sequential", "part ", name, " is ", a_class(module),
              ", not a module; a function such as nnlite.relu has a module: nn.ReLU()");
  }
  s.add_module(name, module.cast<ModulePtr>());
}

void fill(nn::Sequential& s, const py::args& modules) {
  if (modules.size() == 1 && py::isinstance<py::dict>(modules[0])) {
    for (auto [name, module] : modules[0].cast<py::dict>()) {
      append_named(s, py::str(name), module);
    }
    return;
  }
  for (size_t i = 0; i < modules.size(); ++i) append_named(s, std::to_string(i), modules[i]);
}

// model[a:b:c]: the same modules in a Sequential of their own.
py::object slice(const nn::Sequential& s, const py::slice& range) {
  size_t start, stop, step, length;
  if (!range.compute(s.size(), &start, &stop, &step, &length)) throw py::error_already_set();
  py::list parts;
  for (size_t i = 0; i < length; ++i, start += step) parts.append(s.at(start));
  return py::type::of<nn::Sequential>()(*parts);
}

void bind_containers(py::module_& m) {
  layer<nn::Sequential>(m, R"doc(Modules one after the other: y = f_n(... f_2(f_1(x))).

Parameters
----------
*modules : Module
    Registered as "0", "1", ...; or one dict from names to modules.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
>>> model(nnlite.zeros((5, 2))).shape
(5, 1)
>>> model[1]
ReLU())doc")
      .def(py::init([](const py::args& modules) {
             auto made = std::make_unique<PyModule<nn::Sequential>>();
             fill(*made, modules);
             return made.release();
           }),
           "Put modules together.")
      .def(
          "append",
          [](py::object self, const ModulePtr& module) {
            self.cast<nn::Sequential&>().append(module);
            return self;
          },
          py::arg("module"), "Add a module at the end; returns self.")
      .def("__len__", &nn::Sequential::size)
      .def("__getitem__", &nn::Sequential::at)
      .def("__getitem__", &slice)
      .def("__setitem__", [](nn::Sequential& s, int64_t i,
                             const ModulePtr& module) { s.set_module(s.name_of(i), module); })
      .def("__delitem__", [](nn::Sequential& s, int64_t i) { s.remove(s.name_of(i)); })
      .def("__iter__", [](nn::Sequential& s) {
        py::list list;
        for (const auto& [name, module] : s.named_children()) list.append(module);
        return py::iter(list);
      });
}

constexpr const char* kEnsemble = R"doc(Several models as one: the average of what they say.

y = mean_k f_k(x); with "probabilities" y = log(mean_k softmax(f_k(x))) over axis 1, logits whose
softmax is the mean of the members' probabilities: a loss or a metric takes them like a single
model's. The members are children "0", "1", ...: one state dict holds them all.

Parameters
----------
models : iterable of Module
    Trained, usually from several seeds (`nnlite.train_many`).
average : {"outputs", "probabilities"}, default "outputs"

Raises
------
ValueError
    If there are no models, or their outputs differ in shape.

Examples
--------
>>> import nnlite
>>> from nnlite import nn, optim
>>> x = nnlite.randn(64, 2)
>>> y = (x[:, 0] > x[:, 1]).to("int64")
>>> def build():
...     model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))
...     return nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), 0.05))
>>> runs = nnlite.train_many(build, (x, y), epochs=2, seeds=range(3))
>>> ensemble = nn.Ensemble([run.trainer.model for run in runs], average="probabilities")
>>> ensemble.predict(x).shape
(64, 2)

References
----------
Lakshminarayanan, Pritzel & Blundell 2017, Simple and scalable predictive uncertainty estimation
using deep ensembles.)doc";

constexpr const char* kPredict =
    R"doc(The outputs for all rows, in evaluation mode without gradients.

Parameters
----------
x : Tensor or numpy.ndarray
    Inputs, rows along the first axis.
batch_size : int, default 1024
    Rows at a time; it bounds the memory.)doc";

void bind_ensemble(py::module_& m) {
  layer<nn::Ensemble>(m, kEnsemble)
      .def(py::init([](const py::iterable& models, const std::string& average) {
             std::vector<ModulePtr> members;
             for (py::handle model : models) {
               if (!py::isinstance<nn::Module>(model)) {
                 fail_type("Ensemble", "member ", members.size(), " is ", a_class(model),
                           ", not a module");
               }
               members.push_back(model.cast<ModulePtr>());
             }
             return new PyModule<nn::Ensemble>(members, average);
           }),
           py::arg("models"), py::arg("average") = "outputs")
      .def(
          "predict",
          [](nn::Ensemble& e, py::handle x, int64_t batch_size) {
            const Tensor rows = tensor_or_array("Ensemble.predict", x);
            const py::gil_scoped_release release;
            return e.predict(rows, batch_size);
          },
          py::arg("x"), py::arg("batch_size") = 1024, kPredict)
      .def_property_readonly(
          "average",
          [](const nn::Ensemble& e) { return e.probabilities ? "probabilities" : "outputs"; },
          "What is averaged.")
      .def("__len__", &nn::Ensemble::size);
}

}  // namespace

Tensor tensor_or_array(const char* what, py::handle x) {
  Tensor t;
  if (exact_tensor(x)) return x.cast<Tensor>();
  if (!tensor_of_numpy(x, t)) {
    fail_type(what, "data is ", a_class(x), ", not a tensor or an array");
  }
  return t;
}

void bind_nn(Api& api) {
  py::module_ m = api.m.def_submodule("_nn", "The classes of nnlite.nn.");
  bind_module(m);
  py::module_ functional = api.m.def_submodule("_functional", "Activations as functions.");
#define ACTIVATION(Type, function) \
  bind_activation<nn::Type>(m);    \
  bind_activation_function(functional, nn::activation_row(nn::ActivationKind::Type));
#include "nnlite/nn/activations.def"
#undef ACTIVATION
  m.def("is_parameter", &nn::is_parameter, py::arg("tensor"),
        "Whether a module learns the tensor.");
  m.def("make_parameter", &nn::parameter, py::arg("data"), py::arg("requires_grad") = true,
        "The tensor as a parameter, sharing its memory.");
  bind_linear(m);
  bind_plain(m);
  bind_gates(api, m);
  bind_conv(api, m);
  bind_norm(api, m);
  bind_norms(api, m);
  bind_pool(api, m);
  bind_pixels(api, m);
  bind_attention(api);
  bind_fitted(m);
  bind_drop(api, m);
  bind_penalties(m);
  bind_losses(api, m);
  bind_embedding(api, m);
  bind_recurrence(m);
  py::module_ losses = api.m.def_submodule("_losses", "Losses and distances as functions.");
  bind_loss_family(m, losses);
  bind_pairs(m, losses);
  bind_utils(api.m);
  bind_init(api.m);
  bind_containers(m);
  bind_residual(m);
  bind_ensemble(m);
  bind_transformer(api, m);
  bind_transformer_model(m);
}

}  // namespace nnlite::bindings
