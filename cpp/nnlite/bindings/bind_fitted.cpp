// Layers that learn statistics of the data: Standardize, MinMax, PCA and ZCA.
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/min_max.h"
#include "nnlite/nn/standardize.h"
#include "nnlite/nn/whiten.h"

namespace nnlite::bindings {

namespace {

constexpr const char* kStandardize = R"doc(The normalization of the data as a layer of the model.

y = (x - mean) / deviation; `fit` finds mean and deviation (divided by n), which are saved with the
model. Before that the layer changes nothing. Integers become floats.

Parameters
----------
features : int or sequence of int
    The shape of the statistics, which stand at the right of the input's axes: 4 for a table
    (N, 4), (28, 28) for every pixel, (3, 1, 1) for the channels of (N, 3, H, W), () for one mean
    and one deviation of everything.
axis : int, optional
    Where the first axis of the statistics stands instead: 3 features at axis 1 are the channels of
    (N, 3, H, W) and of (N, 3, L), at axis -1 those of (N, H, W, 3).
dtype : dtype, default float32

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> x = nnlite.tensor([[1.0, 5.0], [3.0, 5.0]])
>>> scale = nn.Standardize(2).fit(x)
>>> scale.mean.numpy(), scale.deviation.numpy()
(array([2., 5.], dtype=float32), array([1., 1.], dtype=float32))
>>> scale(x).numpy()
array([[-1.,  0.],
       [ 1.,  0.]], dtype=float32)
)doc";

constexpr const char* kMinMax = R"doc(The data moved into an interval, as a layer of the model.

y = low + (high - low) (x - minimum) / range; `fit` finds the minimum of each feature and its range
(1 for a constant), which are saved with the model. Before that the layer changes nothing. What the
data of `fit` does not reach falls outside.

Parameters
----------
features : int or sequence of int
    The shape of the statistics, as in `Standardize`.
low, high : float, default 0 and 1
    The ends of the interval.
axis : int, optional
    Where the first axis of the statistics stands, as in `Standardize`.
dtype : dtype, default float32

Raises
------
ValueError
    If low is not below high.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> x = nnlite.tensor([[1.0, 5.0], [3.0, 7.0], [2.0, 5.5]])
>>> nn.MinMax(2).fit(x)(x).tolist()
[[0.0, 0.0], [1.0, 1.0], [0.5, 0.25]]
)doc";

constexpr const char* kPCA = R"doc(Principal components, as a layer of the model.

y_i = v_i . (x - mean), divided by sqrt(variances_i + eps) with `whiten`; the covariance of the data
(divided by n) is V diag(variances) V^T with the largest variance first, and of each v_i the largest
element is positive. `fit` finds them, and they are saved with the model.

Parameters
----------
features : int or sequence of int
    The shape of the input's last axes; they are flattened.
components : int, optional
    How many of the directions stay, those with the largest variances; not given: all.
whiten : bool, default False
    Whether every component has variance 1.
eps : float, default 1e-5
    Added to the variances that are divided by; absolute, so mind the scale of the data.
dtype : dtype, default float32

Raises
------
ValueError
    If there are more components than features, or, in `fit` with eps 0, a component has no
    variance.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> x = nnlite.tensor([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
>>> pca = nn.PCA(2, components=1).fit(x)
>>> pca(x).numpy().round(4).T
array([[-1.4142,  0.    ,  1.4142]], dtype=float32)
>>> pca.variances.numpy().round(4)
array([1.3333], dtype=float32)
)doc";

constexpr const char* kZCA = R"doc(Whitening that leaves the data as near to what it was as it can.

y = V diag(1 / sqrt(variances + eps)) V^T (x - mean), with the covariance of the data (divided by n)
V diag(variances) V^T: uncorrelated features of variance 1, in the input's shape, so that whitened
images are still images. `fit` finds all of it, and it is saved with the model.

Parameters
----------
features : int or sequence of int
    The shape of the input's last axes; they are flattened.
eps : float, default 1e-5
    Added to the variances; absolute. Directions whose variance is far below it vanish, which is
    what noise deserves: images in 0 .. 1 usually take 0.01 to 0.1.
dtype : dtype, default float32

Raises
------
ValueError
    In `fit` with eps 0, if some direction has no variance.

Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> x = nnlite.randn(200, 3) @ nnlite.tensor([[2.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 5.0]])
>>> y = nn.ZCA(3).fit(x)(x)
>>> bool(nnlite.allclose(y.T @ y / 200, nnlite.eye(3), atol=1e-3))
True

References
----------
Bell & Sejnowski 1997, The "independent components" of natural scenes are edge filters.
)doc";

constexpr const char* kFit = R"doc(Learn from data; returns self.

Parameters
----------
data : Tensor or numpy.ndarray
    The examples of the training part (validation data is what the model has not seen), of any
    number dtype.

Raises
------
ValueError
    If the shape does not fit, there is no data, or a value is NaN or infinite; the layer keeps
    what it had.)doc";

template <class T>
LayerClass<T> fitted(py::module_& m, const char* doc) {
  return layer<T>(m, doc)
      .def(
          "fit",
          [](py::object self, py::handle data) {
            const std::string what = text(T::kName, ".fit");
            dynamic_cast<T&>(self.cast<nn::Module&>()).fit(tensor_or_array(what.c_str(), data));
            return self;
          },
          py::arg("data"), kFit)
      .def_readonly("features", &T::features, "The shape of the statistics.");
}

}  // namespace

void bind_fitted(py::module_& m) {
  const auto features = py::arg("features");
  const auto axis = py::arg("axis") = py::none(), dtype = py::arg("dtype") = kFloat32;
  const auto eps = py::arg("eps") = 1e-5;
  fitted<nn::Standardize>(m, kStandardize)
      .def(py::init([](const Shape& shape, std::optional<int64_t> at, DType d) {
             return new PyModule<nn::Standardize>(shape, at, d);
           }),
           features, py::kw_only(), axis, dtype)
      .def_readonly("axis", &nn::Standardize::axis, "Where they stand; None: at the right.");
  fitted<nn::MinMax>(m, kMinMax)
      .def(py::init([](const Shape& shape, double low, double high, std::optional<int64_t> at,
                       DType d) { return new PyModule<nn::MinMax>(shape, low, high, at, d); }),
           features, py::arg("low") = 0.0, py::arg("high") = 1.0, py::kw_only(), axis, dtype)
      .def_readonly("axis", &nn::MinMax::axis, "Where they stand; None: at the right.")
      .def_readonly("low", &nn::MinMax::low, "What the minimum becomes.")
      .def_readonly("high", &nn::MinMax::high, "What the maximum becomes.");
  fitted<nn::PCA>(m, kPCA)
      .def(py::init([](const Shape& shape, std::optional<int64_t> k, bool whiten, double e,
                       DType d) { return new PyModule<nn::PCA>(shape, k, whiten, e, d); }),
           features, py::arg("components") = py::none(), py::arg("whiten") = false, eps,
           py::kw_only(), dtype)
      .def_readonly("components", &nn::PCA::components, "How many directions stay.")
      .def_readonly("whiten", &nn::PCA::whiten, "Whether they are scaled to variance 1.")
      .def_readonly("eps", &nn::PCA::eps, "Added to the variances.");
  fitted<nn::ZCA>(m, kZCA)
      .def(py::init([](const Shape& shape, double e, DType d) {
             return new PyModule<nn::ZCA>(shape, e, d);
           }),
           features, eps, py::kw_only(), dtype)
      .def_readonly("eps", &nn::ZCA::eps, "Added to the variances.");
}

}  // namespace nnlite::bindings
