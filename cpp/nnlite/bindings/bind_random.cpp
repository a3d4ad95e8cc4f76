// Random tensors and the seed behind them.
#include "nnlite/bindings/bind.h"
#include "nnlite/core/random.h"
#include "nnlite/ops/random.h"

namespace nnlite::bindings {

namespace {

void bind_generator(Api& api) {
  api.function(
      "manual_seed", [](Seed seed) { manual_seed(seed.value); }, py::arg("seed"),
      R"doc(Start this thread's random numbers again from a seed.

Numbers are a function of the seed, of how many tensors were drawn since, and of the position in the
tensor: the same on any number of threads (Philox4x32-10, Salmon et al. 2011).

Examples
--------
>>> import nnlite
>>> nnlite.manual_seed(7)
>>> a = nnlite.randn(3)
>>> nnlite.manual_seed(7)
>>> bool((a == nnlite.randn(3)).all())
True)doc");
  api.function(
      "get_rng_state", [] { return py::make_tuple(generator().seed(), generator().drawn()); },
      "The seed and the number of tensors drawn since, for set_rng_state.");
  api.function(
      "set_rng_state",
      [](const std::pair<uint64_t, uint64_t>& state) {
        generator().set(state.first, state.second);
      },
      py::arg("state"), "Goes on from where get_rng_state was called.");
}

}  // namespace

void bind_random(Api& api) {
  bind_generator(api);
  const auto size = py::arg("size");
  const auto dtype = py::arg("dtype") = kFloat32;
  api.function("uniform", &uniform, size, py::arg("low") = 0.0, py::arg("high") = 1.0,
               py::kw_only(), dtype, "Numbers uniform in [low, high).");
  api.function("normal", &normal, size, py::arg("mean") = 0.0, py::arg("std") = 1.0, py::kw_only(),
               dtype, "Normally distributed numbers.");
  api.function(
      "normal",
      [](double mean, double std, const Shape& shape, DType d) {
        return normal(shape, mean, std, d);
      },
      py::arg("mean"), py::arg("std"), size, py::kw_only(), dtype,
      "Normally distributed numbers; PyTorch's order.");
  bind_maker(
      api, "rand", [](const Shape& shape, DType d) { return uniform(shape, 0, 1, d); },
      "Numbers uniform in [0, 1).");
  bind_maker(
      api, "randn", [](const Shape& shape, DType d) { return normal(shape, 0, 1, d); },
      "Numbers of the standard normal distribution.");
  const auto whole = py::arg("dtype") = kInt64;
  api.function("integers", &integers, py::arg("low"), py::arg("high"), size, py::kw_only(), whole,
               "Integers of low .. high - 1, each as likely.");
  api.function(
      "integers",
      [](int64_t high, const Shape& shape, DType d) { return integers(0, high, shape, d); },
      py::arg("high"), size, py::kw_only(), whole, "Integers of 0 .. high - 1, each as likely.");
  const auto input = py::arg("input");
  const auto optional = py::arg("dtype") = py::none();
  api.function(
      "rand_like",
      [](const Tensor& x, std::optional<DType> d) {
        return uniform(x.shape(), 0, 1, d.value_or(x.dtype()));
      },
      input, py::kw_only(), optional, "Numbers uniform in [0, 1), of the input's shape and dtype.");
  api.function(
      "randn_like",
      [](const Tensor& x, std::optional<DType> d) {
        return normal(x.shape(), 0, 1, d.value_or(x.dtype()));
      },
      input, py::kw_only(), optional,
      "Numbers of the standard normal distribution, of the input's shape and dtype.");
  api.function("bernoulli", &bernoulli, size, py::arg("p"), py::kw_only(), dtype,
               "1 with probability p, else 0.");
  api.function("permutation", py::overload_cast<int64_t>(&permutation), py::arg("n"),
               "The integers 0 .. n - 1 in random order.");
  api.function("dropout", &dropout, py::arg("input"), py::arg("p") = 0.5,
               py::arg("training") = true,
               R"doc(0 with probability p, else input / (1 - p), so that the mean stays.

Parameters
----------
p : float, default 0.5
    The probability of a zero; with 1, all are.
training : bool, default True
    The input itself where this is False.

References
----------
Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.)doc");
}

}  // namespace nnlite::bindings
