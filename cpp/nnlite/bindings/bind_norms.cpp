// Normalization of groups, instances, lines by their root mean square, neighbouring channels and
// weights.
#include "nnlite/bindings/layer_parts.h"
#include "nnlite/nn/batch_norm.h"
#include "nnlite/nn/group_norm.h"
#include "nnlite/nn/norm.h"
#include "nnlite/nn/reparametrized.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kInstance = R"doc(Instance normalization of (N, C, {axes}) or (C, {axes}).

y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and var (divided by n) of every channel of
every example. With `track_running_stats` the means over the examples move running statistics by
running = (1 - momentum) running + momentum batch, which are used in evaluation.

Parameters
----------
num_features : int
    C.
eps : float, default 1e-5
momentum : float or None, default 0.1
    The weight of the new batch; None: 0.
affine : bool, default False
    Whether weight (1 at first) and bias (0) are learned.
track_running_stats : bool, default False
    Whether evaluation uses running statistics.
dtype : dtype, default float32

Raises
------
ValueError
    If the input has another number of channels, or one value per channel.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.InstanceNorm{d}d(3)(nnlite.zeros((2, 3, {4}))).shape
(2, 3, {4})

References
----------
Ulyanov, Vedaldi & Lempitsky 2016, Instance normalization: the missing ingredient for fast
stylization.)doc";

constexpr const char* kGroup =
    R"doc(Group normalization of (N, C, ...): groups of channels of each example.

y = (x - mean) / sqrt(var + eps) * weight + bias, with mean and var (divided by n) of num_channels /
num_groups neighbouring channels and all axes behind them; weight and bias have a number for each
channel. The same in training and evaluation.

Parameters
----------
num_groups : int
    Into how many the channels are divided.
num_channels : int
    C.
eps : float, default 1e-5
affine : bool, default True
    Whether weight (1 at first) and bias (0) are learned.
dtype : dtype, default float32

Raises
------
ValueError
    If the channels do not divide into the groups.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.GroupNorm(2, 6)(nnlite.zeros((4, 6, 3, 3))).shape
(4, 6, 3, 3)

References
----------
Wu & He 2018, Group Normalization.)doc";

constexpr const char* kRoot = R"doc(Normalization of the last axes by their root mean square.

y = x / sqrt(mean(x^2) + eps) * weight; the same in training and evaluation.

Parameters
----------
normalized_shape : int or sequence of int
    The sizes of the input's last axes.
eps : float or None, default None
    None: the distance from 1 to the next number of the input's dtype.
elementwise_affine : bool, default True
    Whether a weight (1 at first) of shape `normalized_shape` is learned.
dtype : dtype, default float32

Raises
------
ValueError
    If the input's last axes have other sizes.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.RMSNorm(2, eps=0.0)(nnlite.tensor([[1.0, 7.0]])).detach().numpy()
array([[0.2, 1.4]], dtype=float32)

References
----------
Zhang & Sennrich 2019, Root Mean Square Layer Normalization.)doc";

constexpr const char* kLocal = R"doc(Normalization by the channels beside each one.

y = x / (k + alpha / size sum x_j^2)^beta over the `size` channels j around each; there are zeros
beyond the first and the last.

Parameters
----------
size : int
    How many channels.
alpha : float, default 1e-4
beta : float, default 0.75
k : float, default 1

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.LocalResponseNorm(2)(nnlite.zeros((1, 4, 3, 3))).shape
(1, 4, 3, 3)

References
----------
Krizhevsky, Sutskever & Hinton 2012, ImageNet classification with deep convolutional neural networks.)doc";

constexpr const char* kWeightNorm =
    R"doc(A module whose weight has its length and its direction learned apart.

w = g v / |v|: the parameter called `name` is replaced by `name`_g and `name`_v, which begin where it
was. A state dict holds these, and the module's other parameters below "module".

Parameters
----------
module : Module
    Its own parameter is normalized.
name : str, default "weight"
    Of the parameter.
dim : int or None, default 0
    There is a length for each slice along this axis; None: one for all.

Raises
------
ValueError
    If the module has no parameter of that name.

Examples
--------
>>> from nnlite import nn
>>> list(nn.WeightNorm(nn.Linear(3, 2)).state_dict())
['weight_g', 'weight_v', 'module.bias']

References
----------
Salimans & Kingma 2016, Weight normalization: a simple reparameterization to accelerate training of
deep neural networks.)doc";

constexpr const char* kSpectralNorm =
    R"doc(A module whose weight is divided by its largest singular value.

w = w_orig / (u' W v) with W the slices of w_orig along `dim` as rows. Each call while training moves
u and v by power iterations, v = W' u / |W' u| and u = W v / |W v|, without a gradient; evaluation
leaves them alone. A state dict holds `name`_orig, `name`_u and `name`_v.

Parameters
----------
module : Module
    Its own parameter is normalized.
name : str, default "weight"
    Of the parameter.
n_power_iterations : int, default 1
    At each call; 15 are done at the beginning.
eps : float, default 1e-12
    The least length that is divided by.
dim : int, default 0
    The axis of the rows.

Raises
------
ValueError
    If the module has no parameter of that name.

Examples
--------
>>> from nnlite import nn
>>> list(nn.SpectralNorm(nn.Linear(3, 2)).state_dict())
['weight_orig', 'weight_u', 'weight_v', 'module.bias']

References
----------
Miyato et al. 2018, Spectral normalization for generative adversarial networks.)doc";

void add_removal(py::handle cls) {
  cls.attr("remove") =
      py::cpp_function([](nn::Module& m) { return dynamic_cast<nn::Reparametrized&>(m).remove(); },
                       py::name("remove"), py::is_method(cls),
                       "The module itself, with the weight as it is now as its parameter again.");
  read_only<nn::Reparametrized>(
      cls, "name", [](const nn::Reparametrized& l) { return l.name; }, "Of the parameter.");
}

void bind_weights(py::module_& m) {
  auto weight = layer<nn::WeightNorm>(m, kWeightNorm);
  weight.def(py::init([](const nn::ModulePtr& module, const std::string& name,
                         std::optional<int64_t> dim) {
               return new PyModule<nn::WeightNorm>(module, name, dim);
             }),
             py::arg("module"), py::arg("name") = "weight", py::arg("dim") = 0);
  add_removal(weight);
  auto spectral = layer<nn::SpectralNorm>(m, kSpectralNorm);
  spectral.def(py::init([](const nn::ModulePtr& module, const std::string& name, int64_t iterations,
                           double eps, int64_t dim) {
                 return new PyModule<nn::SpectralNorm>(module, name, iterations, eps, dim);
               }),
               py::arg("module"), py::arg("name") = "weight", py::arg("n_power_iterations") = 1,
               py::arg("eps") = 1e-12, py::arg("dim") = 0);
  add_removal(spectral);
}

template <class T>
void bind_instance(py::module_& m, int axes) {
  auto cls = layer<T>(m, for_axes(kInstance, axes).c_str());
  cls.def(py::init([](int64_t features, double eps, std::optional<double> momentum, bool affine,
                      bool track, DType dtype) {
            return new PyModule<T>(features,
                                   nn::BatchNormOptions{eps, momentum, affine, track, dtype});
          }),
          py::arg("num_features"), py::arg("eps") = 1e-5, py::arg("momentum") = 0.1,
          py::arg("affine") = false, py::arg("track_running_stats") = false, py::kw_only(),
          py::arg("dtype") = kFloat32);
  add_batch_norm_members(cls);
}

void bind_layers(py::module_& m) {
  const auto dtype = py::arg("dtype") = kFloat32;
  layer<nn::GroupNorm>(m, kGroup)
      .def(py::init([](int64_t groups, int64_t channels, double eps, bool affine, DType dtype) {
             const nn::GroupNormOptions options{eps, affine, dtype};
             return new PyModule<nn::GroupNorm>(groups, channels, options);
           }),
           py::arg("num_groups"), py::arg("num_channels"), py::arg("eps") = 1e-5,
           py::arg("affine") = true, py::kw_only(), dtype)
      .def("reset_parameters", &nn::GroupNorm::reset_parameters, "Back to the first values.")
      .def_readonly("num_groups", &nn::GroupNorm::num_groups, "How many groups.")
      .def_readonly("num_channels", &nn::GroupNorm::num_channels, "C.");
  layer<nn::RMSNorm>(m, kRoot)
      .def(py::init([](const Shape& shape, std::optional<double> eps, bool affine, DType dtype) {
             return new PyModule<nn::RMSNorm>(shape, nn::RMSNormOptions{eps, affine, dtype});
           }),
           py::arg("normalized_shape"), py::arg("eps") = py::none(),
           py::arg("elementwise_affine") = true, py::kw_only(), dtype)
      .def("reset_parameters", &nn::RMSNorm::reset_parameters, "Back to the first values.")
      .def_readonly("normalized_shape", &nn::RMSNorm::normalized_shape, "The axes' sizes.");
  layer<nn::LocalResponseNorm>(m, kLocal)
      .def(py::init([](int64_t size, double alpha, double beta, double k) {
             return new PyModule<nn::LocalResponseNorm>(size, alpha, beta, k);
           }),
           py::arg("size"), py::arg("alpha") = 1e-4, py::arg("beta") = 0.75, py::arg("k") = 1.0)
      .def_readonly("size", &nn::LocalResponseNorm::size, "How many channels.");
}

}  // namespace

void bind_norms(Api& api, py::module_& m) {
  const auto weight = py::arg("weight") = py::none(), bias = py::arg("bias") = py::none();
  const auto input = py::arg("input");
  const auto eps = py::arg("eps") = 1e-5;
  api.function(
      "group_norm",
      [](const Tensor& x, int64_t groups, const OptionalTensor& w, const OptionalTensor& b,
         double eps) { return group_norm(x, groups, w, b, eps); },
      input, py::arg("num_groups"), weight, bias, eps,
      "Normalize groups of channels; see nn.GroupNorm.");
  api.function(
      "instance_norm",
      [](const Tensor& x, const OptionalTensor& mean, const OptionalTensor& var,
         const OptionalTensor& w, const OptionalTensor& b, bool own, double momentum,
         double eps) { return instance_norm(x, mean, var, w, b, own, momentum, eps); },
      input, py::arg("running_mean") = py::none(), py::arg("running_var") = py::none(), weight,
      bias, py::arg("use_input_stats") = true, py::arg("momentum") = 0.1, eps,
      "Normalize every channel of every example; see nn.InstanceNorm2d.");
  api.function(
      "rms_norm",
      [](const Tensor& x, const Shape& shape, const OptionalTensor& w, std::optional<double> eps) {
        return rms_norm(x, shape, w, eps);
      },
      input, py::arg("normalized_shape"), weight, py::arg("eps") = py::none(),
      "Normalize the last axes by their root mean square; see nn.RMSNorm.");
  api.function("local_response_norm", &local_response_norm, input, py::arg("size"),
               py::arg("alpha") = 1e-4, py::arg("beta") = 0.75, py::arg("k") = 1.0,
               "Normalize by neighbouring channels; see nn.LocalResponseNorm.");
  bind_instance<nn::InstanceNorm1d>(m, 1);
  bind_instance<nn::InstanceNorm2d>(m, 2);
  bind_instance<nn::InstanceNorm3d>(m, 3);
  bind_layers(m);
  bind_weights(m);
}

}  // namespace nnlite::bindings
