// nnlite.augment: random changes of batches.
#include "nnlite/bindings/bind.h"
#include "nnlite/train/augment.h"

namespace nnlite::bindings {

namespace {

using augment::Augmentation;
using Ptr = std::shared_ptr<Augmentation>;
using Pair = std::pair<double, double>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Ptr held(const augment::AugmentationPtr& made) {
  return std::const_pointer_cast<Augmentation>(made);  // pybind11 holds no pointers to const
}

// A number for both axes, or one for each.
std::pair<int64_t, int64_t> two(const char* name, const char* what, const Shape& numbers) {
  if (numbers.size() == 1) return {numbers[0], numbers[0]};
  if (numbers.size() == 2) return {numbers[0], numbers[1]};
  fail_value(name, what, " is ", numbers, "; give one number, or two: of rows and of columns");
}

constexpr const char* kFlip = R"doc(Flip images with probability p: left and right exchanged.

Parameters
----------
p : float, default 0.5
vertical : bool, default False
    Above and below instead.

Examples
--------
>>> import nnlite
>>> x = nnlite.tensor([[[1.0, 2.0], [3.0, 4.0]]])
>>> nnlite.augment.Flip(p=1.0)(x).tolist()
[[[2.0, 1.0], [4.0, 3.0]]])doc";

constexpr const char* kCrop = R"doc(Crop images at a random place, with padding around them.

Parameters
----------
size : int or (int, int), optional
    Height and width of the result; not given, the image's.
padding : int, default 0
    Pixels of `fill` on each side.
fill : float, default 0

Raises
------
ValueError
    If the size exceeds the padded image (when a DataLoader is made).

Examples
--------
>>> import nnlite
>>> nnlite.augment.Crop(20)(nnlite.ones(8, 3, 28, 28)).shape
(8, 3, 20, 20)
>>> nnlite.augment.Crop(padding=4)(nnlite.ones(8, 28, 28)).shape
(8, 28, 28))doc";

constexpr const char* kShift = R"doc(Shift images by whole pixels, any way.

Parameters
----------
pixels : int or (int, int)
    How far at most, up or down and left or right.
fill : float, default 0
    What comes in.

Examples
--------
>>> import nnlite
>>> nnlite.augment.Shift((1, 2))
Shift((1, 2)))doc";

constexpr const char* kRotate = R"doc(Rotate images about their centre, linearly between pixels.

Parameters
----------
degrees : float
    The angle is uniform in -degrees .. degrees, counter-clockwise.
fill : float, default 0
    What continues the image on all sides.

Examples
--------
>>> import nnlite
>>> nnlite.augment.Rotate(10)
Rotate(10))doc";

constexpr const char* kBrightness = R"doc(Multiply images by a random factor.

Parameters
----------
amount : float
    The factor is uniform in max(0, 1 - amount) .. 1 + amount.
limits : (float, float), optional
    Where pixels are cut off, such as (0, 1).

Examples
--------
>>> import nnlite
>>> nnlite.augment.Brightness(0.4, limits=(0, 1))
Brightness(0.4, limits=(0, 1)))doc";

constexpr const char* kCutout = R"doc(Fill a square about a random pixel of every image.

Parameters
----------
size : int
    Its side; what falls outside of the image is lost.
fill : float, default 0

Examples
--------
>>> import nnlite
>>> nnlite.augment.Cutout(3)
Cutout(3)

References
----------
DeVries & Taylor 2017, Improved regularization of convolutional neural networks with cutout.)doc";

constexpr const char* kErasing = R"doc(Fill a random rectangle of an image with probability p.

Parameters
----------
p : float, default 0.5
scale : (float, float), default (0.02, 0.333)
    Its area as a part of the image's, uniform between.
ratio : (float, float), default (0.3, 3.3)
    Height divided by width, uniform in its logarithm. Sides are rounded, and no longer than the
    image's.
fill : float, default 0

Examples
--------
>>> import nnlite
>>> nnlite.augment.RandomErasing(p=0.25)(nnlite.ones(4, 1, 8, 8)).shape
(4, 1, 8, 8)

References
----------
Zhong et al. 2020, Random erasing data augmentation.)doc";

constexpr const char* kMixUp = R"doc(Mix every row of a batch with another one, targets too.

x = share x + (1 - share) x[partner], y alike; the share is of Beta(alpha, alpha), one for each
batch, and the partners are the batch in random order. `cross_entropy` takes the mixed
probabilities; the training accuracy of a fit does not: look at that of the validation.

Parameters
----------
alpha : float, default 0.2
num_classes : int, optional
    Of targets that are labels: they become probabilities (N, num_classes).

Raises
------
ValueError
    If the targets are integers and num_classes is not given (when a DataLoader is made).

Examples
--------
>>> import nnlite
>>> x, y = nnlite.randn(8, 2), nnlite.arange(8) % 3
>>> mixed, probabilities = nnlite.augment.MixUp(0.2, num_classes=3)(x, y)
>>> probabilities.shape, bool(nnlite.allclose(probabilities.sum(1), nnlite.ones(8)))
((8, 3), True)

References
----------
Zhang et al. 2018, mixup: beyond empirical risk minimization.)doc";

constexpr const char* kCutMix = R"doc(Put a box of another image into every image, targets too.

The sides of the box are sqrt(1 - share) of the image's with a share of Beta(alpha, alpha), one for
each batch; its middle is anywhere, and what falls outside is lost. Targets are mixed as in `MixUp`,
by the areas.

Parameters
----------
alpha : float, default 1
num_classes : int, optional
    Of targets that are labels: they become probabilities (N, num_classes).

Raises
------
ValueError
    If the inputs are no images, or the targets are integers and num_classes is not given (when a
    DataLoader is made).

Examples
--------
>>> import nnlite
>>> x, y = nnlite.randn(8, 3, 6, 6), nnlite.arange(8) % 3
>>> mixed, probabilities = nnlite.augment.CutMix(num_classes=3)(x, y)
>>> mixed.shape, probabilities.shape
((8, 3, 6, 6), (8, 3))

References
----------
Yun et al. 2019, CutMix: regularization strategy to train strong classifiers with localizable
features.)doc";

constexpr const char* kCall = R"doc(A changed batch, by hand: images, or images and targets.

Random numbers come from the generator of `nnlite.manual_seed`.

Parameters
----------
input : Tensor
    Images (N, H, W) or (N, C, H, W); the result is float32.
target : Tensor, optional
    Only MixUp and CutMix change it.)doc";

py::object call(const Augmentation& augmentation, const Tensor& x, const OptionalTensor& y) {
  std::vector<Tensor> batch{x};
  if (y.defined()) batch.push_back(y);
  batch = augment::apply(augmentation, std::move(batch));
  if (!y.defined()) return py::cast(batch[0]);
  return py::make_tuple(batch[0], batch[1]);
}

void bind_images(py::module_& m) {
  const auto fill = py::arg("fill") = 0.0, half = py::arg("p") = 0.5;
  m.def(
      "Flip", [](double p, bool vertical) { return held(augment::flip(p, vertical)); }, half,
      py::kw_only(), py::arg("vertical") = false, kFlip);
  m.def(
      "Crop",
      [](const std::optional<Shape>& size, int64_t padding, double value) {
        const auto to = size ? two("Crop", "size", *size) : std::pair<int64_t, int64_t>{0, 0};
        if (size && std::min(to.first, to.second) < 1) {
          fail_value("Crop", "size is ", *size, "; give 1 or more");
        }
        return held(augment::crop(to, padding, value));
      },
      py::arg("size") = py::none(), py::kw_only(), py::arg("padding") = 0, fill, kCrop);
  m.def(
      "Shift",
      [](const Shape& pixels, double value) {
        const auto [down, right] = two("Shift", "pixels", pixels);
        return held(augment::shift(down, right, value));
      },
      py::arg("pixels"), py::kw_only(), fill, kShift);
  m.def(
      "Rotate", [](double degrees, double value) { return held(augment::rotate(degrees, value)); },
      py::arg("degrees"), py::kw_only(), fill, kRotate);
  m.def(
      "Brightness",
      [](double amount, const std::optional<Pair>& limits) {
        const Pair ends = limits.value_or(Pair(-kInfinity, kInfinity));
        return held(augment::brightness(amount, ends.first, ends.second));
      },
      py::arg("amount"), py::kw_only(), py::arg("limits") = py::none(), kBrightness);
  m.def(
      "Cutout", [](int64_t size, double value) { return held(augment::cutout(size, value)); },
      py::arg("size"), py::kw_only(), fill, kCutout);
  m.def(
      "RandomErasing",
      [](double p, Pair scale, Pair ratio, double value) {
        return held(augment::random_erasing(p, scale, ratio, value));
      },
      half, py::kw_only(), py::arg("scale") = Pair(0.02, 1.0 / 3),
      py::arg("ratio") = Pair(0.3, 3.3), fill, kErasing);
}

}  // namespace

void bind_augment(py::module_& top) {
  py::module_ m = top.def_submodule("_augment", "Random changes of batches.");
  py::class_<Augmentation, Ptr>(m, "Augmentation",
                                "A random change of batches; a DataLoader takes a list of them.")
      .def("__call__", &call, py::arg("input"), py::arg("target") = py::none(), kCall)
      .def("__repr__", &Augmentation::repr)
      .def_property_readonly("columns", &Augmentation::columns,
                             "What is drawn for each row: the columns of DataLoader.drawn.");
  bind_images(m);
  const auto classes = py::arg("num_classes") = py::none();
  using Classes = std::optional<int64_t>;
  const auto count = [](const char* name, const Classes& number) {
    if (number && *number < 1) fail_value(name, "num_classes is ", *number, "; give 1 or more");
    return number.value_or(0);
  };
  m.def(
      "MixUp",
      [count](double alpha, Classes k) { return held(augment::mixup(alpha, count("MixUp", k))); },
      py::arg("alpha") = 0.2, py::kw_only(), classes, kMixUp);
  m.def(
      "CutMix",
      [count](double alpha, Classes k) { return held(augment::cutmix(alpha, count("CutMix", k))); },
      py::arg("alpha") = 1.0, py::kw_only(), classes, kCutMix);
}

}  // namespace nnlite::bindings
