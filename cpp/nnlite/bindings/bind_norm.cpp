// Normalization: batches and layers, and the functions behind them.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/layer_parts.h"
#include "nnlite/nn/batch_norm.h"
#include "nnlite/nn/layer_norm.h"
#include "nnlite/nn/norm.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kBatchNormFunction = R"doc(Normalize every channel over the batch.

y = (x - mean) / sqrt(var + eps) * weight + bias; in training mean and var (divided by n) are the
batch's, and running = (1 - momentum) running + momentum batch, var divided by n - 1 there.
Otherwise they are the running ones.

Parameters
----------
input : Tensor
    Of shape (N, C) or (N, C, ...).
running_mean, running_var : Tensor or None
    Of shape (C,); changed in training. None: the batch's own statistics always.
weight, bias : Tensor, optional
    Of shape (C,).
training : bool, default False
momentum : float, default 0.1
    The weight of the new batch.
eps : float, default 1e-5

Raises
------
ValueError
    If shapes do not fit, or training meets one value per channel.

References
----------
Ioffe & Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by Reducing Internal
Covariate Shift.
)doc";

constexpr const char* kLayerNormFunction = R"doc(Normalize the last axes of every example.

y = (x - mean) / sqrt(var + eps) * weight + bias, var divided by n.

Parameters
----------
input : Tensor
normalized_shape : int or sequence of int
    The sizes of the axes to normalize.
weight, bias : Tensor, optional
    Of shape `normalized_shape`.
eps : float, default 1e-5

Raises
------
ValueError
    If the last axes of the input have other sizes.

Examples
--------
>>> import nnlite
>>> nnlite.layer_norm(nnlite.tensor([[1.0, 3.0]]), 2, eps=0).numpy()
array([[-1.,  1.]], dtype=float32)

References
----------
Ba, Kiros & Hinton 2016, Layer Normalization.
)doc";

constexpr const char* kBatchNorm = R"doc(Batch normalization of {shapes}.

y = (x - mean) / sqrt(var + eps) * weight + bias for each channel. In training mean and var
(divided by n) are the batch's own; `running_mean` and `running_var` (divided by n - 1) follow by
running = (1 - momentum) running + momentum batch, and are used in evaluation. Some libraries call
1 - momentum the momentum.

Parameters
----------
num_features : int
    C.
eps : float, default 1e-5
momentum : float or None, default 0.1
    The weight of the new batch; None: the plain average over all batches so far.
affine : bool, default True
    Whether weight (1 at first) and bias (0) are learned.
track_running_stats : bool, default True
    False: the batch's statistics in evaluation too.
dtype : dtype, default float32

Raises
------
ValueError
    If the input has another number of channels, or training meets one value per channel.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> norm = nn.{name}(2)
>>> y = norm(nnlite.tensor([[0.0, 10.0], [2.0, 30.0]]){sizes})
>>> y.detach().numpy().round(3).reshape(2, 2)
array([[-1., -1.],
       [ 1.,  1.]], dtype=float32)
>>> norm.running_mean.numpy()
array([0.1, 2. ], dtype=float32)

References
----------
Ioffe & Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by Reducing Internal
Covariate Shift.
)doc";

constexpr const char* kLayerNorm = R"doc(Layer normalization: every example by itself.

y = (x - mean) / sqrt(var + eps) * weight + bias over the last axes, var divided by n; the same in
training and evaluation.

Parameters
----------
normalized_shape : int or sequence of int
    The sizes of the input's last axes.
eps : float, default 1e-5
elementwise_affine : bool, default True
    Whether weight (1 at first) and bias (0), of shape `normalized_shape`, are learned.
bias : bool, default True
    False leaves the bias out.
dtype : dtype, default float32

Raises
------
ValueError
    If the input's last axes have other sizes.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.LayerNorm(4)(nnlite.zeros((2, 4))).shape
(2, 4)

References
----------
Ba, Kiros & Hinton 2016, Layer Normalization.
)doc";

template <class T>
void bind_batch_norm(py::module_& m, const char* shapes, const char* sizes) {
  std::string doc = kBatchNorm;
  for (const auto& [word, by] : {std::pair{"{shapes}", std::string(shapes)},
                                 {"{name}", std::string(T::kName)},
                                 {"{sizes}", std::string(sizes)}}) {
    doc.replace(doc.find(word), std::string(word).size(), by);
  }
  auto cls = layer<T>(m, doc.c_str());
  cls.def(py::init([](int64_t features, double eps, std::optional<double> momentum, bool affine,
                      bool track, DType dtype) {
            const nn::BatchNormOptions options{eps, momentum, affine, track, dtype};
            return new PyModule<T>(features, options);
          }),
          py::arg("num_features"), py::arg("eps") = 1e-5, py::arg("momentum") = 0.1,
          py::arg("affine") = true, py::arg("track_running_stats") = true, py::kw_only(),
          py::arg("dtype") = kFloat32);
  add_batch_norm_members(cls);
}

void bind_layer_norm(py::module_& m) {
  using nn::LayerNorm;
  layer<LayerNorm>(m, kLayerNorm)
      .def(py::init([](const Shape& shape, double eps, bool affine, bool bias, DType dtype) {
             return new PyModule<LayerNorm>(shape, nn::LayerNormOptions{eps, affine, bias, dtype});
           }),
           py::arg("normalized_shape"), py::arg("eps") = 1e-5, py::arg("elementwise_affine") = true,
           py::arg("bias") = true, py::kw_only(), py::arg("dtype") = kFloat32)
      .def("reset_parameters", &LayerNorm::reset_parameters, "Back to the first values.")
      .def_readonly("normalized_shape", &LayerNorm::normalized_shape, "The normalized axes' sizes.")
      .def_property_readonly(
          "eps", [](const LayerNorm& l) { return l.options.eps; }, "Added to the variance.")
      .def_property_readonly(
          "elementwise_affine", [](const LayerNorm& l) { return l.options.elementwise_affine; },
          "Whether a weight is learned.");
}

}  // namespace

void add_batch_norm_members(py::handle cls) {
  using nn::BatchNorm;
  read_only<BatchNorm>(
      cls, "num_features", [](const BatchNorm& l) { return l.num_features; }, "C.");
  read_only<BatchNorm>(
      cls, "eps", [](const BatchNorm& l) { return l.options.eps; }, "Added to the variance.");
  read_only<BatchNorm>(
      cls, "affine", [](const BatchNorm& l) { return l.options.affine; },
      "Whether weight and bias are learned.");
  read_only<BatchNorm>(
      cls, "track_running_stats", [](const BatchNorm& l) { return l.options.track_running_stats; },
      "Whether running statistics are kept.");
  cls.attr("reset_parameters") = py::cpp_function(
      [](nn::Module& m) { dynamic_cast<BatchNorm&>(m).reset_parameters(); },
      py::name("reset_parameters"), py::is_method(cls), "Back to the first values.");
  const py::cpp_function get(
      [](const nn::Module& m) { return dynamic_cast<const BatchNorm&>(m).options.momentum; },
      py::name("momentum"), py::is_method(cls));
  const py::cpp_function set(
      [](nn::Module& m, std::optional<double> value) {
        dynamic_cast<BatchNorm&>(m).set_momentum(value);
      },
      py::name("momentum"), py::is_method(cls));
  cls.attr("momentum") = py::module_::import("builtins")
                             .attr("property")(get, set, py::none(),
                                               "The weight of the new batch; None: the average.");
}

void bind_norm(Api& api, py::module_& m) {
  const auto weight = py::arg("weight") = py::none(), bias = py::arg("bias") = py::none();
  api.function(
      "batch_norm",
      [](const Tensor& x, const OptionalTensor& mean, const OptionalTensor& var,
         const OptionalTensor& w, const OptionalTensor& b, bool training, double momentum,
         double eps) { return batch_norm(x, mean, var, w, b, training, momentum, eps); },
      py::arg("input"), py::arg("running_mean"), py::arg("running_var"), weight, bias,
      py::arg("training") = false, py::arg("momentum") = 0.1, py::arg("eps") = 1e-5,
      kBatchNormFunction);
  api.function(
      "layer_norm",
      [](const Tensor& x, const Shape& shape, const OptionalTensor& w, const OptionalTensor& b,
         double eps) { return layer_norm(x, shape, w, b, eps); },
      py::arg("input"), py::arg("normalized_shape"), weight, bias, py::arg("eps") = 1e-5,
      kLayerNormFunction);
  bind_batch_norm<nn::BatchNorm1d>(m, "(N, C) or (N, C, L)", "");
  bind_batch_norm<nn::BatchNorm2d>(m, "(N, C, H, W)", ".reshape(2, 2, 1, 1)");
  bind_batch_norm<nn::BatchNorm3d>(m, "(N, C, D, H, W)", ".reshape(2, 2, 1, 1, 1)");
  bind_layer_norm(m);
}

}  // namespace nnlite::bindings
